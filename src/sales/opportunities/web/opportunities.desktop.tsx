import { Plus, SquareKanban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { type Condition, filterOf } from '../../../web/lib/filter.ts'
import { amountUnit, formatAmountUnit, formatDay, formatMoment, formatPercent, today } from '../../../web/lib/format.ts'
import { useListAddress } from '../../../web/lib/list-address.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useRecordList } from '../../../web/lib/records.ts'
import { useCan } from '../../../web/lib/session.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { ListTools, NoMatch } from '../../../web/ui/desktop/list-tools.tsx'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { opportunity as type } from '../record.ts'
import { Board } from './board.tsx'
import { type Opportunity, stateOf } from './opportunity.ts'
import { OpportunityDrawer } from './opportunity-form.tsx'

type View = 'board' | 'open' | 'won' | 'lost' | 'all'
const shown: View[] = ['board', 'open', 'won', 'lost', 'all']

/** 商机: as a board by stage, or as a list. */
export default function Opportunities() {
  const { t } = useTranslation(['opportunities', 'web'])
  const [address, setAddress] = useAddress<{ view: View; new: string }>()
  const view = address.view ?? 'board'
  const state = useListAddress()
  const fields = useFields(type, 'opportunities').filter((field) => !['outcome'].includes(field.key))
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
        <Segmented
          label={t('title')}
          value={view}
          onChange={(next) => setAddress({ view: next === 'board' ? undefined : next })}
          choices={shown.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </PageHeader>
      {view === 'board' ? <Board state={state} fields={fields} /> : <List view={view} state={state} fields={fields} />}
      <OpportunityDrawer
        open={address.new !== undefined}
        onClose={() => setAddress({ new: undefined })}
        {...(address.new && address.new !== 'yes' && { customerId: String(address.new) })}
      />
    </>
  )
}

function List({
  view,
  state,
  fields,
}: {
  view: View
  state: ReturnType<typeof useListAddress>
  fields: ReturnType<typeof useFields>
}) {
  const { t } = useTranslation('opportunities')
  const go = useGo()
  const stage = useOptions('stage')
  const conditions: Condition[] = [
    ...(view === 'all' ? [] : [{ field: 'outcome', op: 'eq' as const, value: view }]),
    ...state.conditions,
  ]
  const list = useRecordList<Opportunity>('opportunities', {
    ...(conditions.length > 0 && { filter: filterOf(conditions) }),
    ...(state.sort && { sort: state.sort }),
    ...(state.q && { q: state.q }),
    limit: 50,
  })
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
    { key: 'customer', title: t('fields.customerId'), ellipsis: true, render: (deal) => deal.customer?.name ?? none },
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
      key: 'expected',
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
      key: 'last',
      title: t('fields.lastFollowUpAt'),
      width: 140,
      sortBy: 'lastFollowUpAt',
      render: (deal) => (deal.lastFollowUpAt ? formatMoment(deal.lastFollowUpAt) : none),
    },
    {
      key: 'owner',
      title: t('fields.ownerId'),
      width: 130,
      render: (deal) =>
        deal.owner ? (
          <span className="row g6">
            <Avatar id={deal.owner.id} name={deal.owner.name} />
            <span className="el">{deal.owner.name}</span>
          </span>
        ) : (
          none
        ),
    },
  ]
  return (
    <PageBody>
      <ListTools list={state} fields={fields} hint={t('searchHint')} />
      <DataTable<Opportunity>
        label={t('title')}
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.refetch}
        hasMore={list.hasMore}
        onMore={list.more}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={(deal) => go(`/opportunities/${deal.id}`)}
        minWidth={1100}
        empty={
          state.narrowed ? (
            <NoMatch list={state} />
          ) : (
            <EmptyState icon={SquareKanban} title={t('empty')} text={t('emptyText')} />
          )
        }
      />
    </PageBody>
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
