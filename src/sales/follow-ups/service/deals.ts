import type { Ctx } from '../../../platform/context.ts'
import { applyProgress, opportunities } from '../../opportunities/service.ts'
import type { FollowUpState } from '../contract.ts'
import { lastTouch, needsOthers } from '../rules/touch.ts'
import { settled } from '../rules/words.ts'
import { lastReached } from '../store/spoken.ts'
import { type OpportunityFacts, opportunityFacts } from '../store/subjects.ts'
import { assertMayChange, type Change } from './consequences.ts'
import { numberWord, reachedAt, textWord, type Version } from './version.ts'
import { vocabularyOf } from './vocabulary.ts'

/**
 * Passes a change on to the deals it speaks about: stage, probability and amount by the last word, when it was last spoken about.
 * @returns the new state of the deal that the follow-up names now; null when nothing of it changed
 */
export async function changeDeals(ctx: Ctx, change: Change, known?: OpportunityFacts): Promise<FollowUpState | null> {
  const ids = new Set(
    [change.old?.opportunityId, change.next?.opportunityId].filter((id): id is string => typeof id === 'string'),
  )
  let after: FollowUpState | null = null
  for (const id of ids) {
    const deal = known?.id === id ? known : await opportunityFacts(ctx, id)
    if (deal === undefined) continue
    const state = await progress(ctx, change, deal, await spokenAbout(ctx, change, deal))
    if (id === change.next?.opportunityId) after = state
  }
  return after
}

const aboutDeal = (version: Version | null, id: string): Version | null =>
  version?.opportunityId === id ? version : null

async function progress(
  ctx: Ctx,
  change: Change,
  deal: OpportunityFacts,
  lastFollowUpAt: string | null | undefined,
): Promise<FollowUpState | null> {
  const [old, next] = [aboutDeal(change.old, deal.id), aboutDeal(change.next, deal.id)]
  const touch = async () => {
    if (lastFollowUpAt !== undefined) await opportunities.patch(ctx, deal.id, { lastFollowUpAt })
    return null
  }
  // Taking back or bringing back an interaction leaves a deal alone that has been closed since.
  if (deal.outcome !== 'open' && !isNew(change)) return touch()
  const others = change.others.filter((other) => other.opportunityId === deal.id)
  const stage = settled({
    current: deal.stage,
    old: old && textWord(old, 'stage'),
    next: next && textWord(next, 'stage'),
    others: others.map((other) => textWord(other, 'stage')),
  })
  const number = (key: 'probability' | 'amount') =>
    settled({
      current: deal[key],
      old: old && numberWord(old, key),
      next: next && numberWord(next, key),
      others: others.map((other) => numberWord(other, key)),
    })
  // A new stage brings its own probability, unless one was said too.
  const followsStage =
    next !== null && next.stage !== null && stage !== undefined && numberWord(next, 'probability').value === null
  const [probability, amount] = [followsStage ? undefined : number('probability'), number('amount')]
  if (stage === undefined && probability === undefined && amount === undefined) return touch()
  if (next !== null) assertMayChange(ctx, 'opportunity', { stage, probability, amount }, deal.editable)
  const wish = {
    ...(typeof stage === 'string' && { stage }),
    ...(typeof probability === 'number' && { probability, probabilityReason: reasonOf(change, deal, probability) }),
    ...(typeof amount === 'number' && {
      amount,
      currency: (next ?? old)?.amount === amount ? (next ?? old)?.currency : deal.currency,
    }),
  }
  const at = (change.next ?? change.old)?.occurredAt as string
  const { after: result } = await applyProgress(ctx, deal.id, { ...wish, lastFollowUpAt, at }, change.followUpId)
  if (amount !== null) return result
  // Progress can only say an amount; that there was none before needs the plain way back.
  await opportunities.patch(ctx, deal.id, { amount: null })
  return { ...result, amount: null }
}

/** Recorded just now; one that is restored knows already what came of it. */
function isNew({ old, next }: Pick<Change, 'old' | 'next'>): boolean {
  return old === null && next !== null && Object.keys(next.stateAfter).length === 0
}

/** A probability that somebody says now may need their reason; one that comes back was explained when it was set. */
function reasonOf({ old, next }: Change, deal: OpportunityFacts, probability: number): string | undefined {
  if (next?.probabilityReason) return next.probabilityReason
  const isSaidNow = next !== null && (old !== null || isNew({ old, next })) && next.probability === probability
  return isSaidNow ? undefined : (deal.probabilityReason ?? 'followUpVoided')
}

/** When the deal was last spoken about after a change; undefined when that stays. */
async function spokenAbout(
  ctx: Ctx,
  { followUpId, subject, old, next }: Change,
  deal: OpportunityFacts,
): Promise<string | null | undefined> {
  const vocabulary = await vocabularyOf(ctx)
  const times = {
    known: deal.lastFollowUpAt,
    old: reachedAt(aboutDeal(old, deal.id), vocabulary),
    next: reachedAt(aboutDeal(next, deal.id), vocabulary),
  }
  const others = needsOthers(times)
    ? await lastReached(ctx, subject, { except: followUpId, unreached: vocabulary.unreached, opportunityId: deal.id })
    : null
  const lastFollowUpAt = lastTouch(times, others)
  return lastFollowUpAt === deal.lastFollowUpAt ? undefined : lastFollowUpAt
}
