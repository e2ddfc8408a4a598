import { daysBetween, localDay, zonedInstant } from '../../../platform/time.ts'
import type { WorkCalendar } from '../../calendar/contract.ts'

/** How long after it happened an interaction may still be recorded, and whether it then counts in the day's quantity. */

export type EntryKind = 'normal' | 'late' | 'veryLate' | 'refused'

/** `needsReason`: the writer has to say why so late. `reason`: why the entry is refused; older ones come by import only. */
export type Entry = { kind: EntryKind; counted: boolean; needsReason: boolean; reason?: 'future' | 'tooOld' }

const LATE_DAYS = 7
const VERY_LATE_DAYS = 30
/** How far the clocks of phone and server may differ before an interaction lies in the future. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

export type EntryQuestion = {
  occurredAt: Date
  /** When it was written down on the device, corrected by `correctedEntry`; never when it arrived. */
  enteredAt: Date
  /** Zone of the person who did it. */
  timeZone: string
  calendar: WorkCalendar
  /** Time of day on the next working day until which an entry is normal. */
  lateUntil?: string
  /** Up to so many days later an entry is late but counted. */
  lateDays?: number
  /** Up to so many days later it may be entered at all, with a reason. */
  veryLateDays?: number
}

/**
 * The kind of an entry: normal until 09:00 of the next working day; late up to 7 days; very late, with a reason and not counted, up to 30 (a company may set both);
 * refused when older or in the future. Days are calendar days in the person's zone.
 */
export function entryKind({
  occurredAt,
  enteredAt,
  timeZone,
  calendar,
  lateUntil = '09:00',
  lateDays = LATE_DAYS,
  veryLateDays = VERY_LATE_DAYS,
}: EntryQuestion): Entry {
  if (occurredAt.getTime() > enteredAt.getTime() + CLOCK_TOLERANCE_MS) return refused('future')
  const day = localDay(occurredAt, timeZone)
  if (enteredAt <= zonedInstant(calendar.nextWorkday(day), lateUntil, timeZone))
    return { kind: 'normal', counted: true, needsReason: false }
  const age = daysBetween(day, localDay(enteredAt, timeZone))
  if (age <= lateDays) return { kind: 'late', counted: true, needsReason: false }
  if (age <= veryLateDays) return { kind: 'veryLate', counted: false, needsReason: true }
  return refused('tooOld')
}

function refused(reason: 'future' | 'tooOld'): Entry {
  return { kind: 'refused', counted: false, needsReason: false, reason }
}

/**
 * When an entry was really written: the device's time plus the measured offset of its clock (server minus device, in ms).
 * Nothing can be written after it arrived, so a device ahead of time is held back to the arrival; without device time the arrival counts.
 */
export function correctedEntry(deviceTime: Date | null, clockOffset: number, receivedAt: Date): Date {
  if (!deviceTime) return receivedAt
  return new Date(Math.min(deviceTime.getTime() + clockOffset, receivedAt.getTime()))
}

/**
 * When it happened, if that was read from a device whose clock runs ahead: what is not in the future for the device is not in the future.
 * @param byDevice the device's time when it was written down, uncorrected; null when unknown
 */
export function correctedOccurrence(occurredAt: Date, byDevice: Date | null, clockOffset: number): Date {
  const isOfDevice =
    byDevice !== null && clockOffset < 0 && occurredAt.getTime() <= byDevice.getTime() + CLOCK_TOLERANCE_MS
  return isOfDevice ? new Date(occurredAt.getTime() + clockOffset) : occurredAt
}
