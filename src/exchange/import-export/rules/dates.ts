import { addDays, daysBetween, isDay, isTimeOfDay } from '../../../platform/time.ts'
import type { Cell, DateOrder } from '../contract.ts'
import { lineOf } from './cells.ts'

/** A day read from a file. `rest` are the words around it; `assumedYear`: it stood there without a year. */
export interface ReadDay {
  day: string
  time: string | null
  assumedYear: boolean
  /** `month` when only year and month were given; the day is then the first. */
  precision: 'day' | 'month'
  rest: string
}

export interface DateContext {
  /** The day to which dates without a year are related. */
  reference: string
  /** Where a date without a year lies: the most recent past one, or the one nearest to the reference. */
  lean?: 'past' | 'near'
  order?: DateOrder | null
}

const two = (n: number): string => String(n).padStart(2, '0')
const EARLIEST = 1950
const LATEST = 2100

/** `YYYY-MM-DD` of three numbers when such a day exists between 1950 and 2100, else null. Two-digit years are of this century. */
export function dayOf(year: number, month: number, date: number): string | null {
  const full = year < 100 ? 2000 + year : year
  if (full < EARLIEST || full > LATEST) return null
  const day = `${full}-${two(month)}-${two(date)}`
  return isDay(day) ? day : null
}

