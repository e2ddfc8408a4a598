import sql, { type Sql } from 'sql-template-tag'
import { rolesWithoutDuty } from '../../base/people/service.ts'
import type { Ctx } from '../../platform/context.ts'
import { prepared } from '../../platform/database.ts'
import type { Period, TargetMetric } from './contract.ts'
import type { GoalPerson } from './rules/goals.ts'
import type { Target } from './rules/shares.ts'

/** Where a target stands, by department or person; a standing one begins on any day, and only one of them on the same. */
export interface Place {
  metric: TargetMetric
  departmentId: string | null
  userId: string | null
  period: Period
  startsOn: string
  standing: boolean
}

export interface TargetRow extends Place {
  id: string
  /** A count, or minor units of `currency`. */
  value: number
  currency: string | null
  version: number
}

const columns = sql`t.id, t.metric, t.department_id as "departmentId", t.user_id as "userId", t.period, t.starts_on as "startsOn", t.standing,
  t.value, t.currency, t.version`

/** Standing targets that begin up to a day, and dated ones that begin on one of some days; money in one currency only. */
export function targetsIn(
  ctx: Ctx,
  asked: { until: string; starts: readonly string[]; currency: string },
): Promise<(Target & { version: number })[]> {
  return ctx.tx.rows(
    prepared(sql`
    select t.metric, coalesce(t.department_id, t.user_id) as "scopeId", t.period, t.starts_on as "startsOn", t.standing, t.value, t.version
    from targets t
    where t.tenant_id = ${ctx.tenantId} and coalesce(t.currency, ${asked.currency}) = ${asked.currency}
      and ((t.standing and t.starts_on <= ${asked.until}) or (not t.standing and t.starts_on = any(${[...asked.starts]}::date[])))`),
  )
}

/** The locked target in a place. */
export function targetAt(ctx: Ctx, place: Place): Promise<TargetRow | undefined> {
  return ctx.tx.maybe<TargetRow>(sql`
    select ${columns} from targets t where t.tenant_id = ${ctx.tenantId} and ${isAt(place)} for update`)
}

function isAt({ metric, departmentId, userId, period, startsOn, standing }: Place): Sql {
  const scope = departmentId === null ? sql`t.user_id = ${userId}` : sql`t.department_id = ${departmentId}`
  const inPeriod = standing ? sql`t.standing` : sql`not t.standing and t.period = ${period}`
  return sql`${scope} and t.metric = ${metric} and t.starts_on = ${startsOn} and ${inPeriod}`
}

/** False when somebody was faster. */
export async function insertTarget(ctx: Ctx, row: TargetRow): Promise<boolean> {
  const now = ctx.clock.now()
  const count = await ctx.tx.run(sql`
    insert into targets (tenant_id, id, metric, department_id, user_id, period, starts_on, standing, value, currency, created_at, updated_at)
    values (${ctx.tenantId}, ${row.id}, ${row.metric}, ${row.departmentId}, ${row.userId}, ${row.period}, ${row.startsOn}, ${row.standing},
      ${row.value}, ${row.currency}, ${now}, ${now})
    on conflict do nothing`)
  return count === 1
}

export async function updateTarget(
  ctx: Ctx,
  row: Pick<TargetRow, 'id' | 'period' | 'value' | 'currency'>,
): Promise<void> {
  await ctx.tx.run(sql`
    update targets set period = ${row.period}, value = ${row.value}, currency = ${row.currency}, updated_at = ${ctx.clock.now()}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${row.id}`)
}

export async function deleteTarget(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.run(sql`delete from targets where tenant_id = ${ctx.tenantId} and id = ${id}`)
}

/** Everybody who belonged to a department on a day, by name. */
export function members(ctx: Ctx, day: string): Promise<(GoalPerson & { name: string; departmentId: string })[]> {
  return ctx.tx.rows(sql`
    select u.id, u.name, d.id as "departmentId", d.path, u.joined_on as "joinedOn", u.left_on as "leftOn",
      exists (select from user_roles ur join roles r on r.tenant_id = ${ctx.tenantId} and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenantId} and ur.user_id = u.id and r.key <> all(${[...rolesWithoutDuty]})) as sells
    from users u
    join memberships m on m.tenant_id = ${ctx.tenantId} and m.user_id = u.id and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
    join departments d on d.tenant_id = ${ctx.tenantId} and d.id = m.department_id
    where u.tenant_id = ${ctx.tenantId} and u.status <> 'pendingApproval'
    order by u.name, u.id`)
}
