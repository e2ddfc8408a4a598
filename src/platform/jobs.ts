import sql, { type Sql } from 'sql-template-tag'
import type { Clock } from './clock.ts'
import type { Database, Statements } from './database.ts'
import { newId } from './id.ts'

/** One unit of work for later. With a key, a second request for the same work changes nothing. */
export interface JobRequest {
  kind: string
  tenantId: string | null
  key?: string
  payload?: Record<string, unknown>
  runAt?: Date
}

export interface Job {
  id: string
  kind: string
  tenantId: string | null
  payload: Record<string, unknown>
  attempts: number
  /** Aborted when the process is about to end: long work stops at its next good point and queues the rest. */
  signal: AbortSignal
}

export type JobHandler = (job: Job) => Promise<void>

/** A job whose process died is free again after this; a process at work keeps renewing its hold. */
const LOCK_SECONDS = 30
const RENEW_MS = 10_000
const MAX_ATTEMPTS = 12

/** Queues work in the caller's transaction: it exists only when the transaction commits. */
export async function enqueue(tx: Statements, job: JobRequest, now: Date): Promise<void> {
  await tx.run(sql`
    insert into jobs (id, kind, tenant_id, key, payload, run_at, created_at)
    values (${newId()}, ${job.kind}, ${job.tenantId}, ${job.key ?? null}, ${JSON.stringify(job.payload ?? {})},
            ${job.runAt ?? now}, ${now})
    on conflict (key) do nothing`)
}

/**
 * Takes one ready job and runs it; several processes share the queue. A job whose process died is taken again
 * when its lock runs out, so handlers must be idempotent.
 * @param signal says that the process is about to end
 * @returns false when nothing was ready
 */
export async function runNext(
  db: Database,
  clock: Clock,
  handlers: Readonly<Record<string, JobHandler>>,
  signal: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const job = await take(db, clock.now(), signal)
  if (job === undefined) return false
  const renewing = setInterval(() => void renew(db, job, clock.now()).catch(() => undefined), RENEW_MS)
  try {
    const handler = handlers[job.kind]
    if (handler === undefined) throw new Error(`no handler for job kind ${job.kind}`)
    await handler(job)
    await db.local((tx) => tx.run(sql`delete from jobs where ${held(job)}`))
  } catch (error) {
    await putBack(db, job, error as Error, clock.now())
  } finally {
    clearInterval(renewing)
  }
  return true
}

/** The job as long as nobody else has taken it since. */
const held = (job: Job): Sql => sql`id = ${job.id} and attempts = ${job.attempts}`

const lockedUntil = (now: Date): Date => new Date(now.getTime() + LOCK_SECONDS * 1000)

async function renew(db: Database, job: Job, now: Date): Promise<void> {
  await db.local((tx) => tx.run(sql`update jobs set locked_until = ${lockedUntil(now)} where ${held(job)}`))
}

async function take(db: Database, now: Date, signal: AbortSignal): Promise<Job | undefined> {
  return db.local(async (tx) => {
    const row = await tx.maybe<{
      id: string
      kind: string
      tenant_id: string | null
      payload: Record<string, unknown>
      attempts: number
    }>(sql`
      update jobs set locked_until = ${lockedUntil(now)}, attempts = attempts + 1
      where id = (
        select id from jobs
        where failed_at is null and run_at <= ${now} and (locked_until is null or locked_until < ${now})
        order by run_at limit 1 for update skip locked)
      returning id, kind, tenant_id, payload, attempts`)
    if (row === undefined) return undefined
    const { tenant_id: tenantId, ...job } = row
    return { ...job, tenantId, signal }
  })
}

async function putBack(db: Database, job: Job, error: Error, now: Date): Promise<void> {
  const waitSeconds = Math.min(3600, 2 ** job.attempts)
  const failedAt = job.attempts >= MAX_ATTEMPTS ? now : null
  await db.local((tx) =>
    tx.run(sql`
    update jobs set locked_until = null, last_error = ${String(error.stack ?? error).slice(0, 2000)},
      run_at = ${new Date(now.getTime() + waitSeconds * 1000)}, failed_at = ${failedAt}
    where ${held(job)}`),
  )
}

/** Says when a tenant next has something due of a kind; keeps the earlier of the known and the new time. */
export async function setDue(tx: Statements, kind: string, tenantId: string, nextAt: Date): Promise<void> {
  await tx.run(sql`
    insert into due (kind, tenant_id, next_at) values (${kind}, ${tenantId}, ${nextAt})
    on conflict (kind, tenant_id) do update set next_at = least(due.next_at, excluded.next_at)`)
}

/**
 * One job per tenant that has something due, keyed by kind, tenant and due time, so a restart or a second
 * worker does no harm. The row moves to `until` when the tenant's job runs and calls {@link settleDue}.
 */
export async function sweepDue(db: Database, kind: string, now: Date): Promise<number> {
  return db.local(async (tx) => {
    const rows = await tx.rows<{ tenant_id: string; next_at: string }>(
      sql`select tenant_id, next_at from due where kind = ${kind} and next_at <= ${now} order by next_at limit 1000`,
    )
    for (const row of rows) {
      await enqueue(tx, { kind, tenantId: row.tenant_id, key: `${kind}:${row.tenant_id}:${row.next_at}` }, now)
    }
    return rows.length
  })
}

/** After a tenant's sweep: when it next has something due, or nothing more. */
export async function settleDue(tx: Statements, kind: string, tenantId: string, nextAt: Date | null): Promise<void> {
  if (nextAt === null) await tx.run(sql`delete from due where kind = ${kind} and tenant_id = ${tenantId}`)
  else {
    await tx.run(sql`
      insert into due (kind, tenant_id, next_at) values (${kind}, ${tenantId}, ${nextAt})
      on conflict (kind, tenant_id) do update set next_at = excluded.next_at`)
  }
}
