import { Plus, SquareKanban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { amountUnit, formatAmountUnit, formatDay, formatMoment, formatPercent, today } from '../../../web/lib/format.ts'
import { type ListView, useListView } from '../../../web/lib/list-view.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { PersonCell, RecordList } from '../../../web/ui/desktop/record-list.tsx'
import { ViewBar } from '../../../web/ui/desktop/view-bar.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { opportunity as type } from '../record.ts'
import { Board } from './board.tsx'
import { type Opportunity, stateOf } from './opportunity.ts'
import { OpportunityDrawer } from './opportunity-form.tsx'

/** 商机: as a board by stage, or as a list. */
export default function Opportunities() {
  const { t } = useTranslation(['opportunities', 'web'])
  const [address, setAddress] = useAddress<{ new: string }>()
  const state = useListView('opportunity', [
    { key: 'board', label: t('view.board'), layout: 'board' },
    ...(['open', 'won', 'lost'] as const).map((key) => ({
      key,
      label: t(`view.${key}`),
      filter: { field: 'outcome', op: 'eq' as const, value: key },
    })),
    { key: 'all', label: t('view.all') },
  ])
  const fields = useFields(type, 'opportunities').filter((field) => !['outcome', 'closedFromStage'].includes(field.key))
  const mayCreate = useCan('opportunities.create')
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayCreate && (
            <Button kind="pri" icon={<Plus size={16} />} onClick={() => setAddress({ new: 'yes' })}>
              {t('new')}
            </Button>
          )
        }
      >
        <ViewBar list={state} label={t('title')} />
      </PageHeader>
      {state.layout === 'board' ? <Board state={state} fields={fields} /> : <List state={state} fields={fields} />}
      <OpportunityDrawer
        open={address.new !== undefined}
        onClose={() => setAddress({ new: undefined })}
        {...(address.new && address.new !== 'yes' && { customerId: String(address.new) })}
      />
    </>
  )
}

function List({ state, fields }: { state: ListView; fields: FieldMeta[] }) {
  const { t } = useTranslation('opportunities')
  const go = useGo()
  const stage = useOptions('stage')
  const none = <span className="c3">–</span>
  const columns: DataColumn<Opportunity>[] = [
    {
      key: 'name',
      title: t('fields.name'),
      width: 240,
      sortBy: 'name',
      render: (deal) => (
        <span className="m el" style={{ display: 'block', maxWidth: 230 }}>
          {deal.name}
        </span>
      ),
    },
    {
      key: 'customerId',
      title: t('fields.customerId'),
      width: 180,
      ellipsis: true,
      render: (deal) => deal.customer?.name ?? none,
    },
    {
      key: 'stage',
      title: t('fields.stage'),
      width: 130,
      sortBy: 'stage',
      render: (deal) => <StateTag deal={deal} stage={stage.word(deal.stage)} />,
    },
    {
      key: 'amount',
      title: `${t('fields.amount')} (${amountUnit()})`,
      width: 120,
      align: 'right',
      sortBy: 'amount',
      render: (deal) => (deal.amount == null ? none : formatAmountUnit(deal.amount)),
    },
    {
      key: 'probability',
      title: t('fields.probability'),
      width: 110,
      align: 'right',
      sortBy: 'probability',
      render: (deal) => (deal.probability == null ? none : formatPercent(deal.probability / 100)),
    },
    {
      key: 'expectedSignOn',
      title: t('fields.expectedSignOn'),
      width: 130,
      sortBy: 'expectedSignOn',
      render: (deal) =>
        deal.expectedSignOn ? (
          <span className={stateOf(deal) === 'open' && deal.expectedSignOn < today() ? 'cwarn' : ''}>
            {formatDay(deal.expectedSignOn)}
          </span>
        ) : (
          none
        ),
    },
    {
      key: 'lastFollowUpAt',
      title: t('fields.lastFollowUpAt'),
      width: 140,
      sortBy: 'lastFollowUpAt',
      render: (deal) => (deal.lastFollowUpAt ? formatMoment(deal.lastFollowUpAt) : none),
    },
    {
      key: 'ownerId',
      title: t('fields.ownerId'),
      width: 130,
      render: (deal) => <PersonCell person={deal.owner} />,
    },
  ]
  return (
    <RecordList<Opportunity>
      label={t('title')}
      path="opportunities"
      list={state}
      fields={fields}
      columns={columns}
      hint={t('searchHint')}
      onOpen={(deal) => go(`/opportunities/${deal.id}`)}
      empty={<EmptyState icon={SquareKanban} title={t('empty')} text={t('emptyText')} />}
    />
  )
}

/** The stage while it is open, else how it ended. */
export function StateTag({ deal, stage }: { deal: Opportunity; stage: string }) {
  const { t } = useTranslation('opportunities')
  const state = stateOf(deal)
  if (state === 'open') return <span>{stage || '–'}</span>
  return (
    <Tag {...(state === 'won' ? { tone: 'ok' as const } : state === 'hold' ? { tone: 'info' as const } : {})}>
      {t(`state.${state}`)}
    </Tag>
  )
}
