import type { Entry } from '../contract.ts'

/**
 * What the day brought, customer by customer: references and values only. Names and words are looked up when somebody reads it,
 * under that reader's rights.
 */

export interface Interaction {
  id: string
  customerId: string | null
  leadId: string | null
  opportunityId: string | null
  at: string
  method: string
  result: string | null
  reached: boolean
  objections: readonly string[]
  before: State
  after: State
  nextStep: Planned | null
}

/** Customer and opportunity as they stood; amount in major units of `currency`. */
export interface State {
  intent?: string | null
  stage?: string | null
  probability?: number | null
  amount?: number | null
  currency?: string | null
}

export interface Planned {
  id: string
  at: string
  day: string
  action: string
  customerId: string | null
  leadId: string | null
}

export interface DealEvent {
  type: Entry['events'][number]['type']
  /** Opportunity or payment. */
  id: string
  customerId: string | null
  opportunityId: string | null
  amount: number | null
  currency: string
}

export interface ComposedEntry {
  customerId: string | null
  leadId: string | null
  opportunityId: string | null
  key: boolean
  level: string | null
  phrase: Entry['phrase']
  intent: Change<string>
  stage: Change<string>
  probability: Change<number>
  amount: number | null
  currency: string | null
  objections: string[]
  nextStep: Planned | null
  followUps: { id: string; at: string; method: string; result: string | null }[]
  events: Omit<DealEvent, 'customerId' | 'opportunityId'>[]
}

interface Change<T> {
  before: T | null
  after: T | null
}

export interface DayFacts {
  /** In order of time. */
  interactions: readonly Interaction[]
  events: readonly DealEvent[]
  levels: ReadonlyMap<string, string>
}

/** Where the day's options stand in their order: intents best first, stages first to last. */
export interface Order {
  intents: readonly string[]
  stages: readonly string[]
  keyLevels: readonly string[]
}

/** One entry for each customer or lead; key customers first, then those with news, then by the time of the last contact. */
export function composeEntries(facts: DayFacts, order: Order): ComposedEntry[] {
  const subjects = new Map<string, { interactions: Interaction[]; events: DealEvent[] }>()
  const of = (key: string) => {
    const group = subjects.get(key) ?? { interactions: [], events: [] }
    subjects.set(key, group)
    return group
  }
  for (const each of facts.interactions) of(each.customerId ?? each.leadId ?? each.id).interactions.push(each)
  for (const each of facts.events) of(each.customerId ?? each.id).events.push(each)
  const entries = [...subjects.values()].map((group) => composeOne(group, facts.levels, order))
  return entries.sort(
    (a, b) => Number(b.key) - Number(a.key) || weight(a) - weight(b) || lastTime(b).localeCompare(lastTime(a)),
  )
}

const phrases: readonly Entry['phrase'][] = [
  'won',
  'lost',
  'paid',
  'intentUp',
  'stageUp',
  'newOpportunity',
  'intentDown',
  'stageDown',
  'followed',
  'unreached',
]
const weight = (entry: ComposedEntry) => phrases.indexOf(entry.phrase)
const lastTime = (entry: ComposedEntry) => entry.followUps.at(-1)?.at ?? ''

function composeOne(
  { interactions, events }: { interactions: Interaction[]; events: DealEvent[] },
  levels: ReadonlyMap<string, string>,
  order: Order,
): ComposedEntry {
  const customerId = interactions[0]?.customerId ?? events[0]?.customerId ?? null
  const level = (customerId !== null && levels.get(customerId)) || null
  const intent = changeOf(interactions, ({ intent }) => intent)
  const stage = changeOf(interactions, ({ stage }) => stage)
  const state = interactions.findLast(({ after }) => after.amount !== null && after.amount !== undefined)?.after
  return {
    customerId,
    leadId: interactions[0]?.leadId ?? null,
    opportunityId:
      interactions.findLast(({ opportunityId }) => opportunityId !== null)?.opportunityId ??
      events[0]?.opportunityId ??
      null,
    key: level !== null && order.keyLevels.includes(level),
    level,
    phrase: phraseOf(
      interactions,
      events,
      direction(intent, [...order.intents].reverse()),
      direction(stage, order.stages),
    ),
    intent,
    stage,
    probability: changeOf(interactions, ({ probability }) => probability),
    amount: state?.amount ?? events[0]?.amount ?? null,
    currency: state?.currency ?? events[0]?.currency ?? null,
    objections: [...new Set(interactions.flatMap(({ objections }) => objections))],
    nextStep: interactions.findLast(({ nextStep }) => nextStep !== null)?.nextStep ?? null,
    followUps: interactions.map(({ id, at, method, result }) => ({ id, at, method, result })),
    events: events.map(({ type, id, amount, currency }) => ({ type, id, amount, currency })),
  }
}

/** From the first value that was known before to the last one known after. */
function changeOf<T>(interactions: readonly Interaction[], value: (state: State) => T | null | undefined): Change<T> {
  const known = (values: (T | null | undefined)[]) => values.find((each) => each !== null && each !== undefined) ?? null
  const after = known(interactions.map((each) => value(each.after)).reverse())
  const before = interactions[0] === undefined ? null : (value(interactions[0].before) ?? null)
  return { before, after: after ?? before }
}

/** 1 up, -1 down, 0 the same or not comparable; `rising` lists values from low to high. */
function direction<T>({ before, after }: Change<T>, rising: readonly T[]): number {
  if (before === null || after === null || before === after) return 0
  const [from, to] = [rising.indexOf(before), rising.indexOf(after)]
  return from < 0 || to < 0 ? 0 : Math.sign(to - from)
}

function phraseOf(
  interactions: readonly Interaction[],
  events: readonly DealEvent[],
  intent: number,
  stage: number,
): Entry['phrase'] {
  const has = (type: DealEvent['type']) => events.some((event) => event.type === type)
  if (has('won')) return 'won'
  if (has('lost')) return 'lost'
  if (has('payment')) return 'paid'
  if (intent !== 0) return intent > 0 ? 'intentUp' : 'intentDown'
  if (stage !== 0) return stage > 0 ? 'stageUp' : 'stageDown'
  if (has('newOpportunity')) return 'newOpportunity'
  return interactions.length > 0 && interactions.every(({ reached }) => !reached) ? 'unreached' : 'followed'
}
