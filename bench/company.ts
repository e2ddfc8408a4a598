import type pg from 'pg'
import { asSystem, createTenant, openSession } from '../src/base/people/service.ts'
import type { Database } from '../src/platform/database.ts'
import { clockFrom } from './clock.ts'

export const PEOPLE = 500
export const TEAMS = 20

/** The company that is measured: a root, 4 regions and 20 teams of 25 people; person p works in team p mod 20, the first of each leads it. */
export interface Company {
  tenantId: string
  adminId: string
}

/**
 * A time-ordered id of version 8: neighbours share index pages as with the ids that people's devices make,
 * and it is never mistaken for one that a request made (version 7).
 */
const idFunction = `
  create or replace function bench_id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex(1700000000000 + n), 12, '0') || '8' || substr(md5(kind || n), 1, 3) || 'a' || substr(md5(kind || n), 4, 15))::uuid $$`

const departments = `
  with root as (select id, path from departments where tenant_id = $1 and parent_id is null),
  regions as (
    insert into departments (tenant_id, id, parent_id, name, path, kind, position, created_at, updated_at)
    select $1, bench_id('region', r), root.id, '大区 ' || r, root.path || bench_id('region', r) || '/', 'field', r, $2, $2
    from root, generate_series(0, 3) r returning id, path)
  insert into departments (tenant_id, id, parent_id, name, path, kind, position, created_at, updated_at)
  select $1, bench_id('team', t), regions.id, '销售 ' || t || ' 组', regions.path || bench_id('team', t) || '/', 'field', t, $2, $2
  from generate_series(0, ${TEAMS - 1}) t join regions on regions.id = bench_id('region', t % 4)`

const people = `
  with added as (
    insert into users (tenant_id, id, name, email, status, joined_on, created_at, updated_at)
    select $1, bench_id('user', p), '员工 ' || p, 'user' || p || '@example.com', 'active', '2024-01-01', $2, $2
    from generate_series(0, ${PEOPLE - 1}) p returning id)
  select count(*) from added`

const belonging = [
  `insert into memberships (tenant_id, user_id, from_day, department_id)
   select $1, bench_id('user', p), '2024-01-01', bench_id('team', p % ${TEAMS}) from generate_series(0, ${PEOPLE - 1}) p`,
  `insert into user_roles (tenant_id, user_id, role_id)
   select $1, bench_id('user', p), r.id from generate_series(0, ${PEOPLE - 1}) p
   join roles r on r.tenant_id = $1 and r.key = case when p < ${TEAMS} then 'manager' else 'rep' end`,
  `update departments d set manager_id = bench_id('user', t) from generate_series(0, ${TEAMS - 1}) t
   where d.tenant_id = $1 and d.id = bench_id('team', t)`,
  // Long in use, so that nobody is on trial.
  `update tenants set go_live_on = '2024-01-01' where tenant_id = $1`,
]

/** Makes the company with its people by the product's own set-up, the many people by SQL. */
export async function makeCompany(db: Database, owner: pg.Client): Promise<Company> {
  const clock = clockFrom(Date.now())
  const { tenantId, userId } = await createTenant(db, clock, {
    company: { name: '衡川自动化', scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier: 'admin@example.com', password: null },
  })
  await owner.query(idFunction)
  const since = '2024-01-01T00:00:00Z'
  await owner.query(departments, [tenantId, since])
  await owner.query(people, [tenantId, since])
  for (const text of belonging) await owner.query(text, [tenantId])
  return { tenantId, adminId: userId }
}

/** New sessions of people. @returns tokens by user id */
export async function signIn(db: Database, company: Company, userIds: readonly string[]): Promise<Map<string, string>> {
  return asSystem(db, clockFrom(Date.now()), company.tenantId, async (ctx) => {
    const tokens = new Map<string, string>()
    for (const id of userIds) tokens.set(id, await openSession(ctx, id))
    return tokens
  })
}

/** Ids of the 500, in order. */
export async function peopleOf(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select bench_id('user', p) as id from generate_series(0, ${PEOPLE - 1}) p order by p`,
  )
  return rows.map((row) => row.id)
}
