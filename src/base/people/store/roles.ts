import sql from 'sql-template-tag'
import type { Tx } from '../../../platform/database.ts'
import type { RoleReply } from '../contract.ts'

export type Role = RoleReply
export type NewRole = Omit<Role, 'people' | 'version'> & { position: number }

const columns = (
  tenantId: string,
) => sql`r.id, r.key, r.name, r.built_in as "builtIn", r.grants, r.field_rules as "fieldRules", r.version,
  (select count(*) from user_roles ur where ur.tenant_id = ${tenantId} and ur.role_id = r.id) as people`

export function listRoles(tx: Tx): Promise<Role[]> {
  return tx.rows<Role>(
    sql`select ${columns(tx.tenantId)} from roles r where r.tenant_id = ${tx.tenantId} order by r.position, r.name, r.id`,
  )
}

export async function insertRole(tx: Tx, role: NewRole, now: Date): Promise<void> {
  await tx.run(sql`
    insert into roles (tenant_id, id, key, name, built_in, grants, field_rules, position, created_at, updated_at)
    values (${tx.tenantId}, ${role.id}, ${role.key}, ${role.name}, ${role.builtIn}, ${JSON.stringify(role.grants)},
      ${JSON.stringify(role.fieldRules)}, ${role.position}, ${now}, ${now})`)
}

/** Undefined when the version is no longer the newest. */
export function updateRole(tx: Tx, role: Role, now: Date): Promise<Role | undefined> {
  return tx.maybe<Role>(sql`
    update roles r set name = ${role.name}, grants = ${JSON.stringify(role.grants)}, field_rules = ${JSON.stringify(role.fieldRules)},
      updated_at = ${now}, version = version + 1
    where r.tenant_id = ${tx.tenantId} and r.id = ${role.id} and r.version = ${role.version}
    returning ${columns(tx.tenantId)}`)
}

export async function deleteRole(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from roles where tenant_id = ${tx.tenantId} and id = ${id}`)
}

export async function roleIdsOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.rows<{ role_id: string }>(sql`
    select role_id from user_roles where tenant_id = ${tx.tenantId} and user_id = ${userId} order by role_id`)
  return rows.map((row) => row.role_id)
}

export async function replaceRoles(tx: Tx, userId: string, roleIds: readonly string[]): Promise<void> {
  await tx.run(sql`delete from user_roles where tenant_id = ${tx.tenantId} and user_id = ${userId}`)
  for (const roleId of roleIds) {
    await tx.run(
      sql`insert into user_roles (tenant_id, user_id, role_id) values (${tx.tenantId}, ${userId}, ${roleId})`,
    )
  }
}

/** Whether somebody is left who can sign in and manage both people and roles. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const row = await tx.maybe(sql`
    select 1 from users u
    where u.tenant_id = ${tx.tenantId} and u.status = 'active'
      and exists (select from user_roles ur join roles r on r.tenant_id = ${tx.tenantId} and r.id = ur.role_id
        where ur.tenant_id = ${tx.tenantId} and ur.user_id = u.id and r.grants ? 'people.manage')
      and exists (select from user_roles ur join roles r on r.tenant_id = ${tx.tenantId} and r.id = ur.role_id
        where ur.tenant_id = ${tx.tenantId} and ur.user_id = u.id and r.grants ? 'roles.manage')
    limit 1`)
  return row !== undefined
}
