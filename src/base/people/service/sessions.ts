import type { Ctx, PublicCtx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { write } from '../../audit/service.ts'
import { identifierOf } from '../rules/identifier.ts'
import { renewedUntil } from '../rules/session.ts'
import { addressBucket, TRIES_PER_ADDRESS, TRIES_PER_TARGET } from '../rules/throttle.ts'
import {
  deleteSession,
  deleteSessionsBefore,
  deleteSessionsOf,
  insertSession,
  loginsFor,
  sessionsOf,
} from '../store/session.ts'
import { type Credentials, credentialsOf } from '../store/users.ts'
import { ctxForUser } from './gate.ts'
import { passwordMatches } from './passwords.ts'
import { newSecret, readToken, writeToken } from './secrets.ts'
import { claimTry, type Limit } from './throttle.ts'

export interface SignIn {
  identifier: string
  password: string
  /** Which company, where the same identifier and password belong to several. */
  tenant?: string | undefined
}

interface Account extends Credentials {
  tenantId: string
}

/** Tries of one address at one door. */
export function addressLimit(door: string, ip: string): Limit {
  return { name: `${door}-address:${addressBucket(ip)}`, tries: TRIES_PER_ADDRESS }
}

/**
 * Signs a person in by e-mail or phone and ends the session that the browser had before.
 * Whether the identifier is known can be told neither from the answer nor from the time it takes.
 * @throws AppError unauthenticated (wrong), forbidden (waiting for approval), conflict `people.choose_tenant`, too_many
 */
export async function signIn(
  request: PublicCtx,
  input: SignIn,
  oldToken: string | null,
): Promise<{ token: string; user: { id: string; name: string } }> {
  const identifier = identifierOf(input.identifier)?.value ?? input.identifier.toLowerCase()
  const person: Limit = { name: `sign-in:${identifier}`, tries: TRIES_PER_TARGET }
  const claim = await claimTry(request.db, request.clock, [person, addressLimit('sign-in', request.ip)])
  const matching = await accountsWithPassword(request, identifier, input)
  const open = matching.filter((account) => account.status === 'active')
  const [account, ...others] = open
  if (account === undefined) {
    if (!matching.some((each) => each.status === 'pendingApproval'))
      throw new AppError('unauthenticated', 'people.wrong_credentials')
    await claim.succeed(person)
    throw new AppError('forbidden', 'people.pending')
  }
  await claim.succeed(person)
  if (others.length > 0) {
    const tenants = open.map((each) => ({ id: each.tenantId, name: each.tenantName }))
    throw new AppError('conflict', 'people.choose_tenant', { params: { tenants } })
  }
  if (oldToken !== null) await endSession(request, oldToken)
  return { token: await startSession(request, account), user: { id: account.id, name: account.name } }
}

async function accountsWithPassword(request: PublicCtx, identifier: string, input: SignIn): Promise<Account[]> {
  const logins = await request.db.local((tx) => loginsFor(tx, identifier))
  const wanted = input.tenant === undefined ? logins : logins.filter((login) => login.tenantId === input.tenant)
  const matching: Account[] = []
  // Without anybody the same work is done for nobody: a look-up in a tenant and a check of a password.
  for (const login of wanted.length > 0 ? wanted : [{ tenantId: newId(), userId: newId() }]) {
    const account = await request.db.tenant(login.tenantId, (tx) => credentialsOf(tx, login.userId), { readOnly: true })
    const matches = await passwordMatches(account?.passwordHash ?? null, input.password)
    if (account && matches) matching.push({ ...account, tenantId: login.tenantId })
  }
  return matching
}

async function startSession(request: PublicCtx, account: Account): Promise<string> {
  return request.db.tenant(account.tenantId, async (tx) => {
    const now = await credentialsOf(tx, account.id)
    // Checking a password takes long enough for an administrator to act in between.
    if (now?.status !== 'active' || now.passwordHash !== account.passwordHash)
      throw new AppError('unauthenticated', 'people.wrong_credentials')
    const ctx: Ctx = { ...(await ctxForUser(request.db, request.clock, tx, account.id)), requestId: request.requestId }
    await deleteSessionsBefore(tx, account.id, ctx.clock.now())
    const token = await openSession(ctx, account.id, request)
    await write(ctx, { action: 'signedIn', type: 'user', recordId: account.id })
    return token
  })
}

/**
 * Opens a session for a person of the context's company without asking for a password: after one was checked, at set-up, in tests.
 * @returns the token, `<tenantId>.<secret>`
 */
export async function openSession(
  ctx: Ctx,
  userId: string,
  from: { ip: string; userAgent: string } = { ip: '', userAgent: '' },
): Promise<string> {
  const { secret, secretHash } = newSecret()
  const at = ctx.clock.now()
  await insertSession(ctx.tx, {
    id: newId(),
    secretHash,
    userId,
    at,
    expiresAt: renewedUntil(at),
    userAgent: from.userAgent,
    ip: from.ip,
  })
  return writeToken(ctx.tenantId, secret)
}

/** Ends the session of a token; a token that is not valid (any more) is no error. */
export async function endSession(request: PublicCtx, text: string): Promise<void> {
  const token = readToken(text)
  if (token !== null) await request.db.tenant(token.tenantId, (tx) => deleteSession(tx, token.secretHash))
}

/** Ends every session of the actor, this one included. */
export async function endAllSessions(ctx: Ctx): Promise<void> {
  await deleteSessionsOf(ctx.tx, ctx.actor.userId)
  await write(ctx, { action: 'signedOutEverywhere', type: 'user', recordId: ctx.actor.userId })
}

/** The actor's live sessions, the one used last first. */
export async function mySessions(ctx: Ctx, text: string | null) {
  const current = text === null ? undefined : readToken(text)?.secretHash
  const sessions = await sessionsOf(ctx.tx, ctx.actor.userId, ctx.clock.now())
  return sessions.map(({ secretHash, ...session }) => ({ ...session, current: secretHash === current }))
}
