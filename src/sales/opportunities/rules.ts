/** Win probability and stages. Pure; probabilities in percent. */

/** How far a probability may stand from its stage's before a reason is asked. */
export const FREE_DEVIATION = 10

export interface Stage {
  key: string
  probability: number
  state: 'open' | 'won' | 'lost'
}

export interface ProbabilityFacts {
  stage: string
  probability: number | null
  reason: string | null
}

/** What somebody asks for; undefined = not said. */
export interface ProbabilityWish {
  stage?: string | undefined
  probability?: number | null | undefined
  reason?: string | null | undefined
}

export type ProbabilityResult = { probability: number; reason: string | null } | 'reasonRequired'

function far(probability: number, stage: Stage): boolean {
  return Math.abs(probability - stage.probability) > FREE_DEVIATION
}

/**
 * The probability after a change. One that was said counts, with a reason when it is further than ±10 from the stage's.
 * Otherwise it follows the stage, unless somebody had set it by hand and it still lies within ±10 of the new stage's.
 * @param before null for a new opportunity
 * @param stage the stage it will have
 * @param oldStage the stage it had, if that is still in the vocabulary
 */
export function probabilityAfter(
  before: ProbabilityFacts | null,
  wish: ProbabilityWish,
  stage: Stage,
  oldStage?: Stage,
): ProbabilityResult {
  const moved = before === null || before.stage !== stage.key
  const reason = wish.reason === undefined ? (moved ? null : before.reason) : wish.reason || null
  if (typeof wish.probability === 'number') {
    const same = !moved && before.probability === wish.probability
    if (!same && far(wish.probability, stage) && !(wish.reason ?? '')) return 'reasonRequired'
    return { probability: wish.probability, reason: far(wish.probability, stage) ? reason : (wish.reason ?? null) }
  }
  if (wish.probability === null || before === null || before.probability === null)
    return { probability: stage.probability, reason: null }
  if (!moved) return { probability: before.probability, reason }
  const byHand = before.probability !== oldStage?.probability
  return byHand && !far(before.probability, stage)
    ? { probability: before.probability, reason: null }
    : { probability: stage.probability, reason: null }
}

/** What a won deal makes of its customer's status: bought once, or again. */
export function statusAfterWin(status: string | null | undefined): 'won' | 'repurchase' {
  return status === 'won' || status === 'repurchase' ? 'repurchase' : 'won'
}
