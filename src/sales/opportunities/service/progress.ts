import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { amountProblem } from '../../../platform/money.ts'
import type { OpportunityState, Progress } from '../contract.ts'
import { winDeal } from './closing.ts'
import { opportunities, stageNamed } from './deals.ts'

type Deal = Awaited<ReturnType<typeof opportunities.read>>

/**
 * What an interaction changes about a deal: stage, probability, amount; a stage that means won wins it. Whoever calls has made sure
 * that the actor may change it; here it is only locked and checked.
 * @param _followUpId the interaction, for the record of changes
 * @throws 422 opportunities.probability_reason_required; 422 when the stage means lost, because that asks for a reason; 409 when closed
 */
export async function applyProgress(
  ctx: Ctx,
  opportunityId: string,
  change: Progress,
  _followUpId: string,
): Promise<{ before: OpportunityState; after: OpportunityState }> {
  const deal = await opportunities.patch(ctx, opportunityId, {})
  const before = stateOf(deal)
  const { stage, probability, probabilityReason, amount, currency, lastFollowUpAt, at } = change
  const moves = stage !== undefined && stage !== deal.stage
  const says = probability !== undefined && probability !== deal.probability
  const pays =
    (amount !== undefined && amount !== deal.amount) || (currency !== undefined && currency !== deal.currency)
  if (deal.outcome !== 'open' && moves) throw new AppError('conflict', 'opportunities.closed')
  if (!moves && !pays && (!says || deal.outcome !== 'open')) {
    if (lastFollowUpAt !== undefined) await opportunities.patch(ctx, opportunityId, { lastFollowUpAt })
    return { before, after: before }
  }
  if (amount !== undefined && amountProblem(amount, currency ?? deal.currency ?? '') !== null)
    throw invalidField('amount', 'records.money_too_precise')
  const target = moves ? await stageNamed(ctx, stage) : null
  if (target?.state === 'lost') throw invalidField('stage', 'opportunities.close_it')
  const money = {
    ...(pays && amount !== undefined && { amount }),
    ...(pays && currency !== undefined && { currency }),
  }
  const seen = lastFollowUpAt === undefined ? {} : { lastFollowUpAt }
  if (target?.state === 'won') {
    await winDeal(ctx, await opportunities.patch(ctx, opportunityId, { ...money, ...seen }), { at })
    return { before, after: stateOf(await opportunities.patch(ctx, opportunityId, {})) }
  }
  const after = await opportunities.patch(ctx, opportunityId, {
    ...money,
    ...seen,
    ...(moves && { stage, stageEnteredAt: new Date(at).toISOString() }),
    ...(says && deal.outcome === 'open' && { probability }),
    ...((moves || says) && probabilityReason !== undefined && { probabilityReason }),
  })
  return { before, after: stateOf(after) }
}

function stateOf(deal: Deal): OpportunityState {
  return {
    stage: deal.stage ?? null,
    probability: deal.probability ?? null,
    amount: deal.amount ?? null,
    currency: deal.currency ?? null,
  }
}
