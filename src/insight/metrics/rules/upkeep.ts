import { addDays, daysBetween } from '../../../platform/time.ts'

/** As many older days as one night looks at. */
const WINDOW = 31

/**
 * The part of the days from `first` up to the one before `until` whose turn it is on a night: one month's worth after another,
 * and from the beginning again.
 * @returns both ends included; null when there are no such days
 */
export function rotatingDays(first: string | null, until: string, night: string): { from: string; to: string } | null {
  if (first === null || first >= until) return null
  const windows = Math.ceil(daysBetween(first, until) / WINDOW)
  const turn = daysBetween('1970-01-01', night) % windows
  const from = addDays(first, turn * WINDOW)
  const to = addDays(from, WINDOW - 1)
  return { from, to: to < until ? to : addDays(until, -1) }
}

/** All days in parts of a month's worth, each small enough for one transaction. Both ends of a part are included. */
export function partsOf({ from, to }: { from: string; to: string }): { from: string; to: string }[] {
  const parts: { from: string; to: string }[] = []
  for (let day = from; day <= to; day = addDays(day, WINDOW)) {
    const end = addDays(day, WINDOW - 1)
    parts.push({ from: day, to: end < to ? end : to })
  }
  return parts
}
