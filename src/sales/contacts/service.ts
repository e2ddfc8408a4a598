import type { RecordsGiven } from '../../base/records/contract.ts'
import { passOn, recordService } from '../../base/records/service.ts'
import type { Ctx } from '../../platform/context.ts'
import { normalizePhone } from '../../platform/text.ts'
import { ownerOfCustomer } from '../customers/service.ts'
import { contact } from './record.ts'
import { contactsAt } from './store.ts'

/** Contacts. Visible to whoever sees the customer; owned by the customer's owner unless somebody is named. */
export const contacts = recordService(contact, {
  beforeSave: async (ctx, draft, before, { asked }) => ({
    ...(Array.isArray(asked['phones']) && { phones: normalPhones(asked['phones'] as string[]) }),
    ...(before === null &&
      !('ownerId' in asked) && { ownerId: (await ownerOfCustomer(ctx, draft.customerId ?? '')) ?? draft.ownerId }),
  }),
})

/** Each number once, in one spelling; what is no number stays as it was typed. */
function normalPhones(phones: string[]): string[] {
  return [...new Set(phones.map((phone) => normalizePhone(phone) || phone.trim()).filter(Boolean))]
}

/** Contacts go along with their customer, so that its new owner may keep them up to date. */
export async function goAlong(ctx: Ctx, { type, ids, from, to }: RecordsGiven): Promise<void> {
  if (type === 'customer') await passOn(ctx, contact, { from, to, ids: await contactsAt(ctx, ids) })
}
