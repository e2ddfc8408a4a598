import { type Ctx, type Grant, once } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { localDay } from '../../../platform/time.ts'
import type { DepartmentRef, Person, Scope } from '../contract.ts'
import {
  departmentOfPerson,
  holders,
  managerOfPerson,
  people,
  type Reached,
  type Roots,
  reached,
  zoneOfPerson,
} from '../store/scope.ts'

/** The actor's date now. */
export function today(ctx: Ctx): string {
  return localDay(ctx.clock.now(), ctx.actor.timeZone)
}

/**
 * The rows that the actor may reach with a permission: the union of all their grants. Computed once per request.
 * Without the permission nothing is in reach. Department reaches start at the actor's own department and at those they manage;
 * chosen departments include everything below them.
 */
export function scopeFor(ctx: Ctx, permission: string): Promise<Scope> {
  return once(ctx, `people.scope:${permission}`, () => computeScope(ctx, permission))
}

async function computeScope(ctx: Ctx, permission: string): Promise<Scope> {
  const grants = ctx.actor.grants[permission] ?? []
  if (grants.length === 0) return mint(ctx, false, [], [])
  if (grants.some((grant) => grant.reach === 'all')) return mint(ctx, true, [], [])
  const { departments, people: members } = await reachedBy(ctx, grants)
  return mint(ctx, false, [...new Set([ctx.actor.userId, ...members])], departments)
}

/** Most permissions of a person reach equally far, so this is asked once for all of them. */
function reachedBy(ctx: Ctx, grants: readonly Grant[]): Promise<Reached> {
  const has = (reach: Grant['reach']) => grants.some((grant) => grant.reach === reach)
  const chosen = grants.flatMap((grant) => (grant.reach === 'chosen' ? (grant.departments ?? []) : []))
  const roots: Roots = { own: has('department'), ownAndBelow: has('departmentAndBelow'), chosen }
  if (!roots.own && !roots.ownAndBelow && chosen.length === 0) return Promise.resolve({ departments: [], people: [] })
  return once(ctx, `people.reached:${JSON.stringify(roots)}`, () => reached(ctx.tx, ctx.actor, roots, today(ctx)))
}

function mint(ctx: Ctx, all: boolean, userIds: string[], departments: string[]): Scope {
  return { all, userIds, departmentIds: departments, self: ctx.actor.userId } as unknown as Scope
}

/** Whether the actor holds a permission at any reach. */
export function holds(ctx: Ctx, permission: string): boolean {
  return (ctx.actor.grants[permission]?.length ?? 0) > 0
}

/** @throws AppError forbidden when the actor holds the permission at no reach */
export function assertCan(ctx: Ctx, permission: string): void {
  if (!holds(ctx, permission)) throw new AppError('forbidden', 'people.not_allowed', { params: { permission } })
}

/** Whether a person is inside the reach of a permission, by their department today. */
export async function reaches(ctx: Ctx, permission: string, userId: string): Promise<boolean> {
  const scope = await scopeFor(ctx, permission)
  return scope.all || scope.userIds.includes(userId)
}

/** The people within reach of a permission with their department today, by name; also those who have left. */
export async function peopleInReach(ctx: Ctx, permission: string): Promise<Person[]> {
  const scope = await scopeFor(ctx, permission)
  return (await people(ctx.tx, scope.all ? 'all' : scope.userIds, today(ctx))) as Person[]
}

/** People by id with their department today, also those who have left; ids of nobody are left out. */
export async function peopleByIds(ctx: Ctx, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  return (await people(ctx.tx, ids, today(ctx))) as Person[]
}

/** The active people who hold a permission at any reach, in no order. */
export async function peopleHolding(ctx: Ctx, permission: string): Promise<string[]> {
  return (await holders(ctx.tx, permission)).map(({ id }) => id)
}

/** The department a person belonged to on their local day, or null before they joined any. */
export async function departmentOn(ctx: Ctx, userId: string, day: string): Promise<DepartmentRef | null> {
  return (await departmentOfPerson(ctx.tx, userId, day)) ?? null
}

/** The active manager nearest above a person: of their department or of one over it; null when there is none but themselves. */
export function managerOf(ctx: Ctx, userId: string): Promise<string | null> {
  return once(
    ctx,
    `people.manager:${userId}`,
    async () => (await managerOfPerson(ctx.tx, userId, today(ctx)))?.id ?? null,
  )
}

/** The IANA zone that a person's days are counted in; the actor's for nobody's id. */
export function timeZoneOf(ctx: Ctx, userId: string): Promise<string> {
  if (userId === ctx.actor.userId) return Promise.resolve(ctx.actor.timeZone)
  return once(
    ctx,
    `people.zone:${userId}`,
    async () => (await zoneOfPerson(ctx.tx, userId))?.zone ?? ctx.actor.timeZone,
  )
}
