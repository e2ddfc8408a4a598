import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { useSyncExternalStore } from 'react'
import { ApiError, api } from './api.ts'
import { writeDraft } from './drafts.ts'
import { type Entry, isForLater, nextToSend, pauseAfter, type Refusal } from './outbox-order.ts'
import { queryClient } from './query.ts'
import { whenSignedInAgain } from './sign-in-again.ts'

interface OutboxSchema extends DBSchema {
  entries: { key: number; value: Entry; indexes: { id: string } }
}

const LOCK = 'tandem.outbox'
/** So long a form waits for the server before it leaves the rest to the outbox. */
const AT_ONCE_MS = 6_000

let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined
let owner: string | undefined
let entries: readonly Entry[] | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let draining: Promise<void> | undefined
let isAsked = false
const watchers = new Set<() => void>()
const waiters = new Map<string, (outcome: Outcome) => void>()
const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(LOCK)

type Outcome = { reply: unknown } | { refused: ApiError }

function database(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>(LOCK, 1, {
    upgrade: (db) => {
      db.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true })
    },
  })
  return opened
}

async function read(): Promise<readonly Entry[]> {
  const all = await (await database()).getAll('entries')
  const own = all.filter((entry) => entry.userId === owner)
  entries = own
  for (const watcher of watchers) watcher()
  return own
}

/** Everything of the signed-in person that waits, in order; undefined until it was looked up. */
export function useOutbox(): readonly Entry[] | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => entries,
  )
}

/** Sends what waits of a person now, and whenever the network or the tab comes back, until the returned function is called. */
export function startOutbox(userId: string): () => void {
  owner = userId
  const soon = () => void drain()
  const visible = () => document.visibilityState === 'visible' && soon()
  const heard = () => void read().catch(() => undefined)
  window.addEventListener('online', soon)
  const stop = whenSignedInAgain(soon)
  document.addEventListener('visibilitychange', visible)
  others?.addEventListener('message', heard)
  heard()
  soon()
  return () => {
    window.removeEventListener('online', soon)
    stop()
    document.removeEventListener('visibilitychange', visible)
    others?.removeEventListener('message', heard)
    clearTimeout(timer)
    owner = undefined
    entries = undefined
  }
}

export type NewEntry = Pick<Entry, 'id' | 'path' | 'body' | 'label' | 'form'>

/**
 * Hands something in: it is kept on the device first and sent from there, so that no closed tab, lost network or ended session loses
 * it. Waits a little for the server's answer.
 * @returns the reply, or `kept` when it will be sent later
 * @throws ApiError when the server refuses it: then it is not kept any more, and the form has to say why
 */
export async function handIn<T>(item: NewEntry): Promise<{ kept: false; reply: T } | { kept: true }> {
  if (owner === undefined || !(await keep(item))) return { kept: false, reply: await sendUnkept<T>(item) }
  const outcome = new Promise<Outcome>((resolve) => waiters.set(item.id, resolve))
  void drain()
  const first = await Promise.race([outcome, sleep(navigator.onLine ? AT_ONCE_MS : 0)])
  waiters.delete(item.id)
  if (first === undefined) return { kept: true }
  if ('reply' in first) return { kept: false, reply: first.reply as T }
  await forget(item.id)
  throw first.refused
}

/** Where nothing can be kept it has to be sent at once, or the form keeps the words. */
async function sendUnkept<T>({ path, body }: NewEntry): Promise<T> {
  try {
    return await api.post<T>(path, timed(path, body))
  } catch (error) {
    if (error instanceof ApiError && error.code === 'offline')
      throw new ApiError({ status: 0, code: 'offline', reason: 'web.not_kept' })
    throw error
  }
}

const sleep = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms, undefined))

/** @returns false on a device that keeps nothing (a private window, a full disk) */
async function keep(item: NewEntry): Promise<boolean> {
  try {
    const entry = { ...item, userId: owner as string, at: new Date().toISOString(), attempts: 0 }
    // What was handed in twice under one id is one entry.
    if ((await (await database()).getFromIndex('entries', 'id', item.id)) !== undefined) await forget(item.id)
    await (await database()).add('entries', entry as Entry)
    await told()
    return true
  } catch {
    return false
  }
}

/** Throws an entry away. */
export async function forget(id: string): Promise<void> {
  const db = await database()
  const key = await db.getKeyFromIndex('entries', 'id', id)
  if (key !== undefined) await db.delete('entries', key)
  await told()
}

/** Opens a refused entry in its form again. @returns the form's address */
export async function mend({ id, form }: Entry): Promise<string> {
  if (form === undefined) return '/'
  await writeDraft(form.key, form.draft)
  await forget(id)
  return form.at
}

/** Tries refused ones again, for example after somebody has been given the right. */
export async function tryAgain(): Promise<void> {
  for (const { seq, refused } of await read()) if (refused) await note(seq, {})
  await drain()
}

/** Writes down how an entry stands, if it is still there: it may have been thrown away meanwhile. */
async function note(seq: number, standing: { attempts?: number; refused?: Refusal }): Promise<void> {
  const work = (await database()).transaction('entries', 'readwrite')
  const now = await work.store.get(seq)
  if (now !== undefined) {
    const { refused: _, ...rest } = now
    await work.store.put({ ...rest, ...standing })
  }
  await work.done
  await told()
}

async function told(): Promise<void> {
  others?.postMessage('changed')
  await read()
}

/** One tab at a time where the browser can say so; elsewhere the server takes the same id only once. */
function exclusively(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work()
}

function drain(): Promise<void> {
  clearTimeout(timer)
  if (draining !== undefined) {
    isAsked = true
    return draining
  }
  draining = exclusively(sendAll)
    .catch(() => undefined)
    .finally(() => {
      draining = undefined
      // Something was added when the last look was over.
      if (isAsked) void drain()
    })
  return draining
}

async function sendAll(): Promise<void> {
  isAsked = false
  let sent = 0
  for (let entry = nextToSend(await read()); entry !== undefined; entry = nextToSend(await read())) {
    const outcome = await attempt(entry)
    if (outcome === 'later') break
    if (outcome === 'sent') sent++
  }
  if (sent > 0) void queryClient.invalidateQueries()
}

async function attempt({ id, seq, path, body, userId, attempts }: Entry): Promise<'sent' | 'refused' | 'later'> {
  try {
    const reply = await api.post(path, timed(path, body), { person: userId, askToSignIn: false })
    await (await database()).delete('entries', seq)
    await told()
    settle(id, { reply })
    return 'sent'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (isForLater(error)) {
      await note(seq, { attempts: attempts + 1 })
      timer = setTimeout(() => void drain(), Math.max(pauseAfter(attempts + 1), 1000 * (error.retryAfter ?? 0)))
      return 'later'
    }
    const { status, code, reason, errors, params } = error
    await note(seq, { refused: { status, code, reason, errors, params } })
    settle(id, { refused: error })
    return 'refused'
  }
}

function settle(id: string, outcome: Outcome): void {
  waiters.get(id)?.(outcome)
}

/** The clock of the device at sending lets the server measure how wrong it is. */
function timed(path: string, body: Record<string, unknown>): Record<string, unknown> {
  return path.startsWith('/api/follow-ups') ? { ...body, clientSentAt: new Date().toISOString() } : body
}
