import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { diff, write } from '../../audit/service.ts'
import type { DepartmentReply, departmentBody, newDepartmentBody } from '../contract.ts'
import { lockCompany } from '../store/company.ts'
import {
  deleteDepartment,
  insertDepartment,
  isDepartmentUsed,
  listDepartments,
  moveSubtree,
  updateDepartment,
} from '../store/departments.ts'
import { deleteDeadJoinLinks } from '../store/links.ts'
import { userById } from '../store/users.ts'
import { assertCan, today } from './scope.ts'

const DEEPEST = 12
const fields = ['name', 'parentId', 'kind', 'managerId', 'position']

/** The tree as a list, parents before children, with today's number of people. */
export function departments(ctx: Ctx): Promise<DepartmentReply[]> {
  return listDepartments(ctx.tx, today(ctx))
}

/** @throws AppError invalid for an unknown parent or manager, or a tree that gets too deep */
export async function createDepartment(ctx: Ctx, input: z.input<typeof newDepartmentBody>): Promise<DepartmentReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const all = await departments(ctx)
  const parent = all.find((each) => each.id === input.parentId)
  if (parent === undefined) throw invalidField('parentId', 'records.unknown_reference')
  const now = ctx.clock.now()
  const id = input.id ?? newId(now.getTime())
  if (all.some((each) => each.id === id)) throw new AppError('conflict', 'records.already_exists')
  await assertManager(ctx, input.managerId)
  const department = {
    id,
    name: input.name,
    parentId: parent.id,
    path: `${parent.path}${id}/`,
    kind: input.kind ?? parent.kind,
    managerId: input.managerId ?? null,
    position: input.position ?? all.filter((each) => each.parentId === parent.id).length,
  }
  assertDepth(department.path)
  await insertDepartment(ctx.tx, department, now)
  await write(ctx, { action: 'created', type: 'department', recordId: id, changes: diff({}, department, fields) })
  return one(ctx, id)
}

/**
 * Changes a department; a new parent moves everything below along.
 * @throws AppError conflict when `version` is old; invalid for a parent inside its own subtree
 */
export async function changeDepartment(
  ctx: Ctx,
  id: string,
  input: z.output<typeof departmentBody>,
): Promise<DepartmentReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const all = await departments(ctx)
  const before = all.find((each) => each.id === id)
  if (before === undefined) throw notFound()
  const change = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as Partial<DepartmentReply>
  const after = { ...before, ...change }
  if (input.managerId !== undefined && input.managerId !== before.managerId) await assertManager(ctx, input.managerId)
  const path = after.parentId === before.parentId ? before.path : movedPath(all, before, after.parentId)
  if (!(await updateDepartment(ctx.tx, after, ctx.clock.now())))
    throw new AppError('conflict', 'records.stale', { current: before })
  if (path !== before.path) await moveSubtree(ctx.tx, before.path, path)
  await write(ctx, { action: 'updated', type: 'department', recordId: id, changes: diff(before, after, fields) })
  return one(ctx, id)
}

function movedPath(all: readonly DepartmentReply[], department: DepartmentReply, parentId: string | null): string {
  const parent = all.find((each) => each.id === parentId)
  if (department.parentId === null) throw invalidField('parentId', 'people.root_stays')
  if (parent === undefined) throw invalidField('parentId', 'records.unknown_reference')
  if (parent.path.startsWith(department.path)) throw invalidField('parentId', 'people.below_itself')
  const deepest = all
    .filter((each) => each.path.startsWith(department.path))
    .reduce((longest, each) => (each.path.length > longest.length ? each.path : longest), '')
  assertDepth(`${parent.path}${deepest.slice(department.path.length - department.id.length - 1)}`)
  return `${parent.path}${department.id}/`
}

function assertDepth(path: string): void {
  if (path.split('/').length - 2 > DEEPEST) throw invalidField('parentId', 'people.too_deep', { deepest: DEEPEST })
}

async function assertManager(ctx: Ctx, managerId: string | null | undefined): Promise<void> {
  if (managerId === null || managerId === undefined) return
  const manager = await userById(ctx.tx, managerId)
  if (manager === undefined || manager.status === 'disabled' || manager.status === 'pendingApproval') {
    throw invalidField('managerId', 'records.unknown_reference')
  }
}

/** Removes a department that was never used. @throws AppError conflict while anything hangs on it; the root always stays */
export async function removeDepartment(ctx: Ctx, id: string): Promise<void> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await one(ctx, id)
  await deleteDeadJoinLinks(ctx.tx, ctx.clock.now())
  if (before.parentId === null || (await isDepartmentUsed(ctx.tx, id)))
    throw new AppError('conflict', 'records.still_used')
  await deleteDepartment(ctx.tx, id)
  await write(ctx, { action: 'deleted', type: 'department', recordId: id, changes: diff(before, {}, fields) })
}

async function one(ctx: Ctx, id: string): Promise<DepartmentReply> {
  const found = (await departments(ctx)).find((each) => each.id === id)
  if (found === undefined) throw notFound()
  return found
}
