import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Landmark, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import { formatAmount, formatDay } from '../../../web/lib/format.ts'
import { useListAddress } from '../../../web/lib/list-address.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { PersonCell, RecordList } from '../../../web/ui/desktop/record-list.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { payment as type } from '../record.ts'
import type { Payment } from './payment.ts'
import { PaymentDrawer } from './payment-drawer.tsx'

const views = ['all', 'thisMonth', 'lastMonth', 'thisYear'] as const
type View = (typeof views)[number]
const ofView = (view: View): Filter[] => (view === 'all' ? [] : [{ field: 'paidOn', op: 'within', value: view }])

/** 回款: money received, newest day first. */
export default function Payments() {
  const { t } = useTranslation('payments')
  const [address, setAddress] = useAddress<{ view: View; payment: string }>()
  const view = address.view ?? 'all'
  const shown = address.payment
  const fields = useFields(type, 'payments')
  const columns = useColumns()
  const mayCreate = useCan('payments.create')
  const { data: payment } = useQuery({
    queryKey: ['payments', 'one', shown],
    queryFn: () => api.get<Payment>(`/api/payments/${shown}`),
    enabled: shown !== undefined && shown !== 'new',
  })
  const create = mayCreate && (
    <Button kind="pri" icon={<Plus size={16} />} onClick={() => setAddress({ payment: 'new' })}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={create}>
        <Segmented
          label={t('title')}
          value={view}
          onChange={(next) => setAddress({ view: next === 'all' ? undefined : next })}
          choices={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </PageHeader>
      <RecordList<Payment>
        label={t('title')}
        path="payments"
        state={useListAddress()}
        fields={fields}
        columns={columns}
        view={ofView(view)}
        sort="-paidOn"
        onOpen={(row) => setAddress({ payment: row.id })}
        minWidth={1080}
        empty={
          <EmptyState
            icon={Landmark}
            title={t(view === 'all' ? 'empty' : 'emptyView')}
            text={t('emptyText')}
            actions={create}
          />
        }
      />
      <PaymentDrawer
        key={shown}
        open={shown === 'new' || (shown !== undefined && payment !== undefined)}
        onClose={() => setAddress({ payment: undefined })}
        payment={shown === 'new' ? undefined : payment}
      />
    </>
  )
}

function useColumns(): DataColumn<Payment>[] {
  const { t } = useTranslation('payments')
  const method = useOptions('paymentMethod')
  const none = <span className="c3">–</span>
  return [
    {
      key: 'day',
      title: t('fields.paidOn'),
      width: 140,
      sortBy: 'paidOn',
      render: (row) => (row.paidOn ? formatDay(row.paidOn) : none),
    },
    {
      key: 'customer',
      title: t('fields.customerId'),
      width: 260,
      ellipsis: true,
      render: (row) => (row.customer ? <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link> : none),
    },
    {
      key: 'deal',
      title: t('fields.opportunityId'),
      width: 200,
      ellipsis: true,
      render: (row) =>
        row.opportunity ? <Link to={`/opportunities/${row.opportunity.id}`}>{row.opportunity.name}</Link> : none,
    },
    {
      key: 'amount',
      title: t('fields.amount'),
      width: 150,
      align: 'right',
      sortBy: 'amount',
      render: (row) => <span className="m">{formatAmount(row.amount, row.currency)}</span>,
    },
    { key: 'method', title: t('fields.method'), width: 120, render: (row) => method.word(row.method) || none },
    { key: 'voucher', title: t('fields.voucher'), width: 140, ellipsis: true, render: (row) => row.voucher ?? none },
    { key: 'owner', title: t('fields.ownerId'), width: 140, render: (row) => <PersonCell person={row.owner} /> },
  ]
}
