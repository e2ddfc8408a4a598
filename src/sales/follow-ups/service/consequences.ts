import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { contacts } from '../../contacts/service.ts'
import { customers } from '../../customers/service.ts'
import { leads } from '../../leads/service.ts'
import type { Subject } from '../../next-steps/service.ts'
import { lastTouch, needsOthers, type Touch } from '../rules/touch.ts'
import { settled } from '../rules/words.ts'
import { lastReached, meetingsOf, type Spoken } from '../store/spoken.ts'
import type { CustomerFacts, LeadFacts } from '../store/subjects.ts'
import { located } from './places.ts'
import { metAt, reachedAt, textWord, type Version } from './version.ts'
import { vocabularyOf } from './vocabulary.ts'

/** One change of a follow-up: recorded (no old), edited, voided (no next) or restored (no old). */
export interface Change {
  followUpId: string
  subject: Subject
  old: Version | null
  next: Version | null
  /** What the other follow-ups of the customer say, the newest first; for a new one those that happened later. */
  others: readonly Spoken[]
}

/**
 * Passes a change on to the customer: intent and status by the last word, when it was last reached, where it is, when it is next planned for.
 * @throws AppError forbidden when somebody changes intent or status who may not edit the customer
 */
export async function changeCustomer(
  ctx: Ctx,
  change: Change,
  customer: CustomerFacts,
  nextStepAt: string | null | undefined,
): Promise<void> {
  const { old, next, others } = change
  const word = (key: 'intent' | 'status') =>
    settled({
      current: customer[key],
      old: old && textWord(old, key),
      next: next && textWord(next, key),
      others: others.map((other) => textWord(other, key)),
    })
  const [intent, status] = [word('intent'), word('status')]
  if (next !== null) assertMayChange(ctx, 'customer', { intent, status }, customer.editable)
  const lastFollowUpAt = await touched(ctx, change, customer.lastFollowUpAt)
  const location = located(customer.location, change.followUpId, next, await vocabularyOf(ctx))
  const values = {
    ...(intent !== undefined && {
      intent,
      intentChangedAt: next === null ? ctx.clock.now().toISOString() : next.occurredAt,
    }),
    ...(status !== undefined && { status }),
    ...(lastFollowUpAt !== customer.lastFollowUpAt && { lastFollowUpAt }),
    ...(location !== undefined && { location }),
    ...(nextStepAt !== undefined && nextStepAt !== customer.nextStepAt && { nextStepAt }),
  }
  if (Object.keys(values).length > 0) await customers.patch(ctx, customer.id, values)
}

/** A lead that somebody has turned to is in progress. */
export async function changeLead(ctx: Ctx, change: Change, lead: LeadFacts): Promise<void> {
  const lastFollowUpAt = await touched(ctx, change, lead.lastFollowUpAt)
  const isBegun = change.next !== null && ['unassigned', 'waiting'].includes(lead.status)
  const values = {
    ...(lastFollowUpAt !== lead.lastFollowUpAt && { lastFollowUpAt }),
    ...(isBegun && { status: 'following' }),
  }
  if (Object.keys(values).length > 0) await leads.patch(ctx, lead.id, values)
}

/** When the contacts named in a visit were last met. */
export async function changeContacts(ctx: Ctx, { followUpId, old, next }: Change): Promise<void> {
  const vocabulary = await vocabularyOf(ctx)
  const named = [...new Set([...(old?.contactIds ?? []), ...(next?.contactIds ?? [])])]
  const met = named.filter((id) => metAt(old, id, vocabulary) !== null || metAt(next, id, vocabulary) !== null)
  if (met.length === 0) return
  for (const { id, known, others } of await meetingsOf(ctx, met, { except: followUpId, ...vocabulary })) {
    const lastMetAt = lastTouch({ known, old: metAt(old, id, vocabulary), next: metAt(next, id, vocabulary) }, others)
    if (lastMetAt !== known) await contacts.patch(ctx, id, { lastMetAt })
  }
}

async function touched(
  ctx: Ctx,
  { followUpId, subject, old, next }: Change,
  known: string | null,
): Promise<string | null> {
  const vocabulary = await vocabularyOf(ctx)
  const touch: Touch = { known, old: reachedAt(old, vocabulary), next: reachedAt(next, vocabulary) }
  const others = needsOthers(touch)
    ? await lastReached(ctx, subject, { except: followUpId, unreached: vocabulary.unreached })
    : null
  return lastTouch(touch, others)
}

/**
 * What a follow-up changes elsewhere needs the same rights there as a change by hand.
 * @throws AppError invalid for fields the actor may not write; forbidden without the right to edit the record
 */
export function assertMayChange(ctx: Ctx, type: string, values: Record<string, unknown>, editable: boolean): void {
  const keys = Object.keys(values).filter((key) => values[key] !== undefined)
  const ruled = keys.find((key) => ctx.actor.fieldRules[`${type}.${key}`] !== undefined)
  if (ruled !== undefined) throw invalidField(ruled, 'records.field_read_only')
  if (keys.length > 0 && !editable) throw new AppError('forbidden', 'records.not_allowed')
}
