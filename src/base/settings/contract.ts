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

/** Times of day in the person's time zone; `lateUntil` on the next working day; `trialDays` in working days. */
export type ReportTimes = {
  draftAt: string
  dueAt: { field: string; inside: string }
  lateUntil: string
  autoSubmit: boolean
  trialDays: number
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
