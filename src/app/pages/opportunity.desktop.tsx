import { OpportunityPage } from '../../sales/opportunities/web/opportunity.desktop.tsx'
import { PaymentsPanel } from '../../sales/payments/web/payments-panel.tsx'
import { useCan } from '../../web/lib/session.ts'

/** An opportunity with the money that came in for it. */
export default function Opportunity() {
  const maySeePayments = useCan('payments.view')
  return (
    <OpportunityPage
      more={(deal) =>
        maySeePayments && deal.customer && <PaymentsPanel of={{ customer: deal.customer, opportunity: deal }} />
      }
    />
  )
}
