import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { MetricKey } from '../contract.ts'

/** Option keys that the definitions speak of, as the company has them. */
export interface Words {
  visits: readonly string[]
  calls: readonly string[]
  unreached: readonly string[]
}

/** Whose facts: named people, or whoever belonged to one of the departments on the day of the fact. */
export type Who = { users: readonly string[] } | { departments: readonly string[] } | 'all'

/** Where facts of a kind stand, and who and which day they count for. The table's alias is `f`. */
export interface Source {
  type: string
  from: Sql
  user: Sql
  day: Sql
  /** Conditions that hold for every metric of the source. */
  base: Sql
  amount: boolean
  metrics: Partial<Record<MetricKey, (words: Words) => Sql>>
}

const always = () => sql`true`
const oneOf = (column: string, keys: readonly string[]) => sql`${raw(column)} = any(${[...keys]})`
const reached = ({ unreached }: Words) => sql`(f.result is null or not ${oneOf('f.result', unreached)})`
const visit = ({ visits }: Words) => oneOf('f.method', visits)
const call = ({ calls }: Words) => oneOf('f.method', calls)
const substance = sql`(f.needs <> '{}' or f.objections <> '{}' or f.feedback is not null
  or (f.state_after->>'stage' is not null and f.state_after->>'stage' is distinct from f.state_before->>'stage'))`
const METRES = 500

const created = (type: string, table: string, metric: MetricKey, amount = false): Source => ({
  type,
  from: raw(`${table} f`),
  user: raw('f.credit_user_id'),
  day: raw('f.credit_day'),
  base: sql`f.voided_at is null and f.credit_user_id is not null`,
  amount,
  metrics: { [metric]: always },
})

/** The definitions of all sums; one source is one scan. */
export const sources = {
  followUps: {
    type: 'followUp',
    from: raw('follow_ups f'),
    user: raw('f.author_id'),
    day: raw('f.local_day'),
    base: sql`f.voided_at is null and f.counted`,
    amount: false,
    metrics: {
      visits: visit,
      effectiveVisits: (words) => sql`(${visit(words)} and ${reached(words)} and f.contact_ids <> '{}'
        and (f.location->>'distance')::float8 <= ${METRES} and ${substance})`,
      firstVisits: (words) => sql`(${visit(words)} and ${reached(words)} and not exists (${earlierVisit(words)}))`,
      followUps: reached,
      dials: call,
      connectedCalls: (words) => sql`(${call(words)} and ${reached(words)})`,
      effectiveCalls: (words) => sql`(${call(words)} and ${reached(words)}
        and case when f.result is null then ${substance} else f.result in ('effective', 'appointment') end)`,
    },
  },
  leads: created('lead', 'leads', 'newLeads'),
  customers: created('customer', 'customers', 'newCustomers'),
  opportunities: created('opportunity', 'opportunities', 'newOpportunities', true),
  closings: {
    type: 'opportunity',
    from: raw('opportunities f'),
    user: raw('f.closing_user_id'),
    day: raw('f.closing_day'),
    base: sql`f.voided_at is null and f.closing_user_id is not null`,
    amount: true,
    metrics: { dealsWon: () => sql`f.outcome = 'won'`, dealsLost: () => sql`f.outcome = 'lost'` },
  },
  payments: created('payment', 'payments', 'payments', true),
} satisfies Record<string, Source>
export type SourceKey = keyof typeof sources

export function sourceOf(metric: MetricKey): Source | undefined {
  return Object.values<Source>(sources).find((source) => metric in source.metrics)
}

/** Visits of the same customer or lead before this one, by anybody; also those too old to be counted. */
function earlierVisit(words: Words): Sql {
  const same = (
    column: string,
  ) => sql`select from follow_ups e where e.tenant_id = f.tenant_id and ${raw(`e.${column} = f.${column}`)}
    and e.voided_at is null and ${oneOf('e.method', words.visits)} and (e.result is null or not ${oneOf('e.result', words.unreached)})
    and (e.occurred_at, e.id) < (f.occurred_at, f.id)`
  return sql`${same('customer_id')} union all ${same('lead_id')}`
}

