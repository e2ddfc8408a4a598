import sql from 'sql-template-tag'
import type { Tx } from '../../../platform/database.ts'
import type { DepartmentReply } from '../contract.ts'

export type DepartmentRow = DepartmentReply

/** The whole tree, parents before children. */
export function listDepartments(tx: Tx, day: string): Promise<DepartmentRow[]> {
  return tx.rows<DepartmentRow>(sql`
    select d.id, d.name, d.parent_id as "parentId", d.path, d.kind, d.manager_id as "managerId", u.name as "managerName", d.position, d.version,
      (select count(*) from memberships m join users p on p.tenant_id = ${tx.tenantId} and p.id = m.user_id
        where m.tenant_id = ${tx.tenantId} and m.department_id = d.id and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
          and p.status not in ('disabled', 'pendingApproval')) as people
    from departments d
    left join users u on u.tenant_id = ${tx.tenantId} and u.id = d.manager_id
    where d.tenant_id = ${tx.tenantId}
    order by array_length(string_to_array(d.path, '/'), 1), d.position, d.name, d.id`)
}

export type NewDepartment = Pick<DepartmentRow, 'id' | 'name' | 'parentId' | 'path' | 'kind' | 'managerId' | 'position'>

export async function insertDepartment(tx: Tx, department: NewDepartment, now: Date): Promise<void> {
  await tx.run(sql`
    insert into departments (tenant_id, id, parent_id, name, path, kind, manager_id, position, created_at, updated_at)
    values (${tx.tenantId}, ${department.id}, ${department.parentId}, ${department.name}, ${department.path}, ${department.kind},
      ${department.managerId}, ${department.position}, ${now}, ${now})`)
}

/** False when the version is no longer the newest. The path is changed by `moveSubtree`. */
export async function updateDepartment(tx: Tx, next: NewDepartment & { version: number }, now: Date): Promise<boolean> {
  const changed = await tx.run(sql`
    update departments set name = ${next.name}, parent_id = ${next.parentId}, kind = ${next.kind}, manager_id = ${next.managerId},
      position = ${next.position}, updated_at = ${now}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${next.id} and version = ${next.version}`)
  return changed === 1
}

/** Gives a department and everything below it paths that begin with another prefix. */
export async function moveSubtree(tx: Tx, from: string, to: string): Promise<void> {
  await tx.run(sql`
    update departments set path = ${to}::text || substr(path, ${from.length + 1}::int)
    where tenant_id = ${tx.tenantId} and path >= ${from} and path < ${`${from.slice(0, -1)}0`}`)
}

export async function deleteDepartment(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from departments where tenant_id = ${tx.tenantId} and id = ${id}`)
}

/** Whether anything still hangs on the department: children, members of any day, ways to join. */
export async function isDepartmentUsed(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.maybe(sql`
    select 1 where exists (select from departments where tenant_id = ${tx.tenantId} and parent_id = ${id})
      or exists (select from memberships where tenant_id = ${tx.tenantId} and department_id = ${id})
      or exists (select from join_links where tenant_id = ${tx.tenantId} and department_id = ${id})`)
  return row !== undefined
}

/** @returns the departments that have lost their manager */
export async function withdrawManager(tx: Tx, userId: string, now: Date): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    update departments set manager_id = null, updated_at = ${now}, version = version + 1
    where tenant_id = ${tx.tenantId} and manager_id = ${userId} returning id`)
  return rows.map((row) => row.id)
}
