import { holds } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import {
  earliestOpen,
  isAbout,
  madeStep,
  type OpenStep,
  openSteps,
  type Subject,
  stepsClosedBy,
} from '../store/steps.ts'
import { assertActive, dayOf, makeStep, quietSteps } from './steps.ts'

/** What an interaction means for the plans of its customer or lead. */
export interface Interaction {
  followUpId: string
  subject: Subject
  opportunityId: string | null
  /** The author's day on which it happened. */
  localDay: string
  occurredAt: string
  /** A dial that nobody answered keeps no plan; the plans of the day are put off to the next try. */
  reached: boolean
  /** Author and those who took part: whose plans it can fulfil. */
  people: readonly string[]
  /** The plan that was fulfilled, null for none; undefined: every one up to that day. */
  keptNextStepId?: string | null | undefined
  next: NewStep | null
  /** The step it made before, when a voided interaction comes back. */
  madeStepId?: string | null
}

export interface NewStep {
  at: string
  action: string
  goal?: string | null | undefined
  ownerId: string
  contactIds?: string[] | undefined
  /** Only a next try: an open plan before then serves as well. */
  retry?: boolean
}

export interface PlanOutcome {
  /** The step that follows the interaction. */
  nextStepId: string | null
  /** When the customer is next planned for; the caller passes it on to the customer. */
  nextStepAt: string | null
}

/** Closes the plans that an interaction fulfils, makes the next one, and puts off those that it replaces. */
export async function settlePlans(ctx: Ctx, interaction: Interaction): Promise<PlanOutcome> {
  const open = await openSteps(ctx, interaction.subject)
  const kept = await keptBy(ctx, interaction, open)
  const made = interaction.madeStepId
    ? open.find((step) => step.id === interaction.madeStepId)
    : await nextOne(ctx, interaction, open)
  const closedAt = ctx.clock.now().toISOString()
  const moved = made === undefined ? [] : replacedBy(interaction, made, open, kept)
  for (const { id } of kept) {
    await quietSteps.patch(ctx, id, { state: 'kept', closedAt, keptByFollowUpId: interaction.followUpId })
  }
  for (const { id } of moved) await quietSteps.patch(ctx, id, { state: 'moved', closedAt, movedToId: made?.id ?? null })
  const left = [...open, ...(made === undefined ? [] : [made])].filter(
    (step) => !kept.includes(step) && !moved.includes(step),
  )
  const earliest = left.map(({ at }) => at).sort()[0] ?? null
  return { nextStepId: made?.id ?? null, nextStepAt: interaction.subject.customerId === null ? null : earliest }
}

async function keptBy(ctx: Ctx, interaction: Interaction, open: readonly OpenStep[]): Promise<OpenStep[]> {
  const { keptNextStepId, reached, people, localDay, subject } = interaction
  if (typeof keptNextStepId === 'string') {
    const named = open.filter((step) => step.id === keptNextStepId)
    // Somebody may have closed it while the phone was offline: that is no reason to lose the interaction.
    if (named.length === 0 && !(await isAbout(ctx, subject, keptNextStepId))) {
      throw invalidField('keptNextStepId', 'next-steps.other_customer')
    }
    return named
  }
  if (keptNextStepId === null || !reached) return []
  return open.filter((step) => people.includes(step.ownerId ?? '') && step.localDay <= localDay)
}

