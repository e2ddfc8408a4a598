import { addDays, endOfMonth, isDay, startOfWeek, weekday } from '../../../../platform/time.ts'
import { holiday } from './holidays.ts'
import { integerOf } from './numbers.ts'

/** Which days words of the calendar mean, seen from today. */

/** A day, or a span of days of which no single one was said. */
export interface Days {
  from: string
  to: string
  /** Null for a span. */
  day: string | null
}

/** What words mean when they look back and when they look ahead; null when they cannot. */
export interface Sense {
  back: Days | null
  ahead: Days | null
}

export const WEEKDAY = '一二三四五六日天'

export const one = (day: string): Days => ({ from: day, to: day, day })
export const span = (from: string, to: string): Days => ({ from, to, day: null })
const both = (days: Days): Sense => ({ back: days, ahead: days })
const backOnly = (days: Days): Sense => ({ back: days, ahead: null })
const aheadOnly = (days: Days): Sense => ({ back: null, ahead: days })

export const relative: Record<string, number> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  前晚: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨夜: -1,
  昨儿: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  今早: 0,
  今晨: 0,
  今晚: 0,
  今: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  明早: 1,
  明晚: 1,
  明晨: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
  隔天: 1,
  今朝: 0,
  明朝: 1,
  明儿个: 1,
  明个儿: 1,
  赶明儿: 1,
  昨儿个: -1,
  今儿个: 0,
  前儿: -2,
  前儿个: -2,
  后儿: 2,
  后儿个: 2,
  翌日: 1,
  次日: 1,
  听日: 1,
  寻日: -1,
  琴日: -1,
}

export function ofOffset(days: number, today: string): Sense {
  const day = one(addDays(today, days))
  return days < 0 ? backOnly(day) : days > 0 ? aheadOnly(day) : both(day)
}

export function sideOf(days: Days, today: string): Sense {
  if (days.to < today) return backOnly(days)
  return days.from > today ? aheadOnly(days) : both(days)
}

export function weekOf(prefix: string, dayName: string | undefined, today: string): Sense {
  const weeks = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }[prefix] ?? 0
  const monday = addDays(startOfWeek(today), weeks * 7)
  if (dayName === undefined) {
    const days = span(monday, addDays(monday, 6))
    // Within this week means until its end.
    return weeks === 0
      ? { back: span(monday, today), ahead: { from: today, to: days.to, day: days.to } }
      : sideOf(days, today)
  }
  if (dayName === '末') return sideOf(span(addDays(monday, 5), addDays(monday, 6)), today)
  return sideOf(one(addDays(monday, Math.min(WEEKDAY.indexOf(dayName), 6))), today)
}

/** A weekday alone: the nearest one on either side; today's own is today. */
export function weekdayAlone(dayName: string, today: string): Sense {
  if (dayName === '末') {
    const saturday = addDays(startOfWeek(today), 5)
    return { back: span(addDays(saturday, -7), addDays(saturday, -6)), ahead: span(saturday, addDays(saturday, 1)) }
  }
  const wanted = Math.min(WEEKDAY.indexOf(dayName), 6) + 1
  const ahead = (wanted - weekday(today) + 7) % 7
  const back = (weekday(today) - wanted + 7) % 7
  return { back: one(addDays(today, -back)), ahead: one(addDays(today, ahead)) }
}

export const pad = (n: number): string => String(n).padStart(2, '0')
export const yearOf = (day: string): number => Number(day.slice(0, 4))
export const monthOf = (day: string): number => Number(day.slice(5, 7))

