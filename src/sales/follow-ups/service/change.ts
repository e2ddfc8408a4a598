import type { RecordOf, Values } from '../../../base/records/contract.ts'
import { type Presented, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { reviveStep, settlePlans, undoPlans } from '../../next-steps/service.ts'
import type { Place, UpdateFollowUp } from '../contract.ts'
import { followUp } from '../record.ts'
import { spokenBy } from '../store/spoken.ts'
import { type CustomerFacts, lockCustomer, lockCustomerAnyway, lockLead, opportunityFacts } from '../store/subjects.ts'
import { type Change, changeContacts, changeCustomer, changeLead } from './consequences.ts'
import { changeDeals } from './deals.ts'
import { judged, placed } from './entry.ts'
import { checkedIn } from './places.ts'
import { assertReferences, participantIds, subjectOf } from './record.ts'
import { stateAfter, type Version, versionOf } from './version.ts'
import { vocabularyOf } from './vocabulary.ts'

type FollowUp = RecordOf<typeof followUp>

/** Changes what was recorded; customer, deal and contacts follow where it has the last word. */
export async function change(
  ctx: Ctx,
  id: string,
  { intent, probabilityReason, ...input }: UpdateFollowUp,
): Promise<Presented> {
  const confirms = intent === 'unchanged'
  const kit = recordService(followUp, {
    beforeSave: (_, draft, before) =>
      edited(ctx, draft, before as FollowUp, { confirms, probabilityReason: probabilityReason ?? null }),
  })
  const currency = input.currency ?? (await currencyFor(ctx, id, input))
  return kit.update(ctx, id, {
    ...input,
    ...(intent !== undefined && !confirms && { intent }),
    ...(currency !== undefined && { currency }),
  })
}

/** An amount without a currency is meant in the deal's. */
async function currencyFor(
  ctx: Ctx,
  id: string,
  { amount, opportunityId }: Partial<UpdateFollowUp>,
): Promise<string | undefined> {
  if (typeof amount !== 'number') return undefined
  const dealId = opportunityId ?? (await recordService(followUp).read(ctx, id)).opportunityId
  return dealId ? (await opportunityFacts(ctx, dealId))?.currency : undefined
}

async function edited(
  ctx: Ctx,
  draft: FollowUp,
  before: FollowUp,
  of: { confirms: boolean; probabilityReason: string | null },
): Promise<Values<typeof followUp>> {
  const customer = before.customerId ? await lockForEdit(ctx, before.customerId) : undefined
  await assertReferences(ctx, draft)
  const old = versionOf(before)
  const stateBefore = await stateBeforeNow(ctx, old, draft.opportunityId ?? null)
  const method = draft.method as string
  const location = checkedIn(
    (draft.location ?? null) as Place | null,
    customer,
    draft.id,
    (await vocabularyOf(ctx)).onSite.includes(method),
  )
  const intent = of.confirms ? (stateBefore.intent ?? null) : (draft.intent ?? null)
  const next = versionOf(draft, { location, stateBefore, intent, probabilityReason: of.probabilityReason })
  const deal = await passOn(ctx, before, { old, next }, customer)
  const keepsAnswer =
    next.stage === old.stage && next.probability === old.probability && next.opportunityId === old.opportunityId
  const after = stateAfter(stateBefore, {
    ...next,
    probability: next.probability ?? (keepsAnswer ? (old.stateAfter.probability ?? null) : null),
  })
  return {
    ...(draft.occurredAt !== before.occurredAt && (await rejudged(ctx, draft))),
    intent,
    location,
    stateBefore,
    stateAfter: deal === null ? after : { ...after, ...deal },
  }
}

/** Who may change a follow-up need not be able to change, or even see, its customer. */
async function lockForEdit(ctx: Ctx, customerId: string): Promise<CustomerFacts | undefined> {
  const seen = await lockCustomer(ctx, customerId)
  if (seen !== undefined) return seen
  const hidden = await lockCustomerAnyway(ctx, customerId)
  return hidden && { ...hidden, editable: false }
}

/** Another deal was in another state. */
async function stateBeforeNow(ctx: Ctx, old: Version, opportunityId: string | null): Promise<Version['stateBefore']> {
  if (old.opportunityId === opportunityId) return old.stateBefore
  const deal = opportunityId === null ? undefined : await opportunityFacts(ctx, opportunityId)
  return {
    ...old.stateBefore,
    stage: deal?.stage ?? null,
    probability: deal?.probability ?? null,
    amount: deal?.amount ?? null,
    currency: deal?.currency ?? null,
  }
}

/** Judged as of the moment it was first written down: an edit can neither make it late nor make it timely. */
async function rejudged(ctx: Ctx, draft: FollowUp): Promise<Values<typeof followUp>> {
  const times = { occurredAt: draft.occurredAt as string, enteredAt: draft.enteredAt as string }
  const by = { authorId: draft.ownerId as string, timeZone: draft.timeZone as string }
  if (draft.entryKind === 'imported') return placed(ctx, times.occurredAt, by)
  return { ...(await judged(ctx, times, { ...by, lateReason: draft.lateReason ?? null })) }
}

/** A voided follow-up stays in the list of voided ones; what followed from it is taken back. */
export function voidOne(
  ctx: Ctx,
  id: string,
  options: { version?: number | undefined; reason?: string | undefined },
): Promise<Presented> {
  const kit = recordService(followUp, {
    afterSave: async (_, { after }) => {
      const customer = await lockSubject(ctx, after)
      const nextStepAt = await undoPlans(ctx, {
        followUpId: after.id,
        subject: subjectOf(after),
        madeStepId: after.nextStepId ?? null,
      })
      await passOn(ctx, after, { old: versionOf(after), next: null }, customer, nextStepAt)
    },
  })
  return kit.void(ctx, id, options)
}

/** Brings a voided follow-up back, with what follows from it as far as nobody has said something newer since. */
export function restoreOne(ctx: Ctx, id: string): Promise<Presented> {
  const kit = recordService(followUp, {
    afterSave: async (_, { after }) => {
      const customer = await lockSubject(ctx, after)
      const nextStepAt = after.entryKind === 'imported' ? undefined : await redoPlans(ctx, after)
      await passOn(ctx, after, { old: null, next: versionOf(after) }, customer, nextStepAt)
    },
  })
  return kit.restore(ctx, id)
}

async function redoPlans(ctx: Ctx, record: FollowUp): Promise<string | null> {
  const madeStepId = await reviveStep(ctx, { followUpId: record.id, madeStepId: record.nextStepId ?? null })
  const { unreached } = await vocabularyOf(ctx)
  const { nextStepAt } = await settlePlans(ctx, {
    followUpId: record.id,
    subject: subjectOf(record),
    opportunityId: record.opportunityId ?? null,
    localDay: record.localDay as string,
    occurredAt: record.occurredAt as string,
    reached: !unreached.includes(record.result ?? ''),
    people: [record.ownerId as string, ...participantIds(record)],
    next: null,
    madeStepId,
  })
  return nextStepAt
}

async function lockSubject(ctx: Ctx, { customerId }: FollowUp): Promise<CustomerFacts | undefined> {
  return customerId ? lockCustomerAnyway(ctx, customerId) : undefined
}

async function passOn(
  ctx: Ctx,
  record: FollowUp,
  versions: Pick<Change, 'old' | 'next'>,
  customer: CustomerFacts | undefined,
  nextStepAt?: string | null,
) {
  const subject = subjectOf(record)
  const passed: Change = {
    followUpId: record.id,
    subject,
    ...versions,
    others: await spokenBy(ctx, subject, { except: record.id }),
  }
  const deal = await changeDeals(ctx, passed)
  if (customer !== undefined) await changeCustomer(ctx, passed, customer, nextStepAt)
  const lead = record.leadId ? await lockLead(ctx, record.leadId) : undefined
  if (lead !== undefined) await changeLead(ctx, passed, lead)
  await changeContacts(ctx, passed)
  return deal
}