async function nextOne(ctx: Ctx, interaction: Interaction, open: readonly OpenStep[]): Promise<OpenStep | undefined> {
  const { next } = interaction
  if (next === null) return undefined
  const { localDay } = await dayOf(ctx, next.at, next.ownerId)
  const soonEnough = (step: OpenStep) =>
    step.ownerId === next.ownerId &&
    step.at > interaction.occurredAt &&
    step.localDay > interaction.localDay &&
    step.localDay <= localDay
  const planned = next.retry ? open.find(soonEnough) : undefined
  if (planned !== undefined) return planned
  await assertMayPlanFor(ctx, interaction, next.ownerId)
  const { at, action, goal, contactIds } = next
  const about = { ...interaction.subject, opportunityId: interaction.opportunityId }
  const input = { at, action, goal: goal || null }
  // Customer and deal are those of the interaction, checked with it; only contacts are the step's own.
  const made = contactIds?.length
    ? makeStep(ctx, { ...input, ...about, contactIds }, next.ownerId, { made_by_follow_up_id: interaction.followUpId })
    : makeStep(ctx, input, next.ownerId, {
        customer_id: about.customerId,
        lead_id: about.leadId,
        opportunity_id: about.opportunityId,
        made_by_follow_up_id: interaction.followUpId,
      })
  const id = await made.catch((error: unknown) => {
    throw inNextStep(error)
  })
  return { id, ownerId: next.ownerId, at, localDay }
}

/** Oneself and those who took part; for anybody else the right to assign is needed. */
async function assertMayPlanFor(ctx: Ctx, { people }: Interaction, ownerId: string): Promise<void> {
  if (ownerId === ctx.actor.userId) return
  await assertActive(ctx, 'nextStep.ownerId', ownerId)
  if (!people.includes(ownerId) && !holds(ctx, 'nextSteps.assign')) {
    throw new AppError('forbidden', 'people.not_allowed', { params: { permission: 'nextSteps.assign' } })
  }
}

/** Errors of the step's fields are those of `nextStep` in the request. */
function inNextStep(error: unknown): unknown {
  if (!(error instanceof AppError) || error.details.errors === undefined) return error
  const errors = error.details.errors.map((each) => ({ ...each, path: `nextStep.${each.path}` }))
  return new AppError(error.code, error.reason, { ...error.details, errors })
}

function replacedBy(
  { localDay, reached }: Interaction,
  made: OpenStep,
  open: readonly OpenStep[],
  kept: readonly OpenStep[],
): OpenStep[] {
  return open.filter(
    (step) =>
      step.id !== made.id &&
      step.ownerId === made.ownerId &&
      step.at < made.at &&
      !kept.includes(step) &&
      (step.localDay > localDay || !reached),
  )
}

/**
 * Takes back what an interaction did to plans: the step it made is dropped if still open, those it closed are open again.
 * @returns when the customer is next planned for
 */
export async function undoPlans(
  ctx: Ctx,
  of: { followUpId: string; subject: Subject; madeStepId: string | null },
): Promise<string | null> {
  const open = await openSteps(ctx, of.subject)
  const closed = await stepsClosedBy(ctx, of.subject, of.followUpId, of.madeStepId)
  const made = of.madeStepId === null ? undefined : await madeStep(ctx, of.followUpId, of.madeStepId)
  const isStillOpen = open.some((step) => step.id === made?.id)
  if (made !== undefined && isStillOpen) {
    await quietSteps.patch(ctx, made.id, {
      state: 'dropped',
      closedAt: ctx.clock.now().toISOString(),
      dropReason: VOIDED,
    })
  }
  for (const { id, state } of closed) {
    if (state === 'kept' || isStillOpen)
      await quietSteps.patch(ctx, id, { state: 'open', closedAt: null, keptByFollowUpId: null, movedToId: null })
  }
  return plannedFor(ctx, of.subject)
}

/** Reopens the step that a voided interaction had made, so that `settlePlans` finds it. */
export async function reviveStep(
  ctx: Ctx,
  of: { followUpId: string; madeStepId: string | null },
): Promise<string | null> {
  const made = of.madeStepId === null ? undefined : await madeStep(ctx, of.followUpId, of.madeStepId)
  if (made === undefined) return null
  if (made.state === 'dropped' && made.dropReason === VOIDED)
    await quietSteps.patch(ctx, made.id, { state: 'open', closedAt: null, dropReason: null })
  return made.id
}

const VOIDED = 'followUpVoided'

async function plannedFor(ctx: Ctx, { customerId }: Subject): Promise<string | null> {
  return customerId === null ? null : earliestOpen(ctx, customerId)
}
