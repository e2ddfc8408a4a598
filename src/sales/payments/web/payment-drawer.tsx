import { useTranslation } from 'react-i18next'
import { RecordDrawer } from '../../../web/ui/desktop/record-drawer.tsx'
import { type Payment, type PaymentOf, startOf, touches, usePaymentFields } from './payment.ts'

/** Records a payment, of a customer or opportunity if there is one, or edits it. */
export function PaymentDrawer({
  open,
  onClose,
  payment,
  of = {},
}: {
  open: boolean
  onClose: () => void
  payment?: Payment | undefined
  of?: PaymentOf
}) {
  const { t } = useTranslation('payments')
  const fields = usePaymentFields()
  return (
    <RecordDrawer
      open={open}
      onClose={onClose}
      title={t(payment ? 'one' : 'new')}
      submitText={t('new')}
      path="payments"
      fields={fields}
      record={payment ?? startOf(of)}
      touches={touches}
    />
  )
}
