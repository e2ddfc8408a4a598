import { type DehydratedState, dehydrate, hydrate, type QueryKey } from '@tanstack/react-query'
import { openDB } from 'idb'
import { ApiError } from './api.ts'
import { isForLater } from './outbox-order.ts'
import { queryClient } from './query.ts'

/** What was read stays on the device, so that the daily work goes on without a network: one person's, for a week at most. */

const NAME = 'tandem.read'
const WHO = 'tandem:reader'
const SAVE_MS = 1_500
const AGE_MS = 7 * 86_400_000
/** Newest first; more than a person reads in a week. */
const MOST = 400
/** First words of the keys of what the daily work on a phone needs. */
const KEPT = new Set<unknown>([
  'me',
  'options',
  'meta',
  'known-names',
  'next-steps',
  'reports',
  'customers',
  'contacts',
  'opportunities',
  'follow-ups',
  'leads',
  'tasks',
  'notices',
  'targets',
])
/** Second words of keys that are searches and questions of a moment. */
const PASSING = new Set<unknown>(['read', 'parse', 'pick', 'choose', 'board', 'evidence', 'team', 'feed'])

interface Kept {
  /** When the server was last heard. */
  savedAt: number
  state: DehydratedState
}

const database = () =>
  openDB(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('people')
    },
  })

export const isKept = (key: QueryKey): boolean => KEPT.has(key[0]) && !PASSING.has(key[1])

/** Puts back what the last person on this device has read; nothing after a week or where the device keeps nothing. */
export async function restoreRead(): Promise<void> {
  try {
    const who = localStorage.getItem(WHO)
    if (who === null) return
    const kept = (await (await database()).get('people', who)) as Kept | undefined
    if (kept === undefined || Date.now() - kept.savedAt > AGE_MS) return
    hydrate(queryClient, kept.state)
    // However young it is: it may be from before the last thing that was done.
    await queryClient.invalidateQueries({ refetchType: 'none' })
  } catch {
    // The app then simply starts empty.
  }
}

/** Keeps what a person reads from now on, until the returned function is called. */
export function keepRead(userId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    timer = undefined
    void write(userId).catch(() => undefined)
  }
  const stop = queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isKept(query.queryKey)) timer ??= setTimeout(save, SAVE_MS)
  })
  const hidden = () => document.visibilityState === 'hidden' && save()
  document.addEventListener('visibilitychange', hidden)
  localStorage.setItem(WHO, userId)
  return () => {
    stop()
    document.removeEventListener('visibilitychange', hidden)
    clearTimeout(timer)
  }
}

let isForgotten = false

/** What was read stays worth keeping when asking again only failed for want of an answer. */
const isWorthKeeping = ({ data, error }: { data: unknown; error: unknown }): boolean =>
  data !== undefined && (error === null || (error instanceof ApiError && isForLater(error) && error.status !== 401))

async function write(userId: string): Promise<void> {
  const state = dehydrate(queryClient, {
    shouldDehydrateQuery: ({ queryKey, state }) => isKept(queryKey) && isWorthKeeping(state),
    shouldDehydrateMutation: () => false,
  })
  const queries = [...state.queries]
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, MOST)
    .map(({ queryKey, queryHash, dehydratedAt, state: { data, dataUpdatedAt } }) => ({
      queryKey,
      queryHash,
      dehydratedAt,
      state: { ...answered, data, dataUpdatedAt },
    }))
  const kept: Kept = { savedAt: queries[0]?.state.dataUpdatedAt ?? 0, state: { mutations: [], queries } }
  if (isForgotten) return
  await (await database()).put('people', JSON.parse(JSON.stringify(kept)), userId)
}

/** Whatever became of asking again, it comes back as an answer. */
const answered = {
  dataUpdateCount: 1,
  error: null,
  errorUpdateCount: 0,
  errorUpdatedAt: 0,
  fetchFailureCount: 0,
  fetchFailureReason: null,
  fetchMeta: null,
  isInvalidated: true,
  status: 'success' as const,
  fetchStatus: 'idle' as const,
}

/** Wipes what was read: at sign-out nothing of the company stays on the device. */
export async function forgetRead(): Promise<void> {
  isForgotten = true
  localStorage.removeItem(WHO)
  try {
    await (await database()).clear('people')
  } catch {
    // Nothing was kept.
  }
}
