import { api } from '../../../web/lib/api.ts'
import type { CaptureDraft, Named } from './draft.ts'

/** Leads that are still worked on. */
export const openLeads = { field: 'status', op: 'notIn', value: ['converted', 'invalid'] }

type Subject = Pick<CaptureDraft, 'customer' | 'lead'>

/** Reads the customer or lead that the address names; undefined when it names none or the draft is about it already. */
export function subjectFor(
  address: { customer?: string; lead?: string },
  draft: CaptureDraft,
): Promise<Subject> | undefined {
  if (address.customer && draft.customer?.id !== address.customer)
    return api
      .get<Named & { intent?: string | null }>(`/api/customers/${address.customer}`)
      .then(({ id, name, intent }) => ({ customer: { id, name, intent: intent ?? null } }))
  if (address.lead && draft.lead?.id !== address.lead)
    return api.get<Named>(`/api/leads/${address.lead}`).then(({ id, name }) => ({ customer: null, lead: { id, name } }))
  return undefined
}
