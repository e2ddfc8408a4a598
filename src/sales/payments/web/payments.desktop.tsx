import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Landmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields } from '../../../web/lib/fields.ts'
import { formatAmount, formatDay } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { payment as type } from '../record.ts'
import type { Payment } from './payment.ts'
import { PaymentDrawer } from './payment-drawer.tsx'

const spans = ['thisMonth', 'lastMonth', 'thisYear'] as const

/** 回款: money received, newest day first. */
export default function Payments() {
  const { t } = useTranslation('payments')
  const [address, setAddress] = useAddress<{ payment: string }>()
  const list = useListView('payment', [
    { key: 'all', label: t('view.all') },
    ...spans.map((key) => ({
      key,
      label: t(`view.${key}`),
      filter: { field: 'paidOn', op: 'within' as const, value: key },
    })),
  ])
  const shown = address.payment
  const fields = useFields(type, 'payments')
  const columns = useColumns()
  const mayCreate = useCan('payments.create')
  const { data: payment } = useQuery({
    queryKey: ['payments', 'one', shown],
    queryFn: () => api.get<Payment>(`/api/payments/${shown}`),
    enabled: shown !== undefined && shown !== 'new',
  })
  return (
    <>
      <ListPage<Payment>
        title={t('title')}
        create={mayCreate && { label: t('new'), onClick: () => setAddress({ payment: 'new' }) }}
        path="payments"
        list={list}
        fields={fields}
        columns={columns}
        sort="-paidOn"
        onOpen={(row) => setAddress({ payment: row.id })}
        empty={{ icon: Landmark, title: t(list.filter ? 'emptyView' : 'empty'), text: t('emptyText') }}
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
      key: 'paidOn',
      title: t('fields.paidOn'),
      width: 140,
      sortBy: 'paidOn',
      render: (row) => (row.paidOn ? formatDay(row.paidOn) : none),
    },
    {
      key: 'customerId',
      title: t('fields.customerId'),
      width: 260,
      ellipsis: true,
      render: (row) => (row.customer ? <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link> : none),
    },
    {
      key: 'opportunityId',
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
    { key: 'ownerId', title: t('fields.ownerId'), width: 140, render: (row) => <PersonCell person={row.owner} /> },
  ]
}
