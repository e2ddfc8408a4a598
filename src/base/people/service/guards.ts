import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { coveredBy } from '../rules/rights.ts'
import { listDepartments } from '../store/departments.ts'
import { hasAdministrator, listRoles, type Role, roleIdsOf } from '../store/roles.ts'
import { holds, today } from './scope.ts'

const notAllowed = (permission: string) => new AppError('forbidden', 'people.not_allowed', { params: { permission } })

/**
 * Refuses power over somebody more powerful: without `roles.manage` nobody may touch the account of a person who holds more than they do.
 * @throws AppError forbidden
 */
export async function assertMayManage(ctx: Ctx, userId: string): Promise<void> {
  if (holds(ctx, 'roles.manage') || userId === ctx.actor.userId) return
  const ids = new Set(await roleIdsOf(ctx.tx, userId))
  const roles = (await listRoles(ctx.tx)).filter((role) => ids.has(role.id))
  if (!roles.every((role) => coveredBy(role.grants, ctx.actor.grants))) throw notAllowed('roles.manage')
}

/**
 * The roles of a list of ids that the actor may hand out: any with `roles.manage`, else those that hold no more than the actor.
 * @throws AppError invalid for an id of no role; forbidden
 */
export async function rolesToGive(ctx: Ctx, ids: readonly string[], path: string): Promise<Role[]> {
  const roles = await listRoles(ctx.tx)
  const found = [...new Set(ids)].map((id) => roles.find((role) => role.id === id))
  if (found.includes(undefined)) throw invalidField(path, 'records.unknown_reference')
  const given = found as Role[]
  if (!holds(ctx, 'roles.manage') && !given.every((role) => coveredBy(role.grants, ctx.actor.grants)))
    throw notAllowed('roles.manage')
  return given
}

/** To be called after a change, with the company locked. @throws AppError conflict when nobody could manage people and roles any more */
export async function assertAdministratorLeft(ctx: Ctx): Promise<void> {
  if (!(await hasAdministrator(ctx.tx))) throw new AppError('conflict', 'people.last_administrator')
}

/** @throws AppError invalid for an id of no department */
export async function assertDepartment(ctx: Ctx, id: string, path: string): Promise<void> {
  const departments = await listDepartments(ctx.tx, today(ctx))
  if (!departments.some((department) => department.id === id)) throw invalidField(path, 'records.unknown_reference')
}
