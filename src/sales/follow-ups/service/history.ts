import { timeZoneOf } from '../../../base/people/service.ts'
import { type Origin, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { customers } from '../../customers/service.ts'
import { followUp } from '../record.ts'
import { lockCustomerAnyway } from '../store/subjects.ts'
import { placed } from './entry.ts'

/** History from before Tandem. */
export interface PastFollowUp {
  id?: string
  customerId: string
  contactIds?: string[]
  method: string
  result?: string | null
  occurredAt: string
  summary: string
}

/**
 * Takes over an interaction from elsewhere: it stands in the timeline, is never counted and changes nothing but when the customer was last followed up.
 * @returns its id; the caller has made sure that `origin` is new
 */
export async function recordHistory(
  ctx: Ctx,
  input: PastFollowUp,
  of: { authorId: string; origin: Origin },
): Promise<string> {
  const by = { authorId: of.authorId, timeZone: await timeZoneOf(ctx, of.authorId) }
  const { localDay, timeZone, departmentId } = await placed(ctx, input.occurredAt, by)
  const columns = {
    author_id: of.authorId,
    local_day: localDay,
    time_zone: timeZone,
    department_id: departmentId,
    entered_at: ctx.clock.now(),
    entry_kind: 'imported',
    counted: false,
  }
  const { record } = await recordService(followUp).create(ctx, { ...input }, { origin: of.origin, columns })
  const customer = await lockCustomerAnyway(ctx, input.customerId)
  const occurredAt = new Date(input.occurredAt).toISOString()
  if (customer !== undefined && (customer.lastFollowUpAt ?? '') < occurredAt)
    await customers.patch(ctx, input.customerId, { lastFollowUpAt: occurredAt })
  return record.id
}
