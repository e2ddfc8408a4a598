import { z } from 'zod'
import { personRef } from '../../base/records/contract.ts'
import { day, id, version } from '../../platform/schema.ts'
import { manyMetricValues, metricKey, metricValues } from '../metrics/contract.ts'

/** `due`: its time has passed, still possible; `auto`: handed in by the system at the due time. */
export const reportStates = ['draft', 'due', 'onTime', 'late', 'missing', 'excused', 'auto'] as const
export type ReportState = (typeof reportStates)[number]
export const reportState = z.enum(reportStates)
/** Why nothing is owed. `notAsked`: the person's roles owe no report. */
export const excuse = z.enum(['restDay', 'leave', 'notMember', 'beforeGoLive', 'trial', 'notAsked'])

const text = z.string().max(10_000)
/** What only the person can know. */
export const words = z.object({ problems: text, suggestions: text, support: text, reflection: text })
export type Words = z.output<typeof words>
export const noWords: Words = { problems: '', suggestions: '', support: '', reflection: '' }
const wordsInput = z.strictObject({ problems: text, suggestions: text, support: text, reflection: text }).partial()

/** Hours in half hours of work that no record stands for. */
const otherWorkItem = {
  kind: z.string().max(60),
  hours: z.number().min(0.5).max(24).multipleOf(0.5),
  note: z.string().max(300).optional(),
}
export const otherWork = z.array(z.object(otherWorkItem))
export type OtherWork = z.output<typeof otherWork>

/** A named record; the name is empty when the reader may not see it. */
const ref = z.object({ id: z.string(), name: z.string() })
export type Ref = z.output<typeof ref>

export const plannedStep = z.object({
  id: z.string(),
  at: z.string(),
  day: z.string(),
  action: z.string(),
  goal: z.string().nullish(),
  customer: ref.nullable(),
  lead: ref.nullable(),
})
export type PlannedStep = z.output<typeof plannedStep>

/** Before and after of one day; equal when nothing changed. */
const change = <T extends z.ZodType>(value: T) => z.object({ before: value.nullable(), after: value.nullable() })

/** What the day brought at one customer or lead; the browser words `phrase` as `reports.phrase.<key>`. */
export const entry = z.object({
  customer: ref.nullable(),
  lead: ref.nullable(),
  /** A strategic or key customer; they stand first. */
  key: z.boolean(),
  level: z.string().nullish(),
  opportunity: ref.nullable(),
  phrase: z.enum([
    'won',
    'lost',
    'intentUp',
    'intentDown',
    'stageUp',
    'stageDown',
    'paid',
    'newOpportunity',
    'unreached',
    'followed',
  ]),
  intent: change(z.string()).optional(),
  stage: change(z.string()).optional(),
  probability: change(z.number()).optional(),
  amount: z.number().nullish(),
  currency: z.string().nullish(),
  /** Words of the last interaction of the day; absent for a reader who may not open it. */
  summary: z.string().optional(),
  objections: z.array(z.string()).optional(),
  nextStep: plannedStep.nullable(),
  followUps: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      method: z.string(),
      result: z.string().nullish(),
      canOpen: z.boolean(),
    }),
  ),
  events: z.array(
    z.object({
      type: z.enum(['won', 'lost', 'newOpportunity', 'payment']),
      id: z.string(),
      amount: z.number().nullish(),
      currency: z.string().nullish(),
    }),
  ),
})
export type Entry = z.output<typeof entry>

export const planCheckItem = z.object({
  nextStep: plannedStep,
  result: z.enum(['kept', 'moved', 'dropped', 'open']),
  /** Where a moved one went. */
  movedTo: z.object({ id: z.string(), at: z.string(), day: z.string() }).nullable(),
  reason: z.string().nullish(),
})

export const tomorrowItem = plannedStep.extend({
  /** Taken over from a plan that was moved. */
  carriedOver: z.boolean(),
  /** The person does not intend to do it that day. */
  leftOut: z.boolean(),
})

/** A fact that is not what it was when the report was submitted. */
export const difference = z.object({
  metric: metricKey,
  kind: z.enum(['added', 'removed', 'changed']),
  id: z.string(),
  type: z.string(),
  label: z.string(),
  before: z.object({ version: z.int(), amount: z.number().optional(), currency: z.string().optional() }).nullable(),
  after: z.object({ version: z.int(), amount: z.number().optional(), currency: z.string().optional() }).nullable(),
})

