import { Drawer } from 'antd'
import { MessageSquareText, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { NoMatch } from '../../../web/ui/desktop/list-tools.tsx'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { PersonCell, RecordList } from '../../../web/ui/desktop/record-list.tsx'
import { ViewBar } from '../../../web/ui/desktop/view-bar.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { methodIcon } from '../../../web/ui/method-icon.ts'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { followUp as type } from '../record.ts'
import { Heard, Summary } from './facts.tsx'
import { type FollowUp, useFollowUp } from './follow-up.ts'
import { FollowUpView } from './follow-up-view.tsx'

const unlisted = ['leadId', 'nextStepId', 'deviceTime', 'timeZone']

/** 跟进记录: everything that was said, newest first. */
export default function FollowUps() {
  const { t } = useTranslation(['follow-ups', 'web'])
  const go = useGo()
  const [address, setAddress] = useAddress<{ open: string }>()
  const state = useListView('followUp', [
    { key: 'all', label: t('view.all') },
    { key: 'mine', label: t('view.mine'), filter: { field: 'ownerId', op: 'in', value: ['me'] } },
    { key: 'objections', label: t('view.objections'), filter: { field: 'objections', op: 'notEmpty' } },
  ])
  const fields = useFields(type, 'follow-ups').filter((field) => !unlisted.includes(field.key))
  const columns = useColumns()
  const mayRecord = useCan('followUps.create')
  const record = (
    <Button kind="pri" icon={<PenLine size={16} />} onClick={() => go('/follow-ups/new')}>
      {t('list.record')}
    </Button>
  )
  const close = () => setAddress({ open: undefined })
  return (
    <>
      <PageHeader title={t('list.title')} actions={mayRecord && record}>
        <ViewBar list={state} label={t('list.title')} />
      </PageHeader>
      <RecordList<FollowUp>
        label={t('list.title')}
        path="follow-ups"
        list={state}
        fields={fields}
        columns={columns}
        onOpen={(row) => setAddress({ open: row.id })}
        empty={
          state.filter ? (
            <NoMatch list={state} />
          ) : (
            <EmptyState
              icon={MessageSquareText}
              title={t('list.empty')}
              text={t('list.emptyText')}
              actions={mayRecord && record}
            />
          )
        }
      />
      <Drawer
        open={!!address.open}
        onClose={close}
        size={600}
        closable={{ placement: 'end' }}
        title={t('one')}
        destroyOnHidden
      >
        {address.open && <Opened id={address.open} onVoided={close} />}
      </Drawer>
    </>
  )
}

function Opened({ id, onVoided }: { id: string; onVoided: () => void }) {
  return (
    <Loading query={useFollowUp(id)}>{(item) => <FollowUpView key={id} item={item} onVoided={onVoided} />}</Loading>
  )
}

function useColumns(): DataColumn<FollowUp>[] {
  const { t } = useTranslation('follow-ups')
  const method = useOptions('method')
  const none = <span className="c3">–</span>
  const icon = (row: FollowUp) => {
    const Icon = methodIcon(row.method, method.find(row.method)?.class)
    return <Icon size={14} className="c3" />
  }
  return [
    {
      key: 'occurredAt',
      title: t('fields.occurredAt'),
      width: 140,
      sortBy: 'occurredAt',
      render: (row) => formatMoment(row.occurredAt),
    },
    {
      key: 'customerId',
      title: t('fields.customer'),
      width: 190,
      ellipsis: true,
      render: (row) => <span className="m">{row.customer?.name ?? row.lead?.name ?? none}</span>,
    },
    {
      key: 'method',
      title: t('fields.method'),
      width: 120,
      render: (row) => (
        <span className="row g6">
          {icon(row)}
          {method.word(row.method)}
        </span>
      ),
    },
    {
      key: 'summary',
      title: t('fields.summary'),
      ellipsis: true,
      render: (row) => <Summary line summary={row.summary} />,
    },
    {
      key: 'objections',
      title: t('fields.heard'),
      width: 210,
      render: (row) => (
        <span className="tags el">
          <Heard item={{ objections: row.objections, competitors: row.competitors }} />
        </span>
      ),
    },
    {
      key: 'intent',
      title: t('fields.intent'),
      width: 90,
      render: (row) =>
        row.intent ? (
          <IntentLetter intent={row.intent} {...(row.stateBefore?.intent && { from: row.stateBefore.intent })} />
        ) : (
          none
        ),
    },
    {
      key: 'ownerId',
      title: t('list.author'),
      width: 130,
      render: (row) => <PersonCell person={row.owner} />,
    },
    {
      key: 'entryKind',
      title: '',
      width: 70,
      render: (row) =>
        row.entryKind === 'late' || row.entryKind === 'veryLate' ? (
          <Tag>{t('list.late')}</Tag>
        ) : !row.counted ? (
          <Tag>{t('list.uncounted')}</Tag>
        ) : null,
    },
  ]
}
