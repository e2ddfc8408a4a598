import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { cursorOf, valuesOf } from '../../../platform/cursor.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { emit } from '../../../platform/events.ts'
import { isUuid, newId } from '../../../platform/id.ts'
import { maskPhone } from '../../../platform/text.ts'
import { write } from '../../audit/service.ts'
import type { membershipBody, newUserBody, UserReply, UserStatus, userBody, usersQuery } from '../contract.ts'
import { changedStretch, membershipOn, withMembership } from '../rules/membership.ts'
import { lockCompany } from '../store/company.ts'
import { replaceRoles, roleIdsOf } from '../store/roles.ts'
import {
  insertUser,
  type ListedUser,
  listUsers,
  membershipsOf,
  replaceMemberships,
  type User,
  type UserFilter,
  updateUser,
  userById,
} from '../store/users.ts'
import { assertAdministratorLeft, assertDepartment, assertMayManage, rolesToGive } from './guards.ts'
import { renewLogins, userDiff, withContact } from './identity.ts'
import { membershipChanged } from './news.ts'
import { assertGoodPassword, hashPassword } from './passwords.ts'
import { assertCan, holds, today } from './scope.ts'

/** Colleagues are those who work here; requests to join and people who have left are for those who manage people. */
const colleagues: readonly UserStatus[] = ['active', 'invited', 'placeholder']
const everybody: readonly UserStatus[] = [...colleagues, 'pendingApproval', 'disabled']

/** People by name. Phones are masked and most fields absent for readers who do not manage people. */
export async function users(
  ctx: Ctx,
  query: z.output<typeof usersQuery>,
): Promise<{ items: UserReply[]; nextCursor: string | null }> {
  const visible = holds(ctx, 'people.manage') ? everybody : colleagues
  const statuses =
    query.status === undefined
      ? visible.filter((status) => status !== 'disabled')
      : visible.filter((status) => status === query.status)
  const filter: UserFilter = { q: query.q, departmentId: query.department, statuses, limit: query.limit + 1 }
  const found = await listUsers(
    ctx.tx,
    query.cursor === undefined ? filter : { ...filter, after: placeOf(query.cursor) },
    today(ctx),
  )
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map((user) => shown(ctx, user)),
    nextCursor: found.length > items.length && last ? cursorOf([last.name, last.id]) : null,
  }
}

function placeOf(cursor: string): { name: string; id: string } {
  const [name, id] = valuesOf(cursor, 2)
  if (typeof name === 'string' && typeof id === 'string' && isUuid(id)) return { name, id }
  throw new AppError('invalid', 'records.bad_cursor', { status: 400 })
}

/** @throws AppError not_found for nobody, or somebody whom the actor may not see */
export async function user(ctx: Ctx, id: string): Promise<UserReply> {
  const statuses = holds(ctx, 'people.manage') ? everybody : colleagues
  const [found] = await listUsers(ctx.tx, { ids: [id], statuses, limit: 1 }, today(ctx))
  if (found === undefined) throw notFound('people.no_such_user')
  return shown(ctx, found)
}

function shown(ctx: Ctx, listed: ListedUser): UserReply {
  const { id, name, status, departmentId, departmentName, phone } = listed
  if (holds(ctx, 'people.manage')) return listed
  return { id, name, status, departmentId, departmentName, phone: phone === null ? null : maskPhone(phone) }
}

export type NewUserInput = Omit<z.input<typeof newUserBody>, 'password'> & {
  password?: string | undefined
  /** Instead of a password: a hash made before, where many people are made at once. */
  passwordHash?: string
  /** Where neither password nor link is wanted, as for sessions opened by tests. */
  status?: UserStatus
}

/**
 * Adds a person to a department, from `joinedOn` (today by default) on. With a password they are active, with only an e-mail or phone
 * invited, with neither a placeholder.
 * @throws AppError conflict when the id, e-mail or phone is taken; invalid for unknown department or roles; forbidden for roles above the actor's own
 */
