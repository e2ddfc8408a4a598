import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'

/** People at customers. */
export async function contactsAt(ctx: Ctx, customerIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select t.id from contacts t where t.tenant_id = ${ctx.tenantId} and t.customer_id = any(${[...customerIds]}::uuid[])`)
  return rows.map(({ id }) => id)
}
