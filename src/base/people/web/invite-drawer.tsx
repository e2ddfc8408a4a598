import { useQuery } from '@tanstack/react-query'
import { InputNumber, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Field, FormDrawer } from '../../../web/ui/desktop/form-parts.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DepartmentReply, RoleReply } from '../contract.ts'
import { InviteLink } from './invite-link.tsx'
import { type JoinLink, type Link, treeOf } from './people-data.ts'

export interface InviteProps {
  open: boolean
  departments: DepartmentReply[]
  roles: RoleReply[]
  /** Preselected department. */
  department: string | undefined
  onClose: () => void
}

/** 一个二维码邀请: everybody who scans it asks to join a department with a role. */
export function InviteDrawer({ open, onClose, ...rest }: InviteProps) {
  return open ? <Invite onClose={onClose} {...rest} /> : null
}

function Invite({ departments, roles, department, onClose }: Omit<InviteProps, 'open'>) {
  const { t } = useTranslation(['people', 'web'])
  const [departmentId, setDepartment] = useState(department ?? departments.find((each) => each.parentId === null)?.id)
  const [roleId, setRole] = useState(roles.find((role) => role.key === 'rep')?.id)
  const [days, setDays] = useState(7)
  const [link, setLink] = useState<Link | null>(null)
  const sending = useSubmit()
  const make = () =>
    sending.submit(async () => {
      setLink(await api.post<Link>('/api/join-links', { departmentId, roleId, days }))
      await queryClient.invalidateQueries({ queryKey: ['join-links'] })
    })
  return (
    <FormDrawer
      open
      title={t('invite.title')}
      onClose={onClose}
      sending={sending}
      dirty={false}
      onSubmit={link ? onClose : () => void make()}
      submitText={t(link ? 'web:actions.done' : 'invite.make')}
    >
      {link ? (
        <InviteLink link={link} text={t('invite.text')} />
      ) : (
        <>
          <div className="t13 c2">{t('invite.lead')}</div>
          <Field label={t('person.department')} required error={sending.errors.departmentId}>
            {(id) => (
              <TreeSelect
                id={id}
                value={departmentId}
                treeData={treeOf(departments)}
                treeDefaultExpandAll
                onChange={setDepartment}
              />
            )}
          </Field>
          <Field label={t('invite.role')} required error={sending.errors.roleId}>
            {(id) => (
              <Select
                id={id}
                value={roleId}
                options={roles.map((role) => ({ value: role.id, label: role.name }))}
                onChange={setRole}
              />
            )}
          </Field>
          <Field label={t('invite.days')} error={sending.errors.days}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={90}
                precision={0}
                value={days}
                style={{ width: 120 }}
                onChange={(next) => setDays(next ?? 7)}
              />
            )}
          </Field>
        </>
      )}
      <OpenLinks />
    </FormDrawer>
  )
}

/** Links that still work; their addresses were shown once, they can only be closed. */
function OpenLinks() {
  const { t } = useTranslation('people')
  const { data } = useQuery({
    queryKey: ['join-links'],
    queryFn: () => api.get<{ items: JoinLink[] }>('/api/join-links'),
  })
  if (!data?.items.length) return null
  const close = async (id: string) => {
    try {
      await api.delete(`/api/join-links/${id}`)
      await queryClient.invalidateQueries({ queryKey: ['join-links'] })
      toast(t('invite.closed'))
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  return (
    <div style={{ borderTop: '1px solid var(--c-split)', paddingTop: 12 }}>
      <b className="t13">{t('invite.others')}</b>
      {data.items.map((each) => (
        <div key={each.id} className="row g8 t13" style={{ minHeight: 36 }}>
          <span className="grow el">
            {each.departmentName} · {each.roleName}
          </span>
          <span className="c3">{t('until', { when: formatMoment(each.expiresAt) })}</span>
          <Button size="xs" onClick={() => void close(each.id)}>
            {t('invite.close')}
          </Button>
        </div>
      ))}
    </div>
  )
}
