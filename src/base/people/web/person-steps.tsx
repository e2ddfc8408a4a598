import { useQuery } from '@tanstack/react-query'
import { DatePicker, TreeSelect } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatDay, formatMoment, today } from '../../../web/lib/format.ts'
import { useMe } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Field, Problem } from '../../../web/ui/desktop/form-parts.tsx'
import { ReferencePicker } from '../../../web/ui/desktop/reference-picker.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DepartmentReply, UserReply } from '../contract.ts'
import { LinkOnce } from './link-once.tsx'
import { type Link, type Membership, refreshPeople, treeOf } from './people-data.ts'

type Step = 'move' | 'leave' | null

/** What is done to a person beside the form: another department, a link for a new password, leaving and coming back. */
export function PersonSteps({
  person,
  departments,
  onClose,
}: {
  person: UserReply
  departments: DepartmentReply[]
  onClose: () => void
}) {
  const { t } = useTranslation('people')
  const me = useMe()
  const [step, setStep] = useState<Step>(null)
  const [link, setLink] = useState<Link | null>(null)
  const sending = useSubmit()
  const gone = person.status === 'disabled'
  const memberships = useQuery({
    queryKey: ['users', person.id, 'membership'],
    queryFn: () => api.get<{ items: Membership[] }>(`/api/users/${person.id}/membership`),
  })
  const makeLink = () =>
    sending.submit(async () => setLink(await api.post<Link>(`/api/users/${person.id}/password-reset`, {})))
  const comeBack = async () => {
    if (!(await sending.submit(() => api.post(`/api/users/${person.id}/reactivate`, {})))) return
    await refreshPeople()
    toast(t('steps.reactivated', { name: person.name }))
    onClose()
  }
  return (
    <>
      <Part
        title={t('steps.department')}
        side={
          !gone &&
          step !== 'move' && (
            <Button size="sm" onClick={() => setStep('move')}>
              {t('steps.move')}
            </Button>
          )
        }
      >
        {(memberships.data?.items ?? []).map((each) => (
          <div key={each.fromDay} className="row g8 t13" style={{ minHeight: 28 }}>
            <span className="grow">{each.departmentName}</span>
            <span className="c3">
              {each.toDay
                ? t('steps.fromTo', { from: formatDay(each.fromDay), to: formatDay(each.toDay) })
                : t('steps.since', { day: formatDay(each.fromDay) })}
            </span>
          </div>
        ))}
        {memberships.error && <Problem text={errorText(memberships.error)} />}
        {step === 'move' && <Move person={person} departments={departments} onDone={() => setStep(null)} />}
      </Part>
      <Part
        title={t('steps.account')}
        side={
          <span className="t12 c3">
            {person.lastSeenAt ? t('steps.lastSeen', { when: formatMoment(person.lastSeenAt) }) : t('steps.neverSeen')}
          </span>
        }
      >
        <Problem text={sending.problem} />
        {link && <LinkOnce link={link} text={t('steps.linkText')} />}
        <div className="row g8">
          {!gone && !link && person.status !== 'placeholder' && (
            <Button size="sm" busy={sending.busy} onClick={() => void makeLink()}>
              {t('steps.resetLink')}
            </Button>
          )}
          {!gone && step !== 'leave' && person.id !== me.user.id && (
            <Button size="sm" onClick={() => setStep('leave')}>
              {t('steps.deactivate')}
            </Button>
          )}
          {gone && (
            <Button size="sm" busy={sending.busy} onClick={() => void comeBack()}>
              {t('steps.reactivate')}
            </Button>
          )}
        </div>
        {step === 'leave' && <Leave person={person} onCancel={() => setStep(null)} onDone={onClose} />}
      </Part>
    </>
  )
}

function Part({ title, side, children }: { title: string; side?: ReactNode; children: ReactNode }) {
  return (
    <div className="col g8" style={{ borderTop: '1px solid var(--c-split)', paddingTop: 12 }}>
      <div className="row g8" style={{ minHeight: 28 }}>
        <b className="t13 grow">{title}</b>
        {side}
      </div>
      {children}
    </div>
  )
}

function Move({
  person,
  departments,
  onDone,
}: {
  person: UserReply
  departments: DepartmentReply[]
  onDone: () => void
}) {
  const { t } = useTranslation(['people', 'web'])
  const [departmentId, setDepartment] = useState(person.departmentId)
  const [fromDay, setFrom] = useState(today())
  const sending = useSubmit()
  const move = async () => {
    if (!(await sending.submit(() => api.post(`/api/users/${person.id}/membership`, { departmentId, fromDay })))) return
    await refreshPeople()
    toast(t('steps.moved'))
    onDone()
  }
  return (
    <div className="col g12 ev-def" style={{ marginBottom: 0 }}>
      <Problem text={sending.problem} />
      <Field label={t('steps.moveTo')} error={sending.errors.departmentId}>
        {(id) => (
          <TreeSelect
            id={id}
            value={departmentId}
            treeData={treeOf(departments)}
            treeDefaultExpandAll
            showSearch={{ treeNodeFilterProp: 'title' }}
            onChange={setDepartment}
          />
        )}
      </Field>
      <Field label={t('steps.fromDay')} hint={t('steps.fromDayHint')} error={sending.errors.fromDay}>
        {(id) => (
          <DatePicker
            id={id}
            allowClear={false}
            style={{ width: '100%' }}
            value={dayjs(fromDay)}
            onChange={(day) => day && setFrom(day.format('YYYY-MM-DD'))}
          />
        )}
      </Field>
      <div className="row g8">
        <Button
          kind="pri"
          size="sm"
          busy={sending.busy}
          disabled={departmentId === person.departmentId}
          onClick={() => void move()}
        >
          {t('steps.move')}
        </Button>
        <Button size="sm" onClick={onDone}>
          {t('web:actions.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Leave({ person, onCancel, onDone }: { person: UserReply; onCancel: () => void; onDone: () => void }) {
  const { t } = useTranslation(['people', 'web'])
  const [handOverTo, setHandOver] = useState<string | null>(null)
  const [leftOn, setLeft] = useState(today())
  const sending = useSubmit()
  const leave = async () => {
    if (!(await sending.submit(() => api.post(`/api/users/${person.id}/deactivate`, { handOverTo, leftOn })))) return
    await refreshPeople()
    toast(t('steps.deactivated', { name: person.name }))
    onDone()
  }
  return (
    <div className="col g12 ev-def" style={{ marginBottom: 0 }}>
      <Problem text={sending.problem} />
      <Field label={t('steps.handOver')} hint={t('steps.handOverHint')} error={sending.errors.handOverTo}>
        {(id) => <ReferencePicker id={id} path="users" value={handOverTo} onChange={setHandOver} />}
      </Field>
      <Field label={t('steps.leftOn')} error={sending.errors.leftOn}>
        {(id) => (
          <DatePicker
            id={id}
            allowClear={false}
            style={{ width: '100%' }}
            value={dayjs(leftOn)}
            onChange={(day) => day && setLeft(day.format('YYYY-MM-DD'))}
          />
        )}
      </Field>
      <div className="row g8">
        <Button size="sm" className="cbad" busy={sending.busy} onClick={() => void leave()}>
          {t('steps.deactivateNow')}
        </Button>
        <Button size="sm" onClick={onCancel}>
          {t('web:actions.cancel')}
        </Button>
      </div>
    </div>
  )
}
