import type { Clock } from './clock.ts'
import type { Database, Tx } from './database.ts'

/** How far a right reaches. `none` is never stored: an absent grant is a refusal. */
export type Reach = 'own' | 'department' | 'departmentAndBelow' | 'chosen' | 'all'

export interface Grant {
  reach: Reach
  /** Departments of the reach `chosen`. */
  departments?: string[]
}

export type FieldRule = 'hidden' | 'masked' | 'readOnly'

/** Who acts, with every right they hold at this moment. */
export interface Actor {
  readonly kind: 'user' | 'system'
  readonly userId: string
  readonly name: string
  readonly departmentId: string | null
  /** Path of the actor's department, for example `/a/b/`; empty without one. */
  readonly departmentPath: string
  readonly timeZone: string
  readonly locale: string
  /** By permission key, for example `customers.edit`. */
  readonly grants: Readonly<Record<string, Grant[]>>
  /** By `type.field`, the most generous of the actor's roles. */
  readonly fieldRules: Readonly<Record<string, FieldRule>>
}

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
