import { z } from 'zod'
import { replySchema } from '../../base/records/contract.ts'
import { day, id, isStorable } from '../../platform/schema.ts'
import { nextStep } from './record.ts'

/** `kept`: done; `moved`: another step took its place; `dropped`: given up with a reason. */
export const nextStepStates = ['open', 'kept', 'moved', 'dropped'] as const
export type NextStepState = (typeof nextStepStates)[number]

const EARLIEST = '2000-01-01T00:00:00.000Z'
const LATEST = '2100-01-01T00:00:00.000Z'

/** An instant with its offset, in this century: typing errors in the year are refused. */
export const plannedAt = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= EARLIEST && text < LATEST, 'next-steps.date_far_off')

/** Text without characters that no database column can hold. */
export const words = (max: number) => z.string().trim().max(max).refine(isStorable, 'records.bad_characters')

export const nextStepInput = {
  at: plannedAt,
  action: z.string().max(60),
  goal: words(300).nullish(),
  ownerId: id.optional(),
}

/** Body of POST; exactly one of `customerId` and `leadId`. */
export const createNextStep = z
  .strictObject({
    id: id.optional(),
    ...nextStepInput,
    customerId: id.nullish(),
    leadId: id.nullish(),
    opportunityId: id.nullish(),
    contactIds: z.array(id).max(100).optional(),
    custom: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((body) => Boolean(body.customerId) !== Boolean(body.leadId), {
    error: 'next-steps.one_subject',
    path: ['customerId'],
  })

/** Body of PATCH. Whom a step is about stays; another customer means another step. */
export const updateNextStep = z.strictObject({
  version: z.int(),
  at: plannedAt.optional(),
  action: z.string().max(60).optional(),
  goal: words(300).nullish(),
  opportunityId: id.nullish(),
  contactIds: z.array(id).max(100).optional(),
  custom: z.record(z.string(), z.unknown()).optional(),
})

export const completeBody = z.strictObject({ note: words(300).nullish() })
export const moveBody = z.strictObject({ at: plannedAt, reason: words(300).nullish() })
export const dropBody = z.strictObject({ reason: words(300).pipe(z.string().min(1)) })

export const nextStepReply = replySchema(nextStep)
/** The step that was put off, and the open one in its place. */
export const moveReply = z.object({ moved: nextStepReply, nextStep: nextStepReply })

/** `day` is today unless said, `user` is the asker. */
export const planQuery = z.strictObject({ day: day.optional(), user: id.optional() })

const person = z.object({ id: z.string(), name: z.string() })
/** Everything to act on one plan: whom to call or visit, and where. Hidden fields are absent, masked ones masked. */
export const planItem = z.object({
  id: z.string(),
  version: z.int(),
  at: z.string(),
  localDay: z.string(),
  overdue: z.boolean(),
  action: z.string(),
  goal: z.string().nullable(),
  customer: person
    .extend({
      level: z.string().nullish(),
      intent: z.string().nullish(),
      address: z.string().nullish(),
      phone: z.string().nullish(),
      location: z.unknown().optional(),
      lastFollowUpAt: z.string().nullish(),
    })
    .nullable(),
  lead: person.extend({ phone: z.string().nullish() }).nullable(),
  opportunity: person.nullable(),
  /** Those the step names, else the customer's, those with a phone first; five at most. */
  contacts: z.array(person.extend({ title: z.string().nullish(), phones: z.array(z.string()).optional() })),
})
export type PlanItem = z.output<typeof planItem>

/** Open steps of one person: those overdue first (only for today), then by time; `upcoming`: for today those of the next seven days, ten at most. */
export const planReply = z.object({
  day: z.string(),
  user: person,
  items: z.array(planItem),
  upcoming: z.array(planItem),
})

/** `createdAt`: since when a calendar program may read the plan; null when none may. */
export const feedReply = z.object({ createdAt: z.string().nullable() })
/** The secret address, shown once; a path of this server. */
export const newFeedReply = z.object({ path: z.string() })
export const feedParams = z.strictObject({ token: z.string().max(200) })

/** A customer that nothing is planned with, to be picked for this week. */
export const pickable = person.extend({
  intent: z.string().nullish(),
  level: z.string().nullish(),
  lastFollowUpAt: z.string().nullish(),
  owner: person.nullable(),
})
export type Pickable = z.output<typeof pickable>
/** The most promising first, those of the asker before others; `slots`: instants at which one after the other is planned. */
export const picksReply = z.object({ items: z.array(pickable), slots: z.array(z.string()) })
export type PicksReply = z.output<typeof picksReply>

/** `intent`: the grade that will stand, none for an unrated customer. */
export const suggestionQuery = z.strictObject({ intent: z.string().max(60).optional() })

/** `at`: by the rhythm of the grade, null where none is wanted; `days`: working days that are quick to choose from. */
export const suggestionReply = z.object({ at: z.string().nullable(), days: z.array(z.string()) })
export type SuggestionReply = z.output<typeof suggestionReply>

/** A next step as others show it beside their own record. */
export const nextStepBrief = z.object({
  id: z.string(),
  /** The goal, by which lists name a step. */
  name: z.string(),
  at: z.string(),
  day: z.string(),
  action: z.string(),
  goal: z.string().nullable(),
  state: z.enum(nextStepStates),
  owner: person.nullable(),
})
export type NextStepBrief = z.output<typeof nextStepBrief>
