import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { emit } from '../../../platform/events.ts'
import { write } from '../../audit/service.ts'
import type { approveBody, deactivateBody, UserReply, UserStatus } from '../contract.ts'
import { lockCompany } from '../store/company.ts'
import { withdrawManager } from '../store/departments.ts'
import { spendResets } from '../store/links.ts'
import { replaceRoles } from '../store/roles.ts'
import { deleteSessionsOf } from '../store/session.ts'
import {
  credentialsOf,
  deleteUser,
  membershipsOf,
  removeLogins,
  replaceMemberships,
  type User,
  updateUser,
  userById,
} from '../store/users.ts'
import { assertAdministratorLeft, assertDepartment, rolesToGive } from './guards.ts'
import { renewLogins, userDiff } from './identity.ts'
import { userDeactivated } from './news.ts'
import { assertCan, today } from './scope.ts'
import { managed, moveUser, user } from './users.ts'

/**
 * Ends a person's access at once: sessions, sign-in, links, office as manager. Their records go to `handOverTo` (event `user.deactivated`);
 * null leaves them where they are, visible to the department.
 * @throws AppError invalid for oneself or an heir who has left; conflict for the last administrator or somebody who has already left
 */
export async function deactivate(ctx: Ctx, id: string, input: z.output<typeof deactivateBody>): Promise<UserReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await managed(ctx, id)
  if (id === ctx.actor.userId) throw invalidField('id', 'people.not_yourself')
  if (before.status === 'disabled' || before.status === 'pendingApproval')
    throw new AppError('conflict', 'people.wrong_status')
  await assertHeir(ctx, id, input.handOverTo)
  const now = ctx.clock.now()
  const after = await updateUser(ctx.tx, id, { status: 'disabled', leftOn: input.leftOn ?? today(ctx) }, now)
  await removeLogins(ctx.tx, id)
  await deleteSessionsOf(ctx.tx, id)
  await spendResets(ctx.tx, id, now)
  const departments = await withdrawManager(ctx.tx, id, now)
  await assertAdministratorLeft(ctx)
  const changes = { ...userDiff(before, after ?? before), handOverTo: [null, input.handOverTo] as [unknown, unknown] }
  await write(ctx, { action: 'deactivated', type: 'user', recordId: id, changes })
  for (const department of departments) {
    await write(ctx, {
      action: 'updated',
      type: 'department',
      recordId: department,
      changes: { managerId: [id, null] },
    })
  }
  await emit(ctx, userDeactivated, { userId: id, handOverTo: input.handOverTo })
  return user(ctx, id)
}

async function assertHeir(ctx: Ctx, id: string, heirId: string | null): Promise<void> {
  if (heirId === null) return
  const heir = await userById(ctx.tx, heirId)
  const works = heir !== undefined && ['active', 'invited', 'placeholder'].includes(heir.status)
  if (!works || heirId === id) throw invalidField('handOverTo', 'records.unknown_reference')
}

/** Lets a person who had left sign in again, with the roles they had. @throws AppError conflict when their e-mail or phone is taken by now */
export async function reactivate(ctx: Ctx, id: string): Promise<UserReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await managed(ctx, id)
  if (before.status !== 'disabled') throw new AppError('conflict', 'people.wrong_status')
  const hasPassword = (await credentialsOf(ctx.tx, id))?.passwordHash != null
  const reachable = before.email !== null || before.phone !== null
  const status: UserStatus = !reachable ? 'placeholder' : hasPassword ? 'active' : 'invited'
  await changeStatus(ctx, before, status, 'reactivated')
  return user(ctx, id)
}

/**
 * Lets somebody in who asked to join; department and roles are those of the link unless said otherwise.
 * @throws AppError invalid when the placeholder is none (any more)
 */
export async function approve(ctx: Ctx, id: string, input: z.output<typeof approveBody>): Promise<UserReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await asking(ctx, id)
  if (input.placeholderId !== undefined) return takePlace(ctx, before, input.placeholderId, input)
  await giveRoles(ctx, id, input.roleIds)
  const [asked] = await membershipsOf(ctx.tx, id)
  const departmentId = input.departmentId ?? asked?.departmentId
  if (departmentId === undefined) throw invalidField('departmentId', 'records.required')
  await assertDepartment(ctx, departmentId, 'departmentId')
  const fromDay = today(ctx)
  await replaceMemberships(ctx.tx, id, [{ departmentId, fromDay, toDay: null }])
  await updateUser(ctx.tx, id, { joinedOn: fromDay }, ctx.clock.now())
  await changeStatus(ctx, before, 'active', 'approved')
  return user(ctx, id)
}

/** Who asked to join is somebody the company knows already: that person gets the sign-in, and everything in their name stays theirs. */
async function takePlace(
  ctx: Ctx,
  asked: User,
  placeholderId: string,
  { departmentId, roleIds }: z.output<typeof approveBody>,
): Promise<UserReply> {
  const place = await managed(ctx, placeholderId)
  if (place.status !== 'placeholder') throw invalidField('placeholderId', 'people.wrong_status')
  const credentials = await credentialsOf(ctx.tx, asked.id)
  await removeLogins(ctx.tx, asked.id)
  await deleteUser(ctx.tx, asked.id)
  await giveRoles(ctx, place.id, roleIds)
  if (departmentId !== undefined) await moveUser(ctx, place.id, { departmentId, fromDay: today(ctx) })
  const account = {
    email: asked.email,
    phone: asked.phone,
    joinedOn: today(ctx),
    ...(credentials?.passwordHash && { passwordHash: credentials.passwordHash }),
  }
  await updateUser(ctx.tx, place.id, account, ctx.clock.now())
  await changeStatus(ctx, place, 'active', 'approved')
  return user(ctx, place.id)
}

async function giveRoles(ctx: Ctx, id: string, roleIds: string[] | undefined): Promise<void> {
  if (roleIds === undefined) return
  const given = await rolesToGive(ctx, roleIds, 'roleIds')
  await replaceRoles(
    ctx.tx,
    id,
    given.map((role) => role.id),
  )
}

/** Refuses a request to join; nothing of the person is kept. */
export async function refuse(ctx: Ctx, id: string): Promise<void> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await asking(ctx, id)
  await removeLogins(ctx.tx, id)
  await deleteUser(ctx.tx, id)
  await write(ctx, { action: 'refused', type: 'user', recordId: id, changes: { name: [before.name, null] } })
}

async function asking(ctx: Ctx, id: string): Promise<User> {
  const found = await managed(ctx, id)
  if (found.status !== 'pendingApproval') throw new AppError('conflict', 'people.wrong_status')
  return found
}

async function changeStatus(ctx: Ctx, before: User, status: UserStatus, action: string): Promise<void> {
  const after = (await updateUser(ctx.tx, before.id, { status, leftOn: null }, ctx.clock.now())) ?? before
  await renewLogins(ctx, after)
  await write(ctx, { action, type: 'user', recordId: before.id, changes: userDiff(before, after) })
}
