import { z } from 'zod'
import { day, id } from '../../platform/schema.ts'

/** Every built-in metric, in the order in which screens offer them. */
export const metricKeys = [
  'visits',
  'effectiveVisits',
  'firstVisits',
  'accompaniedVisits',
  'customersFollowed',
  'keyCustomersFollowed',
  'followUps',
  'dials',
  'connectedCalls',
  'effectiveCalls',
  'connectRate',
  'newLeads',
  'newCustomers',
  'newOpportunities',
  'dealsWon',
  'dealsLost',
  'winRate',
  'payments',
  'planKeptRate',
  'coverageRate',
] as const
export type MetricKey = (typeof metricKeys)[number]
export const metricKey = z.enum(metricKeys)

/** Sums in currencies other than the company's; never converted. */
export const otherAmount = z.object({ amount: z.number(), currency: z.string() })

/**
 * The value of one metric for one person or many, for a day or a range.
 * Rates: `count` of `of`, `rate` between 0 and 1, null when there is nothing to divide by.
 * Money: `amount` in major units of `currency` (the company's); absent with `reason: 'hidden'` for a reader who may not see the field.
 */
export const metricValue = z.object({
  count: z.int(),
  of: z.int().optional(),
  rate: z.number().nullable().optional(),
  amount: z.number().optional(),
  currency: z.string().optional(),
  others: z.array(otherAmount).optional(),
  /** What is aimed at: of signed deals and money received an amount, of everything else a count. */
  target: z.number().optional(),
  reason: z.literal('hidden').optional(),
})
export type MetricValue = z.output<typeof metricValue>

/** An object rather than a record: a team's reply holds tens of thousands of values, and objects are checked faster. */
export const metricValues = z.object(
  Object.fromEntries(metricKeys.map((key) => [key, metricValue.optional()])) as Record<
    MetricKey,
    z.ZodOptional<typeof metricValue>
  >,
)
export type MetricValues = z.output<typeof metricValues>

const { $schema: _, ...described } = z.toJSONSchema(metricValues) as Record<string, unknown>
/**
 * The same values where hundreds of people's go out in one reply: described, but neither checked nor copied one by one, which would
 * cost more than reading them from the database. What makes them is typed, and its tests check them.
 */
export const manyMetricValues = z.custom<MetricValues>().meta(described)

/** How a number is made, in a form the browser words: `metrics.definition.<key>`. */
export const metricDefinition = z.object({
  key: metricKey,
  kind: z.enum(['sum', 'distinct', 'ratio', 'state']),
  unit: z.enum(['count', 'money', 'percent']),
  /** Whom a fact is counted for. */
  credit: z.enum(['author', 'participant', 'firstOwner', 'closer', 'responsible', 'owner']),
  /** On which day a fact is counted. */
  day: z.enum(['occurred', 'created', 'closed', 'paid', 'planned', 'read']),
  /** Record type of the facts. */
  type: z.string(),
  version: z.int(),
  /** Rates: metrics or fact lists above and below the line. */
  above: z.string().optional(),
  below: z.array(z.string()).optional(),
})
export type MetricDefinition = z.output<typeof metricDefinition>

/** One record behind a number. `label` and `amount` follow the reader's field rules; `canOpen` the rights on the record. */
export const evidenceItem = z.object({
  id: z.string(),
  type: z.string(),
  day: z.string(),
  label: z.string(),
  version: z.int(),
  canOpen: z.boolean(),
  /** Whom it was counted for. */
  user: z.object({ id: z.string(), name: z.string() }),
  amount: z.number().optional(),
  currency: z.string().optional(),
  /** Instant it happened, for follow-ups and plans. */
  at: z.string().optional(),
  method: z.string().optional(),
  result: z.string().optional(),
  /** First words of the record; only for readers who may open it. */
  detail: z.string().optional(),
  /** Metres between check-in and customer. */
  distance: z.number().optional(),
  /** Rates: whether the fact also counts above the line. */
  above: z.boolean().optional(),
  /** What became of it after the report was submitted. */
  change: z.enum(['removed', 'changed']).optional(),
})
export type EvidenceItem = z.output<typeof evidenceItem>

export const evidenceReply = z.object({ metric: metricKey, definition: metricDefinition, items: z.array(evidenceItem) })

/** Facts of a range of at most a year; `user` or `department` narrows what is in reach. */
export const metricsQuery = z.strictObject({ from: day, to: day, user: id.optional(), department: id.optional() })
export const metricsReply = z.object({ from: z.string(), to: z.string(), currency: z.string(), metrics: metricValues })

export const cellMismatch = z.object({
  userId: z.string(),
  day: z.string(),
  metric: z.string(),
  currency: z.string(),
  stored: z.object({ count: z.int(), amountMinor: z.int() }).nullable(),
  facts: z.object({ count: z.int(), amountMinor: z.int() }).nullable(),
})
export type CellMismatch = z.output<typeof cellMismatch>
