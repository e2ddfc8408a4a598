import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Statements, Tx } from '../../../platform/database.ts'
import type { UserStatus } from '../contract.ts'
import type { Membership } from '../rules/membership.ts'

export interface User {
  id: string
  name: string
  email: string | null
  phone: string | null
  status: UserStatus
  locale: string | null
  timeZone: string | null
  joinedOn: string | null
  leftOn: string | null
  createdAt: string
  version: number
}

const columnOf: Record<string, string> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  status: 'status',
  locale: 'locale',
  timeZone: 'time_zone',
  joinedOn: 'joined_on',
  leftOn: 'left_on',
  passwordHash: 'password_hash',
}

const columns = sql`u.id, u.name, u.email, u.phone, u.status, u.locale, u.time_zone as "timeZone", u.joined_on as "joinedOn",
  u.left_on as "leftOn", u.created_at as "createdAt", u.version`

export function userById(tx: Tx, id: string): Promise<User | undefined> {
  return tx.maybe<User>(sql`select ${columns} from users u where u.tenant_id = ${tx.tenantId} and u.id = ${id}`)
}

export interface ListedUser extends User {
  departmentId: string | null
  departmentName: string | null
  roleIds: string[]
  lastSeenAt: string | null
}

export interface UserFilter {
  ids?: readonly string[] | undefined
  q?: string | undefined
  departmentId?: string | undefined
  statuses: readonly UserStatus[]
  after?: { name: string; id: string } | undefined
  limit: number
}

/** People with department, roles and last activity, by name. */
export function listUsers(tx: Tx, filter: UserFilter, day: string): Promise<ListedUser[]> {
  const conditions: Sql[] = [sql`u.tenant_id = ${tx.tenantId}`, sql`u.status = any(${[...filter.statuses]}::text[])`]
  if (filter.ids !== undefined) conditions.push(sql`u.id = any(${[...filter.ids]}::uuid[])`)
  if (filter.q) conditions.push(sql`position(lower(${filter.q}) in lower(u.name)) > 0`)
  if (filter.departmentId !== undefined) conditions.push(sql`m.department_id = ${filter.departmentId}`)
  if (filter.after !== undefined)
    conditions.push(sql`(u.name, u.id) > (${filter.after.name}, ${filter.after.id}::uuid)`)
  return tx.rows<ListedUser>(sql`
    select ${columns}, d.id as "departmentId", d.name as "departmentName",
      coalesce((select json_agg(ur.role_id order by ur.role_id) from user_roles ur where ur.tenant_id = ${tx.tenantId} and ur.user_id = u.id), '[]') as "roleIds",
      (select max(s.last_seen_at) from sessions s where s.tenant_id = ${tx.tenantId} and s.user_id = u.id) as "lastSeenAt"
    from users u
    left join memberships m on m.tenant_id = ${tx.tenantId} and m.user_id = u.id and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
    left join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    where ${join(conditions, ' and ')}
    order by u.name, u.id limit ${filter.limit}`)
}

export type NewUser = Pick<User, 'id' | 'name' | 'email' | 'phone' | 'status' | 'locale' | 'timeZone' | 'joinedOn'> & {
  passwordHash: string | null
}

export async function insertUser(tx: Tx, user: NewUser, now: Date): Promise<void> {
  await tx.run(sql`
    insert into users (tenant_id, id, name, email, phone, password_hash, status, locale, time_zone, joined_on, created_at, updated_at)
    values (${tx.tenantId}, ${user.id}, ${user.name}, ${user.email}, ${user.phone}, ${user.passwordHash}, ${user.status}, ${user.locale},
      ${user.timeZone}, ${user.joinedOn}, ${now}, ${now})`)
}

export type UserChange = Partial<Omit<User, 'id' | 'createdAt' | 'version'> & { passwordHash: string }>

