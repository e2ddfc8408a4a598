import { createHash } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Database, Statements } from '../../../platform/database.ts'
import { AppError, type ErrorCode, type ErrorDetails } from '../../../platform/errors.ts'
import { TRY_WINDOW_MS, waitSeconds } from '../rules/throttle.ts'
import { addTry, clearBucket, forgetTriesBefore, lockBuckets, removeTries, triesSince } from '../store/throttle.ts'

export interface Limit {
  /** What is protected, for example `sign-in:anna@example.com`; kept only as a hash. */
  name: string
  tries: number
}

/** A try that was counted before it was known to fail. */
export interface Claim {
  /** To be called when the try succeeded: it does not count, and neither do earlier ones against `cleared`. */
  succeed(cleared?: Limit): Promise<void>
}

/**
 * Counts a try against every limit before it is made, so that many at once cannot slip through.
 * @throws AppError too_many with the seconds to wait
 */
export async function claimTry(db: Database, clock: Clock, limits: readonly Limit[]): Promise<Claim> {
  const now = clock.now()
  const ids = await db.local(async (tx) => {
    await lockBuckets(tx, limits.map(bucketOf))
    for (const limit of limits) await refuseWhenSpent(tx, limit, now)
    await forgetTriesBefore(tx, new Date(now.getTime() - TRY_WINDOW_MS))
    const added: string[] = []
    for (const limit of limits) added.push(await addTry(tx, bucketOf(limit), now))
    return added
  })
  return {
    succeed: (cleared) =>
      db.local(async (tx) => {
        await removeTries(tx, ids)
        if (cleared) await clearBucket(tx, bucketOf(cleared))
      }),
  }
}

async function refuseWhenSpent(tx: Statements, limit: Limit, now: Date): Promise<void> {
  const recent = await triesSince(tx, bucketOf(limit), new Date(now.getTime() - TRY_WINDOW_MS))
  const wait = waitSeconds(recent, limit.tries, now)
  if (wait > 0) throw new AppError('too_many', 'people.too_many_tries', { retryAfter: wait, params: { seconds: wait } })
}

function bucketOf(limit: Limit): string {
  return createHash('sha256').update(limit.name).digest('hex')
}

/** A refusal inside a request's transaction that must be counted although the transaction rolls back; the gate does that. */
export class FailedTry extends AppError {
  readonly limit: Limit

  constructor(limit: Limit, code: ErrorCode, reason: string, details: ErrorDetails = {}) {
    super(code, reason, details)
    this.limit = limit
  }
}

export async function noteFailedTry(db: Database, clock: Clock, failed: FailedTry): Promise<void> {
  await db.local((tx) => addTry(tx, bucketOf(failed.limit), clock.now()))
}

/**
 * Makes a guarded check inside a request: one at a time per limit, and its answer is told only while tries are left.
 * @throws FailedTry when `check` says no; AppError too_many when the tries are spent
 */
export async function guardedCheck(
  ctx: Ctx,
  limit: Limit,
  check: () => Promise<boolean>,
  refusal: () => FailedTry,
): Promise<void> {
  await lockBuckets(ctx.tx, [bucketOf(limit)])
  await refuseWhenSpent(ctx.tx, limit, ctx.clock.now())
  const passed = await check()
  // A try that failed a moment ago is counted after its own transaction: look again before telling the answer.
  await refuseWhenSpent(ctx.tx, limit, ctx.clock.now())
  if (!passed) throw refusal()
}