/** The day with this month and date most recently past, or nearest to the reference; null for 30 February. */
export function withYear(month: number, date: number, reference: string, lean: 'past' | 'near'): string | null {
  const year = Number(reference.slice(0, 4))
  // Up to four years back, for 29 February.
  const days = [1, 0, -1, -2, -3, -4].map((n) => dayOf(year + n, month, date)).filter((day) => day !== null)
  if (lean === 'past') return days.find((day) => day <= reference) ?? null
  return days.sort((a, b) => Math.abs(daysBetween(a, reference)) - Math.abs(daysBetween(b, reference)))[0] ?? null
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const sep = '\\s*[-./年]\\s*'
const clock =
  /(上午|下午|晚上|晚|早上|中午|am|pm)?\s*([01]?\d|2[0-3])\s*[:：点时]\s*([0-5]\d)?(?:[:：]([0-5]\d)(?:\.\d+)?)?\s*(?:分|z)?\s*(am|pm)?/i

type Numbers = { year: number | null; month: number; date: number | null }
type Pattern = [RegExp, (found: RegExpExecArray, context: DateContext) => Numbers | null]

const num = (text: string | undefined): number => Number(text)
const patterns: Pattern[] = [
  [
    new RegExp(
      `(?<!\\d)((?:19|20)\\d{2})${sep}(1[0-2]|0?[1-9])\\s*[-./月]\\s*(3[01]|[12]\\d|0?[1-9])(?!\\d)\\s*[日号]?`,
    ),
    (m) => ({ year: num(m[1]), month: num(m[2]), date: num(m[3]) }),
  ],
  [
    /(?<!\d)((?:19|20)\d{2})(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)/,
    (m) => ({ year: num(m[1]), month: num(m[2]), date: num(m[3]) }),
  ],
  [
    new RegExp(`${monthName}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'i'),
    (m) => ({ year: num(m[3]), month: months.indexOf((m[1] ?? '').toLowerCase()) + 1, date: num(m[2]) }),
  ],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${monthName}\\.?,?[\\s-]+(\\d{4}|\\d{2})(?!\\d)`, 'i'),
    (m) => ({ year: num(m[3]), month: months.indexOf((m[2] ?? '').toLowerCase()) + 1, date: num(m[1]) }),
  ],
  [
    /(?<!\d)(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*((?:19|20)\d{2})(?!\d)/,
    (m, c) => byOrder(num(m[1]), num(m[2]), num(m[3]), c.order),
  ],
  // Two digits in front are a year, as in 24.3.5; one digit in front is month or day, as in 3/5/24.
  [
    /(?<!\d)(\d{2})\s*[-./年]\s*(1[0-2]|0?[1-9])\s*[-./月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?/,
    (m, c) => shortYear(m, c) ?? byOrder(num(m[1]), num(m[2]), num(m[3]), c.order),
  ],
  [
    /(?<!\d)(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(\d{2})(?!\d)/,
    (m, c) => byOrder(num(m[1]), num(m[2]), num(m[3]), c.order),
  ],
  [
    new RegExp(`(?<!\\d)((?:19|20)\\d{2})${sep}(1[0-2]|0?[1-9])(?!\\d|\\s*[-./]\\s*\\d)\\s*月?(?:份)?`),
    (m) => ({ year: num(m[1]), month: num(m[2]), date: null }),
  ],
  [
    /(?<![\d.])(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?/,
    (m) => ({ year: null, month: num(m[1]), date: num(m[2]) }),
  ],
  [
    /(?<![\d.])(1[0-2]|0?[1-9])\s*[-./]\s*(3[01]|[12]\d|0?[1-9])(?![\d.]|\s*[-./]\s*\d)\s*[日号]?/,
    (m) => ({ year: null, month: num(m[1]), date: num(m[2]) }),
  ],
]

function byOrder(first: number, second: number, year: number, order: DateOrder | null | undefined): Numbers | null {
  if (first > 12 && second > 12) return null
  if (first > 12 || (order === 'dmy' && second <= 12)) return { year, month: second, date: first }
  if (second > 12 || order === 'mdy' || first === second) return { year, month: first, date: second }
  return null
}

function shortYear(found: RegExpExecArray, context: DateContext): Numbers | null {
  const year = num(found[1])
  // 12.3.5 may be a year long ago as well as a day in December; only years near the reference are believed.
  const now = Number(context.reference.slice(2, 4))
  return year >= now - 12 && year <= now + 3 ? { year, month: num(found[2]), date: num(found[3]) } : null
}

/**
 * The day in a cell: spreadsheet dates and serials (45123.5), 2024.3.5, 2024年3月5日, 20240305, 3月5日, 24/3/5, Mar 5, 2024.
 * Null when there is none, when it is ambiguous (3/5/2024 without `order`, the number 3.1) or when there are several.
 * Words such as 昨天 are never read: nobody knows when they were written.
 */
export function readDay(cell: Cell | undefined, context: DateContext): ReadDay | null {
  if (cell !== null && typeof cell === 'object')
    return { day: cell.day, time: cell.time, assumedYear: false, precision: 'day', rest: '' }
  if (typeof cell === 'number') return fromNumber(cell, context)
  const text = lineOf(cell).normalize('NFKC')
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return fromNumber(Number(text), context)
  if (/^\d{6}$/.test(text)) return sixDigits(text)
  const found = findDay(text, context)
  if (!found) return null
  const { at, length, ...day } = found
  const { time, rest } = takeTime(`${text.slice(0, at)} ${text.slice(at + length).replace(/^t(?=\d)/i, ' ')}`)
  // A second date means that somebody wrote a story and not a date.
  if (findDay(rest, context)) return null
  return {
    ...day,
    time,
    rest: rest
      .replace(/[(（[【]?\s*(?:周|星期|礼拜)[一二三四五六日天]\s*[)）\]】]?/g, ' ')
      .replace(/^[\s,，:：;；、。~-]+|[\s,，:：;；、~-]+$/g, '')
      .replace(/\s+/g, ' '),
  }
}

/** The first day written in a text and where; null when there is none. */
function findDay(
  text: string,
  context: DateContext,
): (Omit<ReadDay, 'time' | 'rest'> & { at: number; length: number }) | null {
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(text)
    const numbers = found && read(found, context)
    if (!found || !numbers) continue
    const { year, month, date } = numbers
    const day =
      year === null
        ? withYear(month, date ?? 1, context.reference, context.lean ?? 'past')
        : dayOf(year, month, date ?? 1)
    if (day)
      return {
        day,
        assumedYear: year === null,
        precision: date === null ? 'month' : 'day',
        at: found.index,
        length: found[0].length,
      }
  }
  return null
}

function takeTime(text: string): { time: string | null; rest: string } {
  const found = clock.exec(text)
  if (!found) return { time: null, rest: text.trim() }
  let hour = num(found[2])
  if (/下午|晚|pm/i.test(`${found[1] ?? ''}${found[5] ?? ''}`) && hour < 12) hour += 12
  const time = `${two(hour)}:${found[3] ?? '00'}`
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    .replace(/[+-]\d{2}:?\d{2}$/, '')
    .trim()
  return isTimeOfDay(time) ? { time: time === '00:00' ? null : time, rest } : { time: null, rest: text.trim() }
}

const plain = (day: string, precision: 'day' | 'month' = 'day', assumedYear = false): ReadDay => ({
  day,
  time: null,
  assumedYear,
  precision,
  rest: '',
})

function fromNumber(value: number, context: DateContext): ReadDay | null {
  if (value >= 18_300 && value < 73_051) {
    const seconds = Math.round((value % 1) * 86_400)
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`
    return {
      ...plain(addDays('1899-12-30', Math.floor(value))),
      time: seconds === 0 || !isTimeOfDay(time) ? null : time,
    }
  }
  const text = String(value)
  if (/^\d{8}$/.test(text)) {
    const day = dayOf(num(text.slice(0, 4)), num(text.slice(4, 6)), num(text.slice(6)))
    return day ? plain(day) : null
  }
  if (/^\d{6}$/.test(text)) return sixDigits(text)
  // As a number 3.1 may have been 3.10: only decimals that cannot have lost a zero are believed.
  const decimal = /^(\d{1,2}|(?:19|20)\d{2})\.(\d{1,2})$/.exec(text)
  if (!decimal || /^[123]$/.test(decimal[2] ?? '')) return null
  const [whole, part] = [num(decimal[1]), num(decimal[2])]
  if (whole >= EARLIEST) {
    const day = part <= 12 ? dayOf(whole, part, 1) : null
    return day ? plain(day, 'month') : null
  }
  const day = whole >= 1 && whole <= 12 ? withYear(whole, part, context.reference, context.lean ?? 'past') : null
  return day ? plain(day, 'day', true) : null
}

/** 240305 is a day, 202403 a month; 201203 could be both and is neither. */
function sixDigits(text: string): ReadDay | null {
  const day = dayOf(num(text.slice(0, 2)), num(text.slice(2, 4)), num(text.slice(4)))
  const month = /^(?:19|20)/.test(text) ? dayOf(num(text.slice(0, 4)), num(text.slice(4)), 1) : null
  if (day && month) return null
  if (day) return plain(day)
  return month ? plain(month, 'month') : null
}

/** The order of dates like 3/13/2024 that a column's values prove, or null when they do not. */
export function dateOrderOf(values: readonly string[]): DateOrder | null {
  let mdy = 0
  let dmy = 0
  for (const value of values) {
    const found = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})(?!\d)/.exec(value.trim())
    if (!found) continue
    const [first, second, full] = [num(found[1]), num(found[2]), found[3]?.length === 4]
    // With a short year 24.3.15 begins with the year, so only 3/15/24 proves something.
    if (first > 12 && second <= 12 && full) dmy++
    else if (second > 12 && first <= 12) mdy++
  }
  if (mdy > 0 && dmy === 0) return 'mdy'
  return dmy > 0 && mdy === 0 ? 'dmy' : null
}
