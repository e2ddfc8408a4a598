import { useSyncExternalStore } from 'react'
import { ApiError, api } from './api.ts'
import { queryClient } from './query.ts'

/** What tabs of one browser tell each other: fetch a topic again, or since when nothing is heard (null: all is well). */
type News = { topic: string } | { lostAt: number | null }

const NAME = 'tandem.live'
const GATHER_MS = 150
/** Much is going on: the screen changes at most this often. */
const APART_MS = 2_000
const PRESSED_MS = 300
const HELD_MS = 1_000
/** Short gaps are nobody's business. */
const GAP_MS = 10_000
const RETRY_MS = 5_000
/** Second part of the keys of lists that somebody works in row by row. */
const LISTS = new Set<unknown>(['list', 'board'])

const told = new Set<string>()
const held = new Set<string>()
let planned = false
let last = 0
let pressed = false
let lostAt: number | null = null
const watchers = new Set<() => void>()

/** Since when no changes are heard, in milliseconds; null while all is well. */
export function useLostSince(): number | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => lostAt,
  )
}

/**
 * Keeps what is on the screen up to date while somebody looks at it, until the returned function is called. One visible tab of
 * the browser holds the stream and tells the others; a first word of a query's key is the topic under which it is asked for again.
 */
export function followLive(): () => void {
  if (!('EventSource' in window)) return () => undefined
  const ending = new AbortController()
  const { signal } = ending
  const others = new BroadcastChannel(NAME)
  others.onmessage = ({ data }: MessageEvent<News>) => hear(data)
  const tell = (news: News): void => {
    hear(news)
    others.postMessage(news)
  }
  const started = Date.now()
  let leave = (): void => undefined
  const join = (): void => {
    leave()
    if (document.hidden) return
    apply()
    const turn = new AbortController()
    leave = () => turn.abort()
    const lead = () => holdStream(turn.signal, started, tell)
    // Browsers have locks over HTTPS only: without them each visible tab has its own stream.
    if (!navigator.locks) void lead()
    else navigator.locks.request(NAME, { signal: turn.signal }, lead).catch(() => undefined)
  }
  document.addEventListener('visibilitychange', join, { signal })
  for (const [event, is] of [
    ['pointerdown', true],
    ['touchstart', true],
    ['pointerup', false],
    ['touchend', false],
    ['touchcancel', false],
  ] as const)
    window.addEventListener(
      event,
      () => {
        pressed = is
      },
      { signal, passive: true, capture: true },
    )
  join()
  return () => {
    ending.abort()
    leave()
    others.close()
  }
}

function hear(news: News): void {
  if ('topic' in news) {
    told.add(news.topic)
    plan(Math.max(GATHER_MS, last + APART_MS - Date.now()))
    return
  }
  lostAt = news.lostAt
  for (const watcher of watchers) watcher()
}

function plan(wait: number): void {
  if (planned) return
  planned = true
  setTimeout(() => {
    planned = false
    apply()
  }, wait)
}

/** Asks again for what is shown. Nothing moves under a finger, and no list while somebody has rows of it selected or in focus. */
function apply(): void {
  if (document.hidden || told.size + held.size === 0) return
  if (pressed) {
    plan(PRESSED_MS)
    return
  }
  const inRows = document.querySelector('.ant-table-row-selected, tr:focus-visible, tr :focus-visible') !== null
  const now = new Set(told)
  told.clear()
  if (inRows) for (const topic of now) held.add(topic)
  const lists = inRows ? new Set<string>() : new Set([...now, ...held])
  if (!inRows) held.clear()
  last = Date.now()
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [topic, part] }) => {
      const topics = LISTS.has(part) ? lists : now
      return topics.has('*') || topics.has(String(topic))
    },
  })
  if (held.size > 0) plan(HELD_MS)
}

/** Holds the stream, and opens it again when it is lost, until the signal. */
function holdStream(signal: AbortSignal, started: number, tell: (news: News) => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource
    let again: ReturnType<typeof setTimeout>
    let gap: ReturnType<typeof setTimeout> | undefined
    let mayAsk = true
    const lose = (): void => {
      const at = Date.now()
      gap ??= setTimeout(() => tell({ lostAt: at }), GAP_MS)
    }
    const open = (): void => {
      source = new EventSource('/api/live')
      source.onopen = () => {
        clearTimeout(gap)
        gap = undefined
        mayAsk = true
        tell({ lostAt: null })
        // What happened before this was not heard; right after the start everything is new anyway.
        if (Date.now() - started > GAP_MS) tell({ topic: '*' })
      }
      source.onmessage = ({ data }: MessageEvent<string>) => tell({ topic: data })
      source.onerror = () => {
        lose()
        // Refused, and not only interrupted: an EventSource comes back from that by itself.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(() => void reopen(), RETRY_MS * Math.random())
      }
    }
    const reopen = async (): Promise<void> => {
      try {
        // Asks to sign in when that is the reason, once.
        await api.get('/api/me', undefined, { askToSignIn: mayAsk })
        if (!signal.aborted) open()
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) mayAsk = false
        if (!signal.aborted) again = setTimeout(() => void reopen(), RETRY_MS)
      }
    }
    signal.addEventListener('abort', () => {
      source.close()
      clearTimeout(again)
      clearTimeout(gap)
      resolve()
    })
    open()
  })
}
