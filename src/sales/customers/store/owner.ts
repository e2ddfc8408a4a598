import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

/** Who a customer belongs to, whoever asks; null for the pool and for no customer. */
export async function ownerOfCustomer(ctx: Ctx, customerId: string): Promise<string | null> {
  const row = await ctx.tx.maybe<{ owner_id: string | null }>(
    sql`select owner_id from customers where tenant_id = ${ctx.tenantId} and id = ${customerId}`,
  )
  return row?.owner_id ?? null
}
