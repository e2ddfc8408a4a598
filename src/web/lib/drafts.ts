import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { useCallback, useEffect, useRef, useState } from 'react'

interface DraftsSchema extends DBSchema {
  drafts: { key: string; value: { key: string; value: unknown; savedAt: string } }
}

let opened: Promise<IDBPDatabase<DraftsSchema>> | undefined
let owner = 'nobody'

function database(): Promise<IDBPDatabase<DraftsSchema>> {
  opened ??= openDB<DraftsSchema>('tandem-drafts', 1, {
    upgrade: (db) => {
      db.createObjectStore('drafts', { keyPath: 'key' })
    },
  })
  return opened
}

/** Drafts belong to one person on this device; the session says who. */
export function draftsOf(userId: string): void {
  owner = userId
}

const keyOf = (key: string): string => `${owner}:${key}`

/** The kept draft, or undefined. Private windows without a database simply keep none. */
export async function readDraft<T>(key: string): Promise<{ value: T; savedAt: string } | undefined> {
  try {
    const kept = await (await database()).get('drafts', keyOf(key))
    return kept && { value: kept.value as T, savedAt: kept.savedAt }
  } catch {
    return undefined
  }
}

/** Keeps a draft under `key`, replacing the older one. Returns when it was kept, or undefined when this device cannot. */
export async function writeDraft(key: string, value: unknown): Promise<string | undefined> {
  const savedAt = new Date().toISOString()
  try {
    await (await database()).put('drafts', { key: keyOf(key), value, savedAt })
    return savedAt
  } catch {
    return undefined
  }
}

/** Forgets a draft, after it was sent or thrown away. */
export async function dropDraft(key: string): Promise<void> {
  try {
    await (await database()).delete('drafts', keyOf(key))
  } catch {
    // Without a database there is nothing to forget.
  }
}

export interface Draft<T> {
  value: T
  set: (next: T | ((now: T) => T)) => void
  /** ISO time of the last save, for 「已自动保存 16:20」. */
  savedAt: string | undefined
  /** False until the kept draft was looked up. */
  ready: boolean
  /** Whether a draft from an earlier visit was brought back. */
  restored: boolean
  /** Call after sending: forgets the draft and shows `next`. */
  clear: (next?: T) => void
}

/**
 * State that survives a closed tab: saved 400 ms after the last key press and at once when the page is hidden.
 * @param key stable per place, for example `followUp:new` or `report:2026-03-12`
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [value, setValue] = useState(initial)
  const [savedAt, setSavedAt] = useState<string>()
  const [ready, setReady] = useState(false)
  const [restored, setRestored] = useState(false)
  const pending = useRef<{ value: T } | undefined>(undefined)
  const start = useRef(initial)

  useEffect(() => {
    let current = true
    setReady(false)
    setRestored(false)
    setSavedAt(undefined)
    setValue(start.current)
    readDraft<T>(key).then((kept) => {
      if (!current) return
      if (kept && !pending.current) {
        setValue(kept.value)
        setSavedAt(kept.savedAt)
        setRestored(true)
      }
      setReady(true)
    })
    return () => {
      current = false
    }
  }, [key])

  const flush = useCallback(() => {
    const due = pending.current
    if (!due) return
    pending.current = undefined
    writeDraft(key, due.value).then(setSavedAt)
  }, [key])

  useEffect(() => {
    const timer = pending.current ? setTimeout(flush, 400) : undefined
    return () => clearTimeout(timer)
  }, [value, flush])

  useEffect(() => {
    const whenHidden = () => document.visibilityState === 'hidden' && flush()
    document.addEventListener('visibilitychange', whenHidden)
    window.addEventListener('pagehide', flush)
    return () => {
      document.removeEventListener('visibilitychange', whenHidden)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const set = useCallback((next: T | ((now: T) => T)) => {
    setValue((now) => {
      const after = typeof next === 'function' ? (next as (now: T) => T)(now) : next
      pending.current = { value: after }
      return after
    })
  }, [])

  const clear = useCallback(
    (next: T = start.current) => {
      pending.current = undefined
      setValue(next)
      setSavedAt(undefined)
      setRestored(false)
      dropDraft(key)
    },
    [key],
  )

  return { value, set, savedAt, ready, restored, clear }
}

const unsaved = new Set<symbol>()
const warn = (event: BeforeUnloadEvent): void => event.preventDefault()

/** Whether any screen holds words that were neither sent nor kept. */
export const hasUnsavedWork = (): boolean => unsaved.size > 0

/** While `dirty`, closing the tab asks first and the window is not reloaded by us. In-app leaving is asked by `useLeaveGuard`. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const mark = Symbol('unsaved')
    unsaved.add(mark)
    window.addEventListener('beforeunload', warn)
    return () => {
      unsaved.delete(mark)
      if (unsaved.size === 0) window.removeEventListener('beforeunload', warn)
    }
  }, [dirty])
}
