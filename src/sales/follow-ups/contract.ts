import { z } from 'zod'
import { listReply, personRef, replySchema } from '../../base/records/contract.ts'
import { id } from '../../platform/schema.ts'
import { nextStepBrief, nextStepInput, words } from '../next-steps/contract.ts'
import { followUp, participants, place, state } from './record.ts'

/** The six checks of a follow-up's quality. */
export const checks = ['vague', 'missingKeyData', 'noNextStep', 'copied', 'stale', 'inconsistent'] as const
export type Check = (typeof checks)[number]

/** Customer and opportunity as they stood; amount in major units of `currency`. */
export type FollowUpState = z.output<typeof state>
export type Participant = z.output<typeof participants>[number]
export type Place = z.output<typeof place>

/** `imported`: history from before Tandem, never counted. */
const entryKinds = ['normal', 'late', 'veryLate', 'imported'] as const

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
const optionKey = z.string().max(60)

/** One or several; a single one may stand without brackets. */
const several = (max: number) =>
  z
    .union([words(max), z.array(words(max)).max(50)])
    .transform((given) => [...new Set(typeof given === 'string' ? [given] : given)].filter((text) => text !== ''))

const competitors = z
  .union([words(500).transform((text) => text.split(/[、，,;；\n]+/)), z.array(words(80)).max(50)])
  .pipe(z.array(words(80)).max(50))
  .transform((names) => [...new Set(names)].filter((name) => name !== ''))

/** What an interaction says; shared by create and update. */
const content = {
  opportunityId: id.nullish(),
  contactIds: z.array(id).max(100).optional(),
  participants: participants.optional(),
  result: optionKey.nullish(),
  summary: words(20_000).optional(),
  judgement: words(5000).nullish(),
  needs: several(500).optional(),
  objections: several(60).optional(),
  feedback: optionKey.nullish(),
  painPoints: several(500).optional(),
  competitors: competitors.optional(),
  signals: several(60).optional(),
  /** A grade, or `unchanged`: the person confirms the one that stands. */
  intent: optionKey.nullish(),
  status: optionKey.nullish(),
  stage: optionKey.nullish(),
  probability: z.int().min(0).max(100).nullish(),
  /** Asked for when the probability is further than 10 from the stage's. */
  probabilityReason: words(300).nullish(),
  /** Major units of `currency`, the company's unless said. */
  amount: z.number().min(0).max(9e13).nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  location: place.nullish(),
  lateReason: words(300).nullish(),
  custom: z.record(z.string(), z.unknown()).optional(),
}

/** Whom it was with: exactly one of the two. */
const subject = { customerId: id.nullish(), leadId: id.nullish() }
const oneSubject = (body: { customerId?: string | null | undefined; leadId?: string | null | undefined }) =>
  Boolean(body.customerId) !== Boolean(body.leadId)
const oneSubjectRule = { error: 'follow-ups.one_subject', path: ['customerId'] }

const clocks = {
  /** When it was written down, by the clock of the device. */
  deviceTime: instant.nullish(),
  /** The device's clock at sending, by which the error of that clock is measured; no part of the request's identity. */
  clientSentAt: instant.nullish(),
}

/** Results for which nobody has to write anything (没打通). */
export const missResults = ['noAnswer', 'refused', 'invalidNumber'] as const
const isMiss = (result: string | null | undefined): boolean => (missResults as readonly string[]).includes(result ?? '')

/**
 * Body of POST. The author is who sends it. `keptNextStepId`: the plan that this fulfils, null for none;
 * without it every open plan of this customer up to that day is fulfilled.
 */
export const createFollowUp = z
  .strictObject({
    id: id.optional(),
    ...subject,
    ...content,
    method: optionKey,
    occurredAt: instant,
    nextStep: z.strictObject({ ...nextStepInput, contactIds: z.array(id).max(100).optional() }).nullish(),
    keptNextStepId: id.nullish(),
    ...clocks,
  })
  .refine(oneSubject, oneSubjectRule)
  .refine((body) => Boolean(body.summary) || isMiss(body.result), { error: 'records.required', path: ['summary'] })
export type CreateFollowUp = z.output<typeof createFollowUp>

/** Body of PATCH: only what changes. With whom it was stays: void it and record it anew for somebody else. */
export const updateFollowUp = z.strictObject({
  version: z.int(),
  ...content,
  summary: words(20_000).pipe(z.string().min(1)).optional(),
  method: optionKey.optional(),
  occurredAt: instant.optional(),
})
export type UpdateFollowUp = z.output<typeof updateFollowUp>

/** What stands on the form so far: judged while it is written, nothing of it is required. */
export const assessBody = z.strictObject({
  draft: z.strictObject({
    id: id.optional(),
    customerId: id.nullish(),
    leadId: id.nullish(),
    ...content,
    method: optionKey.optional(),
    occurredAt: instant.optional(),
    nextStep: z
      .strictObject({ ...nextStepInput, at: nextStepInput.at.optional(), action: optionKey.optional() })
      .nullish(),
    deviceTime: instant.nullish(),
  }),
})
export type AssessDraft = z.output<typeof assessBody>['draft']