export async function createUser(ctx: Ctx, input: NewUserInput): Promise<UserReply> {
  assertCan(ctx, 'people.manage')
  const now = ctx.clock.now()
  const id = input.id ?? newId(now.getTime())
  const {
    name,
    email = null,
    phone = null,
    locale = null,
    timeZone = null,
    departmentId,
    joinedOn = today(ctx),
  } = withContact(input)
  await assertDepartment(ctx, departmentId, 'departmentId')
  const roles = await rolesToGive(ctx, input.roleIds, 'roleIds')
  const reachable = email !== null || phone !== null
  if (input.password !== undefined && !reachable) throw invalidField('email', 'people.needs_identifier')
  if (input.password !== undefined) assertGoodPassword(input.password, [name, email, phone])
  const passwordHash = input.passwordHash ?? (input.password === undefined ? null : await hashPassword(input.password))
  const status = input.status ?? (passwordHash !== null ? 'active' : reachable ? 'invited' : 'placeholder')
  if ((await userById(ctx.tx, id)) !== undefined) throw new AppError('conflict', 'records.already_exists')
  const added = { id, name, email, phone, status, locale, timeZone, joinedOn, passwordHash }
  await insertUser(ctx.tx, added, now)
  await renewLogins(ctx, added)
  await replaceRoles(
    ctx.tx,
    id,
    roles.map((role) => role.id),
  )
  await replaceMemberships(ctx.tx, id, [{ departmentId, fromDay: joinedOn, toDay: null }])
  await write(ctx, {
    action: 'created',
    type: 'user',
    recordId: id,
    changes: userDiff({}, { ...added, roleIds: roles.map((role) => role.id) }),
  })
  return user(ctx, id)
}

/**
 * Changes a person's data and roles. A placeholder who gets an e-mail or phone is invited.
 * @throws AppError conflict when `version` is old, something is taken or the last administrator would lose the rights
 */
export async function changeUser(ctx: Ctx, id: string, input: z.output<typeof userBody>): Promise<UserReply> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  const before = await managed(ctx, id)
  const { version, roleIds, ...rest } = withContact(input)
  const next = { ...before, ...definedOnly(rest) }
  const reachable = next.email !== null || next.phone !== null
  if (!reachable && !['placeholder', 'disabled'].includes(before.status))
    throw invalidField('email', 'people.needs_identifier')
  const status: UserStatus = before.status === 'placeholder' && reachable ? 'invited' : before.status
  const after = await updateUser(ctx.tx, id, { ...definedOnly(rest), status }, ctx.clock.now(), version)
  if (after === undefined) throw new AppError('conflict', 'records.stale', { current: await user(ctx, id) })
  if (after.email !== before.email || after.phone !== before.phone || status !== before.status)
    await renewLogins(ctx, after)
  const rolesBefore = await roleIdsOf(ctx.tx, id)
  const rolesAfter = roleIds === undefined ? rolesBefore : await giveRoles(ctx, id, rolesBefore, roleIds)
  await write(ctx, {
    action: 'updated',
    type: 'user',
    recordId: id,
    changes: userDiff({ ...before, roleIds: rolesBefore }, { ...after, roleIds: rolesAfter }),
  })
  return user(ctx, id)
}

async function giveRoles(
  ctx: Ctx,
  id: string,
  before: readonly string[],
  wanted: readonly string[],
): Promise<string[]> {
  // Roles somebody else has given may stay, whoever saves the form.
  const fresh = wanted.filter((roleId) => !before.includes(roleId))
  await rolesToGive(ctx, fresh, 'roleIds')
  const after = [...new Set(wanted)].sort()
  await replaceRoles(ctx.tx, id, after)
  await assertAdministratorLeft(ctx)
  return after
}

/** A person whom the actor may manage. @throws AppError not_found, forbidden */
export async function managed(ctx: Ctx, id: string): Promise<User> {
  const found = await userById(ctx.tx, id)
  if (found === undefined) throw notFound('people.no_such_user')
  await assertMayManage(ctx, id)
  return found
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** Where a person belonged and will belong, in order of days. */
export async function memberships(ctx: Ctx, id: string) {
  if ((await userById(ctx.tx, id)) === undefined) throw notFound('people.no_such_user')
  return membershipsOf(ctx.tx, id)
}

/**
 * Moves a person to a department from a day on, which may lie in the past or future. Tells `membership.changed`, so that facts of
 * past days follow.
 */
export async function moveUser(
  ctx: Ctx,
  id: string,
  input: z.output<typeof membershipBody>,
): Promise<Awaited<ReturnType<typeof memberships>>> {
  assertCan(ctx, 'people.manage')
  await lockCompany(ctx.tx)
  await managed(ctx, id)
  await assertDepartment(ctx, input.departmentId, 'departmentId')
  const before = await membershipsOf(ctx.tx, id)
  const { departmentId, fromDay } = input
  const was = membershipOn(before, fromDay)?.departmentId ?? null
  if (was === departmentId) return before
  await replaceMemberships(ctx.tx, id, withMembership(before, departmentId, fromDay))
  const stretch = changedStretch(before, fromDay)
  await write(ctx, {
    action: 'moved',
    type: 'user',
    recordId: id,
    changes: { departmentId: [was, departmentId], fromDay: [null, fromDay] },
  })
  await emit(ctx, membershipChanged, { userId: id, departmentId, ...stretch })
  return membershipsOf(ctx.tx, id)
}
