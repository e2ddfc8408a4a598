import type { Ctx } from '../../../platform/context.ts'
import type { ListQuery, RecordType } from '../contract.ts'
import { whereOf } from '../store/list.ts'
import type { Verb } from '../store/visibility.ts'
import { filterFields } from './access.ts'

type Narrowing = Partial<Pick<ListQuery, 'filter' | 'q' | 'voided'>>

/**
 * The conditions of a list (tenant, reach, not voided, filter, search) as SQL over the alias `r`, for aggregates over the same rows.
 * @throws 422 for a filter on what the actor may not see
 */
export async function rowsWhere(
  ctx: Ctx,
  type: RecordType,
  query: Narrowing,
  verb: Verb = 'view',
): ReturnType<typeof whereOf> {
  return whereOf(ctx, type, query, await filterFields(ctx, type), verb)
}
