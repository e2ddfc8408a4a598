import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'

/** The customer of a deal; null for a deal without one. */
export async function customerOfOpportunity(ctx: Ctx, opportunityId: string): Promise<string | null> {
  const row = await ctx.tx.maybe<{ customer_id: string | null }>(
    sql`select customer_id from opportunities where tenant_id = ${ctx.tenantId} and id = ${opportunityId}`,
  )
  return row?.customer_id ?? null
}
