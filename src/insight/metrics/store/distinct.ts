import sql, { raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { MetricKey } from '../contract.ts'
import { keyLevels } from '../rules/definitions.ts'
import { type Fact, ofWhom, preparedForOne, sources, type Who, type Words } from './facts.ts'

/** Metrics that count different things once, whoever and however often: computed from facts for the asked people and days. */

export interface Range {
  who: Who
  from: string
  to: string
}

/** Follow-ups in which somebody was reached, with the level of their customer. */
function touches(ctx: Ctx, words: Words, { who, from, to }: Range): Sql {
  const { base, metrics } = sources.followUps
  return sql`select f.author_id as user_id, f.local_day, f.customer_id, c.level = any(${[...keyLevels]}) as is_key, f.occurred_at
    from follow_ups f join customers c on c.tenant_id = ${ctx.tenantId} and c.id = f.customer_id
    where f.tenant_id = ${ctx.tenantId} and ${base} and ${metrics.followUps(words)} and f.local_day between ${from} and ${to}
      and ${ofWhom(ctx, who, raw('f.author_id'), raw('f.local_day'))}`
}

/** Visits with somebody who came along, one row for each companion. */
function accompanied(ctx: Ctx, words: Words, { who, from, to }: Range): Sql {
  const { base, metrics } = sources.followUps
  const companion = raw(`(p.person->>'userId')::uuid`)
  return sql`select distinct ${companion} as user_id, f.local_day, f.id, f.version, f.occurred_at
    from follow_ups f cross join lateral jsonb_array_elements(f.participants) p(person)
    where f.tenant_id = ${ctx.tenantId} and f.participants <> '[]' and ${base} and ${metrics.visits(words)}
      and f.local_day between ${from} and ${to} and p.person->>'role' = 'accompanying' and ${companion} <> f.author_id
      and ${ofWhom(ctx, who, companion, raw('f.local_day'))}`
}

export interface DistinctRow {
  /** Null for all asked people together. */
  userId: string | null
  metric: MetricKey
  count: number
}

/** Distinct counts for each person and for all of them together. */
export function distinctCounts(ctx: Ctx, words: Words, range: Range): Promise<DistinctRow[]> {
  return ctx.tx.rows<DistinctRow>(
    preparedForOne(
      range.who,
      sql`
    with touches as (${touches(ctx, words, range)}), accompanied as (${accompanied(ctx, words, range)})
    select user_id as "userId", 'customersFollowed' as metric, count(distinct customer_id)::int as count
    from touches group by grouping sets ((user_id), ())
    union all
    select user_id, 'keyCustomersFollowed', count(distinct customer_id)::int from touches where is_key group by grouping sets ((user_id), ())
    union all
    select user_id, 'accompaniedVisits', count(distinct id)::int from accompanied group by grouping sets ((user_id), ())`,
    ),
  )
}

/** The different things that a distinct metric counts, each once. */
export function distinctFacts(ctx: Ctx, metric: MetricKey, words: Words, range: Range): Promise<Fact[]> {
  if (metric === 'accompaniedVisits') {
    return ctx.tx.rows<Fact>(sql`
      select * from (select distinct on (id) user_id as "userId", local_day as day, 'followUp' as type, id, version,
        null::bigint as "amountMinor", null as currency from (${accompanied(ctx, words, range)}) a order by id, user_id) once
      order by day, id`)
  }
  const onlyKey = metric === 'keyCustomersFollowed' ? sql`where is_key` : sql``
  return ctx.tx.rows<Fact>(sql`
    select once."userId", once.day, 'customer' as type, c.id, c.version, null::bigint as "amountMinor", null as currency
    from (select distinct on (customer_id) user_id as "userId", local_day as day, customer_id from (${touches(ctx, words, range)}) t
      ${onlyKey} order by customer_id, occurred_at desc) once
    join customers c on c.tenant_id = ${ctx.tenantId} and c.id = once.customer_id
    order by once.day, c.id`)
}
