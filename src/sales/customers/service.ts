import { recordService } from '../../base/records/service.ts'
import type { Ctx } from '../../platform/context.ts'
import { normalizePhone, shortNames } from '../../platform/text.ts'
import { customer } from './record.ts'

export { duplicatesOf } from './service/duplicates.ts'
export { ownerOfCustomer } from './store/owner.ts'

/** Customers. Short names are derived from the name unless somebody gives their own; phones are kept in one spelling. */
export const customers = recordService(customer, {
  beforeSave: async (ctx, draft, before, { asked }) => ({
    ...namesOf(draft, before),
    ...(typeof asked['phone'] === 'string' && { phone: normalizePhone(asked['phone']) || asked['phone'] }),
    ...(before === null && { level: draft.level ?? 'normal', status: draft.status ?? 'potential' }),
    ...intentTime(ctx, draft, before, asked),
  }),
})

type Draft = { name?: string | null; shortNames?: string[] | null; intent?: string | null }

/** Names that nobody has touched follow the company's name. */
function namesOf(draft: Draft, before: Draft | null): { shortNames?: string[] } {
  const given = draft.shortNames ?? []
  const derived = (of: Draft) => shortNames(of.name ?? '').slice(0, 10)
  const untouched = before !== null && given.join() === derived(before).join()
  return given.length === 0 || untouched ? { shortNames: derived(draft) } : {}
}

function intentTime(
  ctx: Ctx,
  draft: Draft,
  before: Draft | null,
  asked: Readonly<Record<string, unknown>>,
): { intentChangedAt?: string } {
  const changed = (draft.intent ?? null) !== (before?.intent ?? null)
  return changed && asked['intentChangedAt'] === undefined ? { intentChangedAt: ctx.clock.now().toISOString() } : {}
}
