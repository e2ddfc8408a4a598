import sql from 'sql-template-tag'
import type { Tx } from '../../../platform/database.ts'

export interface NewJoinLink {
  id: string
  secretHash: string
  departmentId: string
  roleId: string
  createdBy: string
  at: Date
  expiresAt: Date
}

export async function insertJoinLink(tx: Tx, link: NewJoinLink): Promise<void> {
  await tx.run(sql`
    insert into join_links (tenant_id, id, secret_hash, department_id, role_id, created_by, created_at, expires_at)
    values (${tx.tenantId}, ${link.id}, ${link.secretHash}, ${link.departmentId}, ${link.roleId}, ${link.createdBy}, ${link.at}, ${link.expiresAt})`)
}

export interface OpenJoinLink {
  id: string
  departmentId: string
  departmentName: string
  roleId: string
  roleName: string
  createdAt: string
  expiresAt: string
}

/** Links that still let people in: all of them, or the one with a secret. */
export function openJoinLinks(tx: Tx, now: Date, secretHash: string | null = null): Promise<OpenJoinLink[]> {
  return tx.rows<OpenJoinLink>(sql`
    select l.id, d.id as "departmentId", d.name as "departmentName", r.id as "roleId", r.name as "roleName", l.created_at as "createdAt", l.expires_at as "expiresAt"
    from join_links l
    join departments d on d.tenant_id = ${tx.tenantId} and d.id = l.department_id
    join roles r on r.tenant_id = ${tx.tenantId} and r.id = l.role_id
    where l.tenant_id = ${tx.tenantId} and l.closed_at is null and l.expires_at > ${now}
      and (${secretHash}::text is null or l.secret_hash = ${secretHash}::text)
    order by l.created_at desc, l.id`)
}

export async function closeJoinLink(tx: Tx, id: string, closedBy: string, at: Date): Promise<boolean> {
  const closed = await tx.run(sql`
    update join_links set closed_at = ${at}, closed_by = ${closedBy} where tenant_id = ${tx.tenantId} and id = ${id} and closed_at is null`)
  return closed === 1
}

export interface NewReset {
  id: string
  secretHash: string
  userId: string
  createdBy: string
  at: Date
  expiresAt: Date
}

export async function insertReset(tx: Tx, reset: NewReset): Promise<void> {
  await tx.run(sql`
    insert into password_resets (tenant_id, id, secret_hash, user_id, created_by, created_at, expires_at)
    values (${tx.tenantId}, ${reset.id}, ${reset.secretHash}, ${reset.userId}, ${reset.createdBy}, ${reset.at}, ${reset.expiresAt})`)
}

export interface Reset {
  userId: string
  usedAt: string | null
  expiresAt: string
}

/** The reset of a secret, locked until this transaction ends, so that it is used once. */
export function resetForUpdate(tx: Tx, secretHash: string): Promise<Reset | undefined> {
  return tx.maybe<Reset>(sql`
    select user_id as "userId", used_at as "usedAt", expires_at as "expiresAt"
    from password_resets where tenant_id = ${tx.tenantId} and secret_hash = ${secretHash} for update`)
}

/** No link that was made for a person before works any more. */
export async function spendResets(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.run(sql`
    update password_resets set used_at = ${at} where tenant_id = ${tx.tenantId} and user_id = ${userId} and used_at is null`)
}

/** Links that let nobody in any more stop holding on to departments and roles. */
export async function deleteDeadJoinLinks(tx: Tx, now: Date): Promise<void> {
  await tx.run(
    sql`delete from join_links where tenant_id = ${tx.tenantId} and (closed_at is not null or expires_at <= ${now})`,
  )
}
