import type { z } from 'zod'
import type { Ctx, PublicCtx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { write } from '../../audit/service.ts'
import type { linkReply, resetBody } from '../contract.ts'
import { insertReset, type Reset, resetForUpdate, spendResets } from '../store/links.ts'
import { deleteSessionsOf } from '../store/session.ts'
import { type User, updateUser, userById } from '../store/users.ts'
import { ctxForUser } from './gate.ts'
import { assertGoodPassword, hashPassword } from './passwords.ts'
import { assertCan } from './scope.ts'
import { newSecret, readToken, writeToken } from './secrets.ts'
import { addressLimit } from './sessions.ts'
import { claimTry } from './throttle.ts'
import { managed } from './users.ts'

const LIFE = 24 * 3600_000

/**
 * Makes a link with which a person sets a password: once, within 24 hours. Earlier links stop working. The token is shown once.
 * @throws AppError conflict for somebody who cannot sign in (has left, waits for approval, is a placeholder)
 */
export async function createReset(ctx: Ctx, userId: string): Promise<z.output<typeof linkReply>> {
  assertCan(ctx, 'people.manage')
  const user = await managed(ctx, userId)
  if (user.status !== 'active' && user.status !== 'invited') throw new AppError('conflict', 'people.wrong_status')
  const at = ctx.clock.now()
  const id = newId(at.getTime())
  const { secret, secretHash } = newSecret()
  const expiresAt = new Date(at.getTime() + LIFE)
  await spendResets(ctx.tx, userId, at)
  await insertReset(ctx.tx, { id, secretHash, userId, createdBy: ctx.actor.userId, at, expiresAt })
  await write(ctx, { action: 'resetLinkMade', type: 'user', recordId: userId })
  const token = writeToken(ctx.tenantId, secret)
  return { id, token, url: `/reset/${token}`, expiresAt: expiresAt.toISOString() }
}

/**
 * Sets the password of the person a link was made for; ends all their sessions. An invited person is active afterwards.
 * @throws AppError invalid for a link that is unknown, used or expired; too_many
 */
export async function resetPassword(request: PublicCtx, input: z.output<typeof resetBody>): Promise<void> {
  const claim = await claimTry(request.db, request.clock, [addressLimit('reset', request.ip)])
  const token = readToken(input.token)
  if (token === null) throw new AppError('invalid', 'people.link_expired')
  const now = request.clock.now()
  // Hashing takes long, so a link or password that is no good is refused before it.
  const { name, email, phone } = (await request.db.tenant(token.tenantId, (tx) => openReset(tx, token.secretHash, now)))
    .user
  assertGoodPassword(input.password, [name, email, phone])
  const passwordHash = await hashPassword(input.password)
  await request.db.tenant(token.tenantId, async (tx) => {
    const { user } = await openReset(tx, token.secretHash, now)
    await updateUser(tx, user.id, { passwordHash, status: 'active' }, now)
    await spendResets(tx, user.id, now)
    await deleteSessionsOf(tx, user.id)
    const ctx: Ctx = { ...(await ctxForUser(request.db, request.clock, tx, user.id)), requestId: request.requestId }
    await write(ctx, { action: 'passwordReset', type: 'user', recordId: user.id })
  })
  await claim.succeed()
}

async function openReset(tx: Tx, secretHash: string, now: Date): Promise<{ reset: Reset; user: User }> {
  const reset = await resetForUpdate(tx, secretHash)
  const user = reset && (await userById(tx, reset.userId))
  if (reset?.usedAt) throw new AppError('invalid', 'people.link_used')
  if (!reset || !user || now >= new Date(reset.expiresAt) || !['active', 'invited'].includes(user.status)) {
    throw new AppError('invalid', 'people.link_expired')
  }
  return { reset, user }
}
