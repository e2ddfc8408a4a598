import { useQuery } from '@tanstack/react-query'
import { DatePicker, Input, Select, TreeSelect } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { today } from '../../../web/lib/format.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Field, FormDrawer } from '../../../web/ui/desktop/form-parts.tsx'
import { Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DepartmentReply, RoleReply, UserReply } from '../contract.ts'
import { LinkOnce } from './link-once.tsx'
import { type Link, refreshPeople, treeOf } from './people-data.ts'
import { PersonSteps } from './person-steps.tsx'

interface Around {
  departments: DepartmentReply[]
  roles: RoleReply[]
  onClose: () => void
}

/** Adds a person (`id` undefined) or shows and changes one. */
export function PersonDrawer({
  id,
  department,
  ...around
}: Around & { id: string | undefined; department: string | undefined }) {
  const person = useQuery({
    queryKey: ['users', id],
    queryFn: () => api.get<UserReply>(`/api/users/${id}`),
    enabled: id !== undefined,
  })
  if (id !== undefined && !person.data) return person.isPending ? <Skeleton rows={1} /> : null
  return <PersonForm key={id ?? 'new'} person={person.data} department={department} {...around} />
}

function PersonForm({
  person,
  department,
  departments,
  roles,
  onClose,
}: Around & { person: UserReply | undefined; department: string | undefined }) {
  const { t } = useTranslation(['people', 'web'])
  const rep = roles.find((role) => role.key === 'rep')
  const [start, setStart] = useState({
    name: person?.name ?? '',
    phone: person?.phone ?? null,
    email: person?.email ?? null,
    roleIds: person?.roleIds ?? (rep ? [rep.id] : []),
    departmentId: person?.departmentId ?? department ?? departments.find((each) => each.parentId === null)?.id ?? null,
    joinedOn: person?.joinedOn ?? (person ? null : today()),
  })
  const [value, setValue] = useState(start)
  const [invited, setInvited] = useState<{ id: string; link: Link } | null>(null)
  const sending = useSubmit()
  const set = (change: Partial<typeof start>) => setValue((now) => ({ ...now, ...change }))
  const save = async () => {
    const { departmentId, joinedOn, ...rest } = value
    const done = await sending.submit(async () => {
      if (person) {
        const version = ((sending.current as UserReply | undefined) ?? person).version
        await api.patch(`/api/users/${person.id}`, {
          ...rest,
          ...(joinedOn !== start.joinedOn && { joinedOn }),
          version,
        })
        return
      }
      const made = await api.post<UserReply>('/api/users', { ...rest, departmentId, ...(joinedOn && { joinedOn }) })
      // Somebody who can be reached gets a link to set a password at once; it is shown only here.
      if (made.status === 'invited')
        setInvited({ id: made.id, link: await api.post<Link>(`/api/users/${made.id}/password-reset`, {}) })
      else onClose()
    })
    if (!done) return
    setStart(value)
    await refreshPeople()
    toast(t(person ? 'saved' : 'person.added'))
    if (person) onClose()
  }
  if (invited) {
    return (
      <FormDrawer
        open
        title={t('person.addedTitle', { name: value.name })}
        onClose={onClose}
        onSubmit={onClose}
        submitText={t('web:actions.done')}
        sending={sending}
        dirty={false}
      >
        <LinkOnce link={invited.link} text={t('person.inviteText')} />
      </FormDrawer>
    )
  }
  return (
    <FormDrawer
      open
      title={person ? person.name : t('person.add')}
      onClose={onClose}
      onSubmit={() => void save()}
      sending={sending}
      dirty={JSON.stringify(value) !== JSON.stringify(start)}
      submitText={t(person ? 'web:actions.save' : 'person.add')}
      size={520}
    >
      {sending.current !== undefined && <div className="ban info">{t('changedMeanwhile')}</div>}
      <Field label={t('person.name')} required error={sending.errors.name}>
        {(id) => (
          <Input
            id={id}
            autoFocus={!person}
            value={value.name}
            maxLength={60}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="row g12" style={{ alignItems: 'flex-start' }}>
        <div className="grow">
          <Field label={t('person.phone')} error={sending.errors.phone}>
            {(id) => (
              <Input
                id={id}
                type="tel"
                value={value.phone ?? ''}
                onChange={(event) => set({ phone: event.target.value.trim() || null })}
              />
            )}
          </Field>
        </div>
        <div className="grow">
          <Field label={t('person.email')} error={sending.errors.email}>
            {(id) => (
              <Input
                id={id}
                type="email"
                value={value.email ?? ''}
                onChange={(event) => set({ email: event.target.value.trim() || null })}
              />
            )}
          </Field>
        </div>
      </div>
      {!person && <div className="t12 c3">{t('person.contactHint')}</div>}
      <Field label={t('person.roles')} required error={sending.errors.roleIds}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={value.roleIds}
            showSearch={{ optionFilterProp: 'label' }}
            options={roles.map((role) => ({ value: role.id, label: role.name }))}
            onChange={(roleIds) => set({ roleIds })}
          />
        )}
      </Field>
      {!person && (
        <Field label={t('person.department')} required error={sending.errors.departmentId}>
          {(id) => (
            <TreeSelect
              id={id}
              value={value.departmentId}
              treeData={treeOf(departments)}
              treeDefaultExpandAll
              showSearch={{ treeNodeFilterProp: 'title' }}
              onChange={(departmentId) => set({ departmentId })}
            />
          )}
        </Field>
      )}
      <Field label={t('person.joinedOn')} error={sending.errors.joinedOn}>
        {(id) => (
          <DatePicker
            id={id}
            style={{ width: '100%' }}
            value={value.joinedOn ? dayjs(value.joinedOn) : null}
            onChange={(day) => set({ joinedOn: day?.format('YYYY-MM-DD') ?? null })}
          />
        )}
      </Field>
      {person && <PersonSteps person={person} departments={departments} onClose={onClose} />}
    </FormDrawer>
  )
}
