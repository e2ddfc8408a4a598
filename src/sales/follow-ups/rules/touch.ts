/** When a customer, lead, deal or contact was last reached. Instants are ISO strings in UTC, so they compare as text. */

export interface Touch {
  /** What its own record says. */
  known: string | null
  /** When this interaction reached it before the change; null for a new one or one that reached nobody. */
  old: string | null
  /** When it reaches it now. */
  next: string | null
}

/** Whether the other interactions have to be asked: only when this one was the last and no longer is. */
export function needsOthers({ known, old, next }: Touch): boolean {
  return old !== null && known === old && (next === null || next < old)
}

/** Time only moves back when the interaction that set it is taken back or moved. */
export function lastTouch(touch: Touch, others: string | null): string | null {
  return needsOthers(touch) ? latest(others, touch.next) : latest(touch.known, touch.next)
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
