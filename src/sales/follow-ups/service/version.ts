import type { RecordOf } from '../../../base/records/contract.ts'
import type { FollowUpState, Place } from '../contract.ts'
import type { followUp } from '../record.ts'
import type { Word } from '../rules/words.ts'
import type { Spoken } from '../store/spoken.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The parts of a follow-up that its customer, deal and contacts follow from. */
export interface Version {
  occurredAt: string
  method: string
  result: string | null
  intent: string | null
  status: string | null
  stage: string | null
  probability: number | null
  probabilityReason?: string | null
  amount: number | null
  currency: string
  opportunityId: string | null
  contactIds: readonly string[]
  location: Place | null
  stateBefore: FollowUpState
  stateAfter: FollowUpState
}

export function versionOf(record: RecordOf<typeof followUp>, extra: Partial<Version> = {}): Version {
  return {
    occurredAt: record.occurredAt as string,
    method: record.method as string,
    result: record.result ?? null,
    intent: record.intent ?? null,
    status: record.status ?? null,
    stage: record.stage ?? null,
    probability: record.probability ?? null,
    amount: Number.isFinite(record.amount) ? (record.amount as number) : null,
    currency: record.currency as string,
    opportunityId: record.opportunityId ?? null,
    contactIds: record.contactIds ?? [],
    location: (record.location ?? null) as Place | null,
    stateBefore: (record.stateBefore ?? {}) as FollowUpState,
    stateAfter: (record.stateAfter ?? {}) as FollowUpState,
    ...extra,
  }
}

type Says = Pick<
  Version,
  'occurredAt' | 'intent' | 'status' | 'stage' | 'probability' | 'amount' | 'stateBefore' | 'stateAfter'
> & { voided?: boolean }

export function textWord(of: Says, key: 'intent' | 'status' | 'stage'): Word<string> {
  return { at: of.occurredAt, value: of[key], before: of.stateBefore[key] ?? null, voided: of.voided ?? false }
}

export function numberWord(of: Says, key: 'probability' | 'amount'): Word<number> {
  return {
    at: of.occurredAt,
    value: key === 'amount' ? of.amount : saidProbability(of),
    before: of.stateBefore[key] ?? null,
    voided: of.voided ?? false,
  }
}

/** A stage says its probability too, as far as it is known what came of it. */
function saidProbability({ probability, stage, stateAfter }: Says): number | null {
  if (probability !== null) return probability
  return stage !== null && stateAfter.stage === stage ? (stateAfter.probability ?? null) : null
}

/** When somebody was reached, or null. */
export function reachedAt(version: Version | null, vocabulary: Vocabulary): string | null {
  return version !== null && !vocabulary.unreached.includes(version.result ?? '') ? version.occurredAt : null
}

/** When somebody was met in person, or null. */
export function metAt(version: Version | null, contactId: string, vocabulary: Vocabulary): string | null {
  const isVisit =
    version !== null && vocabulary.visits.includes(version.method) && version.contactIds.includes(contactId)
  return isVisit ? reachedAt(version, vocabulary) : null
}

/** State before an interaction that happened earlier than others: as the first of those found it. */
export function stateOf(now: FollowUpState, opportunityId: string | null, later: readonly Spoken[]): FollowUpState {
  const valid = later.filter((other) => !other.voided)
  const first = valid.at(-1)?.stateBefore ?? now
  const firstOfDeal =
    valid.findLast((other) => opportunityId !== null && other.opportunityId === opportunityId)?.stateBefore ?? now
  return {
    intent: first.intent ?? null,
    status: first.status ?? null,
    stage: firstOfDeal.stage ?? null,
    probability: firstOfDeal.probability ?? null,
    amount: firstOfDeal.amount ?? null,
    currency: firstOfDeal.currency ?? null,
  }
}

/** State after what was said; a deal's part may be known better from the deal itself. */
export function stateAfter(
  before: FollowUpState,
  said: Pick<Version, 'intent' | 'status' | 'stage' | 'probability' | 'amount' | 'currency' | 'opportunityId'>,
): FollowUpState {
  const ofDeal =
    said.opportunityId === null
      ? {}
      : {
          stage: said.stage ?? before.stage ?? null,
          probability: said.probability ?? before.probability ?? null,
          amount: said.amount ?? before.amount ?? null,
          currency: said.amount === null ? (before.currency ?? null) : said.currency,
        }
  return {
    ...before,
    intent: said.intent ?? before.intent ?? null,
    status: said.status ?? before.status ?? null,
    ...ofDeal,
  }
}
