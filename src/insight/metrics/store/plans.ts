import sql, { raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { Range } from './distinct.ts'
import { type Fact, ofWhom, preparedForOne } from './facts.ts'

/** Steps planned for a day; one that was moved or dropped more than a day ahead of its time was no longer anybody's plan. */
export const planned = sql`s.voided_at is null
  and not (s.state in ('moved', 'dropped') and s.closed_at is not null and s.closed_at < s.at - interval '24 hours')`

function inRange(ctx: Ctx, { who, from, to }: Range): Sql {
  return sql`s.tenant_id = ${ctx.tenantId} and s.local_day between ${from} and ${to} and s.owner_id is not null and ${planned}
    and ${ofWhom(ctx, who, raw('s.owner_id'), raw('s.local_day'))}`
}

export function planCounts(ctx: Ctx, range: Range): Promise<{ userId: string; count: number; of: number }[]> {
  return ctx.tx.rows(
    preparedForOne(
      range.who,
      sql`
    select s.owner_id as "userId", count(*) filter (where s.state = 'kept')::int as count, count(*)::int as of
    from next_steps s where ${inRange(ctx, range)} group by 1`,
    ),
  )
}

export function planFacts(ctx: Ctx, range: Range): Promise<Fact[]> {
  return ctx.tx.rows<Fact>(sql`
    select s.owner_id as "userId", s.local_day as day, 'nextStep' as type, s.id, s.version, null::bigint as "amountMinor", null as currency,
      s.state = 'kept' as above
    from next_steps s where ${inRange(ctx, range)} order by s.at, s.id`)
}
