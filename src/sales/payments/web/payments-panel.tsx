import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAmount, formatDay } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useCan } from '../../../web/lib/session.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { type Payment, type PaymentOf, sumOf, usePaymentsOf } from './payment.ts'
import { PaymentDrawer } from './payment-drawer.tsx'

/** 回款 of a customer or an opportunity, on its page. */
export function PaymentsPanel({ of }: { of: PaymentOf }) {
  const { t } = useTranslation('payments')
  const query = usePaymentsOf(of)
  const method = useOptions('paymentMethod')
  const mayCreate = useCan('payments.create')
  const [shown, setShown] = useState<Payment | 'new' | null>(null)
  const none = <span className="c3">–</span>
  const create = mayCreate && (
    <Button size="sm" icon={<Plus size={14} />} onClick={() => setShown('new')}>
      {t('new')}
    </Button>
  )
  const columns: DataColumn<Payment>[] = [
    {
      key: 'day',
      title: t('fields.paidOn'),
      width: 130,
      render: (row) => (row.paidOn ? formatDay(row.paidOn) : none),
    },
    {
      key: 'amount',
      title: t('fields.amount'),
      width: 150,
      align: 'right',
      render: (row) => <span className="m">{formatAmount(row.amount, row.currency)}</span>,
    },
    { key: 'method', title: t('fields.method'), width: 120, render: (row) => method.word(row.method) || none },
    ...(of.opportunity
      ? []
      : [
          {
            key: 'deal',
            title: t('fields.opportunityId'),
            ellipsis: true,
            render: (row: Payment) => row.opportunity?.name ?? none,
          },
        ]),
    { key: 'voucher', title: t('fields.voucher'), ellipsis: true, render: (row) => row.voucher ?? none },
    { key: 'owner', title: t('fields.ownerId'), width: 110, render: (row) => row.owner?.name ?? none },
  ]
  return (
    <Panel title={t('title')} note={sumOf(query.data)} side={create} flush>
      <Loading query={query}>
        {({ items }) => (
          <DataTable<Payment>
            label={t('title')}
            columns={columns}
            rows={items}
            onOpen={setShown}
            headAt={0}
            empty={<EmptyState title={t('noneHere')} />}
          />
        )}
      </Loading>
      <PaymentDrawer
        open={shown !== null}
        onClose={() => setShown(null)}
        payment={shown === 'new' ? undefined : (shown ?? undefined)}
        of={of}
      />
    </Panel>
  )
}
