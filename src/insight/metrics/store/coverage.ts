import sql, { raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { type Fact, ofWhom, preparedForOne, type Who } from './facts.ts'

/** A stock: customers that people own now, and whether anybody followed them up in the window of instants that ends a day. */
export interface CoverageRange {
  who: Who
  day: string
  from: Date
  to: Date
}

/** Most customers are decided by their own row; only those touched after the window ask for its follow-ups. */
function touched(ctx: Ctx, { from, to }: CoverageRange): Sql {
  return sql`(c.last_follow_up_at >= ${from} and (c.last_follow_up_at < ${to} or exists (
    select from follow_ups f where f.tenant_id = ${ctx.tenantId} and f.customer_id = c.id and f.voided_at is null
      and f.occurred_at >= ${from} and f.occurred_at < ${to})))`
}

function owned(ctx: Ctx, { who, day, to }: CoverageRange): Sql {
  return sql`c.tenant_id = ${ctx.tenantId} and c.voided_at is null and c.owner_id is not null and c.created_at < ${to}
    and c.status not in ('lost', 'invalid') and ${ofWhom(ctx, who, raw('c.owner_id'), sql`${day}::date`)}`
}

export function coverageCounts(
  ctx: Ctx,
  range: CoverageRange,
): Promise<{ userId: string; count: number; of: number }[]> {
  return ctx.tx.rows(
    preparedForOne(
      range.who,
      sql`
    select c.owner_id as "userId", count(*) filter (where ${touched(ctx, range)})::int as count, count(*)::int as of
    from customers c where ${owned(ctx, range)} group by 1`,
    ),
  )
}

export function coverageFacts(ctx: Ctx, range: CoverageRange): Promise<Fact[]> {
  return ctx.tx.rows<Fact>(sql`
    select c.owner_id as "userId", ${range.day} as day, 'customer' as type, c.id, c.version, null::bigint as "amountMinor", null as currency,
      coalesce(${touched(ctx, range)}, false) as above
    from customers c where ${owned(ctx, range)} order by c.name, c.id`)
}
