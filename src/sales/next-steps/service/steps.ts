import { peopleByIds, timeZoneOf } from '../../../base/people/service.ts'
import type { Assignment, RecordsGiven } from '../../../base/records/contract.ts'
import { assign, type Hooks, type Presented, passOn, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, type FieldError, invalidField } from '../../../platform/errors.ts'
import { localDay as dayAt } from '../../../platform/time.ts'
import { customers } from '../../customers/service.ts'
import { nextStep } from '../record.ts'
import { setDays, stepsAbout, stepsOfOtherZones, subjectColumns } from '../store/owners.ts'
import { foreignTo, lockCustomer, plannedAt } from '../store/steps.ts'

type StepHooks = Hooks<typeof nextStep>

/** The planned day is one of whoever is responsible, in their own time zone. */
const derive: NonNullable<StepHooks['beforeSave']> = async (ctx, draft, before) => {
  const isNew = (key: 'opportunityId' | 'contactIds') =>
    before === null || JSON.stringify(before[key]) !== JSON.stringify(draft[key])
  if (isNew('opportunityId') || isNew('contactIds'))
    await assertOneCustomer(ctx, { ...draft, customerId: draft.customerId ?? null })
  if (before !== null && before.at === draft.at && before.ownerId === draft.ownerId) return {}
  return dayOf(ctx, draft.at as string, draft.ownerId)
}

/** Steps whose changes are not passed on to the customer: the caller does it, together with what else it changes there. */
export const quietSteps = recordService(nextStep, { beforeSave: derive })

/** Next steps; the customer's `nextStepAt` follows every change. */
export const nextSteps = recordService(nextStep, {
  beforeSave: derive,
  afterSave: async (ctx, { after }) => {
    if (typeof after.customerId === 'string') await refreshCustomer(ctx, after.customerId)
  },
})

/** Day and zone of a planned instant for the person responsible. */
export async function dayOf(
  ctx: Ctx,
  at: string,
  ownerId: string | null,
): Promise<{ localDay: string; timeZone: string }> {
  const timeZone = ownerId === null ? ctx.actor.timeZone : await timeZoneOf(ctx, ownerId)
  return { localDay: dayAt(at, timeZone), timeZone }
}

async function refreshCustomer(ctx: Ctx, customerId: string): Promise<void> {
  const { known, earliest } = await plannedAt(ctx, customerId)
  if (known !== earliest) await customers.patch(ctx, customerId, { nextStepAt: earliest })
}

/**
 * Refuses an opportunity or contacts that belong to another customer.
 * @throws AppError invalid, naming the fields
 */
export async function assertOneCustomer(
  ctx: Ctx,
  of: { customerId: string | null; opportunityId?: string | null; contactIds?: string[] | null },
  reason = 'next-steps.other_customer',
): Promise<void> {
  const foreign = await foreignTo(ctx, of.customerId, {
    opportunityId: of.opportunityId ?? null,
    contactIds: of.contactIds ?? [],
  })
  const errors: FieldError[] = foreign.map((path) => ({ path, reason }))
  if (errors.length > 0) throw new AppError('invalid', reason, { errors })
}

/** @throws AppError invalid for somebody who does not exist or has left */
export async function assertActive(ctx: Ctx, path: string, userId: string): Promise<void> {
  const [person] = await peopleByIds(ctx, [userId])
  if (person === undefined || person.status === 'disabled') throw invalidField(path, 'records.unknown_reference')
}

/** Plans something; for a colleague only with the right to assign. */
export async function plan(
  ctx: Ctx,
  input: Record<string, unknown> & { customerId?: string | null | undefined },
): Promise<{ record: Presented; created: boolean }> {
  if (input.customerId) await lockCustomer(ctx, input.customerId)
  return nextSteps.create(ctx, input)
}

/** Gives steps to somebody else; their days are then those of the new person. */
export async function assignSteps(ctx: Ctx, assignment: Assignment): Promise<{ moved: string[] }> {
  const { moved } = await assign(ctx, nextStep, assignment)
  await alignDays(ctx, assignment.ownerId)
  return { moved }
}

/** Open steps go along with the customer, lead or deal that they are about. */
export async function takeOpenSteps(ctx: Ctx, { type, ids, from, to, withOpen }: RecordsGiven): Promise<void> {
  const column = subjectColumns[type]
  if (!withOpen || column === undefined) return
  await passOn(ctx, nextStep, { from, to, ids: await stepsAbout(ctx, column, ids) })
  await alignDays(ctx, to)
}

/** Open steps that came from somebody in another time zone stand on the days of their owner. */
export async function alignDays(ctx: Ctx, ownerId: string): Promise<void> {
  const zone = await timeZoneOf(ctx, ownerId)
  const steps = await stepsOfOtherZones(ctx, ownerId, zone)
  await setDays(
    ctx,
    zone,
    steps.map(({ id, at }) => ({ id, day: dayAt(at, zone) })),
  )
}

/**
 * Makes a step in somebody's name as the consequence of an act that was allowed, without asking for the right to assign.
 * @param columns what the actor need not be able to see: whom it is about
 */
export async function makeStep(
  ctx: Ctx,
  input: Record<string, unknown> & { at: string },
  ownerId: string | null,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const { localDay, timeZone } = await dayOf(ctx, input.at, ownerId)
  const { record } = await quietSteps.create(ctx, input, {
    columns: { ...columns, owner_id: ownerId, local_day: localDay, time_zone: timeZone },
    quiet: true,
  })
  return record.id
}
