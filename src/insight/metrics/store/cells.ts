import sql, { join, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { CellMismatch, MetricKey } from '../contract.ts'
import { sumMetrics } from '../rules/definitions.ts'
import type { FigureRow } from '../rules/numbers.ts'
import {
  countsOf,
  ofWhom,
  preparedForOne,
  type Source,
  type SourceKey,
  sources,
  type Who,
  type Words,
} from './facts.ts'

export interface PersonDay {
  userId: string
  day: string
}

const unnested = (pairs: readonly PersonDay[]): Sql =>
  sql`unnest(${pairs.map(({ userId }) => userId)}::uuid[], ${pairs.map(({ day }) => day)}::date[])`

/**
 * Makes everybody else who recomputes one of these wait until this transaction ends. Sorted, so that two transactions
 * never wait for each other.
 */
export async function lock(ctx: Ctx, pairs: readonly PersonDay[]): Promise<void> {
  if (pairs.length === 0) return
  await ctx.tx.run(
    prepared(sql`
    insert into metric_locks (tenant_id, subject_id, local_day)
    select ${ctx.tenantId}, subject_id, local_day from ${unnested(pairs)} t(subject_id, local_day) order by 2, 3
    on conflict (tenant_id, subject_id, local_day) do update set local_day = excluded.local_day`),
  )
}

/** Counts the facts of a source anew for some people's days; the caller holds their locks. */
export async function recompute(ctx: Ctx, key: SourceKey, words: Words, pairs: readonly PersonDay[]): Promise<void> {
  if (pairs.length === 0) return
  const source: Source = sources[key]
  const filter = sql`(${source.user}, ${source.day}) in (select user_id, local_day from touched)`
  await ctx.tx.run(
    prepared(sql`
    with touched as (select user_id, local_day from ${unnested(pairs)} t(user_id, local_day)),
    fresh as (${countsOf(ctx, source, words, filter)}),
    saved as (${saveCells(ctx, sql`fresh`)})
    delete from metric_days d using touched t
    where d.tenant_id = ${ctx.tenantId} and d.user_id = t.user_id and d.local_day = t.local_day and d.metric = any(${Object.keys(source.metrics)})
      and not exists (select from fresh n where n.user_id = d.user_id and n.local_day = d.local_day and n.metric = d.metric and n.currency = d.currency)`),
  )
}

function saveCells(ctx: Ctx, from: Sql): Sql {
  return sql`insert into metric_days (tenant_id, user_id, local_day, metric, currency, count, amount_minor)
    select ${ctx.tenantId}, user_id, local_day, metric, currency, count, amount_minor from ${from}
    on conflict (tenant_id, user_id, local_day, metric, currency) do update set count = excluded.count, amount_minor = excluded.amount_minor`
}

/** Sums of cells between two days, by person. */
export function cellSums(
  ctx: Ctx,
  range: { who: Who; from: string; to: string },
): Promise<(FigureRow & { userId: string })[]> {
  return ctx.tx.rows(
    preparedForOne(
      range.who,
      sql`
    select d.user_id as "userId", d.metric, d.currency, sum(d.count)::int as count, sum(d.amount_minor)::bigint as "amountMinor"
    from metric_days d
    where d.tenant_id = ${ctx.tenantId} and d.local_day between ${range.from} and ${range.to}
      and ${ofWhom(ctx, range.who, sql`d.user_id`, sql`d.local_day`)}
    group by 1, 2, 3`,
    ),
  )
}

/** Days of the facts that are counted; both included. */
export interface Days {
  from: string
  to: string
}

const allCounts = (ctx: Ctx, words: Words, days: Days): Sql =>
  join(
    Object.values<Source>(sources).map((source) =>
      countsOf(ctx, source, words, sql`${source.day} between ${days.from} and ${days.to}`),
    ),
    ' union all ',
  )

/** Every day there can be. */
export const ALL_DAYS: Days = { from: '0001-01-01', to: '9999-12-31' }

/** Throws the cells of some days away and counts their facts again. Nobody can write cells meanwhile. @returns number of cells */
export async function rebuild(ctx: Ctx, words: Words, days: Days): Promise<number> {
  await ctx.tx.run(sql`lock table metric_locks, metric_days in share row exclusive mode`)
  await ctx.tx.run(
    sql`delete from metric_days where tenant_id = ${ctx.tenantId} and local_day between ${days.from} and ${days.to}`,
  )
  return ctx.tx.run(sql`${saveCells(ctx, sql`(${allCounts(ctx, words, days)}) counted`)}`)
}

/** From the first to the last day that has a cell or a fact; null for a company without any. */
export async function allDays(ctx: Ctx): Promise<Days | null> {
  const ends = (from: Sql, day: Sql) =>
    sql`select min(${day}) as first, max(${day}) as last from ${from} where f.tenant_id = ${ctx.tenantId}`
  const each = [sql`metric_days f`, ...Object.values<Source>(sources).map(({ from }) => from)]
  const days = [sql`f.local_day`, ...Object.values<Source>(sources).map(({ day }) => day)]
  const { from, to } = await ctx.tx.one<{ from: string | null; to: string | null }>(sql`
    select min(first) as from, max(last) as to
    from (${join(
      each.map((source, i) => ends(source, days[i] as Sql)),
      ' union all ',
    )}) ends`)
  return from === null || to === null ? null : { from, to }
}

/** Cells of some days that differ from what the facts say, and facts without a cell. */
export function mismatches(ctx: Ctx, words: Words, days: Days): Promise<CellMismatch[]> {
  return ctx.tx.rows<CellMismatch>(sql`
    with facts as (${allCounts(ctx, words, days)}),
    cells as (select user_id, local_day, metric, currency, count, amount_minor from metric_days
      where tenant_id = ${ctx.tenantId} and metric = any(${sumMetrics as MetricKey[]}) and local_day between ${days.from} and ${days.to})
    select user_id as "userId", local_day as day, metric, currency,
      case when c.count is null then null else json_build_object('count', c.count, 'amountMinor', c.amount_minor) end as stored,
      case when f.count is null then null else json_build_object('count', f.count, 'amountMinor', f.amount_minor) end as facts
    from facts f full join cells c using (user_id, local_day, metric, currency)
    where f.count is distinct from c.count or f.amount_minor is distinct from c.amount_minor
    order by 2, 1, 3, 4`)
}

/** The first day that has a cell; null for a company without any. */
export async function firstDay(ctx: Ctx): Promise<string | null> {
  const { day } = await ctx.tx.one<{ day: string | null }>(
    sql`select min(local_day) as day from metric_days where tenant_id = ${ctx.tenantId}`,
  )
  return day
}
