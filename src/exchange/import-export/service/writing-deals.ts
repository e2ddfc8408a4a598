import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { toMajor, toMinor } from '../../../platform/money.ts'
import { zonedInstant } from '../../../platform/time.ts'
import { closingColumns, opportunities } from '../../../sales/opportunities/service.ts'
import { IMPORT_SOURCE } from '../contract.ts'
import type { PlannedOpportunity } from '../rules/planned.ts'

export interface DealPlace {
  customer: { id: string; name: string } | null
  ownerId: string | null
  timeZone: string
  /** Company's own, for amounts that name none. */
  currency: string
}

/** Writes a deal with its own dates: made on the day it was engaged, closed for its owner on the day it was closed. @returns its id */
export async function writeDeal(ctx: Ctx, planned: PlannedOpportunity, of: DealPlace): Promise<string> {
  const stage = (await optionsOf(ctx, 'stage')).find((each) => each.key === planned.stage)
  const closed = stage !== undefined && stage.state !== 'open'
  const currency = planned.currency ?? of.currency
  const name =
    planned.name ??
    ([planned.products[0], of.customer?.name].filter(Boolean).join(' · ').slice(0, 120) ||
      planned.externalId.slice(-40))
  const expected = planned.expectedSignDay ?? (closed ? null : planned.closedDay)
  const given: Record<string, unknown> = {
    name,
    ownerId: of.ownerId,
    currency,
    customerId: of.customer?.id,
    stage: planned.stage,
    amount: rounded(planned.amount, currency),
    budgetAmount: rounded(planned.budget, currency),
    probability: closed ? (stage.state === 'won' ? 100 : 0) : planned.probability,
    expectedSignOn: expected,
    products: planned.products,
    competitors: planned.competitors,
  }
  const input = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => key === 'ownerId' || (value !== null && value !== undefined)),
  )
  const at = (day: string) => zonedInstant(day, '12:00', of.timeZone)
  const entered = closed ? planned.closedDay : planned.engagedDay
  const columns = {
    ...(planned.engagedDay === null && of.ownerId !== null && { credit_day: null }),
    ...(entered !== null && { stage_entered_at: at(entered) }),
    ...(closed &&
      planned.closedDay !== null &&
      (of.ownerId === null
        ? { closed_at: at(planned.closedDay) }
        : await closingColumns(ctx, of.ownerId, planned.closedDay))),
  }
  const origin = {
    source: IMPORT_SOURCE,
    externalId: planned.externalId,
    ...(planned.engagedDay !== null && { createdAt: at(planned.engagedDay) }),
  }
  return (await opportunities.create(ctx, input, { origin, columns })).record.id
}

/** To the smallest unit of the currency, which records keep. */
function rounded(amount: number | null, currency: string): number | null {
  return amount === null ? null : toMajor(Math.round(toMinor(amount, currency)), currency)
}
