import sql from 'sql-template-tag'
import type { Tx } from '../../../platform/database.ts'

export interface Department {
  id: string
  name: string
  path: string
}

/** The end of the range of paths that begin with `prefix`: '0' follows '/'. */
const afterSubtree = (path: string) => `${path.slice(0, -1)}0`

/** Departments of a person's day-to-day responsibility: those they manage. */
export function managedBy(tx: Tx, userId: string): Promise<Department[]> {
  return tx.rows<Department>(sql`
    select id, name, path from departments where tenant_id = ${tx.tenantId} and manager_id = ${userId} order by path`)
}

/** Departments by id, and with `below` everything under them. */
export async function departmentIds(tx: Tx, ids: readonly string[], below: boolean): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.rows<{ id: string; path: string }>(
    sql`select id, path from departments where tenant_id = ${tx.tenantId} and id = any(${[...ids]}::uuid[])`,
  )
  if (!below) return rows.map((row) => row.id)
  const found = new Set<string>()
  for (const { path } of rows) {
    const subtree = await tx.rows<{ id: string }>(sql`
      select id from departments where tenant_id = ${tx.tenantId} and path >= ${path} and path < ${afterSubtree(path)}`)
    for (const { id } of subtree) found.add(id)
  }
  return [...found]
}

/** Everybody who belongs to one of the departments on a day, also people who have left: their records are still there. */
export async function memberIds(tx: Tx, departments: readonly string[], day: string): Promise<string[]> {
  if (departments.length === 0) return []
  const rows = await tx.rows<{ user_id: string }>(sql`
    select user_id from memberships
    where tenant_id = ${tx.tenantId} and department_id = any(${[...departments]}::uuid[])
      and from_day <= ${day} and (to_day is null or to_day >= ${day})`)
  return rows.map((row) => row.user_id)
}

export interface PersonRow {
  id: string
  name: string
  status: string
  departmentId: string | null
  departmentName: string | null
}

/** People with their department on a day; all of the tenant, or only those named. */
export function people(tx: Tx, ids: readonly string[] | 'all', day: string): Promise<PersonRow[]> {
  const filter = ids === 'all' ? sql`true` : sql`u.id = any(${[...ids]}::uuid[])`
  return tx.rows<PersonRow>(sql`
    select u.id, u.name, u.status, d.id as "departmentId", d.name as "departmentName"
    from users u
    left join memberships m on m.tenant_id = ${tx.tenantId} and m.user_id = u.id and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
    left join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    where u.tenant_id = ${tx.tenantId} and ${filter}
    order by u.name, u.id`)
}

export function departmentOfPerson(tx: Tx, userId: string, day: string): Promise<Department | undefined> {
  return tx.maybe<Department>(sql`
    select d.id, d.name, d.path
    from memberships m join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId} and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})`)
}

/** The zone a person lives in: their own, else the company's. Undefined for nobody's id. */
export function zoneOfPerson(tx: Tx, userId: string): Promise<{ zone: string } | undefined> {
  return tx.maybe<{ zone: string }>(sql`
    select coalesce(u.time_zone, t.time_zone) as zone
    from users u join tenants t on t.tenant_id = ${tx.tenantId}
    where u.tenant_id = ${tx.tenantId} and u.id = ${userId}`)
}
