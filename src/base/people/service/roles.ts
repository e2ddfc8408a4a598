import type { z } from 'zod'
import type { Ctx, Grant } from '../../../platform/context.ts'
import { AppError, type FieldError, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { diff, write } from '../../audit/service.ts'
import type { newRoleBody, RoleReply, roleBody } from '../contract.ts'
import { permissionTable } from '../policy.ts'
import { lockCompany } from '../store/company.ts'
import { listDepartments } from '../store/departments.ts'
import { deleteDeadJoinLinks } from '../store/links.ts'
import { deleteRole, insertRole, listRoles, updateRole } from '../store/roles.ts'
import { assertAdministratorLeft } from './guards.ts'
import { assertCan, holds, today } from './scope.ts'

const fields = ['name', 'grants', 'fieldRules']

/** Every role with the number of its people; for those who manage people or roles. */
export async function roles(ctx: Ctx): Promise<RoleReply[]> {
  if (!holds(ctx, 'people.manage')) assertCan(ctx, 'roles.manage')
  return listRoles(ctx.tx)
}

/** @throws AppError invalid for unknown permissions, reaches or departments; conflict for an id that is taken */
export async function createRole(ctx: Ctx, input: z.output<typeof newRoleBody>): Promise<RoleReply> {
  assertCan(ctx, 'roles.manage')
  await lockCompany(ctx.tx)
  const all = await listRoles(ctx.tx)
  const id = input.id ?? newId(ctx.clock.now().getTime())
  if (all.some((role) => role.id === id)) throw new AppError('conflict', 'records.already_exists')
  const role = {
    id,
    key: id,
    name: input.name,
    builtIn: false,
    grants: await checked(ctx, input.grants),
    fieldRules: input.fieldRules,
  }
  assertNameFree(all, role)
  await insertRole(ctx.tx, { ...role, position: all.length }, ctx.clock.now())
  await write(ctx, { action: 'created', type: 'role', recordId: id, changes: diff({}, role, fields) })
  return one(ctx, id)
}

/** Changes a role, the built-in ones too; it holds for everybody's next request. */
export async function changeRole(ctx: Ctx, id: string, input: z.output<typeof roleBody>): Promise<RoleReply> {
  assertCan(ctx, 'roles.manage')
  await lockCompany(ctx.tx)
  const before = await one(ctx, id)
  const after: RoleReply = {
    ...before,
    version: input.version,
    name: input.name ?? before.name,
    grants: input.grants === undefined ? before.grants : await checked(ctx, input.grants),
    fieldRules: input.fieldRules ?? before.fieldRules,
  }
  assertNameFree(await listRoles(ctx.tx), after)
  const saved = await updateRole(ctx.tx, after, ctx.clock.now())
  if (saved === undefined) throw new AppError('conflict', 'records.stale', { current: before })
  await assertAdministratorLeft(ctx)
  await write(ctx, { action: 'updated', type: 'role', recordId: id, changes: diff(before, after, fields) })
  return saved
}

/** Removes a role that nobody holds. @throws AppError conflict for a built-in one or one in use */
export async function removeRole(ctx: Ctx, id: string): Promise<void> {
  assertCan(ctx, 'roles.manage')
  await lockCompany(ctx.tx)
  const before = await one(ctx, id)
  if (before.builtIn) throw new AppError('conflict', 'people.built_in_role')
  if (before.people > 0) throw new AppError('conflict', 'records.still_used')
  await deleteDeadJoinLinks(ctx.tx, ctx.clock.now())
  await deleteRole(ctx.tx, id)
  await write(ctx, { action: 'deleted', type: 'role', recordId: id, changes: diff(before, {}, fields) })
}

async function one(ctx: Ctx, id: string): Promise<RoleReply> {
  const found = (await listRoles(ctx.tx)).find((role) => role.id === id)
  if (found === undefined) throw notFound()
  return found
}

function assertNameFree(all: readonly RoleReply[], role: { id: string; name: string }): void {
  if (all.some((each) => each.id !== role.id && each.name === role.name)) {
    throw new AppError('conflict', 'records.already_exists', {
      errors: [{ path: 'name', reason: 'records.already_exists' }],
    })
  }
}

/** Grants without empty lists, once everything they name is known to exist. */
async function checked(
  ctx: Ctx,
  grants: Record<string, z.output<typeof newRoleBody>['grants'][string]>,
): Promise<Record<string, Grant[]>> {
  const departments = new Set((await listDepartments(ctx.tx, today(ctx))).map((department) => department.id))
  const errors: FieldError[] = []
  const kept: Record<string, Grant[]> = {}
  for (const [key, list] of Object.entries(grants)) {
    const permission = permissionTable.find((each) => each.key === key)
    const fail = (reason: string) => errors.push({ path: `grants.${key}`, reason })
    if (permission === undefined) fail('people.unknown_permission')
    for (const grant of list) {
      if (permission && !permission.reaches.includes(grant.reach)) fail('people.wrong_reach')
      if ((grant.reach === 'chosen') !== (grant.departments !== undefined)) fail('people.wrong_reach')
      if (grant.departments?.some((id) => !departments.has(id))) fail('records.unknown_reference')
    }
    if (list.length > 0)
      kept[key] = list.map(({ reach, departments: chosen }) => (chosen ? { reach, departments: chosen } : { reach }))
  }
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
  return kept
}