/** The month so far, up to and including the day of the report. */
export const monthProgress = z.object({
  from: z.string(),
  to: z.string(),
  workday: z.int(),
  workdays: z.int(),
  /** Share of the month's working days that have passed, 0 to 1. */
  pace: z.number(),
  metrics: metricValues,
})

export const dailyReport = z.object({
  id: z.string(),
  date: z.string(),
  user: personRef,
  /** Department of the person on that day. */
  department: ref.nullable(),
  dayType: z.string(),
  state: reportState,
  excuse: excuse.nullable(),
  /** Whether the day's numbers are still coming in: before the draft is announced. */
  composing: z.boolean(),
  /** 0 until the person first saves; goes up with each save. */
  version: z.int(),
  /** How often it was submitted. */
  submissions: z.int(),
  metrics: metricValues,
  month: monthProgress,
  entries: z.array(entry),
  planCheck: z.array(planCheckItem),
  tomorrow: z.array(tomorrowItem),
  /** The working day that `tomorrow` leads up to. */
  tomorrowDay: z.string(),
  /** Words of others are shown once submitted. */
  words,
  otherWork,
  submittedAt: z.string().nullable(),
  draftAt: z.string(),
  dueAt: z.string(),
  lateUntil: z.string(),
  differences: z.array(difference),
  reads: z.array(z.object({ user: personRef, at: z.string() })),
  abilities: z.object({ edit: z.boolean(), submit: z.boolean(), withdraw: z.boolean(), read: z.boolean() }),
})
export type DailyReport = z.output<typeof dailyReport>

export const dailyQuery = z.strictObject({ date: day.optional(), user: id.optional() })
export const dayQuery = z.strictObject({ date: day.optional() })
export const evidenceQuery = z.strictObject({
  date: day.optional(),
  user: id.optional(),
  department: id.optional(),
  metric: metricKey,
})

export const saveBody = z.strictObject({
  version: z.int().min(0),
  words: wordsInput.optional(),
  dayType: z.string().max(60).optional(),
  otherWork: z.array(z.strictObject(otherWorkItem)).max(20).optional(),
  tomorrow: z.strictObject({ leftOut: z.array(id).max(200) }).optional(),
})
export const submitBody = z.strictObject({ version: z.int().min(0).optional(), words: wordsInput.optional() })
export const withdrawBody = z.strictObject({ version: version.optional() })

export const calendarQuery = z.strictObject({
  month: z
    .string()
    .regex(/^(19|2[01])\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  user: id.optional(),
})
export const calendarReply = z.object({
  month: z.string(),
  user: personRef,
  days: z.array(
    z.object({
      day: z.string(),
      id: z.string(),
      state: reportState,
      excuse: excuse.nullable(),
      workday: z.boolean(),
      submittedAt: z.string().nullable(),
    }),
  ),
})

export const teamQuery = z.strictObject({ date: day.optional(), department: id.optional() })

export const teamPerson = z.object({
  user: personRef,
  department: ref.nullable(),
  reportId: z.string(),
  state: reportState,
  excuse: excuse.nullable(),
  dayType: z.string(),
  submittedAt: z.string().nullable(),
  /** Live from facts; `submitted` says what the frozen report counted where that differs. */
  metrics: manyMetricValues,
  submitted: manyMetricValues.optional(),
  /** The month so far; what was neither counted nor aimed at is not there. */
  month: manyMetricValues,
  words: words.nullable(),
  /** Whether the asker has marked it as read. */
  read: z.boolean(),
})

export const teamReport = z.object({
  date: z.string(),
  department: ref.nullable(),
  currency: z.string(),
  totals: metricValues,
  month: monthProgress,
  people: z.array(teamPerson),
  /** Those who owe a report whose time has passed, and have not handed it in. */
  missing: z.array(z.object({ user: personRef, state: z.enum(['due', 'missing']) })),
  states: z.record(reportState, z.int()),
  /** Departments the asker may choose from, in the order of the tree. */
  departments: z.array(z.object({ id: z.string(), name: z.string(), path: z.string(), depth: z.int() })),
})
export type TeamReport = z.output<typeof teamReport>

export const readReply = z.object({ readAt: z.string() })
