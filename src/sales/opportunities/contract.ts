import { z } from 'zod'
import { filterQuery } from '../../base/records/contract.ts'
import { day, isStorable } from '../../platform/schema.ts'

/** How an opportunity stands: what a follow-up keeps of before and after. Amount in major units. */
export interface OpportunityState {
  stage: string | null
  probability: number | null
  amount: number | null
  currency: string | null
}

/** What an interaction says about an opportunity; what was not said is absent. `at`: when it happened, ISO instant. */
export interface Progress {
  stage?: string | undefined
  probability?: number | undefined
  probabilityReason?: string | undefined
  amount?: number | undefined
  currency?: string | undefined
  /** When the deal was last spoken about, if that changes. */
  lastFollowUpAt?: string | null | undefined
  at: string
}

const version = z.int().min(1).optional()
const amount = z.number().min(0).max(9e13)
const text = (max: number) => z.string().trim().max(max).refine(isStorable, 'records.bad_characters')

/** Body of win; the day is today unless said, and never later. */
export const winBody = z.strictObject({ version, amount: amount.optional(), closedOn: day.optional() })
export type Win = z.output<typeof winBody>

/** Body of lose; the reason is a key of the option set lossReason. */
export const loseBody = z.strictObject({
  version,
  reason: z.string().max(60),
  competitor: text(80).optional(),
  note: text(2000).optional(),
  closedOn: day.optional(),
})
export type Loss = z.output<typeof loseBody>

/** Body of hold: the day on which it is taken up again. */
export const holdBody = z.strictObject({ version, until: day })
export const plainBody = z.strictObject({ version })
/** Body of reopen; without a stage it goes on where it was closed. */
export const reopenBody = z.strictObject({ version, stage: z.string().max(60).optional() })

export const boardQuery = z.strictObject({ filter: filterQuery.optional(), q: z.string().max(200).optional() })

/** `filter` is that of the column: with `nextCursor` the list of opportunities goes on where the column ends. */
export function boardReply(item: z.ZodType) {
  const column = z.object({
    stage: z.string().nullable(),
    count: z.int(),
    /** Sums in major units; absent when the reader may not see amounts. */
    amounts: z.array(z.object({ currency: z.string(), amount: z.number() })).optional(),
    items: z.array(item),
    nextCursor: z.string().nullable(),
    filter: z.unknown(),
  })
  return z.object({ columns: z.array(column), held: column })
}
