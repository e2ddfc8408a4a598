import type { Filter } from '../../../base/records/contract.ts'
import { type Presented, rowsWhere, ruleOf } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { toMajor } from '../../../platform/money.ts'
import { opportunity } from '../record.ts'
import { type StageSum, sumsByStage } from '../store.ts'
import { opportunities, stagesOf } from './deals.ts'

const ITEMS = 20

export interface Column {
  stage: string | null
  count: number
  amounts?: { currency: string; amount: number }[]
  items: Presented[]
  nextCursor: string | null
  filter: Filter
}

/** Open deals by stage, with those on hold apart; every sum is one of the rows that the actor may see. */
export async function board(
  ctx: Ctx,
  query: { filter?: Filter | undefined; q?: string | undefined },
): Promise<{ columns: Column[]; held: Column }> {
  const narrowed = { ...(query.filter && { filter: query.filter }), ...(query.q && { q: query.q }) }
  const sums = await sumsByStage(ctx, await rowsWhere(ctx, opportunity, narrowed))
  const stages = (await stagesOf(ctx)).filter(
    (stage) => stage.state === 'open' && (!stage.retired || sums.some((sum) => sum.stage === stage.key)),
  )
  const column = async (stage: string | null, own: Filter[], part: StageSum[]): Promise<Column> => {
    const filter: Filter = {
      and: [{ field: 'outcome', op: 'eq', value: 'open' }, ...own, ...(query.filter ? [query.filter] : [])],
    }
    const page =
      part.length === 0
        ? { items: [], nextCursor: null }
        : await opportunities.list(ctx, { ...narrowed, filter, limit: ITEMS })
    const seesAmounts =
      ruleOf(ctx, opportunity, 'amount') === undefined || ruleOf(ctx, opportunity, 'amount') === 'readOnly'
    return {
      stage,
      count: part.reduce((sum, each) => sum + each.count, 0),
      ...(seesAmounts && { amounts: amountsOf(part) }),
      ...page,
      filter,
    }
  }
  const columns: Column[] = []
  for (const stage of stages) {
    const own: Filter[] = [
      { field: 'stage', op: 'eq', value: stage.key },
      { field: 'onHoldUntil', op: 'empty' },
    ]
    columns.push(
      await column(
        stage.key,
        own,
        sums.filter((sum) => sum.stage === stage.key && !sum.held),
      ),
    )
  }
  const held = await column(
    null,
    [{ field: 'onHoldUntil', op: 'notEmpty' }],
    sums.filter((sum) => sum.held),
  )
  return { columns, held }
}

function amountsOf(sums: StageSum[]): { currency: string; amount: number }[] {
  const totals = new Map<string, number>()
  for (const { currency, amountMinor } of sums) totals.set(currency, (totals.get(currency) ?? 0) + amountMinor)
  return [...totals].sort().map(([currency, minor]) => ({ currency, amount: toMajor(minor, currency) }))
}
