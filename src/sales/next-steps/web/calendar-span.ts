import { addDays, daysOf, endOfMonth, startOfMonth, startOfWeek } from '../../../platform/time.ts'

export type Span = 'week' | 'month'

/** The days that a calendar shows around a day: its week from Monday, or whole weeks that cover its month. */
export function daysShown(day: string, span: Span): string[] {
  if (span === 'week') return daysOf(startOfWeek(day), addDays(startOfWeek(day), 6))
  return daysOf(startOfWeek(startOfMonth(day)), addDays(startOfWeek(endOfMonth(day)), 6))
}

/** The day to look at after turning the page forward (1) or back (-1). */
export function turned(day: string, span: Span, step: 1 | -1): string {
  if (span === 'week') return addDays(startOfWeek(day), 7 * step)
  return step === 1 ? addDays(endOfMonth(day), 1) : startOfMonth(addDays(startOfMonth(day), -1))
}
