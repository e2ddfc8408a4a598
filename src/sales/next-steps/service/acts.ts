import type { RecordOf } from '../../../base/records/contract.ts'
import type { Presented } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import type { NextStepState } from '../contract.ts'
import type { nextStep } from '../record.ts'
import { lockCustomerOf } from '../store/steps.ts'
import { makeStep, nextSteps } from './steps.ts'

type Step = RecordOf<typeof nextStep>

/** Done without a follow-up of its own. @throws AppError conflict with the current step when it is closed in another way */
export async function complete(ctx: Ctx, id: string, note: string | null): Promise<Presented> {
  const step = await toClose(ctx, id, 'kept')
  return step === null ? nextSteps.get(ctx, id) : close(ctx, step, 'kept', { closingNote: note })
}

/** Given up. @throws AppError conflict with the current step when it is closed in another way */
export async function drop(ctx: Ctx, id: string, reason: string): Promise<Presented> {
  const step = await toClose(ctx, id, 'dropped')
  return step === null ? nextSteps.get(ctx, id) : close(ctx, step, 'dropped', { dropReason: reason })
}

/**
 * Puts a step off: an open one of the same kind takes its place.
 * @returns the closed step and the one in its place
 */
export async function move(
  ctx: Ctx,
  id: string,
  at: string,
  reason: string | null,
): Promise<{ moved: Presented; nextStep: Presented }> {
  const step = await toClose(ctx, id, 'moved')
  const nextId = step === null ? (await nextSteps.read(ctx, id)).movedToId : await replacement(ctx, step, at)
  const moved =
    step === null
      ? await nextSteps.get(ctx, id)
      : await close(ctx, step, 'moved', { movedToId: nextId, closingNote: reason })
  return { moved, nextStep: await nextSteps.get(ctx, nextId as string) }
}

function replacement(ctx: Ctx, step: Step, at: string): Promise<string> {
  const columns = {
    customer_id: step.customerId,
    lead_id: step.leadId,
    opportunity_id: step.opportunityId,
    contact_ids: step.contactIds,
  }
  return makeStep(ctx, { at, action: step.action, goal: step.goal }, step.ownerId, columns)
}

/** Undoes complete, move and drop; the step that took its place goes away. @throws AppError conflict when that one is closed already */
export async function reopen(ctx: Ctx, id: string): Promise<Presented> {
  await lockCustomerOf(ctx, id)
  const step = await nextSteps.read(ctx, id)
  if (step.state === 'open') return nextSteps.get(ctx, id)
  const opened = await nextSteps.update(ctx, id, {
    version: step.version,
    state: 'open',
    closedAt: null,
    closingNote: null,
    dropReason: null,
    keptByFollowUpId: null,
    movedToId: null,
  })
  if (typeof step.movedToId !== 'string') return opened
  const next = await nextSteps.read(ctx, step.movedToId)
  if (next.voidedAt !== null) return opened
  if (next.state !== 'open')
    throw new AppError('conflict', 'next-steps.replaced', { current: await nextSteps.get(ctx, id) })
  // A step that a follow-up made stands for itself; only a mere copy goes away.
  if (next.madeByFollowUpId === null) {
    const voided = { voided_at: ctx.clock.now(), voided_by: ctx.actor.userId, void_reason: 'undone' }
    await nextSteps.patch(ctx, next.id, { dropReason: 'undone' }, voided)
  }
  return opened
}

/** The locked step, or null when the same act was done already (a phone sends twice). */
async function toClose(ctx: Ctx, id: string, state: NextStepState): Promise<Step | null> {
  await lockCustomerOf(ctx, id)
  const step = await nextSteps.read(ctx, id)
  if (step.voidedAt === null && step.state === state) return null
  if (step.voidedAt !== null || step.state !== 'open')
    throw new AppError('conflict', 'next-steps.not_open', { current: await nextSteps.get(ctx, id) })
  return step
}

function close(ctx: Ctx, step: Step, state: NextStepState, values: Record<string, unknown>): Promise<Presented> {
  return nextSteps.update(ctx, step.id, {
    version: step.version,
    state,
    closedAt: ctx.clock.now().toISOString(),
    ...values,
  })
}
