import type { RecordOf, Values } from '../../../base/records/contract.ts'
import { type Presented, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { amountProblem, toMinor } from '../../../platform/money.ts'
import { assertActive, assertOneCustomer, type Subject, settlePlans } from '../../next-steps/service.ts'
import { type CreateFollowUp, type FollowUpState, type Participant, type Place, phraseFor } from '../contract.ts'
import { followUp } from '../record.ts'
import { spokenBy } from '../store/spoken.ts'
import {
  type CustomerFacts,
  type LeadFacts,
  lockCustomer,
  lockLead,
  type OpportunityFacts,
  opportunityFacts,
} from '../store/subjects.ts'
import { type Change, changeContacts, changeCustomer, changeLead } from './consequences.ts'
import { changeDeals } from './deals.ts'
import { judged, timesOf } from './entry.ts'
import { checkedIn } from './places.ts'
import { stateAfter, stateOf, type Version, versionOf } from './version.ts'
import { vocabularyOf } from './vocabulary.ts'

type FollowUp = RecordOf<typeof followUp>
type NextStep = NonNullable<CreateFollowUp['nextStep']> & { retry?: boolean }

/** What the request says beside the fields of the record, and what does not belong to its identity. */
export interface Circumstances {
  deviceTime: string | null
  clientSentAt: string | null
  occurredAt: string | undefined
  /** The currency that was said; a deal's own otherwise. */
  currency: string | undefined
  confirmsIntent: boolean
  probabilityReason: string | null
  keptNextStepId: string | null | undefined
  /** Recorded with one tap: nothing was asked. */
  oneTap?: boolean
  /** Told the corrected time, because a next try depends on it. */
  nextStep: (occurredAt: string) => Promise<NextStep | null>
}

interface Facts {
  customer: CustomerFacts | undefined
  lead: LeadFacts | undefined
  deal: OpportunityFacts | undefined
}

/**
 * Records one interaction with everything that follows from it, in the transaction of `ctx`.
 * @param input the request as its identity: sent twice with the same id it is the same interaction
 */
export async function save(
  ctx: Ctx,
  input: Record<string, unknown> & Partial<Subject>,
  of: Circumstances,
): Promise<{ record: Presented; created: boolean }> {
  const id = (input.id as string | undefined) ?? newId(ctx.clock.now().getTime())
  // Locked before the kit looks for the id: of two equal requests the second one waits here and then finds the first.
  const facts = await factsFor(ctx, input)
  const kit = recordService(followUp, { beforeSave: (_, draft) => consequences(ctx, draft, facts, of) })
  return kit.create(ctx, { ...input, id }, { columns: amountColumns(input, facts.deal), unasked: of.oneTap === true })
}

async function factsFor(ctx: Ctx, input: Record<string, unknown> & Partial<Subject>): Promise<Facts> {
  const customer = input.customerId ? await lockCustomer(ctx, input.customerId) : undefined
  const lead = input.leadId ? await lockLead(ctx, input.leadId) : undefined
  const deal = typeof input.opportunityId === 'string' ? await opportunityFacts(ctx, input.opportunityId) : undefined
  return { customer, lead, deal }
}

/** An amount without a currency is meant in the deal's. */
function amountColumns(input: Record<string, unknown>, deal: OpportunityFacts | undefined): Record<string, unknown> {
  const amount = input.amount
  if (deal === undefined || input.currency !== undefined) return {}
  if (typeof amount !== 'number') return { currency: deal.currency }
  return amountProblem(amount, deal.currency) === null
    ? { currency: deal.currency, amount_minor: toMinor(amount, deal.currency) }
    : {}
}

async function consequences(
  ctx: Ctx,
  draft: FollowUp,
  facts: Facts,
  of: Circumstances,
): Promise<Values<typeof followUp>> {
  const subject = subjectOf(draft)
  await assertSubject(ctx, draft, facts)
  const vocabulary = await vocabularyOf(ctx)
  const times = timesOf(ctx, of.occurredAt, of)
  const entry = await judged(ctx, times, {
    authorId: ctx.actor.userId,
    timeZone: ctx.actor.timeZone,
    lateReason: draft.lateReason ?? null,
  })
  const location = checkedIn(
    (draft.location ?? null) as Place | null,
    facts.customer,
    draft.id,
    vocabulary.onSite.includes(draft.method as string),
  )
  const later = await spokenBy(ctx, subject, { except: draft.id, after: times.occurredAt })
  const stateBefore = stateOf(stateNow(facts), draft.opportunityId ?? null, later)
  const next: Version = versionOf(draft, {
    ...times,
    location,
    stateBefore,
    stateAfter: {},
    currency: of.currency ?? facts.deal?.currency ?? (draft.currency as string),
    intent: of.confirmsIntent ? (stateBefore.intent ?? null) : (draft.intent ?? null),
    probabilityReason: of.probabilityReason,
  })
  assertAmount(next)
  const change: Change = { followUpId: draft.id, subject, old: null, next, others: later }
  const plans = await settlePlans(ctx, {
    followUpId: draft.id,
    subject,
    opportunityId: draft.opportunityId ?? null,
    localDay: entry.localDay,
    occurredAt: times.occurredAt,
    reached: !vocabulary.unreached.includes(next.result ?? ''),
    people: [ctx.actor.userId, ...participantIds(draft)],
    keptNextStepId: of.keptNextStepId,
    next: await nextStep(ctx, of, times.occurredAt),
  })
  const deal = await changeDeals(ctx, change, facts.deal)
  if (facts.customer !== undefined) await changeCustomer(ctx, change, facts.customer, plans.nextStepAt)
  if (facts.lead !== undefined) await changeLead(ctx, change, facts.lead)
  await changeContacts(ctx, change)
  const after = stateAfter(stateBefore, next)
  const isNewestOfDeal = !later.some((other) => !other.voided && other.opportunityId === next.opportunityId)
  return {
    ...times,
    ...entry,
    ...(!draft.summary && { summary: phraseFor(next.result ?? '') }),
    deviceTime: of.deviceTime,
    intent: next.intent,
    location,
    stateBefore,
    stateAfter: deal !== null && isNewestOfDeal ? { ...after, ...deal } : after,
    nextStepId: plans.nextStepId,
  }
}

/** The kit has checked the amount in the company's currency; a deal's may know fewer decimals. */
function assertAmount({ amount, currency }: Version): void {
  const problem = amount === null ? null : amountProblem(amount, currency)
  if (problem !== null)
    throw invalidField(
      'amount',
      `records.money_${problem.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    )
}

async function nextStep(ctx: Ctx, of: Circumstances, occurredAt: string) {
  const wanted = await of.nextStep(occurredAt)
  return wanted && { ...wanted, ownerId: wanted.ownerId ?? ctx.actor.userId }
}

function stateNow({ customer, deal }: Facts): FollowUpState {
  return {
    intent: customer?.intent,
    status: customer?.status,
    stage: deal?.stage,
    probability: deal?.probability,
    amount: deal?.amount,
    currency: deal?.currency,
  }
}

export function subjectOf(record: Pick<FollowUp, 'customerId' | 'leadId'>): Subject {
  return { customerId: record.customerId ?? null, leadId: record.leadId ?? null }
}

export function participantIds(record: Pick<FollowUp, 'participants'>): string[] {
  return ((record.participants ?? []) as Participant[]).map(({ userId }) => userId)
}

async function assertSubject(ctx: Ctx, draft: FollowUp, { customer, lead }: Facts): Promise<void> {
  if (draft.customerId && (customer === undefined || customer.voided))
    throw invalidField('customerId', 'records.unknown_reference')
  if (draft.leadId && (lead === undefined || lead.voided)) throw invalidField('leadId', 'records.unknown_reference')
  await assertReferences(ctx, draft)
}

/** Deal and contacts are the customer's own, and those who took part are colleagues. */
export async function assertReferences(ctx: Ctx, draft: FollowUp): Promise<void> {
  await assertOneCustomer(
    ctx,
    {
      customerId: draft.customerId ?? null,
      opportunityId: draft.opportunityId ?? null,
      contactIds: draft.contactIds ?? [],
    },
    'follow-ups.other_customer',
  )
  for (const [i, userId] of participantIds(draft).entries()) await assertActive(ctx, `participants.${i}.userId`, userId)
}
