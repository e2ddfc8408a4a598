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
}

/**
 * The kind of an entry: normal until 09:00 of the next working day; late up to 7 days; very late, with a reason and not counted, up to 30;
 * refused when older or in the future. Days are calendar days in the person's zone.
 */
export function entryKind({ occurredAt, enteredAt, timeZone, calendar, lateUntil = '09:00' }: EntryQuestion): Entry {
  if (occurredAt.getTime() > enteredAt.getTime() + CLOCK_TOLERANCE_MS) return refused('future')
  const day = localDay(occurredAt, timeZone)
  if (enteredAt <= zonedInstant(calendar.nextWorkday(day), lateUntil, timeZone))
    return { kind: 'normal', counted: true, needsReason: false }
  const age = daysBetween(day, localDay(enteredAt, timeZone))
  if (age <= LATE_DAYS) return { kind: 'late', counted: true, needsReason: false }
  if (age <= VERY_LATE_DAYS) return { kind: 'veryLate', counted: false, needsReason: true }
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
