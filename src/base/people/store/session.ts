import sql from 'sql-template-tag'
import { prepared, type Statements, type Tx } from '../../../platform/database.ts'
import type { Membership } from '../rules/membership.ts'
import type { RoleRights } from '../rules/rights.ts'

/** A person with everything an actor is made of. */
export interface ActorFacts {
  userId: string
  name: string
  status: string
  locale: string
  timeZone: string
  memberships: (Membership & { path: string })[]
  roles: RoleRights[]
}

export interface SessionFacts extends ActorFacts {
  sessionId: string
  secretHash: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** Days around now: wherever on earth the person is, their local day is among them. */
export interface DaySpan {
  first: string
  last: string
}

const actorColumns = (tenantId: string, span: DaySpan) => sql`
  u.id as "userId", u.name, u.status, coalesce(u.locale, t.locale) as locale, coalesce(u.time_zone, t.time_zone) as "timeZone",
  coalesce((select json_agg(json_build_object('departmentId', m.department_id, 'fromDay', m.from_day, 'toDay', m.to_day, 'path', d.path))
    from memberships m join departments d on d.tenant_id = ${tenantId} and d.id = m.department_id
    where m.tenant_id = ${tenantId} and m.user_id = u.id and m.from_day <= ${span.last} and (m.to_day is null or m.to_day >= ${span.first})), '[]') as memberships,
  coalesce((select json_agg(json_build_object('grants', r.grants, 'fieldRules', r.field_rules))
    from user_roles ur join roles r on r.tenant_id = ${tenantId} and r.id = ur.role_id
    where ur.tenant_id = ${tenantId} and ur.user_id = u.id), '[]') as roles`

/** Sessions with their persons, departments and roles. */
const sessionsWith = (tenantId: string, span: DaySpan) => sql`
  select s.id as "sessionId", s.secret_hash as "secretHash", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
    s.expires_at as "expiresAt", ${actorColumns(tenantId, span)}
  from sessions s
  join users u on u.tenant_id = ${tenantId} and u.id = s.user_id
  join tenants t on t.tenant_id = ${tenantId}
  where s.tenant_id = ${tenantId}`

/** In one statement because every request runs it. */
export function sessionFacts(tx: Tx, secretHash: string, span: DaySpan): Promise<SessionFacts | undefined> {
  return tx.maybe<SessionFacts>(prepared(sql`${sessionsWith(tx.tenantId, span)} and s.secret_hash = ${secretHash}`))
}

export function factsOfSessions(tx: Tx, secretHashes: readonly string[], span: DaySpan): Promise<SessionFacts[]> {
  return tx.rows<SessionFacts>(
    prepared(sql`${sessionsWith(tx.tenantId, span)} and s.secret_hash = any(${[...secretHashes]}::text[])`),
  )
}

export function actorFacts(tx: Tx, userId: string, span: DaySpan): Promise<ActorFacts | undefined> {
  return tx.maybe<ActorFacts>(sql`
    select ${actorColumns(tx.tenantId, span)}
    from users u join tenants t on t.tenant_id = ${tx.tenantId}
    where u.tenant_id = ${tx.tenantId} and u.id = ${userId}`)
}

export interface NewSession {
  id: string
  secretHash: string
  userId: string
  at: Date
  expiresAt: Date
  userAgent: string
  ip: string
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.run(sql`
    insert into sessions (tenant_id, id, secret_hash, user_id, created_at, last_seen_at, expires_at, user_agent, ip)
    values (${tx.tenantId}, ${session.id}, ${session.secretHash}, ${session.userId}, ${session.at}, ${session.at}, ${session.expiresAt},
      ${session.userAgent}, ${session.ip})`)
}

export async function touchSession(tx: Tx, id: string, at: Date, expiresAt: Date): Promise<void> {
  await tx.run(sql`
    update sessions set last_seen_at = ${at}, expires_at = ${expiresAt}
    where tenant_id = ${tx.tenantId} and id = ${id} and last_seen_at < ${at}`)
}

export async function deleteSession(tx: Tx, secretHash: string): Promise<void> {
  await tx.run(sql`delete from sessions where tenant_id = ${tx.tenantId} and secret_hash = ${secretHash}`)
}

/** Ends a person's sessions; the one of `exceptHash` stays. */
export async function deleteSessionsOf(tx: Tx, userId: string, exceptHash: string | null = null): Promise<number> {
  return tx.run(sql`
    delete from sessions where tenant_id = ${tx.tenantId} and user_id = ${userId}
      and (${exceptHash}::text is null or secret_hash <> ${exceptHash}::text)`)
}

/** Forgets a person's sessions that have run out. */
export async function deleteSessionsBefore(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.run(
    sql`delete from sessions where tenant_id = ${tx.tenantId} and user_id = ${userId} and expires_at <= ${now}`,
  )
}

/** Gives a session a new secret, so that a stolen old one is worth nothing. */
export async function replaceSecret(tx: Tx, oldHash: string, newHash: string): Promise<void> {
  await tx.run(
    sql`update sessions set secret_hash = ${newHash} where tenant_id = ${tx.tenantId} and secret_hash = ${oldHash}`,
  )
}

export interface SessionRow {
  id: string
  secretHash: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  userAgent: string
  ip: string
}

export function sessionsOf(tx: Tx, userId: string, now: Date): Promise<SessionRow[]> {
  return tx.rows<SessionRow>(sql`
    select id, secret_hash as "secretHash", created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt",
      user_agent as "userAgent", ip
    from sessions where tenant_id = ${tx.tenantId} and user_id = ${userId} and expires_at > ${now}
    order by last_seen_at desc, id`)
}

export async function tenantDefaults(tx: Tx): Promise<{ locale: string; timeZone: string } | undefined> {
  return tx.maybe(sql`select locale, time_zone as "timeZone" from tenants where tenant_id = ${tx.tenantId}`)
}

export interface LoginRow {
  tenantId: string
  userId: string
}

export function loginsFor(tx: Statements, identifier: string): Promise<LoginRow[]> {
  return tx.rows<LoginRow>(sql`
    select tenant_id as "tenantId", user_id as "userId" from logins where identifier = ${identifier} order by tenant_id limit 20`)
}
