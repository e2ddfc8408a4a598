import { useInfiniteQuery } from '@tanstack/react-query'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment, today } from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { ReferencePicker } from '../../../web/ui/desktop/reference-picker.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import type { AuditEntry, AuditPage } from '../contract.ts'
import { ChangeList } from './change-list.tsx'
import { useRecordWords } from './parts.tsx'

interface Address extends Record<string, unknown> {
  user: string
  type: string
  from: string
  to: string
  record: string
}

const types = [
  'customer',
  'contact',
  'lead',
  'opportunity',
  'followUp',
  'nextStep',
  'payment',
  'task',
  'target',
  'report',
  'user',
  'department',
  'role',
  'joinLink',
  'company',
  'setting',
  'options',
  'customField',
]

/** 操作记录: who changed what and when; the filters stand in the address. */
export default function Audit() {
  const { t } = useTranslation(['audit', 'web'])
  const { typeWord } = useRecordWords()
  const [address, setAddress] = useAddress<Address>()
  const { user, type, from, to, record } = address
  const list = useInfiniteQuery({
    queryKey: ['audit', { user, type, from, to, record }],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPage>('/api/audit', { user, type, from, to, record, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...keepRows,
  })
  const narrowed = !!(user || type || from || to || record)
  const clear = () =>
    setAddress({ user: undefined, type: undefined, from: undefined, to: undefined, record: undefined })
  const clearButton = (
    <Button size="sm" kind="text" onClick={clear}>
      {t('web:table.clearFilter')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <div className="row g8" style={{ flexWrap: 'wrap' }}>
          <span style={{ width: 160 }}>
            <ReferencePicker
              path="users"
              aria-label={t('columns.actor')}
              placeholder={t('filters.person')}
              value={user ?? null}
              onChange={(id) => setAddress({ user: id ?? undefined })}
            />
          </span>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('columns.action')}
            placeholder={t('filters.type')}
            style={{ width: 160 }}
            value={type}
            options={types.map((value) => ({ value, label: typeWord(value) }))}
            onChange={(next?: string) => setAddress({ type: next })}
          />
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            placeholder={[t('filters.from'), t('filters.to')]}
            style={{ width: 260 }}
            maxDate={dayjs(today())}
            value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
            onChange={(days) =>
              setAddress({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
            }
          />
          {record && <span className="t13 c2">{t('filters.record')}</span>}
          {narrowed && clearButton}
        </div>
        <DataTable<AuditEntry>
          label={t('title')}
          columns={useColumns((recordId) => setAddress({ record: recordId }))}
          rows={(list.data?.pages ?? []).flatMap((page) => page.items)}
          loading={list.isPending}
          refreshing={list.isFetching && !list.isPending && !list.isFetchingNextPage}
          error={list.data ? undefined : list.error}
          hasMore={list.hasNextPage}
          onMore={() => void list.fetchNextPage()}
          onRetry={() => void list.refetch()}
          minWidth={860}
          empty={
            narrowed ? (
              <EmptyState title={t('web:table.noMatch')} text={t('web:table.noMatchText')} actions={clearButton} />
            ) : (
              <EmptyState icon={ScrollText} title={t('empty')} text={t('emptyText')} />
            )
          }
        />
      </PageBody>
    </>
  )
}

function useColumns(onRecord: (id: string) => void): DataColumn<AuditEntry>[] {
  const { t, i18n } = useTranslation('audit')
  const { typeWord } = useRecordWords()
  const deed = (action: string) => (i18n.exists(`audit:actions.${action}`) ? t(`actions.${action}`) : action)
  return [
    {
      key: 'at',
      title: t('columns.at'),
      width: 140,
      render: (row) => <span className="c2">{formatMoment(row.at)}</span>,
    },
    {
      key: 'actor',
      title: t('columns.actor'),
      width: 150,
      render: (row) =>
        row.actor ? (
          <span className="row g6">
            <Avatar id={row.actor.id} name={row.actor.name} />
            <span className="el">{row.actor.name}</span>
          </span>
        ) : (
          <span className="c3">{t('system')}</span>
        ),
    },
    {
      key: 'action',
      title: t('columns.action'),
      width: 190,
      render: (row) => {
        const words = (
          <>
            <span>{deed(row.action)}</span> <span className="c3">{typeWord(row.type)}</span>
          </>
        )
        return row.recordId ? (
          <button
            type="button"
            className="row g6"
            title={t('filters.record')}
            onClick={() => onRecord(row.recordId as string)}
          >
            {words}
          </button>
        ) : (
          <span className="row g6">{words}</span>
        )
      },
    },
    {
      key: 'changes',
      title: t('columns.changes'),
      render: (row) => <ChangeList type={row.type} changes={row.changes} />,
    },
  ]
}
