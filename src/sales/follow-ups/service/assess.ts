import type { Ctx } from '../../../platform/context.ts'
import type { AssessDraft } from '../contract.ts'
import { assess } from '../rules/quality/assess.ts'
import type { Finding } from '../rules/quality/types.ts'
import { writtenOf } from '../rules/quality/written.ts'
import { ownEarlier } from '../store/earlier.ts'

/** So many of one's own last follow-ups are looked through for copies, and so many of this customer. */
const MOST_OWN = 50
const MOST_OF_CUSTOMER = 20

/** What is worth mending in a follow-up before it is saved; it never blocks. */
export async function assessDraft(ctx: Ctx, draft: AssessDraft): Promise<Finding[]> {
  const zone = ctx.actor.timeZone
  const except = draft.id ?? null
  const [own, ofCustomer] = [
    await ownEarlier(ctx, { customerId: null, except, most: MOST_OWN }),
    draft.customerId ? await ownEarlier(ctx, { customerId: draft.customerId, except, most: MOST_OF_CUSTOMER }) : [],
  ]
  const earlier = [...own, ...ofCustomer].map((each) => writtenOf(each, each.enteredAt, zone))
  return assess(writtenOf(draft, draft.deviceTime ?? ctx.clock.now(), zone), { earlier })
}
