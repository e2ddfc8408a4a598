import type { Presented } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { briefsOf } from '../../next-steps/service.ts'
import type { Note } from '../contract.ts'
import { notesOf } from '../store/notes.ts'

/**
 * Follow-ups with the step that comes next and the news added later; state without what the reader may not see elsewhere.
 * @param isNew there can be no such news yet
 */
export async function withExtras(ctx: Ctx, records: readonly Presented[], isNew = false): Promise<Presented[]> {
  const stepIds = records.map((record) => record.nextStepId).filter((id): id is string => typeof id === 'string')
  const ids = records.map(({ id }) => id)
  const [steps, notes] = await Promise.all([
    briefsOf(ctx, stepIds),
    isNew ? new Map<string, Note[]>() : notesOf(ctx, ids),
  ])
  return records.map((record) => ({
    ...record,
    ...('stateBefore' in record && { stateBefore: readable(ctx, record.stateBefore) }),
    ...('stateAfter' in record && { stateAfter: readable(ctx, record.stateAfter) }),
    ...('nextStepId' in record && { nextStep: steps.get(record.nextStepId as string) ?? null }),
    notes: notes.get(record.id) ?? [],
  }))
}

export async function withExtrasOne(ctx: Ctx, record: Presented, isNew = false): Promise<Presented> {
  return (await withExtras(ctx, [record], isNew))[0] as Presented
}

/** Where a part of the state is shown by its own name, with the rules that hold there. */
const ownedBy = {
  intent: 'customer',
  status: 'customer',
  stage: 'opportunity',
  probability: 'opportunity',
  amount: 'opportunity',
} as const

/** A kept state without the parts that a rule keeps from the reader. */
export function readable(ctx: Ctx, state: unknown): unknown {
  if (state === null || typeof state !== 'object') return state
  const isKept = (key: string) => {
    const owner = ownedBy[key as keyof typeof ownedBy] as string | undefined
    return ['followUp', owner].some((type) =>
      ['hidden', 'masked'].includes(ctx.actor.fieldRules[`${type}.${key}`] ?? ''),
    )
  }
  return Object.fromEntries(Object.entries(state).filter(([key]) => !isKept(key)))
}
