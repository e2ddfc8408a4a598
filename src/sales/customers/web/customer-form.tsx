import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields } from '../../../web/lib/fields.ts'
import { givenOf } from '../../../web/lib/meta.ts'
import { useGo } from '../../../web/lib/place.ts'
import { AskingDrawer } from '../../../web/ui/desktop/asking-drawer.tsx'
import { RecordForm } from '../../../web/ui/desktop/record-form.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { customer as type } from '../record.ts'
import { type Customer, useDuplicates } from './customer.ts'

/** Makes or edits a customer in a drawer; perhaps-existing ones are named while typing. */
export function CustomerDrawer({
  open,
  onClose,
  customer,
}: {
  open: boolean
  onClose: () => void
  customer?: Customer
}) {
  const { t } = useTranslation(['customers', 'web'])
  const go = useGo()
  const client = useQueryClient()
  const fields = useFields(type, 'customers').filter((field) => !field.readOnly)
  const save = async (values: Record<string, unknown>, changed: Record<string, unknown>) => {
    if (customer) await api.patch(`/api/customers/${customer.id}`, { version: customer.version, ...changed })
    else {
      const made = await api.post<Customer>('/api/customers', givenOf(values))
      go(`/customers/${made.id}`)
    }
    await client.invalidateQueries({ queryKey: ['customers'] })
    toast(t(customer ? 'saved' : 'created'))
    onClose()
  }
  return (
    <AskingDrawer open={open} onClose={onClose} size={560} title={t(customer ? 'edit' : 'newCustomer')}>
      {(form) => (
        <RecordForm
          fields={fields}
          {...(customer && { record: customer })}
          submitText={t(customer ? 'web:actions.save' : 'newCustomer')}
          onSubmit={save}
          {...form}
          extra={(values) =>
            customer ? null : <Similar name={String(values.name ?? '')} phone={String(values.phone ?? '')} />
          }
          onConflict={() => (
            <div className="ban info" style={{ marginBottom: 12 }}>
              {t('changedMeanwhile')}
            </div>
          )}
        />
      )}
    </AskingDrawer>
  )
}

/** Customers that may be the same as what is typed; those out of reach show their owner only. */
function Similar({ name, phone }: { name: string; phone: string }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const items = useDuplicates(name, phone)
  if (items.length === 0) return null
  return (
    <div className="ban warn" role="status" style={{ marginBottom: 12, display: 'block' }}>
      <b>{t('maybeThere')}</b>
      {items.slice(0, 5).map((item, index) => (
        <div key={item.id ?? index} className="row g8 t13">
          {item.id ? (
            <button type="button" className="link" onClick={() => go(`/customers/${item.id}`)}>
              {item.name}
            </button>
          ) : (
            <span>{item.name}</span>
          )}
          <span className="c2">{[item.owner ?? t('noOwner'), t(`sameBy.${item.reason}`)].join(' · ')}</span>
        </div>
      ))}
    </div>
  )
}
