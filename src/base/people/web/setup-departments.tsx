import { Building2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { today } from '../../../web/lib/format.ts'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { DepartmentReply, UserReply } from '../contract.ts'
import { refreshPeople, useColleagues, useDepartments } from './people-data.ts'

/** First run: departments below the company, typed one after another, and who belongs to them. */
export default function SetupDepartments({ onNext, onSkip }: SetupStepProps) {
  const { t } = useTranslation('people')
  const query = useDepartments()
  return (
    <section className="sul">
      <h1>{t('setup.departmentsTitle')}</h1>
      <p className="lead">{t('setup.departmentsText')}</p>
      <Loading query={query}>
        {(departments) => (
          <>
            <List departments={departments} />
            {departments.length > 1 && <People departments={departments} />}
          </>
        )}
      </Loading>
      <div className="su-acts">
        <Button size="lg" onClick={onSkip}>
          {t('setup.skip')}
        </Button>
        <Button kind="pri" size="lg" onClick={onNext}>
          {t('setup.continue')}
        </Button>
      </div>
    </section>
  )
}

function List({ departments }: { departments: DepartmentReply[] }) {
  const { t } = useTranslation('people')
  const root = departments.find((each) => each.parentId === null)
  const [name, setName] = useState('')
  const sending = useSubmit()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!root || !name.trim()) return
    if (!(await sending.submit(() => api.post('/api/departments', { name, parentId: root.id })))) return
    setName('')
    await refreshPeople()
  }
  return (
    <div className="narrow">
      {departments.map((each) => (
        <div key={each.id} className="row g8" style={{ paddingLeft: each.parentId === null ? 0 : 24, minHeight: 28 }}>
          <Building2 size={16} className="c3" />
          <span className="grow el">{each.name}</span>
          <span className="t12 c3">{t('roles.people', { count: each.people })}</span>
        </div>
      ))}
      <form className="row g8" style={{ alignItems: 'flex-start' }} onSubmit={(event) => void add(event)}>
        <div className="grow">
          <TextField
            aria-label={t('departments.name')}
            placeholder={t('setup.departmentName')}
            value={name}
            maxLength={60}
            onChange={setName}
            error={sending.errors.name ?? sending.problem ?? ''}
          />
        </div>
        <Button size="lg" type="submit" busy={sending.busy}>
          {t('setup.departmentAdd')}
        </Button>
      </form>
    </div>
  )
}

/** Who belongs where: everybody the company knows, those of an import included. */
function People({ departments }: { departments: DepartmentReply[] }) {
  const { t } = useTranslation('people')
  const people = useColleagues().data ?? []
  const sending = useSubmit()
  const move = async (person: UserReply, departmentId: string) => {
    const fromDay = person.joinedOn ?? today()
    if (!(await sending.submit(() => api.post(`/api/users/${person.id}/membership`, { departmentId, fromDay })))) return
    await refreshPeople()
  }
  if (people.length < 2) return null
  return (
    <div className="narrow su-people">
      <h2 className="t16">{t('setup.peopleTitle')}</h2>
      {sending.problem && (
        <div className="ban bad" role="alert">
          {sending.problem}
        </div>
      )}
      {people.map((person) => (
        <label key={person.id} className="row g8 t13">
          <Avatar id={person.id} name={person.name} />
          <span className="grow el">{person.name}</span>
          <select
            aria-label={t('setup.departmentOf', { name: person.name })}
            value={person.departmentId ?? ''}
            disabled={sending.busy}
            onChange={(event) => void move(person, event.target.value)}
          >
            {departments.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}
