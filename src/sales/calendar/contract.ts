import { z } from 'zod'
import { isDay } from '../../platform/time.ts'

/** A calendar day `YYYY-MM-DD`. */
export const day = z.string().refine(isDay, { error: 'notADay' })

/**
 * How a company works. `country` is an ISO 3166 code: CN knows the public holidays with 调休, every other country has only its rest weekdays.
 * `restWeekdays` (1 = Monday … 7 = Sunday) default to Saturday and Sunday; `overrides` are the company's own days and win over everything.
 */
export const calendarSettings = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  restWeekdays: z.array(z.int().min(1).max(7)).max(6).optional(),
  overrides: z.record(day, z.enum(['work', 'rest'])).optional(),
})
export type CalendarSettings = z.infer<typeof calendarSettings>

/** The working days of a company as other slices see them; made by `workCalendar`. Days are `YYYY-MM-DD`. */
export type WorkCalendar = {
  isWorkday(day: string): boolean
  /** The first working day after the day. */
  nextWorkday(day: string): string
  /** The day itself when it is a working day, else the next one. */
  workdayFrom(day: string): string
  /** The n-th working day after the day, before it when n is negative; the day itself for 0. */
  addWorkdays(day: string, n: number): string
  /** The working days from `from` to `to`, both included. */
  workdaysOf(from: string, to: string): readonly string[]
  /** Working days of an ordinary week. */
  workdaysPerWeek: number
}
