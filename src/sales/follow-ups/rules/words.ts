/**
 * Several interactions speak about the same value (a customer's intent, a deal's stage). The last word by the time it was said holds,
 * not by the time it was written down; what nobody said leaves the value alone, and so does what was changed by hand since.
 */

/** What one interaction says about one value. */
export interface Word<V> {
  /** When it was said: ISO instant. */
  at: string
  /** Null when nothing was said. */
  value: V | null
  /** The value as it stood before. */
  before: V | null
  voided: boolean
}

export interface Change<V> {
  /** The value as it stands. */
  current: V | null
  /** The word as it was; null for a new or a restored interaction. */
  old: Word<V> | null
  /** The word as it is now; null for a voided one. */
  next: Word<V> | null
  /** The words of the other interactions, the newest first. */
  others: readonly Word<V>[]
}

/** The value after an interaction was recorded, changed, voided or restored; undefined when it stays. */
export function settled<V>({ current, old, next, others }: Change<V>): V | null | undefined {
  const said = others.filter((word) => word.value !== null)
  const newest = said.find((word) => !word.voided)
  const isLast = (word: Word<V> | null): boolean =>
    word !== null && word.value !== null && !(newest !== undefined && newest.at > word.at)
  const held = isLast(old) ? old : null
  if (next !== null && isLast(next)) return held?.value === next.value ? undefined : changed(current, next.value)
  if (held === null || held.value !== current) return undefined
  if (next !== null && next.value !== null && newest !== undefined) return changed(current, newest.value)
  return changed(
    current,
    standing(
      held,
      said.filter((word) => word.at <= held.at),
    ),
  )
}

function changed<V>(current: V | null, value: V | null): V | null | undefined {
  return value === current ? undefined : value
}

/** What stood before a word that is taken back; words that were taken back themselves are stepped over. */
function standing<V>(taken: Word<V>, earlier: readonly Word<V>[]): V | null {
  let value = taken.before
  for (const word of earlier) {
    // Somebody had changed the value by hand in between, or the word still holds.
    if (word.value !== value || !word.voided) return value
    value = word.before
  }
  return value
}