export function monthAt(today: string, offset: number): string {
  const index = yearOf(today) * 12 + monthOf(today) - 1 + offset
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}-01`
}

function dayIn(first: string, number: number): string | null {
  const day = `${first.slice(0, 8)}${pad(number)}`
  return isDay(day) ? day : null
}

/** A part of a month: a day (5号), 底, 初, 中, 上旬 …, or the whole month. */
export function partOfMonth(first: string, part: string | undefined): Days | null {
  const last = endOfMonth(first)
  const at = (n: number): string => `${first.slice(0, 8)}${pad(n)}`
  if (part === undefined || part === '') return span(first, last)
  if (part === '底' || part === '末') return one(last)
  if (part === '初' || part === '上旬') return span(first, at(10))
  if (part === '中' || part === '中旬') return span(at(11), at(20))
  if (part === '下旬') return span(at(21), last)
  const number = integerOf(part)
  const day = number === null ? null : dayIn(first, number)
  return day === null ? null : one(day)
}

const RECENT = 100

/** A month of the calendar without a year: the nearest to come and the last one. */
export function calendarMonth(month: number, part: string | undefined, today: string): Sense | null {
  if (month < 1 || month > 12) return null
  const of = (year: number): Days | null => partOfMonth(`${year}-${pad(month)}-01`, part)
  const year = yearOf(today)
  const [last, now, next] = [of(year - 1), of(year), of(year + 1)]
  // A day that is only just over is not meant again in a year: 7月12日来料抽检.
  const isJustOver = now?.day != null && now.day < today && addDays(now.day, RECENT) >= today
  const ahead = now !== null && now.to >= today ? now : isJustOver ? null : next
  const back = now !== null && now.from <= today ? now : last
  return { back, ahead }
}

export function dayOfMonth(number: number, today: string): Sense | null {
  if (number < 1 || number > 31) return null
  const of = (offset: number): Days | null => partOfMonth(monthAt(today, offset), String(number))
  const now = of(0)
  const ahead = now !== null && now.to >= today ? now : (of(1) ?? of(2))
  const back = now !== null && now.from <= today ? now : (of(-1) ?? of(-2))
  return { back, ahead }
}

export function ofHoliday(name: string, where: string, today: string): Sense {
  const year = yearOf(today)
  const days = (each: number): Days => {
    const { from, to } = holiday(name, each)
    if (/^(?:假期|长假|放假)?(?:之前|以前|前)/.test(where)) return one(addDays(from, -1))
    if (/^(?:假期|长假|放假)?(?:之后|以后|后)/.test(where))
      return /上班|第一天|开工/.test(where) ? one(addDays(to, 1)) : span(addDays(to, 1), addDays(to, 14))
    return span(from, to)
  }
  const [now, next, last] = [days(year), days(year + 1), days(year - 1)]
  return { ahead: now.to >= today ? now : next, back: now.from <= today ? now : last }
}

/** 节前, 节后: of the public holiday that is nearest. */
export function nearestHoliday(where: string, today: string): Sense {
  const names = ['元旦', '春节', '清明', '五一', '端午', '中秋', '国庆']
  const year = yearOf(today)
  const all = names.flatMap((name) => [holiday(name, year), holiday(name, year + 1)])
  const next = all.filter(({ to }) => to >= today).sort((a, b) => (a.from < b.from ? -1 : 1))[0]
  if (next === undefined) return { back: null, ahead: null }
  return aheadOnly(where.includes('前') ? one(addDays(next.from, -1)) : span(addDays(next.to, 1), addDays(next.to, 14)))
}

export function later(count: number, unit: string, where: string, today: string): Sense | null {
  const days = /周|星期|礼拜/.test(unit) ? count * 7 : /月/.test(unit) ? count * 30 : count
  const at = addDays(today, days)
  if (/前/.test(where) && !/内/.test(where))
    return backOnly(
      /天/.test(unit) ? one(addDays(today, -days)) : span(addDays(today, -days - 3), addDays(today, -days + 3)),
    )
  if (/内/.test(where)) return aheadOnly(one(at))
  return aheadOnly(/月/.test(unit) ? span(addDays(at, -5), addDays(at, 5)) : one(at))
}

export const YEARS: Record<string, number> = { 去年: -1, 前年: -2, 今年: 0, 本年: 0, 明年: 1, 后年: 2, 来年: 1 }

export function ofYear(name: string, part: string | undefined, today: string): Sense {
  const year = yearOf(today) + (YEARS[name] ?? 0)
  const whole = (from: string, to: string): Days => span(`${year}-${from}`, `${year}-${to}`)
  if (part === undefined) {
    const days = whole('01-01', '12-31')
    return name === '今年' || name === '本年' ? both(span(today, days.to)) : sideOf(days, today)
  }
  if (/底|末/.test(part)) return sideOf(one(`${year}-12-31`), today)
  if (/初|开春|年头/.test(part)) return sideOf(whole('01-01', '03-31'), today)
  if (/上半年/.test(part)) return sideOf(whole('01-01', '06-30'), today)
  if (/下半年/.test(part)) return sideOf(whole('07-01', '12-31'), today)
  return sideOf(whole('05-01', '08-31'), today)
}

export function ofQuarter(number: number, today: string): Sense | null {
  if (number < 1 || number > 4) return null
  const year = yearOf(today)
  const days = (each: number): Days => {
    const first = `${each}-${pad(number * 3 - 2)}-01`
    return span(first, endOfMonth(`${each}-${pad(number * 3)}-01`))
  }
  return {
    ahead: days(year).to >= today ? days(year) : days(year + 1),
    back: days(year).from <= today ? days(year) : days(year - 1),
  }
}
