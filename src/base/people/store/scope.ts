import sql from 'sql-template-tag'
import { prepared, type Tx } from '../../../platform/database.ts'

export interface Department {
  id: string
  name: string
  path: string
}

/** Departments of a person's day-to-day responsibility: those they manage. */
export function managedBy(tx: Tx, userId: string): Promise<Department[]> {
  return tx.rows<Department>(sql`
    select id, name, path from departments where tenant_id = ${tx.tenantId} and manager_id = ${userId} order by path`)
}

/** Which departments a permission reaches. The own ones are the person's own department and those they manage. */
export interface Roots {
  own: boolean
  ownAndBelow: boolean
  /** These with everything below. */
  chosen: readonly string[]
}

export interface Reached {
  departments: string[]
  /** Who belongs to one of them on the day, also people who have left: their records are still there. */
  people: string[]
}

/** Everything in reach in one statement, because most requests run it. */
export function reached(
  tx: Tx,
  of: { userId: string; departmentId: string | null },
  roots: Roots,
  day: string,
): Promise<Reached> {
  // The end of a subtree's range of paths stands in a column: computed in the comparison it would keep the index from being used.
  return tx.one<Reached>(
    prepared(sql`
    with own as materialized (
      select id, path, left(path, -1) || '0' as until from departments
      where tenant_id = ${tx.tenantId} and (id = ${of.departmentId}::uuid or manager_id = ${of.userId}::uuid)),
    roots as materialized (
      select path, until from own where ${roots.ownAndBelow}
      union select path, left(path, -1) || '0' from departments where tenant_id = ${tx.tenantId} and id = any(${[...roots.chosen]}::uuid[])),
    reached as materialized (
      select id from own where ${roots.own}
      union select d.id from roots join departments d on d.tenant_id = ${tx.tenantId} and d.path >= roots.path and d.path < roots.until)
    select array(select id from reached) as departments,
      array(select distinct m.user_id from reached join memberships m on m.tenant_id = ${tx.tenantId} and m.department_id = reached.id
        and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})) as people`),
  )
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
  return tx.maybe<Department>(
    prepared(sql`
    select d.id, d.name, d.path
    from memberships m join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId} and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})`),
  )
}

/** The zone a person lives in: their own, else the company's. Undefined for nobody's id. */
export function zoneOfPerson(tx: Tx, userId: string): Promise<{ zone: string } | undefined> {
  return tx.maybe<{ zone: string }>(sql`
    select coalesce(u.time_zone, t.time_zone) as zone
    from users u join tenants t on t.tenant_id = ${tx.tenantId}
    where u.tenant_id = ${tx.tenantId} and u.id = ${userId}`)
}

/** Active people one of whose roles grants a permission. */
export function holders(tx: Tx, permission: string): Promise<{ id: string }[]> {
  return tx.rows(sql`
    select u.id from users u
    where u.tenant_id = ${tx.tenantId} and u.status = 'active' and exists (
      select from user_roles ur join roles r on r.tenant_id = ${tx.tenantId} and r.id = ur.role_id
      where ur.tenant_id = ${tx.tenantId} and ur.user_id = u.id and jsonb_exists(r.grants, ${permission}))`)
}

/** The manager of the nearest department at or above a person's own who is somebody else and active. */
export function managerOfPerson(tx: Tx, userId: string, day: string): Promise<{ id: string } | undefined> {
  return tx.maybe(sql`
    select u.id from memberships m
    join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    join departments up on up.tenant_id = ${tx.tenantId} and starts_with(d.path, up.path)
    join users u on u.tenant_id = ${tx.tenantId} and u.id = up.manager_id and u.status = 'active' and u.id <> ${userId}
    where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId} and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
    order by length(up.path) desc limit 1`)
}
