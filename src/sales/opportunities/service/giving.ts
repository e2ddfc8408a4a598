import type { RecordsGiven } from '../../../base/records/contract.ts'
import { passOn } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { opportunity } from '../record.ts'
import { openDealsOf } from '../store.ts'

/** Open deals go along with their customer; those of other people stay with them. */
export async function takeOpenDeals(ctx: Ctx, { type, ids, from, to, withOpen }: RecordsGiven): Promise<void> {
  if (type === 'customer' && withOpen) await passOn(ctx, opportunity, { from, to, ids: await openDealsOf(ctx, ids) })
}
