import type { Clock } from '../../../platform/clock.ts'
import type { Actor, Ctx, PublicCtx } from '../../../platform/context.ts'
import type { Database, Tx } from '../../../platform/database.ts'
import { AppError, notFound } from '../../../platform/errors.ts'
import type { Gate } from '../../../platform/http/server.ts'
import { newId } from '../../../platform/id.ts'
import { addDays, localDay } from '../../../platform/time.ts'
import { SYSTEM_USER_ID } from '../contract.ts'
import { allGrants } from '../policy.ts'
import { membershipOn } from '../rules/membership.ts'
import { rightsOf } from '../rules/rights.ts'
import { isLive, renewedUntil, wantsTouch } from '../rules/session.ts'
import {
  type ActorFacts,
  actorFacts,
  factsOfSessions,
  sessionFacts,
  tenantDefaults,
  touchSession,
} from '../store/session.ts'
import { readToken } from './secrets.ts'
import { FailedTry, noteFailedTry } from './throttle.ts'

/** Sessions as the web server needs them. Rights are read in the transaction that uses them, so a change counts at once. */
export const gate: Gate = { withSession, actors }

async function withSession<T>(
  request: PublicCtx,
  text: string,
  readOnly: boolean,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const token = readToken(text)
  if (token === null) throw new AppError('unauthenticated', 'people.no_session')
  const { db, clock, requestId } = request
  const now = clock.now()
  let touched: string | null = null
  let result: T
  try {
    result = await db.tenant(
      token.tenantId,
      async (tx) => {
        const facts = await sessionFacts(tx, token.secretHash, daysAround(now))
        if (facts === undefined || !isLive(facts, now) || facts.status !== 'active') {
          throw new AppError('unauthenticated', 'people.session_ended')
        }
        touched = wantsTouch(facts, now) ? facts.sessionId : null
        return work(contextOf({ db, clock, tx, requestId }, actorOf(facts, now)))
      },
      { readOnly },
    )
  } catch (error) {
    if (error instanceof FailedTry) await noteFailedTry(db, clock, error)
    throw error
  }
  if (touched !== null) await touch(db, token.tenantId, touched, now)
  return result
}

async function actors(
  { db, clock }: { db: Database; clock: Clock },
  tenantId: string,
  tokens: readonly string[],
): Promise<Map<string, Actor>> {
  const now = clock.now()
  const byHash = new Map(tokens.map((text) => [readToken(text)?.secretHash ?? '', text]))
  const sessions = await db.tenant(tenantId, (tx) => factsOfSessions(tx, [...byHash.keys()], daysAround(now)), {
    readOnly: true,
  })
  const valid = sessions.filter((facts) => isLive(facts, now) && facts.status === 'active')
  return new Map(valid.map((facts) => [byHash.get(facts.secretHash) as string, actorOf(facts, now)]))
}

/** Apart from the request's transaction, because a GET may not write. */
async function touch(db: Database, tenantId: string, sessionId: string, now: Date): Promise<void> {
  await db.tenant(tenantId, (tx) => touchSession(tx, sessionId, now, renewedUntil(now)))
}

function daysAround(now: Date): { first: string; last: string } {
  const day = localDay(now, 'UTC')
  return { first: addDays(day, -1), last: addDays(day, 1) }
}

function actorOf(facts: ActorFacts, now: Date): Actor {
  const membership = membershipOn(facts.memberships, localDay(now, facts.timeZone))
  return {
    kind: 'user',
    userId: facts.userId,
    name: facts.name,
    departmentId: membership?.departmentId ?? null,
    departmentPath: membership?.path ?? '',
    timeZone: facts.timeZone,
    locale: facts.locale,
    ...rightsOf(facts.roles),
  }
}

function contextOf(of: { db: Database; clock: Clock; tx: Tx; requestId: string }, actor: Actor): Ctx {
  return { ...of, tenantId: of.tx.tenantId, actor, memo: new Map() }
}

/**
 * The context of jobs and imports: every permission, the company's time zone and language.
 * @throws AppError not_found for a tenant that does not exist
 */
export async function systemCtx(db: Database, clock: Clock, tenantId: string, tx: Tx): Promise<Ctx> {
  const defaults = await tenantDefaults(tx)
  if (defaults === undefined || tx.tenantId !== tenantId) throw notFound()
  const actor: Actor = {
    kind: 'system',
    userId: SYSTEM_USER_ID,
    name: '',
    departmentId: null,
    departmentPath: '',
    ...defaults,
    grants: allGrants,
    fieldRules: {},
  }
  return contextOf({ db, clock, tx, requestId: newId() }, actor)
}

/**
 * The context of one person without a session, with their rights of this moment: command line, seeds, tests.
 * @throws AppError not_found for an id of nobody in the tenant of `tx`
 */
export async function ctxForUser(db: Database, clock: Clock, tx: Tx, userId: string): Promise<Ctx> {
  const now = clock.now()
  const facts = await actorFacts(tx, userId, daysAround(now))
  if (facts === undefined) throw notFound('people.no_such_user')
  return contextOf({ db, clock, tx, requestId: newId() }, actorOf(facts, now))
}

/** Runs work as a person in one transaction. */
export function asUser<T>(
  db: Database,
  clock: Clock,
  tenantId: string,
  userId: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return db.tenant(tenantId, async (tx) => work(await ctxForUser(db, clock, tx, userId)))
}

/** Runs work as the system in one transaction. */
export function asSystem<T>(db: Database, clock: Clock, tenantId: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return db.tenant(tenantId, async (tx) => work(await systemCtx(db, clock, tenantId, tx)))
}
