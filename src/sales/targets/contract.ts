import { z } from 'zod'
import { day, id } from '../../platform/schema.ts'

/** What can be aimed at, by the metric's key: a number of things, or money of the company's currency. Rates and distinct counts do not add up. */
export const targetMetrics = {
  visits: 'count',
  effectiveVisits: 'count',
  firstVisits: 'count',
  followUps: 'count',
  dials: 'count',
  connectedCalls: 'count',
  effectiveCalls: 'count',
  newLeads: 'count',
  newCustomers: 'count',
  newOpportunities: 'count',
  dealsWon: 'money',
  payments: 'money',
} as const satisfies Record<string, 'count' | 'money'>
export type TargetMetric = keyof typeof targetMetrics
export const targetMetricKeys = Object.keys(targetMetrics) as [TargetMetric, ...TargetMetric[]]
export const targetMetric = z.enum(targetMetricKeys)

export const periods = ['year', 'quarter', 'month', 'week', 'day'] as const
export type Period = (typeof periods)[number]
export const period = z.enum(periods)

const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)

/** Major units of the company's currency for money. */
const value = z.number().min(0).max(10_000_000_000_000)

export const monthQuery = z.strictObject({ metric: targetMetric, month: month.optional() })

/** A department or a person in a month. */
const monthRow = z.object({
  kind: z.enum(['department', 'person']),
  id: z.string(),
  name: z.string(),
  /** Department above, as far as it is in reach. */
  parentId: z.string().nullable(),
  depth: z.int(),
  /** What was set for exactly this month; null where nothing was. */
  own: z.object({ value, version: z.int() }).nullable(),
  /** What holds, wherever it comes from; null where nothing is asked. */
  target: z.number().nullable(),
  /** Departments: what their parts add up to. */
  parts: z.number().nullable(),
  /** People: what would hold without a target of their own for the month. */
  base: z.number().nullable(),
  /** What held in the month before. */
  previous: z.number().nullable(),
  canEdit: z.boolean(),
})
export type MonthRow = z.output<typeof monthRow>

export const monthReply = z.object({
  metric: targetMetric,
  unit: z.enum(['count', 'money']),
  currency: z.string(),
  month: z.string(),
  workdays: z.int(),
  /** Departments in the order of the tree, each followed by its people. */
  rows: z.array(monthRow),
})
export type MonthTargets = z.output<typeof monthReply>

/** What is asked of everybody, period after period; `version` 0: the scenario's own, which nobody has changed. */
const rhythm = z.object({ metric: targetMetric, period, value, startsOn: z.string().nullable(), version: z.int() })
export const rhythmReply = z.object({ items: z.array(rhythm), department: z.string(), canEdit: z.boolean() })
export type Rhythm = z.output<typeof rhythm>

/** One cell; `value` null takes the target away; `version` is that of the one in its place, 0 where none is. */
const change = z.strictObject({
  metric: targetMetric,
  department: id.optional(),
  user: id.optional(),
  period,
  startsOn: day,
  standing: z.boolean().default(false),
  value: value.nullable(),
  version: z.int().min(0),
})
export type TargetChange = z.output<typeof change>
export const changesBody = z.strictObject({ changes: z.array(change).min(1).max(500) })
export const changesReply = z.object({
  /** In the order of the changes; version 0 where the target was taken away. */
  items: z.array(z.object({ version: z.int() })),
})
