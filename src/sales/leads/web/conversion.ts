import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { toast } from '../../../web/ui/toast.tsx'
import { useDuplicates } from '../../customers/web/parts.tsx'
import { type Lead, useRefresh } from './lead.ts'

interface Named {
  id: string
  name: string
}

export interface ConversionDraft {
  into: 'new' | 'existing'
  /** Name of a new customer. */
  name: string
  customer: Named | null
  contact: boolean
  deal: boolean
  dealName: string
  amount: number | null
}

/** What converting a lead asks, and doing it: the customer's page opens when it went through. */
export function useConversion(lead: Lead) {
  const { t } = useTranslation('leads')
  const go = useGo()
  const refresh = useRefresh()
  const sending = useSubmit()
  const [draft, setDraft] = useState<ConversionDraft>({
    into: 'new',
    name: lead.name,
    customer: null,
    contact: true,
    deal: false,
    dealName: '',
    amount: null,
  })
  const duplicates = useDuplicates(draft.into === 'new' ? draft.name : '', lead.phone ?? '')
  const ready =
    (draft.into === 'new' ? draft.name.trim() !== '' : draft.customer !== null) &&
    (!draft.deal || draft.dealName.trim() !== '')
  const body = {
    version: lead.version,
    contact: draft.contact,
    ...(draft.into === 'existing' && { customerId: draft.customer?.id }),
    ...(draft.into === 'new' && draft.name.trim() !== lead.name && { customer: { name: draft.name.trim() } }),
    ...(draft.deal && {
      opportunity: { name: draft.dealName.trim(), ...(draft.amount !== null && { amount: draft.amount }) },
    }),
  }
  const convert = async (): Promise<void> => {
    let customer: Named | undefined
    const done = await sending.submit(async () => {
      customer = (await api.post<{ customer: Named }>(`/api/leads/${lead.id}/convert`, body)).customer
      await refresh()
    })
    if (!done || !customer) return
    toast(t('converted', { name: customer.name }))
    // Whatever asks goes with the page: closing a sheet steps back in history, which would undo the way there.
    go(`/customers/${customer.id}`)
  }
  return {
    draft,
    change: (part: Partial<ConversionDraft>) => setDraft((now) => ({ ...now, ...part })),
    duplicates: draft.into === 'new' ? duplicates.slice(0, 3) : [],
    ready,
    /** Whether something was typed. */
    changed: draft.name !== lead.name || draft.dealName !== '',
    convert,
    sending,
    /** Why it was refused, in one sentence. */
    problem:
      sending.problem ??
      Object.values(sending.errors)[0] ??
      (sending.current ? t('web:record.changedMeanwhile') : undefined),
  }
}