/** One thing worth mending: the words that caused it (offsets in `field`) and, by `reason`, what to add. */
export const finding = z.object({
  check: z.enum(checks),
  reason: z.string(),
  field: z.enum(['summary', 'need', 'objections', 'feedback', 'nextAction']).nullable(),
  start: z.int(),
  end: z.int(),
  words: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export const assessReply = z.object({ findings: z.array(finding) })

/** Body of the one-tap 没打通. */
export const noAnswerBody = z
  .strictObject({
    id: id.optional(),
    ...subject,
    opportunityId: id.nullish(),
    contactIds: z.array(id).max(100).optional(),
    result: z.enum(missResults).default('noAnswer'),
    /** Now, unless said. */
    occurredAt: instant.optional(),
    ...clocks,
  })
  .refine(oneSubject, oneSubjectRule)
export type NoAnswer = z.output<typeof noAnswerBody>

/** 补一句: news that came later and are no interaction of their own. */
export const noteBody = z.strictObject({ id: id.optional(), text: words(5000).pipe(z.string().min(1)) })
export const note = z.object({ id: z.string(), text: z.string(), author: personRef, createdAt: z.string() })
export type Note = z.output<typeof note>

export const followUpReply = replySchema(followUp).extend({
  entryKind: z.enum(entryKinds).nullish(),
  stateBefore: state.nullish(),
  stateAfter: state.nullish(),
  nextStep: nextStepBrief.nullish(),
  notes: z.array(note),
})
export const followUpList = listReply(followUpReply)
/** `suggestion`: after three misses in a row, 「换联系人或加微信」. */
export const noAnswerReply = followUpReply.extend({
  suggestion: z.literal('changeContact').nullable(),
  missesInRow: z.int(),
})

const PHRASE = 'phrase:'

/** The summary of a follow-up that says nothing but its result; the reader's language words it as `follow-ups.phrase.<result>`. */
export function phraseFor(result: string): string {
  return `${PHRASE}${result}`
}

/** Longest text that is read into drafts, in UTF-16 units. */
const LONGEST_TEXT = 20_000

/** Body of the parse route. `now`: when the words were written, unless it is now. */
export const parseBody = z.strictObject({
  text: z
    .string()
    .max(LONGEST_TEXT)
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'records.bad_characters'),
  now: instant.optional(),
})

/** A place in the text: UTF-16 offsets, `end` excluded. */
const textSpan = { start: z.int(), end: z.int() }

/** A value read from the text. `confidence` from 0 to 1: below 0.6 a person should look at it first. */
const part = <V extends z.ZodType>(value: V) => z.object({ ...textSpan, value, confidence: z.number() })

/** `id` null for a person who is no known contact; `title`: role words that were said, with the department. */
const person = z.object({ id: z.string().nullable(), name: z.string(), title: z.string().nullable() })

/** A day `YYYY-MM-DD` with a time of day `HH:mm`, on the writer's calendar. */
const moment = z.object({ day: z.string(), time: z.string().nullable() })

/** `day` null when only a span was said (下周, 节后): any day of `from`…`to` fits. */
const due = z.object({ day: z.string().nullable(), time: z.string().nullable(), from: z.string(), to: z.string() })

/** One interaction as a text tells it. What was not said is null or empty; keys are those of the option sets. */
export const followUpDraft = z.object({
  /** The parts of the text that tell of it, in order. */
  spans: z.array(z.object(textSpan)),
  customer: part(z.object({ id: z.string(), name: z.string() })).nullable(),
  /** The name of a company that nobody knows yet, as said. */
  newCustomer: part(z.string()).nullable(),
  contacts: z.array(part(person)),
  method: part(z.string()).nullable(),
  result: part(z.string()).nullable(),
  intent: part(z.string()).nullable(),
  objections: z.array(part(z.string())),
  signals: z.array(part(z.string())),
  occurredAt: part(moment).nullable(),
  /** In percent. */
  probability: part(z.int()).nullable(),
  /** Major units of CNY. */
  amount: part(z.number()).nullable(),
  competitors: z.array(part(z.string())),
  /** What the customer wants, in the writer's words. */
  needs: z.array(part(z.string())),
  nextStep: z
    .object({
      action: part(z.string()),
      /** What is to be done, in the writer's words. */
      goal: part(z.string()),
      due: part(due).nullable(),
    })
    .nullable(),
})
export type FollowUpDraft = z.output<typeof followUpDraft>
export const parseReply = z.object({ drafts: z.array(followUpDraft) })

/** Names by which a device reads texts itself: the actor's own customers with their contacts, rivals and products of the deals. */
export const knownReply = z.object({
  customers: z.array(z.object({ id: z.string(), name: z.string(), shortNames: z.array(z.string()) })),
  contacts: z.array(
    z.object({ id: z.string(), customerId: z.string(), name: z.string(), title: z.string().nullable() }),
  ),
  competitors: z.array(z.string()),
  products: z.array(z.string()),
})
export type KnownReply = z.output<typeof knownReply>
