import { type Hooks, recordService } from '../../../base/records/service.ts'
import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { opportunity } from '../record.ts'
import { probabilityAfter, type Stage } from '../rules.ts'

/** The stages of the company's sales process in their order, retired ones too. */
export function stagesOf(ctx: Ctx): Promise<(Stage & { retired: boolean })[]> {
  return optionsOf(ctx, 'stage')
}

/** @throws 422 for the key of no stage */
export async function stageNamed(ctx: Ctx, key: string): Promise<Stage> {
  const stage = (await stagesOf(ctx)).find((each) => each.key === key)
  if (stage === undefined) throw invalidField('stage', 'records.unknown_option', { value: key })
  return stage
}

async function firstStage(ctx: Ctx): Promise<string> {
  const first = (await stagesOf(ctx)).find((stage) => stage.state === 'open' && !stage.retired)
  return first?.key ?? 'open'
}

type DealHooks = Hooks<typeof opportunity>

/**
 * Stage, probability and the time of entering belong together. A deal is closed by win and lose only, because they ask for more;
 * imports may bring closed ones.
 */
const derive: NonNullable<DealHooks['beforeSave']> = async (ctx, draft, before, { asked, imported }) => {
  const isConsequence = 'outcome' in asked
  const key = draft.stage ?? (await firstStage(ctx))
  const stage = await stageNamed(ctx, key)
  const moved = before === null || before.stage !== key
  if (moved && !imported && !isConsequence) {
    if (before !== null && before.outcome !== 'open') throw invalidField('stage', 'opportunities.closed')
    if (stage.state !== 'open') throw invalidField('stage', 'opportunities.close_it')
  }
  const said = moved || 'probability' in asked || 'probabilityReason' in asked
  return {
    ...(before === null && { outcome: draft.outcome ?? stage.state }),
    ...(moved && {
      stage: key,
      stageEnteredAt:
        draft.stageEnteredAt && 'stageEnteredAt' in asked ? draft.stageEnteredAt : ctx.clock.now().toISOString(),
    }),
    ...(said && !isConsequence && (await probabilityOf(ctx, before, asked, stage, imported))),
  }
}

type Derive = Parameters<typeof derive>

async function probabilityOf(ctx: Ctx, before: Derive[2], asked: Derive[3]['asked'], stage: Stage, imported: boolean) {
  const facts = before && {
    stage: before.stage ?? '',
    probability: before.probability ?? null,
    reason: before.probabilityReason ?? null,
  }
  const oldStage = (await stagesOf(ctx)).find((each) => each.key === before?.stage)
  const wish = {
    probability: asked['probability'] as number | null | undefined,
    reason: asked['probabilityReason'] as string | null | undefined,
  }
  const result = probabilityAfter(facts, wish, stage, oldStage)
  if (result !== 'reasonRequired') return { probability: result.probability, probabilityReason: result.reason }
  if (imported) return { probability: wish.probability ?? null }
  throw invalidField('probabilityReason', 'opportunities.probability_reason_required', { expected: stage.probability })
}

export const opportunities = recordService(opportunity, { beforeSave: derive })
