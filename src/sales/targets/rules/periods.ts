import { addDays, endOfMonth, startOfMonth, startOfWeek } from '../../../platform/time.ts'
import type { Period } from '../contract.ts'

/** Periods of the calendar; weeks begin on Monday. Days are `YYYY-MM-DD`, both ends included. */
export interface Span {
  from: string
  to: string
}

/** The period of a kind in which a day lies. */
export function periodOf(period: Period, day: string): Span {
  const year = day.slice(0, 4)
  switch (period) {
    case 'year':
      return { from: `${year}-01-01`, to: `${year}-12-31` }
    case 'quarter': {
      const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
      const monthStart = (month: number) => `${year}-${String(month).padStart(2, '0')}-01`
      return { from: monthStart(first), to: endOfMonth(monthStart(first + 2)) }
    }
    case 'month':
      return { from: startOfMonth(day), to: endOfMonth(day) }
    case 'week':
      return { from: startOfWeek(day), to: addDays(startOfWeek(day), 6) }
    case 'day':
      return { from: day, to: day }
  }
}
