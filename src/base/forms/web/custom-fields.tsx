import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { ListPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatList } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { useRecordWords } from '../../audit/web/parts.tsx'
import type { CustomField } from '../contract.ts'
import { FieldDrawer } from './field-drawer.tsx'

/** Fields the company adds to its records; they stand in forms, lists, filters and the API at once. */
export function CustomFields() {
  const { t } = useTranslation(['forms', 'web'])
  const { types, typeWord } = useRecordWords()
  const client = useQueryClient()
  const [address, setAddress] = useAddress<{ type: string }>()
  const type = address.type ?? 'customer'
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null)
  const path = `/api/forms/${type}/fields`
  const query = useQuery({ queryKey: ['forms', type], queryFn: () => api.get<{ items: CustomField[] }>(path) })
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['forms', type] }),
      client.invalidateQueries({ queryKey: ['meta'] }),
    ])
  const retire = async (field: CustomField, retired: boolean) => {
    try {
      const after = await api.patch<CustomField>(`/api/forms/fields/${field.id}`, { version: field.version, retired })
      await refresh()
      toast(
        t(retired ? 'retired' : 'restored', { name: field.labelZh }),
        retired ? { onUndo: () => void retire(after, false) } : {},
      )
    } catch (error) {
      await refresh()
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const none = <span className="c3">–</span>
  const columns: DataColumn<CustomField>[] = [
    {
      key: 'label',
      title: t('label'),
      width: 200,
      render: (row) => (
        <span className={row.retiredAt ? 'c3' : 'm'}>{wordOf({ zh: row.labelZh, en: row.labelEn })}</span>
      ),
    },
    { key: 'kind', title: t('kind'), width: 130, render: (row) => t(`kinds.${row.kind}`) },
    { key: 'required', title: t('required'), width: 80, render: (row) => (row.required ? t('web:fields.yes') : none) },
    {
      key: 'choices',
      title: t('choices'),
      width: 260,
      ellipsis: true,
      render: (row) => formatList(row.choices.map(wordOf)) || (row.to ? typeWord(row.to) : none),
    },
    { key: 'key', title: t('key'), width: 130, render: (row) => <code className="t12 c3">custom.{row.key}</code> },
    {
      key: 'state',
      title: t('state'),
      width: 150,
      render: (row) => (
        <span className="row g8">
          {row.retiredAt ? <Tag>{t('retiredTag')}</Tag> : <Tag tone="ok">{t('inUse')}</Tag>}
          <Button size="xs" onClick={() => void retire(row, !row.retiredAt)}>
            {t(row.retiredAt ? 'restore' : 'retire')}
          </Button>
        </span>
      ),
    },
  ]
  const add = (
    <Button size="sm" icon={<Plus size={14} />} onClick={() => setEditing('new')}>
      {t('add')}
    </Button>
  )
  return (
    <div className="col g12">
      <div className="row g12">
        <Select
          aria-label={t('type')}
          style={{ width: 160 }}
          value={type}
          options={types.map((each) => ({ value: each.type, label: typeWord(each.type) }))}
          onChange={(next) => setAddress({ type: next })}
        />
        <span className="t13 c3">{t('note')}</span>
        <span className="push">{add}</span>
      </div>
      <DataTable<CustomField>
        label={t('title')}
        columns={columns}
        rows={query.data?.items ?? []}
        loading={query.isPending}
        error={query.data ? undefined : query.error}
        onRetry={() => void query.refetch()}
        onOpen={setEditing}
        minWidth={900}
        empty={<EmptyState icon={ListPlus} title={t('empty')} text={t('emptyText')} actions={add} />}
      />
      {editing && (
        <FieldDrawer
          type={type}
          field={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
          onSaved={refresh}
        />
      )}
    </div>
  )
}
