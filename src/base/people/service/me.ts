import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField, notFound } from '../../../platform/errors.ts'
import { write } from '../../audit/service.ts'
import type { meBody, meReply } from '../contract.ts'
import { widestReach } from '../rules/rights.ts'
import { TRIES_PER_TARGET } from '../rules/throttle.ts'
import { spendResets } from '../store/links.ts'
import { managedBy } from '../store/scope.ts'
import { deleteSessionsOf, replaceSecret } from '../store/session.ts'
import { credentialsOf, preferencesOf, savePreferences, type UserChange, updateUser, userById } from '../store/users.ts'
import { companyOf } from './company.ts'
import { renewLogins, userDiff, withContact } from './identity.ts'
import { assertGoodPassword, hashPassword, passwordMatches } from './passwords.ts'
import { departmentOn, today } from './scope.ts'
import { newSecret, readToken, writeToken } from './secrets.ts'
import { FailedTry, guardedCheck } from './throttle.ts'

/** Who the actor is and what they may do. */
export async function me(ctx: Ctx): Promise<z.input<typeof meReply>> {
  const { actor, tx } = ctx
  const user = await userById(tx, actor.userId)
  if (user === undefined) throw notFound()
  const { id, name, scenario, currency, timeZone, goLiveOn } = await companyOf(ctx)
  const reaches = Object.entries(actor.grants).map(([key, grants]) => [key, widestReach(grants)])
  return {
    user: {
      id: user.id,
      name: user.name,
      email: user.email,
      phone: user.phone,
      locale: actor.locale,
      timeZone: actor.timeZone,
      departmentId: actor.departmentId,
      departmentName: (await departmentOn(ctx, user.id, today(ctx)))?.name ?? null,
      isManager: (await managedBy(tx, user.id)).length > 0,
    },
    tenant: { id, name, scenario, currency, timeZone, goLiveOn },
    permissions: Object.fromEntries(reaches.filter(([, reach]) => reach !== null)) as Record<string, string>,
    fieldRules: { ...actor.fieldRules },
    settings: await preferencesOf(tx, user.id),
  }
}

/**
 * Changes the actor's own data and preferences.
 * @throws AppError invalid when e-mail or phone change without the right current password; conflict when somebody else has them
 */
export async function changeMe(ctx: Ctx, input: z.output<typeof meBody>): Promise<z.input<typeof meReply>> {
  const { theme, density, preferences, currentPassword, ...rest } = input
  const userId = ctx.actor.userId
  const before = await userById(ctx.tx, userId)
  if (before === undefined) throw notFound()
  const change = definedOnly(withContact(rest))
  const moves = (['email', 'phone'] as const).filter(
    (kind) => change[kind] !== undefined && change[kind] !== before[kind],
  )
  if (moves.length > 0) await assertCurrentPassword(ctx, currentPassword ?? '', 'currentPassword')
  if (Object.keys(change).length > 0) {
    const after = (await updateUser(ctx.tx, userId, change, ctx.clock.now())) ?? before
    if (after.email === null && after.phone === null) throw invalidField('email', 'people.needs_identifier')
    if (moves.length > 0) await renewLogins(ctx, after)
    await write(ctx, { action: 'updated', type: 'user', recordId: userId, changes: userDiff(before, after) })
  }
  await mergePreferences(ctx, { ...preferences, ...definedOnly({ theme, density }) })
  return me({
    ...ctx,
    actor: { ...ctx.actor, locale: change.locale ?? ctx.actor.locale, timeZone: change.timeZone ?? ctx.actor.timeZone },
  })
}

async function mergePreferences(ctx: Ctx, changed: Record<string, unknown>): Promise<void> {
  if (Object.keys(changed).length === 0) return
  const merged = { ...(await preferencesOf(ctx.tx, ctx.actor.userId)), ...changed }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
  if (JSON.stringify(kept).length > 50_000) throw invalidField('preferences', 'people.too_many_preferences')
  await savePreferences(ctx.tx, ctx.actor.userId, kept)
}

function definedOnly<T extends object>(values: T): UserChange & Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/**
 * Sets a new password: every other session ends and this one gets a new token, so whoever knew the old ones is out.
 * @returns the new token
 */
export async function changePassword(
  ctx: Ctx,
  input: { current: string; password: string },
  oldToken: string | null,
): Promise<string> {
  const userId = ctx.actor.userId
  await assertCurrentPassword(ctx, input.current, 'current')
  const user = await userById(ctx.tx, userId)
  assertGoodPassword(input.password, [user?.name ?? null, user?.email ?? null, user?.phone ?? null])
  const now = ctx.clock.now()
  await updateUser(ctx.tx, userId, { passwordHash: await hashPassword(input.password) }, now)
  await spendResets(ctx.tx, userId, now)
  const oldHash = readToken(oldToken ?? '')?.secretHash ?? ''
  await deleteSessionsOf(ctx.tx, userId, oldHash)
  const { secret, secretHash } = newSecret()
  await replaceSecret(ctx.tx, oldHash, secretHash)
  await write(ctx, { action: 'passwordChanged', type: 'user', recordId: userId })
  return writeToken(ctx.tenantId, secret)
}

async function assertCurrentPassword(ctx: Ctx, password: string, path: string): Promise<void> {
  const userId = ctx.actor.userId
  const limit = { name: `current-password:${ctx.tenantId}:${userId}`, tries: TRIES_PER_TARGET }
  const reason = 'people.wrong_current_password'
  await guardedCheck(
    ctx,
    limit,
    async () => passwordMatches((await credentialsOf(ctx.tx, userId))?.passwordHash ?? null, password),
    () => new FailedTry(limit, 'invalid', reason, { errors: [{ path, reason }] }),
  )
}
