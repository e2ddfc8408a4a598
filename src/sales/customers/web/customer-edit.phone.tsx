import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useDraft } from '../../../web/lib/drafts.ts'
import { useFields } from '../../../web/lib/fields.ts'
import { givenOf } from '../../../web/lib/meta.ts'
import { useAddress, useGo, usePathParam } from '../../../web/lib/place.ts'
import { NavBar } from '../../../web/ui/phone/page.tsx'
import { PhoneForm, type Typed } from '../../../web/ui/phone/record-form.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type Customer, described, useCustomer } from './customer.ts'

/** Makes a customer or changes one, under the thumb. */
export default function CustomerEdit() {
  const { t } = useTranslation('customers')
  const id = usePathParam('id')
  return (
    <>
      <NavBar title={t(id ? 'edit' : 'newCustomer')} home={id ? `/customers/${id}` : '/customers'} />
      {id ? <Existing id={id} /> : <Form />}
    </>
  )
}

function Existing({ id }: { id: string }) {
  return <Loading query={useCustomer(id)}>{(customer) => <Form customer={customer} />}</Loading>
}

function Form({ customer }: { customer?: Customer }) {
  const { t } = useTranslation(['customers', 'web'])
  const go = useGo()
  const client = useQueryClient()
  // `next`: where somebody came from to make a customer first, with this name.
  const [{ name, next }] = useAddress<{ name: string; next: string }>()
  const draft = useDraft<Typed>(`customer:${customer?.id ?? 'new'}`, {})
  const fields = useFields(described, 'customers').filter((field) => !field.readOnly)
  const save = async (values: Record<string, unknown>, changed: Record<string, unknown>) => {
    const saved = customer
      ? await api.patch<Customer>(`/api/customers/${customer.id}`, { version: customer.version, ...changed })
      : await api.post<Customer>('/api/customers', givenOf(values))
    await client.invalidateQueries({ queryKey: ['customers'] })
    toast(t(customer ? 'saved' : 'created'))
    go(next ? `${next}?customer=${saved.id}` : `/customers/${saved.id}`, { replace: true })
  }
  if (!draft.ready || fields.length === 0) return <Skeleton rows={8} height={64} />
  return (
    <PhoneForm
      fields={fields}
      record={customer ?? { name: String(name ?? '') }}
      draft={draft}
      submitText={t(customer ? 'web:actions.save' : 'newCustomer')}
      onSubmit={save}
    />
  )
}