/** The earliest visits at customers or leads: those whose being the first changes when `limit - 1` others do. */
export function visitsThatMayBeFirst(
  ctx: Ctx,
  words: Words,
  subjects: readonly string[],
  limit: number,
): Promise<{ user_id: string; local_day: string }[]> {
  const earliest = (
    column: string,
  ) => sql`select v.author_id as user_id, v.local_day from unnest(${[...subjects]}::uuid[]) s(id) cross join lateral (
      select f.author_id, f.local_day from follow_ups f
      where f.tenant_id = ${ctx.tenantId} and ${raw(`f.${column}`)} = s.id and f.voided_at is null and ${visit(words)} and ${reached(words)}
      order by f.occurred_at, f.id limit ${limit}) v`
  return ctx.tx.rows(prepared(sql`${earliest('customer_id')} union ${earliest('lead_id')}`))
}

/** Restricts facts to people; `user` and `day` are expressions over the fact. */
export function ofWhom(ctx: Ctx, who: Who, user: Sql, day: Sql): Sql {
  if (who === 'all') return sql`true`
  if ('users' in who) return sql`${user} = any(${[...who.users]}::uuid[])`
  return sql`exists (select from memberships m where m.tenant_id = ${ctx.tenantId} and m.user_id = ${user}
    and m.department_id = any(${[...who.departments]}::uuid[]) and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day}))`
}

/** One person's days are found the same way whoever it is; the plan for many people depends on how many. */
export function preparedForOne(who: Who, query: Sql): Sql {
  return who !== 'all' && 'users' in who && who.users.length === 1 ? prepared(query) : query
}

/** Counts of a source's metrics by person, day, metric and currency. */
export function countsOf(ctx: Ctx, source: Source, words: Words, filter: Sql): Sql {
  const metrics = Object.entries(source.metrics).map(
    ([metric, holds]) => sql`(${metric}, ${(holds as (words: Words) => Sql)(words)})`,
  )
  const currency = source.amount ? raw('f.currency') : sql`''`
  const amount = source.amount ? raw('coalesce(sum(f.amount_minor), 0)::bigint') : sql`0::bigint`
  return sql`select ${source.user} as user_id, ${source.day} as local_day, m.metric, ${currency} as currency, count(*)::int as count, ${amount} as amount_minor
    from ${source.from} cross join lateral (values ${join(metrics)}) m(metric, holds)
    where f.tenant_id = ${ctx.tenantId} and ${source.base} and m.holds and ${filter}
    group by 1, 2, 3, 4`
}

/** A record that a number counts. */
export interface Fact {
  userId: string
  day: string
  type: string
  id: string
  version: number
  amountMinor: number | null
  currency: string | null
  /** Of a rate: whether it counts above the line too. */
  above?: boolean
}

/** The records that all sums count, between two days (both included); a record stands once for each metric that counts it. */
export function factsOfSums(
  ctx: Ctx,
  words: Words,
  range: { who: Who; from: string; to: string },
): Promise<(Fact & { metric: MetricKey })[]> {
  const parts = Object.values<Source>(sources).map((source) => {
    const metrics = Object.entries(source.metrics).map(
      ([metric, holds]) => sql`(${metric}, ${(holds as (words: Words) => Sql)(words)})`,
    )
    return sql`select m.metric, ${source.user} as "userId", ${source.day} as day, ${source.type} as type, f.id, f.version,
        ${source.amount ? raw('f.amount_minor') : sql`null::bigint`} as "amountMinor", ${source.amount ? raw('f.currency') : sql`null`} as currency
      from ${source.from} cross join lateral (values ${join(metrics)}) m(metric, holds)
      where f.tenant_id = ${ctx.tenantId} and ${source.base} and ${source.day} between ${range.from} and ${range.to} and m.holds
        and ${ofWhom(ctx, range.who, source.user, source.day)}`
  })
  return ctx.tx.rows(sql`${join(parts, ' union all ')} order by 1, 3, 5`)
}

/** The records that a sum counts, between two days (both included). */
export function factsOfSum(
  ctx: Ctx,
  metric: MetricKey,
  words: Words,
  range: { who: Who; from: string; to: string },
): Promise<Fact[]> {
  const source = sourceOf(metric)
  if (source === undefined) throw new Error(`${metric} is no sum`)
  const holds = source.metrics[metric] as (words: Words) => Sql
  return ctx.tx.rows<Fact>(sql`
    select ${source.user} as "userId", ${source.day} as day, ${source.type} as type, f.id, f.version,
      ${source.amount ? raw('f.amount_minor') : sql`null::bigint`} as "amountMinor", ${source.amount ? raw('f.currency') : sql`null`} as currency
    from ${source.from}
    where f.tenant_id = ${ctx.tenantId} and ${source.base} and ${source.day} between ${range.from} and ${range.to} and ${holds(words)}
      and ${ofWhom(ctx, range.who, source.user, source.day)}
    order by 2, f.created_at, f.id`)
}
