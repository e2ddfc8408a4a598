import type { MethodClass } from '../../../base/settings/contract.ts'

/** What a follow-up is worth: whether somebody was reached, and which metrics of its author's day it feeds. */

export type FollowUpFacts = {
  methodClass: MethodClass
  /** Key of the result, null when none was given. */
  result: string | null
  /** False for voided and very late ones: they stay in the timeline and feed nothing. */
  counted: boolean
  /** Number of contacts named as met or spoken to. */
  contacts: number
  /** Metres between check-in and customer; null without check-in or while the customer has no place. */
  checkInDistance: number | null
  hasPhoto: boolean
  hasNeed: boolean
  hasObjection: boolean
  hasFeedback: boolean
  hasStageChange: boolean
  /** Whether nobody of the company has visited this customer before. */
  isFirstVisit: boolean
}

export type FollowUpMetric =
  | 'visits'
  | 'effectiveVisits'
  | 'firstVisits'
  | 'followUps'
  | 'dials'
  | 'connectedCalls'
  | 'effectiveCalls'

/** A check-in further from the customer than this proves no visit. */
export const CHECK_IN_METRES = 500

const unreached: ReadonlySet<string> = new Set(['noAnswer', 'refused', 'invalidNumber', 'nobodyThere'])
const goodTalk: ReadonlySet<string> = new Set(['effective', 'appointment'])

/** Whether nobody was reached: no answer, rejected, unused number (没打通), or nobody there (扑空). Such a contact is no follow-up. */
export function isUnreached(result: string | null): boolean {
  return result !== null && unreached.has(result)
}

/** Whether the visit found nobody (扑空). */
export function isNobodyThere(facts: Pick<FollowUpFacts, 'methodClass' | 'result'>): boolean {
  return facts.methodClass === 'visit' && isUnreached(facts.result)
}

/** Whether something was learned or moved: a need, an objection, feedback or a new stage. */
export function hasSubstance(
  facts: Pick<FollowUpFacts, 'hasNeed' | 'hasObjection' | 'hasFeedback' | 'hasStageChange'>,
): boolean {
  return facts.hasNeed || facts.hasObjection || facts.hasFeedback || facts.hasStageChange
}

/** 有效拜访: proof of being there, a named contact met, and something learned or moved. */
export function isEffectiveVisit(facts: FollowUpFacts): boolean {
  if (facts.methodClass !== 'visit' || isUnreached(facts.result)) return false
  const wasThere = facts.hasPhoto || (facts.checkInDistance !== null && facts.checkInDistance <= CHECK_IN_METRES)
  return wasThere && facts.contacts > 0 && hasSubstance(facts)
}

/** 有效沟通: the call was answered and its result is a good talk or a new appointment; without a result its content decides. */
export function isEffectiveCall(facts: FollowUpFacts): boolean {
  if (facts.methodClass !== 'call' || isUnreached(facts.result)) return false
  return facts.result === null ? hasSubstance(facts) : goodTalk.has(facts.result)
}

/** The metrics that a follow-up adds one to, for its author and day; none when it is not counted. */
export function metricsOf(facts: FollowUpFacts): FollowUpMetric[] {
  if (!facts.counted) return []
  const isReached = !isUnreached(facts.result)
  const isVisit = facts.methodClass === 'visit'
  const isCall = facts.methodClass === 'call'
  const feeds: Record<FollowUpMetric, boolean> = {
    visits: isVisit,
    effectiveVisits: isEffectiveVisit(facts),
    firstVisits: isVisit && isReached && facts.isFirstVisit,
    followUps: isReached,
    dials: isCall,
    connectedCalls: isCall && isReached,
    effectiveCalls: isEffectiveCall(facts),
  }
  return (Object.keys(feeds) as FollowUpMetric[]).filter((metric) => feeds[metric])
}

/** Whether the follow-up touches its customer: feeds customersFollowed, keyCustomersFollowed and coverageRate. */
export function touchesCustomer(facts: Pick<FollowUpFacts, 'counted' | 'result'>): boolean {
  return facts.counted && !isUnreached(facts.result)
}

/** Whether a visit is an accompanied visit (陪访) of a colleague who took part; it counts for the colleague and once in the team. */
export function isAccompaniedVisit(facts: Pick<FollowUpFacts, 'counted' | 'methodClass'>, role: string): boolean {
  return facts.counted && facts.methodClass === 'visit' && role === 'accompanying'
}
