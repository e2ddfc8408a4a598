import { recordService } from '../../base/records/service.ts'
import { invalidField } from '../../platform/errors.ts'
import { ownerOfCustomer } from '../customers/service.ts'
import { payment } from './record.ts'
import { customerOfOpportunity } from './store.ts'

/** Money received. It belongs to the customer's owner unless somebody is named, and is credited on the day it was paid. */
export const payments = recordService(payment, {
  beforeSave: async (ctx, draft, before, { asked }) => {
    const moved = before?.customerId !== draft.customerId || before?.opportunityId !== draft.opportunityId
    if (draft.opportunityId && moved) {
      const customerId = await customerOfOpportunity(ctx, draft.opportunityId)
      if (customerId !== null && customerId !== draft.customerId)
        throw invalidField('opportunityId', 'payments.other_customer')
    }
    return before === null && !('ownerId' in asked)
      ? { ownerId: (await ownerOfCustomer(ctx, draft.customerId ?? '')) ?? draft.ownerId }
      : {}
  },
})
