import sql, { type Sql } from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'

/** Status of a customer, whoever asks; undefined when it is not there. */
export async function customerStatus(ctx: Ctx, customerId: string): Promise<string | null | undefined> {
  const row = await ctx.tx.maybe<{ status: string | null }>(
    sql`select status from customers where tenant_id = ${ctx.tenantId} and id = ${customerId} and voided_at is null`,
  )
  return row?.status
}

export interface StageSum {
  stage: string
  held: boolean
  currency: string
  count: number
  amountMinor: number
}

/** Open deals per stage and currency. @param where conditions over the alias `r` */
export function sumsByStage(ctx: Ctx, where: Sql): Promise<StageSum[]> {
  return ctx.tx.rows<StageSum>(sql`
    select r.stage, r.on_hold_until is not null as held, r.currency, count(*) as count, coalesce(sum(r.amount_minor), 0)::bigint as "amountMinor"
    from opportunities r
    where r.tenant_id = ${ctx.tenantId} and ${where} and r.outcome = 'open'
    group by 1, 2, 3`)
}

/** Open deals of customers, on hold or not. */
export async function openDealsOf(ctx: Ctx, customerIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select o.id from opportunities o
    where o.tenant_id = ${ctx.tenantId} and o.customer_id = any(${[...customerIds]}::uuid[]) and o.outcome = 'open'`)
  return rows.map(({ id }) => id)
}
