import { Input } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { meQuery } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Field, SaveBar } from '../../../web/ui/desktop/form-parts.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { RoleReply } from '../contract.ts'
import { FieldRules } from './field-rules.tsx'
import { refreshPeople } from './people-data.ts'
import { RoleMatrix } from './role-matrix.tsx'

/** What each role may do: roles left, the chosen one's permissions and field rules right. */
export function Roles({ roles }: { roles: RoleReply[] }) {
  const { t } = useTranslation('people')
  const [chosen, setChosen] = useState(roles[0]?.id)
  const role = chosen === 'new' ? undefined : (roles.find((each) => each.id === chosen) ?? roles[0])
  return (
    <div className="rl">
      <Panel
        title={t('tabs.roles')}
        side={
          <Button size="sm" icon={<Plus size={14} />} onClick={() => setChosen('new')}>
            {t('roles.add')}
          </Button>
        }
      >
        {roles.map((each) => (
          <div key={each.id} className={`ppl-dep ${each.id === role?.id ? 'on' : ''}`}>
            <button
              type="button"
              className="row g8"
              aria-pressed={each.id === role?.id}
              onClick={() => setChosen(each.id)}
            >
              <span className="grow el" style={{ textAlign: 'left' }}>
                {each.name}
              </span>
              <span className="t12 c3">{t('roles.people', { count: each.people })}</span>
            </button>
          </div>
        ))}
      </Panel>
      <RoleForm key={`${role?.id ?? 'new'}`} role={role} onSaved={setChosen} />
    </div>
  )
}

function RoleForm({ role, onSaved }: { role: RoleReply | undefined; onSaved: (id: string | undefined) => void }) {
  const { t } = useTranslation(['people', 'web'])
  const [base, setBase] = useState({
    name: role?.name ?? '',
    grants: role?.grants ?? {},
    fieldRules: role?.fieldRules ?? {},
  })
  const [value, setValue] = useState(base)
  const [removing, setRemoving] = useState(false)
  const sending = useSubmit()
  const dirty = JSON.stringify(value) !== JSON.stringify(base)
  const set = (change: Partial<typeof value>) => setValue((now) => ({ ...now, ...change }))
  const settle = async (text: string) => {
    // One's own rights may have changed with the role.
    await Promise.all([refreshPeople(), queryClient.invalidateQueries({ queryKey: meQuery.queryKey })])
    toast(text)
  }
  const save = async () => {
    let saved: RoleReply | undefined
    const version = ((sending.current as RoleReply | undefined) ?? role)?.version
    const done = await sending.submit(async () => {
      saved = role
        ? await api.patch<RoleReply>(`/api/roles/${role.id}`, { ...value, version })
        : await api.post<RoleReply>('/api/roles', value)
    })
    if (!done || !saved) return
    const next = { name: saved.name, grants: saved.grants, fieldRules: saved.fieldRules }
    setBase(next)
    setValue(next)
    await settle(t('saved'))
    onSaved(saved.id)
  }
  const remove = async () => {
    if (!role || !(await sending.submit(() => api.delete(`/api/roles/${role.id}`)))) return setRemoving(false)
    await settle(t('roles.removed'))
    onSaved(undefined)
  }
  const mayRemove = role && !role.builtIn && role.people === 0
  return (
    <div className="col g12" style={{ minWidth: 0 }}>
      <Panel
        title={role ? role.name : t('roles.add')}
        note={role?.builtIn ? <Tag>{t('roles.builtIn')}</Tag> : undefined}
        side={
          mayRemove &&
          (removing ? (
            <>
              <Button size="sm" className="cbad" busy={sending.busy} onClick={() => void remove()}>
                {t('roles.removeNow')}
              </Button>
              <Button size="sm" onClick={() => setRemoving(false)}>
                {t('web:actions.cancel')}
              </Button>
            </>
          ) : (
            <Button size="sm" onClick={() => setRemoving(true)}>
              {t('web:actions.delete')}
            </Button>
          ))
        }
      >
        <div className="col g12">
          <div style={{ maxWidth: 320 }}>
            <Field label={t('roles.name')} required error={sending.errors.name}>
              {(id) => (
                <Input
                  id={id}
                  value={value.name}
                  maxLength={40}
                  onChange={(event) => set({ name: event.target.value })}
                />
              )}
            </Field>
          </div>
          <RoleMatrix grants={value.grants} onChange={(grants) => set({ grants })} />
        </div>
      </Panel>
      <Panel title={t('rules.title')} note={t('rules.note')}>
        <FieldRules rules={value.fieldRules} onChange={(fieldRules) => set({ fieldRules })} />
      </Panel>
      {sending.current !== undefined && <div className="ban info">{t('changedMeanwhile')}</div>}
      {Object.entries(sending.errors)
        .filter(([path]) => path !== 'name')
        .map(([path, text]) => (
          <div key={path} className="ban bad" role="alert">
            {text}
          </div>
        ))}
      <SaveBar
        dirty={dirty}
        sending={sending}
        onSave={() => void save()}
        onReset={() => {
          setValue(base)
          sending.clear()
        }}
      />
    </div>
  )
}
