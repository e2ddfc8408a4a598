import { CustomerPage } from '../../sales/customers/web/customer.phone.tsx'
import { PaymentsCard } from '../../sales/payments/web/payments-card.tsx'

/** A customer on the phone with what slices beyond customers know of it. */
export default function Customer() {
  return (
    <CustomerPage
      more={[{ tab: 'payments', can: 'payments.view', show: (customer) => <PaymentsCard of={{ customer }} /> }]}
    />
  )
}
