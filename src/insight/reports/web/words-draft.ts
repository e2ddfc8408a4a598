import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../web/lib/api.ts'
import { useDraft, useUnsaved } from '../../../web/lib/drafts.ts'
import type { DailyReport, Words } from '../contract.ts'

const same = (a: Words, b: Words): boolean => (Object.keys(a) as (keyof Words)[]).every((key) => a[key] === b[key])

export interface WordsDraft {
  words: Words
  set: (key: keyof Words, text: string) => void
  /** When the server last kept them, ISO; undefined while something waits or failed. */
  savedAt: string | undefined
  failed: unknown
  /** The words as another device left them, while they differ from ours. */
  theirs: Words | undefined
  choose: (which: 'mine' | 'theirs') => void
  clear: () => void
}

/** The person's own words of a report: kept on this device at once and by the server when typing pauses. Saves never overlap. */
export function useWordsDraft(
  report: DailyReport,
  save: (input: { words: Words }) => Promise<DailyReport>,
): WordsDraft {
  const kept = useDraft<Words>(`report:${report.id}`, report.words)
  const editable = report.abilities.edit && !report.submittedAt
  const words = editable ? kept.value : report.words
  const dirty = editable && kept.ready && !same(words, report.words)
  const [saving, setSaving] = useState(false)
  const [savedAt, setSavedAt] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const [theirs, setTheirs] = useState<Words>()
  const latest = useRef(words)
  latest.current = words
  useUnsaved(dirty && kept.savedAt === undefined)

  useEffect(() => {
    if (!dirty || saving || theirs) return
    const timer = setTimeout(
      () => {
        const sent = latest.current
        setSaving(true)
        save({ words: sent })
          .then(() => {
            setSavedAt(new Date().toISOString())
            setFailed(undefined)
            if (same(sent, latest.current)) kept.clear(sent)
          })
          .catch((error: unknown) => {
            setFailed(error)
            const current =
              error instanceof ApiError && error.status === 409 ? (error.current as DailyReport | undefined) : undefined
            if (current?.words) setTheirs(current.words)
          })
          .finally(() => setSaving(false))
      },
      failed ? 5000 : 900,
    )
    return () => clearTimeout(timer)
  }, [dirty, saving, words, theirs, failed])

  return {
    words,
    set: (key, text) => kept.set((now) => ({ ...now, [key]: text })),
    savedAt: dirty ? undefined : savedAt,
    failed: dirty ? failed : undefined,
    theirs,
    choose: (which) => {
      if (which === 'theirs' && theirs) kept.clear(theirs)
      setTheirs(undefined)
      setFailed(undefined)
    },
    clear: () => kept.clear(latest.current),
  }
}
