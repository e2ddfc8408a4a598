import { SquareKanban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { amountUnit, formatAmountUnit, formatDay, formatMoment, formatPercent, today } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { opportunity as type } from '../record.ts'
import { Board } from './board.tsx'
import { type Opportunity, stateOf } from './opportunity.ts'
import { OpportunityDrawer } from './opportunity-form.tsx'

/** 商机: as a board by stage, or as a list. */
export default function Opportunities() {
  const { t } = useTranslation(['opportunities', 'web'])
  const go = useGo()
  const [address, setAddress] = useAddress<{ new: string }>()
  const list = useListView('opportunity', [
    { key: 'board', label: t('view.board'), layout: 'board' },
    ...(['open', 'won', 'lost'] as const).map((key) => ({
      key,
      label: t(`view.${key}`),
      filter: { field: 'outcome', op: 'eq' as const, value: key },
    })),
    { key: 'all', label: t('view.all') },
  ])
  const fields = useFields(type, 'opportunities').filter((field) => !['outcome', 'closedFromStage'].includes(field.key))
  const columns = useColumns()
  const mayCreate = useCan('opportunities.create')
  return (
    <>
      <ListPage<Opportunity>
        title={t('title')}
        create={mayCreate && { label: t('new'), onClick: () => setAddress({ new: 'yes' }) }}
        path="opportunities"
        list={list}
        board={<Board state={list} fields={fields} />}
        fields={fields}
        columns={columns}
        hint={t('searchHint')}
        onOpen={(deal) => go(`/opportunities/${deal.id}`)}
        empty={{ icon: SquareKanban, title: t('empty'), text: t('emptyText') }}
      />
      <OpportunityDrawer
        open={address.new !== undefined}
        onClose={() => setAddress({ new: undefined })}
        {...(address.new && address.new !== 'yes' && { customerId: String(address.new) })}
      />
    </>
  )
}

function useColumns(): DataColumn<Opportunity>[] {
  const { t } = useTranslation('opportunities')
  const stage = useOptions('stage')
  const none = <span className="c3">–</span>
  return [
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
