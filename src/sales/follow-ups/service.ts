import type { ListQuery } from '../../base/records/contract.ts'
import { historyOfRecord, type Presented, recordService } from '../../base/records/service.ts'
import type { Ctx } from '../../platform/context.ts'
import type { CreateFollowUp, UpdateFollowUp } from './contract.ts'
import { followUp } from './record.ts'
import { change, restoreOne, voidOne } from './service/change.ts'
import { readable, withExtras, withExtrasOne } from './service/present.ts'
import { save } from './service/record.ts'

export { assessDraft } from './service/assess.ts'
export { type PastFollowUp, recordHistory } from './service/history.ts'
export { recordMiss } from './service/misses.ts'
export { addNote } from './service/notes.ts'
export { knownNames, readText } from './service/parse.ts'

const kit = recordService(followUp)

/** Follow-ups as the actor may see them, with next step and notes. The timeline of a customer is the list filtered by it. */
export const followUps = {
  ...kit,
  list: async (ctx: Ctx, query: ListQuery) => {
    const page = await kit.list(ctx, query)
    return { ...page, items: await withExtras(ctx, page.items) }
  },
  get: async (ctx: Ctx, id: string) => withExtrasOne(ctx, await kit.get(ctx, id)),
  void: async (ctx: Ctx, id: string, options: { version?: number | undefined; reason?: string | undefined }) =>
    withExtrasOne(ctx, await voidOne(ctx, id, options)),
  restore: async (ctx: Ctx, id: string) => withExtrasOne(ctx, await restoreOne(ctx, id)),
}

/**
 * Records one interaction: the follow-up with the state before and after, customer, deal, contacts and plans, all or nothing.
 * The same request with the same id is recorded once.
 * @throws AppError invalid, forbidden, or conflict when the id stands for another request
 */
export async function record(ctx: Ctx, body: CreateFollowUp): Promise<{ record: Presented; created: boolean }> {
  const { clientSentAt, intent, ...request } = body
  const confirmsIntent = intent === 'unchanged'
  // What an option cannot hold still belongs to the request's identity.
  const identity = { ...request, ...(confirmsIntent ? { confirmsIntent } : { intent }) }
  const saved = await save(ctx, identity, {
    deviceTime: body.deviceTime ?? null,
    clientSentAt: clientSentAt ?? null,
    occurredAt: body.occurredAt,
    currency: body.currency,
    confirmsIntent,
    probabilityReason: body.probabilityReason ?? null,
    keptNextStepId: body.keptNextStepId,
    nextStep: () => Promise.resolve(body.nextStep ?? null),
  })
  return { ...saved, record: await withExtrasOne(ctx, saved.record, saved.created) }
}

/** Changes what was recorded. @throws AppError conflict with the current record when `version` is old */
export async function changeFollowUp(ctx: Ctx, id: string, body: UpdateFollowUp): Promise<Presented> {
  return withExtrasOne(ctx, await change(ctx, id, body))
}

/** Who changed what; of kept states only what the reader may see. */
export async function historyOfFollowUp(ctx: Ctx, id: string, cursor?: string): ReturnType<typeof historyOfRecord> {
  const page = await historyOfRecord(ctx, followUp, id, cursor)
  const shown = (changes: (typeof page.items)[number]['changes']): typeof changes =>
    Object.fromEntries(
      Object.entries(changes).map(([key, values]) => [
        key,
        key === 'stateBefore' || key === 'stateAfter' ? [readable(ctx, values[0]), readable(ctx, values[1])] : values,
      ]),
    )
  return { ...page, items: page.items.map((item) => ({ ...item, changes: shown(item.changes) })) }
}
