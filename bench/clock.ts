import type { Clock } from '../src/platform/clock.ts'

/** The last day of the data set and the moment at which it is measured: a Wednesday afternoon in Shanghai. */
export const LAST_DAY = '2026-03-18'
export const NOW = '2026-03-18T08:00:00.000Z'

/** A clock that reads NOW at the given moment and goes on from there, so that every run sees the same day. */
export function clockFrom(started: number): Clock {
  const offset = Date.parse(NOW) - started
  return { now: () => new Date(Date.now() + offset) }
}
