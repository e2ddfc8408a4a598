import { Input, TreeSelect } from 'antd'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Field, FormDrawer } from '../../../web/ui/desktop/form-parts.tsx'
import { ReferencePicker } from '../../../web/ui/desktop/reference-picker.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DepartmentReply } from '../contract.ts'
import { refreshPeople, treeOf } from './people-data.ts'

type Editing = { department: DepartmentReply } | { parent: DepartmentReply }

/** The departments with today's people; choosing one narrows the table, the pen changes it. */
export function DepartmentTree({
  departments,
  chosen,
  onChoose,
}: {
  departments: DepartmentReply[]
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}) {
  const { t } = useTranslation('people')
  const [editing, setEditing] = useState<Editing | null>(null)
  const line = (department: DepartmentReply, depth: number) => (
    <div key={department.id}>
      <div className={`ppl-dep ${chosen === department.id ? 'on' : ''}`} style={{ paddingLeft: 8 + depth * 16 }}>
        <button
          type="button"
          className="grow row g8 nw"
          aria-pressed={chosen === department.id}
          onClick={() => onChoose(chosen === department.id ? undefined : department.id)}
        >
          <span className="el">
            {department.name}
            {department.managerName && <span className="t12 c3"> {department.managerName}</span>}
          </span>
          <span className="push t12 c3">{department.people}</span>
        </button>
        <button
          type="button"
          className="ppl-tool"
          aria-label={t('departments.addBelow', { name: department.name })}
          onClick={() => setEditing({ parent: department })}
        >
          <Plus size={14} />
        </button>
        <button
          type="button"
          className="ppl-tool"
          aria-label={t('departments.change', { name: department.name })}
          onClick={() => setEditing({ department })}
        >
          <Pencil size={14} />
        </button>
      </div>
      {below(department.id, depth + 1)}
    </div>
  )
  const below = (parentId: string | null, depth: number) =>
    departments
      .filter((each) => each.parentId === parentId)
      .sort((a, b) => a.position - b.position)
      .map((each) => line(each, depth))
  return (
    <nav aria-label={t('departments.title')}>
      {below(null, 0)}
      {editing && (
        <DepartmentDrawer
          key={JSON.stringify(editing)}
          editing={editing}
          departments={departments}
          onClose={() => setEditing(null)}
        />
      )}
    </nav>
  )
}

function DepartmentDrawer({
  editing,
  departments,
  onClose,
}: {
  editing: Editing
  departments: DepartmentReply[]
  onClose: () => void
}) {
  const { t } = useTranslation(['people', 'web'])
  const old = 'department' in editing ? editing.department : undefined
  const start = {
    name: old?.name ?? '',
    parentId: old ? old.parentId : 'parent' in editing ? editing.parent.id : null,
    kind: old?.kind ?? ('parent' in editing ? editing.parent.kind : 'field'),
    managerId: old?.managerId ?? null,
  }
  const [value, setValue] = useState(start)
  const sending = useSubmit()
  const set = (change: Partial<typeof start>) => setValue((now) => ({ ...now, ...change }))
  const save = async () => {
    // The top department has no parent, and saying so is no change.
    const { parentId, ...rest } = value
    const body = { ...rest, ...(parentId && { parentId }) }
    const latest = (sending.current ?? old) as DepartmentReply | undefined
    const done = await sending.submit(() =>
      old
        ? api.patch(`/api/departments/${old.id}`, { ...body, version: latest?.version })
        : api.post('/api/departments', body),
    )
    if (!done) return
    await refreshPeople()
    toast(t('saved'))
    onClose()
  }
  const remove = async () => {
    if (!old || !(await sending.submit(() => api.delete(`/api/departments/${old.id}`)))) return
    await refreshPeople()
    toast(t('departments.removed'))
    onClose()
  }
  const unused = old && old.parentId !== null && old.people === 0
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={t(old ? 'departments.edit' : 'departments.add')}
      sending={sending}
      dirty={JSON.stringify(value) !== JSON.stringify(start)}
      onSubmit={() => void save()}
      more={
        unused && (
          <Button kind="text" className="cbad" onClick={() => void remove()}>
            {t('web:actions.delete')}
          </Button>
        )
      }
    >
      {sending.current !== undefined && <div className="ban info">{t('changedMeanwhile')}</div>}
      <Field label={t('departments.name')} required error={sending.errors.name}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            value={value.name}
            maxLength={60}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      {value.parentId !== null && (
        <Field label={t('departments.parent')} required error={sending.errors.parentId}>
          {(id) => (
            <TreeSelect
              id={id}
              value={value.parentId}
              treeData={treeOf(departments, old?.id)}
              treeDefaultExpandAll
              showSearch={{ treeNodeFilterProp: 'title' }}
              onChange={(parentId) => set({ parentId })}
            />
          )}
        </Field>
      )}
      <Field label={t('departments.manager')} hint={t('departments.managerHint')} error={sending.errors.managerId}>
        {(id) => (
          <ReferencePicker
            id={id}
            path="users"
            value={value.managerId}
            known={old?.managerId && old.managerName ? [{ id: old.managerId, name: old.managerName }] : []}
            onChange={(managerId) => set({ managerId })}
          />
        )}
      </Field>
      <Field label={t('departments.kind')} hint={t('departments.kindHint')} error={sending.errors.kind}>
        {() => (
          <Segmented
            label={t('departments.kind')}
            value={value.kind}
            onChange={(kind) => set({ kind })}
            choices={(['field', 'inside'] as const).map((kind) => ({
              value: kind,
              label: t(`departments.kinds.${kind}`),
            }))}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
