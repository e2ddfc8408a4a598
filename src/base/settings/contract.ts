import { z } from 'zod'
import { day, timeOfDay, version } from '../../platform/schema.ts'
import { type Company, companyFields } from '../people/contract.ts'

/** A text in both languages of the product. */
export type Words = { zh: string; en: string }

/** What an option's dot or tag means; the design system maps it to a colour. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'error' | 'info'

/** One choice of an option set. `key` is stable and stored; words may be edited by a company. */
export type Option = Words & { key: string; parent?: string; tone?: Tone; hint?: Words }

/** What kind of contact a method is; metrics and forms depend on the class only. */
export type MethodClass = 'visit' | 'call' | 'message' | 'meeting' | 'event' | 'other'
export type MethodOption = Option & { class: MethodClass }

/** `reached`: somebody was there; `classes`: the kinds of contact that offer this result. */
export type ResultOption = Option & { reached: boolean; classes: readonly MethodClass[] }

/** `rhythm`: working days until the next contact is suggested; null when none is. */
export type IntentOption = Option & { rhythm: number | null }

/**
 * One step of the sales process. `probability` in percent; `maxDays` in the stage before it counts as stuck (null for the two ends);
 * `requires` names fields of the opportunity that must be filled to enter it.
 */
export type StageOption = Option & {
  probability: number
  state: 'open' | 'won' | 'lost'
  maxDays: number | null
  entry: Words | null
  requires: readonly string[]
}

/** `asksCompetitor`: who won instead is asked for. Options without `parent` are the groups. */
export type LossReasonOption = Option & { asksCompetitor?: boolean }

/** `targetFactor`: share of the day's targets that is expected on such a day. */
export type DayTypeOption = Option & { targetFactor: number }

/** Every built-in option set, as a scenario has it. */
export type Vocabulary = {
  method: readonly MethodOption[]
  result: readonly ResultOption[]
  intent: readonly IntentOption[]
  customerStatus: readonly Option[]
  customerType: readonly Option[]
  customerLevel: readonly Option[]
  stage: readonly StageOption[]
  budgetStatus: readonly Option[]
  purchaseMethod: readonly Option[]
  lossReason: readonly LossReasonOption[]
  objection: readonly Option[]
  feedback: readonly Option[]
  contactRole: readonly Option[]
  attitude: readonly Option[]
  source: readonly Option[]
  industry: readonly Option[]
  size: readonly Option[]
  nextStepAction: readonly Option[]
  nextStepGoal: readonly Option[]
  /** Buying and delaying signals together, as a follow-up stores them. */
  signal: readonly Option[]
  buyingSignal: readonly Option[]
  delayingSignal: readonly Option[]
  motive: readonly Option[]
  dayType: readonly DayTypeOption[]
  otherWork: readonly Option[]
  poolReason: readonly Option[]
  leadStatus: readonly Option[]
  paymentMethod: readonly Option[]
}
export type OptionSet = keyof Vocabulary

export type ScenarioKey = 'enterprise' | 'growth' | 'channel' | 'service' | 'foreignTrade' | 'project'

/** Days are calendar days; null = the rule does not exist in this scenario. Every pool is off until an admin has seen the simulation. */
export type PoolDefaults = {
  enabled: false
  notFollowedDays: number | null
  notClosedDays: number | null
  exemptLevels: readonly string[]
  claimsPerDay: number
  holdLimit: number
  formerOwnerBlockedDays: number
  warnDaysBefore: readonly number[]
}

/** A target per person; `atMost` means that less is better; `unit` is a count unless said. */
export type TargetDefault = {
  metric: string
  value: number
  per: 'day' | 'week' | 'month'
  unit?: 'minutes' | 'percent'
  atMost?: true
}

/** A field that the scenario adds to the follow-up form; `options` belong to it alone, `optionSet` to the vocabulary. */
export type FieldAddition = Words & {
  key: string
  type: 'text' | 'number' | 'money' | 'day' | 'select' | 'multiSelect' | 'photos' | 'rating' | 'proofs'
  optionSet?: OptionSet
  options?: readonly Option[]
}

/** When a follow-up report is owed: `after` the node, or `every` so often. */
export type OwedFollowUp = {
  node: 'visit' | 'stageChange' | 'quote' | 'loss' | 'ticketClosed' | 'keyCustomer' | 'customer'
  after?: { count: number; unit: 'day' }
  every?: { count: number; unit: 'workday' | 'month' }
}

/** Times of day in the person's time zone; `lateUntil` on the next working day; `trialDays` in working days; `managersOwe`: whether who manages a department owes reports too. */
export type ReportTimes = {
  draftAt: string
  dueAt: { field: string; inside: string }
  lateUntil: string
  autoSubmit: boolean
  trialDays: number
  managersOwe: boolean
}

