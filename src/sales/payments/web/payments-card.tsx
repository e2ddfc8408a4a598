import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAmount, formatDay } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Card, ListRow, Row } from '../../../web/ui/phone/blocks.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { type Payment, type PaymentOf, startOf, sumOf, touches, usePaymentFields, usePaymentsOf } from './payment.ts'

/** 回款 of a customer on the phone, and recording one. */
export function PaymentsCard({ of }: { of: PaymentOf }) {
  const { t } = useTranslation('payments')
  const query = usePaymentsOf(of)
  const method = useOptions('paymentMethod')
  const fields = usePaymentFields()
  const mayCreate = useCan('payments.create')
  const [shown, setShown] = useState<Payment | 'new' | null>(null)
  const sum = sumOf(query.data)
  return (
    <>
      <Card>
        <Loading query={query}>
          {({ items }) => (
            <>
              {sum && items.length > 1 && (
                <Row one>
                  <span className="t13 c3 grow">{t('sum')}</span>
                  <b>{sum}</b>
                </Row>
              )}
              {items.map((row) => (
                <ListRow
                  key={row.id}
                  title={formatAmount(row.amount, row.currency)}
                  text={[row.paidOn && formatDay(row.paidOn), method.word(row.method), row.opportunity?.name]
                    .filter(Boolean)
                    .join(' · ')}
                  {...(row.voucher && { note: row.voucher })}
                  {...(row.abilities.edit && { onPress: () => setShown(row) })}
                />
              ))}
              {items.length === 0 && (
                <Row>
                  <span className="c3 t14">{t('noneHere')}</span>
                </Row>
              )}
            </>
          )}
        </Loading>
      </Card>
      {mayCreate && (
        <div style={{ padding: '12px 16px' }}>
          <Button wide onClick={() => setShown('new')}>
            {t('new')}
          </Button>
        </div>
      )}
      <RecordSheet
        open={shown !== null}
        onClose={() => setShown(null)}
        title={t(shown === 'new' ? 'new' : 'one')}
        {...(shown === 'new' && { submitText: t('new') })}
        path="payments"
        fields={shown === 'new' && of.customer ? fields.filter((field) => field.key !== 'customerId') : fields}
        record={shown === 'new' ? startOf(of) : (shown ?? {})}
        {...(shown === 'new' && of.customer && { fixed: { customerId: of.customer.id } })}
        touches={touches}
      />
    </>
  )
}
