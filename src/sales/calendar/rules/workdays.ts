import chineseDays from 'chinese-days'
import { addDays, daysOf, endOfMonth, startOfMonth, weekday } from '../../../platform/time.ts'
import type { CalendarSettings, WorkCalendar } from '../contract.ts'

/** Working days: the company's own days, then Chinese public holidays with 调休, then the rest weekdays. Days are `YYYY-MM-DD`. */

const WEEKEND: readonly number[] = [6, 7]
/** No calendar rests longer; a company that overrides a whole decade to rest must not hang the process. */
const LONGEST_REST = 3_660

const DAYS_KEPT = 20_000
const announcedDays = new Map<string, boolean | null>()

/** What the State Council announced for a day, or null on an ordinary day. The library formats dates, so answers are remembered. */
function announced(day: string): boolean | null {
  const known = announcedDays.get(day)
  if (known !== undefined) return known
  if (announcedDays.size >= DAYS_KEPT) announcedDays.clear()
  const answer = lookedUp(day)
  announcedDays.set(day, answer)
  return answer
}

function lookedUp(day: string): boolean | null {
  const detail = chineseDays.getDayDetail(day)
  // Announced days carry `National Day,国庆节,3`, ordinary ones the name of the weekday.
  return detail.name.includes(',') ? detail.work : null
}

const statutory = new Map<string, ReadonlySet<string>>()

/** The statutory holidays of a year that is not announced yet: no 调休, but nobody owes a report on National Day. */
function statutoryHolidays(year: string): ReadonlySet<string> {
  const known = statutory.get(year)
  if (known) return known
  const lunar = (monthDay: string): string => chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date
  const spring = lunar('01-01')
  const days = new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((n) => addDays(spring, n)),
    chineseDays.getSolarTermDate(Number(year), 4, 'pure_brightness'),
    ...['05-01', '05-02', '10-01', '10-02', '10-03'].map((monthDay) => `${year}-${monthDay}`),
    lunar('05-05'),
    lunar('08-15'),
  ])
  statutory.set(year, days)
  return days
}

function isChineseHoliday(day: string): boolean | null {
  const work = announced(day)
  if (work !== null) return !work
  const year = day.slice(0, 4)
  // National Day tells whether the library knows the year; its table begins in 2004, its lunar calendar ends in 2100.
  const isForecast = year > '2004' && year < '2100' && announced(`${year}-10-01`) === null
  return isForecast && statutoryHolidays(year).has(day) ? true : null
}

/** Whether people work on a day. */
export function isWorkday(day: string, calendar: CalendarSettings): boolean {
  const own = calendar.overrides?.[day]
  if (own) return own === 'work'
  const holiday = calendar.country === 'CN' ? isChineseHoliday(day) : null
  if (holiday !== null) return !holiday
  return !(calendar.restWeekdays ?? WEEKEND).includes(weekday(day))
}

/** The n-th working day after a day, before it when n is negative; the day itself for 0. @throws RangeError when there is none within ten years */
export function addWorkdays(day: string, n: number, calendar: CalendarSettings): string {
  const step = n < 0 ? -1 : 1
  let current = day
  for (let left = Math.abs(n), rested = 0; left > 0; ) {
    current = addDays(current, step)
    if (isWorkday(current, calendar)) {
      left -= 1
      rested = 0
    } else if (++rested > LONGEST_REST) throw new RangeError('the calendar has no working day')
  }
  return current
}

/** The first working day after a day. */
export function nextWorkday(day: string, calendar: CalendarSettings): string {
  return addWorkdays(day, 1, calendar)
}

/** The day itself when it is a working day, else the next one: a suggested date never falls on a rest day. */
export function workdayFrom(day: string, calendar: CalendarSettings): string {
  return isWorkday(day, calendar) ? day : nextWorkday(day, calendar)
}

/** The working days from `from` to `to`, both included. */
export function workdaysOf(from: string, to: string, calendar: CalendarSettings): string[] {
  return daysOf(from, to).filter((day) => isWorkday(day, calendar))
}

/** The working days of the month in which a day lies. */
export function workdaysOfMonth(day: string, calendar: CalendarSettings): string[] {
  return workdaysOf(startOfMonth(day), endOfMonth(day), calendar)
}

/** 「第 9 / 22 个工作日」: how many working days of the month have begun with this day, and how many it has. */
export function workdayIndex(day: string, calendar: CalendarSettings): { index: number; total: number } {
  const days = workdaysOfMonth(day, calendar)
  return { index: days.filter((each) => each <= day).length, total: days.length }
}

/** A company's working days bound to its settings, as other slices take them; asked for the same day by many people, it counts once. */
export function workCalendar(calendar: CalendarSettings): WorkCalendar {
  const counted = new Map<string, string>()
  const spans = new Map<string, readonly string[]>()
  const added = (day: string, n: number): string => {
    const key = `${day} ${n}`
    const known = counted.get(key) ?? addWorkdays(day, n, calendar)
    counted.set(key, known)
    return known
  }
  return {
    isWorkday: (day) => isWorkday(day, calendar),
    nextWorkday: (day) => added(day, 1),
    workdayFrom: (day) => workdayFrom(day, calendar),
    addWorkdays: added,
    workdaysOf: (from, to) => {
      const key = `${from} ${to}`
      const known = spans.get(key) ?? workdaysOf(from, to, calendar)
      spans.set(key, known)
      return known
    },
    workdaysPerWeek: 7 - (calendar.restWeekdays ?? WEEKEND).length,
  }
}
