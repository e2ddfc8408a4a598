import { recordService } from '../../base/records/service.ts'
import { normalizePhone } from '../../platform/text.ts'
import { ownerOfCustomer } from '../customers/service.ts'
import { contact } from './record.ts'

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