/** Undefined when nobody has the id or, where a version is named, it is no longer the newest. */
export function updateUser(
  tx: Tx,
  id: string,
  change: UserChange,
  now: Date,
  version?: number,
): Promise<User | undefined> {
  const assignments = Object.entries(change).flatMap(([field, value]) => {
    const column = columnOf[field]
    return column === undefined || value === undefined ? [] : [sql`${raw(column)} = ${value}`]
  })
  return tx.maybe<User>(sql`
    update users u set ${join([...assignments, sql`updated_at = ${now}`, sql`version = version + 1`], ', ')}
    where u.tenant_id = ${tx.tenantId} and u.id = ${id} and (${version ?? null}::int is null or u.version = ${version ?? null}::int)
    returning ${columns}`)
}

/** Only for somebody who never took part: a refused request to join. */
export async function deleteUser(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from users where tenant_id = ${tx.tenantId} and id = ${id}`)
}

export interface Credentials {
  id: string
  name: string
  status: UserStatus
  passwordHash: string | null
  tenantName: string
}

export function credentialsOf(tx: Tx, userId: string): Promise<Credentials | undefined> {
  return tx.maybe<Credentials>(sql`
    select u.id, u.name, u.status, u.password_hash as "passwordHash", t.name as "tenantName"
    from users u join tenants t on t.tenant_id = ${tx.tenantId}
    where u.tenant_id = ${tx.tenantId} and u.id = ${userId}`)
}

export async function preferencesOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const row = await tx.one<{ preferences: Record<string, unknown> }>(sql`
    select preferences from users where tenant_id = ${tx.tenantId} and id = ${userId}`)
  return row.preferences
}

/** Preferences are no fact about the person, so they leave the version alone. */
export async function savePreferences(tx: Tx, userId: string, preferences: Record<string, unknown>): Promise<void> {
  await tx.run(sql`
    update users set preferences = ${JSON.stringify(preferences)} where tenant_id = ${tx.tenantId} and id = ${userId}`)
}

/** Lets an identifier sign the person in. @returns false when another person of the company has it. */
export async function addLogin(tx: Tx, identifier: string, userId: string): Promise<boolean> {
  const added = await tx.run(sql`
    insert into logins (identifier, tenant_id, user_id) values (${identifier}, ${tx.tenantId}, ${userId}) on conflict do nothing`)
  return added === 1
}

export async function removeLogins(tx: Tx, userId: string): Promise<void> {
  await tx.run(sql`delete from logins where tenant_id = ${tx.tenantId} and user_id = ${userId}`)
}

export async function isAnyLogin(tx: Statements): Promise<boolean> {
  return (await tx.maybe(sql`select 1 from logins limit 1`)) !== undefined
}

/** Companies in which somebody can sign in. */
export async function companiesWithLogins(tx: Statements): Promise<string[]> {
  return (await tx.rows<{ id: string }>(sql`select distinct tenant_id as id from logins`)).map((row) => row.id)
}

/** Only one set-up at a time; ends with the transaction. */
export async function lockSetUp(tx: Statements): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(7264522)`)
}

export function membershipsOf(tx: Tx, userId: string): Promise<(Membership & { departmentName: string })[]> {
  return tx.rows(sql`
    select m.department_id as "departmentId", m.from_day as "fromDay", m.to_day as "toDay", d.name as "departmentName"
    from memberships m join departments d on d.tenant_id = ${tx.tenantId} and d.id = m.department_id
    where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId} order by m.from_day`)
}

export async function replaceMemberships(tx: Tx, userId: string, memberships: readonly Membership[]): Promise<void> {
  await tx.run(sql`delete from memberships where tenant_id = ${tx.tenantId} and user_id = ${userId}`)
  for (const each of memberships) {
    await tx.run(sql`
      insert into memberships (tenant_id, user_id, from_day, to_day, department_id)
      values (${tx.tenantId}, ${userId}, ${each.fromDay}, ${each.toDay}, ${each.departmentId})`)
  }
}
