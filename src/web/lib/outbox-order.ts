/** What waits on the device to be sent, in the order in which it was written. */
export interface Entry {
  /** Of the record that it makes: the server takes the same id only once. */
  id: string
  /** Counts up on this device. */
  seq: number
  userId: string
  path: string
  body: Record<string, unknown>
  /** What people call it in a list. */
  label: string
  /** ISO time when it was written. */
  at: string
  attempts: number
  /** Why the server does not take it; nothing when it only waits. */
  refused?: Refusal
  /** The form that it came from, so that a refused one can be mended: where its draft is kept, the draft, the form's address. */
  form?: { key: string; draft: unknown; at: string }
}

export interface Refusal {
  status: number
  code: string
  reason: string
  errors: { path: string; reason: string; params?: Record<string, unknown> }[]
  params: Record<string, unknown>
}

/** Ids of waiting or refused entries that an entry's body names: it can only be sent after them. */
export function needsOf(entry: Entry, all: readonly Entry[]): Entry[] {
  const text = JSON.stringify(entry.body)
  return all.filter((other) => other.seq < entry.seq && text.includes(other.id))
}

/** The first one that can be sent now: refused ones and what depends on them are passed over. */
export function nextToSend(all: readonly Entry[]): Entry | undefined {
  const ordered = [...all].sort((a, b) => a.seq - b.seq)
  return ordered.find(
    (entry) => entry.refused === undefined && !needsOf(entry, ordered).some((needed) => needed.refused !== undefined),
  )
}

const FIRST_MS = 2_000
const LONGEST_MS = 60_000

/** How long to wait after so many vain attempts, with up to a fifth more, so that phones do not come back all at once. */
export function pauseAfter(attempts: number, chance = Math.random()): number {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1))
  return Math.round(pause * (1 + chance / 5))
}

/** Whether an answer means "not now" (no network, server away or busy, not signed in) and not "no". */
export function isForLater({ status, code }: { status: number; code: string }): boolean {
  return code === 'offline' || status === 0 || status === 401 || status === 429 || status >= 500
}
