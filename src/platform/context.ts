import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './database.ts'

export type { Actor, FieldRule, Grant, Reach } from './actor.ts'

/** What a request without a session has. */
export interface PublicCtx {
  readonly db: Database
  readonly clock: Clock
  readonly requestId: string
  readonly ip: string
  readonly userAgent: string
}

/**
 * What every service function takes first: the actor and the one transaction of this request or job.
 * One request is one transaction: rights are read and used in the same snapshot.
 */
export interface Ctx {
  readonly db: Database
  readonly tx: Tx
  readonly tenantId: string
  readonly actor: Actor
  readonly clock: Clock
  readonly requestId: string
  /** Values computed once per request (reach, options, field lists), by key. */
  readonly memo: Map<string, unknown>
}

/** Computes a value once per request. */
export function once<T>(ctx: Ctx, key: string, compute: () => Promise<T>): Promise<T> {
  const known = ctx.memo.get(key)
  if (known !== undefined) return known as Promise<T>
  const value = compute()
  ctx.memo.set(key, value)
  return value
}