export type Scenario = Words & {
  key: ScenarioKey
  strategy: Words
  intent: readonly IntentOption[]
  /** Rhythm in working days for a customer that nobody has rated. */
  unratedRhythm: number
  stage: readonly StageOption[]
  pool: PoolDefaults
  targets: readonly TargetDefault[]
  followUpAdditions: readonly FieldAddition[]
  owedFollowUps: readonly OwedFollowUp[]
  /** Follow-up reports are owed for these deals only: from a stage on, or from an amount in major units of CNY. */
  coreDeals: { fromStage: string; fromAmount: number } | null
  reportTimes: ReportTimes
  /** Whether records made in bulk at night are questioned; off where customers live in other time zones. */
  nightRule: boolean
}

const words = z.strictObject({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
const methodClass = z.enum(['visit', 'call', 'message', 'meeting', 'event', 'other'])
export const optionKey = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/)

/** What only some sets say about an option; what is left out keeps its value. */
const attributes = {
  class: methodClass.optional(),
  reached: z.boolean().optional(),
  classes: z.array(methodClass).max(6).optional(),
  rhythm: z.int().min(1).max(400).nullable().optional(),
  probability: z.int().min(0).max(100).optional(),
  state: z.enum(['open', 'won', 'lost']).optional(),
  maxDays: z.int().min(1).max(1000).nullable().optional(),
  entry: words.nullable().optional(),
  requires: z.array(optionKey).max(20).optional(),
  asksCompetitor: z.boolean().optional(),
  targetFactor: z.number().min(0).max(2).optional(),
}

const optionBase = {
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(60),
  parent: optionKey.nullish(),
  tone: z.enum(['neutral', 'accent', 'success', 'warning', 'error', 'info']).nullish(),
  hint: words.nullish(),
}

/** One option of the list that a company wants; without `key` it is a new one. */
export const optionInput = z.strictObject({ key: optionKey.optional(), ...optionBase, ...attributes })
export type OptionInput = z.output<typeof optionInput>
/** The whole list in its new order. Options left out are retired: records that hold them keep their words. */
export const optionsBody = z.strictObject({ version: z.int().min(0), options: z.array(optionInput).min(1).max(300) })

/** An option as a company has it. A retired one is no longer offered. */
export type CompanyOption<O extends Option = Option> = O & { retired: boolean }
export const optionReply = z.object({ key: z.string(), ...optionBase, ...attributes, retired: z.boolean() })
export const optionSetReply = z.object({ version: z.int(), options: z.array(optionReply) })
export const optionsReply = z.object({ sets: z.record(z.string(), optionSetReply) })

const reportTimes = z
  .strictObject({
    draftAt: timeOfDay,
    dueAt: z.strictObject({ field: timeOfDay, inside: timeOfDay }),
    lateUntil: timeOfDay,
    autoSubmit: z.boolean(),
    trialDays: z.int().min(0).max(30),
    managersOwe: z.boolean(),
  })
  .refine((times) => times.draftAt < times.dueAt.field && times.draftAt < times.dueAt.inside, {
    error: 'settings.draft_after_due',
    path: ['draftAt'],
  })

/** Every setting by key. Each has a default, most of them by scenario. */
export const settingSchemas = {
  company: companyFields,
  reportTimes,
  /** ISO country of the public holidays, weekly rest days (1 = Monday) and the company's own exceptions. */
  calendar: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    restWeekdays: z.array(z.int().min(1).max(7)).max(6),
    overrides: z.record(day, z.enum(['work', 'rest'])).refine((days) => Object.keys(days).length <= 1000),
  }),
  /** Whether rising figures are red (Chinese habit) or green. */
  appearance: z.strictObject({ upDownColors: z.enum(['redUp', 'greenUp']) }),
  /**
   * Late entries: up to `backfillDays` later they are marked, up to `reasonDays` they need a reason and leave the day's quantity.
   * `nightRule` questions bulk entries at night; `unratedRhythm` in working days; `checkInMetres` from the customer's place.
   * Next steps: a reminder `remindMinutes` before, the manager hears `escalateAfterDays` working days after; 0 = never.
   */
  followUpRules: z
    .strictObject({
      backfillDays: z.int().min(0).max(60),
      reasonDays: z.int().min(0).max(365),
      nightRule: z.boolean(),
      unratedRhythm: z.int().min(1).max(400),
      checkInMetres: z.int().min(50).max(10_000),
      coverageDays: z.int().min(1).max(365),
      proofDays: z.int().min(1).max(365),
      remindMinutes: z.int().min(0).max(240),
      escalateAfterDays: z.int().min(0).max(60),
    })
    .refine((rules) => rules.backfillDays <= rules.reasonDays, {
      error: 'settings.reason_before_backfill',
      path: ['reasonDays'],
    }),
}
export type SettingKey = keyof typeof settingSchemas
export const settingKeys = Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]]
export type SettingValues = { [K in SettingKey]: z.output<(typeof settingSchemas)[K]> } & { company: Company }

export const settingParams = z.strictObject({ key: z.enum(settingKeys) })
/** Only the parts that change; `version` is 0 for a setting nobody has changed yet. */
export const settingBody = z.strictObject({
  version: z.union([version, z.literal(0)]),
  value: z.record(z.string(), z.unknown()),
})
export const settingReply = z.object({
  key: z.enum(settingKeys),
  version: z.int(),
  value: z.record(z.string(), z.unknown()),
})
