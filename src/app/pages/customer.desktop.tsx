import { CustomerPage } from '../../sales/customers/web/customer.desktop.tsx'
import { PaymentsPanel } from '../../sales/payments/web/payments-panel.tsx'

/** A customer with what slices beyond customers know of it. */
export default function Customer() {
  return (
    <CustomerPage
      more={[{ tab: 'payments', can: 'payments.view', show: (customer) => <PaymentsPanel of={{ customer }} /> }]}
    />
  )
}
