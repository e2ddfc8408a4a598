import sql from 'sql-template-tag'
import { rolesWithoutDuty } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { preparedForOne } from '../../metrics/service.ts'

/** What duties ask of a person. Days are the person's. */
export interface ReportPerson {
  id: string
  name: string
  status: string
  timeZone: string
  joinedOn: string | null
  leftOn: string | null
  /** Whether one of their roles is there to sell: it may record follow-ups and submit reports. */
  sells: boolean
  /** Whether they manage a department. */
  manages: boolean
  memberships: { id: string; name: string; path: string; kind: 'field' | 'inside'; from: string; to: string | null }[]
}

export type Whose =
  | { users: readonly string[] }
  | { departments: readonly string[]; on: string }
  | { after: string | null; limit: number }
  | 'all'

/** People with where they belonged: the named ones, members of departments on a day, or the next ones by id. */
export function reportPeople(ctx: Ctx, whose: Whose): Promise<ReportPerson[]> {
  const query = sql`
    select u.id, u.name, u.status, coalesce(u.time_zone, t.time_zone) as "timeZone", u.joined_on as "joinedOn", u.left_on as "leftOn",
      exists (select from user_roles ur join roles r on r.tenant_id = ${ctx.tenantId} and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenantId} and ur.user_id = u.id and r.key <> all(${[...rolesWithoutDuty]})
          and jsonb_exists_all(r.grants, array['reports.submit', 'followUps.create'])) as sells,
      exists (select from departments d where d.tenant_id = ${ctx.tenantId} and d.manager_id = u.id) as manages,
      coalesce((select json_agg(json_build_object('id', d.id, 'name', d.name, 'path', d.path, 'kind', d.kind, 'from', m.from_day, 'to', m.to_day)
          order by m.from_day)
        from memberships m join departments d on d.tenant_id = ${ctx.tenantId} and d.id = m.department_id
        where m.tenant_id = ${ctx.tenantId} and m.user_id = u.id), '[]') as memberships
    from users u join tenants t on t.tenant_id = ${ctx.tenantId}
    where u.tenant_id = ${ctx.tenantId} and ${condition(ctx, whose)}
    order by ${whose !== 'all' && 'limit' in whose ? sql`u.id limit ${whose.limit}` : sql`u.name, u.id`}`
  return ctx.tx.rows<ReportPerson>(whose !== 'all' && 'users' in whose ? preparedForOne(whose, query) : query)
}

function condition(ctx: Ctx, whose: Whose) {
  if (whose === 'all') return sql`true`
  if ('users' in whose) return sql`u.id = any(${[...whose.users]}::uuid[])`
  if ('limit' in whose)
    return sql`(${whose.after}::uuid is null or u.id > ${whose.after}::uuid) and u.status in ('active', 'disabled')`
  return sql`exists (select from memberships m where m.tenant_id = ${ctx.tenantId} and m.user_id = u.id
    and m.department_id = any(${[...whose.departments]}::uuid[]) and m.from_day <= ${whose.on} and (m.to_day is null or m.to_day >= ${whose.on}))`
}
