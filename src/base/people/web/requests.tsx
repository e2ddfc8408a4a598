import { Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Problem } from '../../../web/ui/desktop/form-parts.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DepartmentReply, RoleReply, UserReply } from '../contract.ts'
import { refreshPeople, treeOf, useColleagues } from './people-data.ts'

/** People who used a link to join; nothing is drawn while nobody waits. */
export function Requests({
  people,
  departments,
  roles,
}: {
  people: UserReply[]
  departments: DepartmentReply[]
  roles: RoleReply[]
}) {
  const { t } = useTranslation('people')
  const placeholders = useColleagues('placeholder').data
  if (people.length === 0 || placeholders === undefined) return null
  return (
    <Panel title={t('requests.title', { count: people.length })} note={t('requests.note')}>
      {people.map((person) => (
        <Request key={person.id} person={person} placeholders={placeholders} departments={departments} roles={roles} />
      ))}
    </Panel>
  )
}

function Request({
  person,
  placeholders,
  departments,
  roles,
}: {
  person: UserReply
  /** People without an account, one of whom this may be. */
  placeholders: UserReply[]
  departments: DepartmentReply[]
  roles: RoleReply[]
}) {
  const { t } = useTranslation('people')
  const namesake = placeholders.find((each) => each.name === person.name.trim())
  const [placeholderId, setPlaceholder] = useState(namesake?.id ?? '')
  const [departmentId, setDepartment] = useState(namesake?.departmentId ?? person.departmentId)
  const [roleIds, setRoles] = useState(person.roleIds ?? [])
  const [refusing, setRefusing] = useState(false)
  const sending = useSubmit()
  const answer = async (verb: 'approve' | 'refuse', body: object) => {
    if (!(await sending.submit(() => api.post(`/api/users/${person.id}/${verb}`, body)))) return
    await refreshPeople()
    toast(t(verb === 'approve' ? 'requests.approved' : 'requests.refused', { name: person.name }))
  }
  const problem = sending.problem ?? Object.values(sending.errors)[0]
  return (
    <div className="ppl-req" style={{ flexWrap: 'wrap' }}>
      <Avatar id={person.id} name={person.name} />
      <span className="grow" style={{ minWidth: 160 }}>
        <span className="m">{person.name}</span>
        <span className="t12 c3">
          {' '}
          {person.phone ?? person.email}
          {person.createdAt && ` · ${formatMoment(person.createdAt)}`}
        </span>
      </span>
      {placeholders.length > 0 && (
        <Select
          aria-label={t('requests.is')}
          style={{ width: 150 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={placeholderId}
          options={[
            { value: '', label: t('requests.isNew') },
            ...placeholders.map((each) => ({ value: each.id, label: t('requests.isPerson', { name: each.name }) })),
          ]}
          onChange={setPlaceholder}
        />
      )}
      <TreeSelect
        aria-label={t('person.department')}
        style={{ width: 170 }}
        value={departmentId}
        treeData={treeOf(departments)}
        treeDefaultExpandAll
        onChange={setDepartment}
      />
      <Select
        aria-label={t('person.roles')}
        mode="multiple"
        style={{ width: 170 }}
        value={roleIds}
        options={roles.map((role) => ({ value: role.id, label: role.name }))}
        onChange={setRoles}
      />
      {refusing ? (
        <>
          <Button size="sm" className="cbad" busy={sending.busy} onClick={() => void answer('refuse', {})}>
            {t('requests.refuseNow')}
          </Button>
          <Button size="sm" kind="text" onClick={() => setRefusing(false)}>
            {t('requests.keep')}
          </Button>
        </>
      ) : (
        <>
          <Button
            size="sm"
            kind="pri"
            busy={sending.busy}
            disabled={roleIds.length === 0}
            onClick={() =>
              void answer('approve', {
                ...(departmentId && { departmentId }),
                ...(placeholderId && { placeholderId }),
                roleIds,
              })
            }
          >
            {t('requests.approve')}
          </Button>
          <Button size="sm" onClick={() => setRefusing(true)}>
            {t('requests.refuse')}
          </Button>
        </>
      )}
      {problem && (
        <div style={{ flexBasis: '100%' }}>
          <Problem text={problem} />
        </div>
      )}
    </div>
  )
}
