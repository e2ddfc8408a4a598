import { setTimeout as sleep } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { z } from 'zod'
import type { Ctx } from './context.ts'
import type { Database } from './database.ts'
import { newId } from './id.ts'

/** What somebody may want to fetch again. It never says what changed: fetching checks rights as always. */
export interface Change {
  /** Path of what changed below `/api/`, for example `customers`. */
  topic: string
  /** The permission to see it, `signedIn` when everybody may; without one only `people` hear of it. */
  can?: string
  /** Whom it concerns: of those whose right reaches only to their own, nobody else hears of it. */
  people: readonly (string | null)[]
}

const CHANNEL = 'tandem_live'
/** A change waits so long for others, because the database hands messages over one commit at a time. */
const COLLECT_MS = 100
/** A message of the database holds 8000 bytes. */
const PEOPLE_PER_MESSAGE = 150
const PROBE_EVERY_MS = 30_000
const PROBE_WAIT_MS = 2_000
const PAUSE_MS = 3_000

const message = z.object({
  tenant: z.string(),
  topic: z.string(),
  can: z.string().optional(),
  people: z.array(z.string()),
})
export type Message = z.output<typeof message>
const probe = z.object({ probe: z.string() })
type Probe = z.output<typeof probe>

interface Collected {
  tenant: string
  topic: string
  can: string | undefined
  people: Set<string>
}

const waiting = new WeakMap<Database, Map<string, Collected>>()

/** Lets every browser that may be concerned know, once the transaction of `ctx` is committed. */
export function changed(ctx: Ctx, change: Change): void {
  ctx.tx.afterCommit(() => collect(ctx.db, ctx.tenantId, change))
}

function collect(db: Database, tenant: string, { topic, can, people }: Change): void {
  const known = waiting.get(db)
  const collected = known ?? new Map<string, Collected>()
  const key = `${tenant} ${topic}`
  const of = collected.get(key) ?? { tenant, topic, can, people: new Set() }
  for (const person of people) if (person !== null) of.people.add(person)
  collected.set(key, of)
  if (known !== undefined) return
  waiting.set(db, collected)
  setTimeout(() => {
    waiting.delete(db)
    // A lost message costs nothing lasting: browsers ask again by themselves.
    send(db, [...collected.values()].flatMap(messagesOf)).catch(() => undefined)
  }, COLLECT_MS).unref()
}

function messagesOf({ tenant, topic, can, people }: Collected): Message[] {
  const all = [...people]
  const parts = Math.max(1, Math.ceil(all.length / PEOPLE_PER_MESSAGE))
  return Array.from({ length: parts }, (_, part) => ({
    tenant,
    topic,
    ...(can !== undefined && { can }),
    people: all.slice(part * PEOPLE_PER_MESSAGE, (part + 1) * PEOPLE_PER_MESSAGE),
  }))
}

/** The one place of NOTIFY: in a transaction of its own, never in that of a request. */
async function send(db: Database, messages: readonly (Message | Probe)[]): Promise<void> {
  const texts = messages.map((each) => JSON.stringify(each))
  await db.local((tx) => tx.run(sql`select pg_notify(${CHANNEL}, text) from unnest(${texts}::text[]) text`))
}

/** Other versions of Tandem, and other programs, may use the channel too. */
function messageIn(text: string): Message | Probe | undefined {
  try {
    return z.union([message, probe]).safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export interface Listening {
  stop(): Promise<void>
}

/**
 * Hears what every process tells, over one connection that is opened again when it is lost. Whether messages really
 * arrive is tried out, because a connection pooler accepts LISTEN and delivers nothing.
 * @param hear gets null for "anything may have changed": after a gap, and every 5 seconds where LISTEN does not work
 */
export function listen(db: Database, hear: (message: Message | null) => void): Listening {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined)
  const session = async (): Promise<void> => {
    const client = db.connection()
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
    })
    const probes = new Map<string, () => void>()
    client.on('notification', ({ payload = '' }) => {
      const told = messageIn(payload)
      if (told === undefined) return
      if ('probe' in told) probes.get(told.probe)?.()
      else hear(told)
    })
    const arrives = async (): Promise<boolean> => {
      const id = newId()
      const heard = new Promise<true>((resolve) => probes.set(id, () => resolve(true)))
      await send(db, [{ probe: id }])
      const result = await Promise.race([heard, lost, pause(PROBE_WAIT_MS)])
      probes.delete(id)
      return result === true
    }
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      while (!signal.aborted && (await arrives())) await Promise.race([lost, pause(PROBE_EVERY_MS)])
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await session().catch(() => undefined)
      await pause(PAUSE_MS)
      if (!signal.aborted && (await db.ping())) hear(null)
    }
  }
  const running = run()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}
