import { today } from '../../../base/people/service.ts'
import { assertWritable, creditColumns, creditOf, type Presented } from '../../../base/records/service.ts'
import { optionKeys } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { amountProblem } from '../../../platform/money.ts'
import { localDay, zonedInstant } from '../../../platform/time.ts'
import { customers } from '../../customers/service.ts'
import type { Loss, Win } from '../contract.ts'
import { opportunity } from '../record.ts'
import { statusAfterWin } from '../rules.ts'
import { customerStatus } from '../store.ts'
import { opportunities, stageNamed, stagesOf } from './deals.ts'

type Deal = Awaited<ReturnType<typeof opportunities.read>>

/**
 * Wins a deal: credited to its owner of now, in their department of the day. Its customer has bought, or bought again.
 * @throws 409 when it is closed already, 422 without an amount or for a day still to come
 */
export async function win(ctx: Ctx, id: string, { version, amount, closedOn }: Win): Promise<Presented> {
  const deal = await openDeal(ctx, id, version)
  if (amount !== undefined) {
    assertWritable(ctx, opportunity, { amount })
    const problem = amountProblem(amount, deal.currency ?? '')
    if (problem !== null) throw invalidField('amount', 'records.money_too_precise')
  }
  await winDeal(ctx, deal, { amount, closedOn })
  return opportunities.get(ctx, id)
}

/** The same as the consequence of another act; `at` is when it happened. */
export async function winDeal(
  ctx: Ctx,
  deal: Deal,
  of: { amount?: number | undefined; closedOn?: string | undefined; at?: string },
): Promise<void> {
  const amount = of.amount ?? deal.amount ?? null
  if (amount === null) throw invalidField('amount', 'opportunities.amount_required')
  await close(ctx, deal, 'won', { amount, probability: 100 }, of)
  if (deal.customerId) {
    const status = await customerStatus(ctx, deal.customerId)
    if (status !== undefined) await customers.patch(ctx, deal.customerId, { status: statusAfterWin(status) })
  }
}

/** Loses a deal for a reason of the option set lossReason. @throws 409 when it is closed already */
export async function lose(
  ctx: Ctx,
  id: string,
  { version, reason, competitor, note, closedOn }: Loss,
): Promise<Presented> {
  const deal = await openDeal(ctx, id, version)
  if (!(await optionKeys(ctx, 'lossReason')).has(reason))
    throw invalidField('reason', 'records.unknown_option', { value: reason })
  const words = { lossReason: reason, lossCompetitor: competitor || null, lossNote: note || null }
  await close(ctx, deal, 'lost', { ...words, probability: 0 }, { closedOn })
  return opportunities.get(ctx, id)
}

/** Takes a closing back: the deal goes on where it was closed and nobody is credited any more. */
export async function reopen(
  ctx: Ctx,
  id: string,
  { version, stage }: { version?: number | undefined; stage?: string | undefined },
): Promise<Presented> {
  const deal = await opportunities.read(ctx, id, 'edit', version)
  if (deal.outcome === 'open') throw new AppError('conflict', 'opportunities.not_closed')
  const open = (await stagesOf(ctx)).filter((each) => each.state === 'open')
  const target = await stageNamed(ctx, stage ?? deal.closedFromStage ?? open[0]?.key ?? '')
  if (target.state !== 'open') throw invalidField('stage', 'opportunities.close_it')
  const cleared = {
    lossReason: null,
    lossCompetitor: null,
    lossNote: null,
    closedAt: null,
    closingDay: null,
    closedFromStage: null,
  }
  await opportunities.patch(
    ctx,
    id,
    { ...cleared, outcome: 'open', stage: target.key, probability: target.probability, probabilityReason: null },
    { closing_user_id: null, closing_department_id: null, closing_zone: null },
  )
  return opportunities.get(ctx, id)
}

/** Puts a deal aside until a day; its stage stays. */
export async function hold(
  ctx: Ctx,
  id: string,
  { version, until }: { version?: number | undefined; until: string },
): Promise<Presented> {
  await openDeal(ctx, id, version)
  if (until <= today(ctx)) throw invalidField('until', 'opportunities.restart_in_past')
  await opportunities.patch(ctx, id, { onHoldUntil: until })
  return opportunities.get(ctx, id)
}

/** Takes a deal up again. */
export async function resume(ctx: Ctx, id: string, { version }: { version?: number | undefined }): Promise<Presented> {
  await openDeal(ctx, id, version)
  await opportunities.patch(ctx, id, { onHoldUntil: null })
  return opportunities.get(ctx, id)
}

/** Columns of a closing on a day, for its owner: what an import of closed deals writes. */
export async function closingColumns(ctx: Ctx, ownerId: string, day: string): Promise<Record<string, unknown>> {
  const credit = await creditOf(ctx, ownerId, day)
  return { ...creditColumns(credit, 'closing'), closed_at: zonedInstant(day, '12:00', credit.zone) }
}

async function openDeal(ctx: Ctx, id: string, version: number | undefined): Promise<Deal> {
  const deal = await opportunities.read(ctx, id, 'edit', version)
  if (deal.outcome !== 'open') throw new AppError('conflict', 'opportunities.closed')
  return deal
}

async function close(
  ctx: Ctx,
  deal: Deal,
  outcome: 'won' | 'lost',
  values: Partial<Deal>,
  of: { closedOn?: string | undefined; at?: string },
): Promise<void> {
  const stage = (await stagesOf(ctx)).find((each) => each.state === outcome)
  const now = of.at ?? ctx.clock.now().toISOString()
  const credit = await creditOf(ctx, deal.ownerId ?? ctx.actor.userId, of.closedOn ?? now)
  if (credit.day > localDay(ctx.clock.now(), credit.zone))
    throw invalidField('closedOn', 'opportunities.closed_in_future')
  const closedAt =
    credit.day === localDay(now, credit.zone) ? now : zonedInstant(credit.day, '12:00', credit.zone).toISOString()
  const { closing_day: closingDay, ...columns } = creditColumns(credit, 'closing')
  await opportunities.patch(
    ctx,
    deal.id,
    {
      ...values,
      outcome,
      stage: stage?.key ?? outcome,
      stageEnteredAt: closedAt,
      closedAt,
      closingDay: closingDay as string,
      closedFromStage: deal.stage ?? null,
      probabilityReason: null,
      onHoldUntil: null,
    },
    columns,
  )
}
