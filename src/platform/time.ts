/**
 * Days, wall-clock times and time zones. Pure: only `Intl` and `Date`, so the browser and rules use it too.
 * A day is the string `YYYY-MM-DD`, a month `YYYY-MM`, a time of day `HH:mm` (24 h), an instant an ISO string or a `Date`.
 */

const MS_PER_DAY = 86_400_000
const MS_PER_MINUTE = 60_000
const ZONES_KEPT = 1_000
const MS_PER_HOUR = 3_600_000
const HOURS_KEPT = 50_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    // Zone names arrive from outside in any letter case; the bound keeps that from growing the cache for ever.
    if (formats.size >= ZONES_KEPT) formats.clear()
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}

function millisecondsOf(instant: string | Date): number {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime()
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`)
  return ms
}

/** Offset in ms by zone and hour; null for an hour in which clocks change. */
const offsets = new Map<string, Map<number, number | null>>()
let hoursKept = 0

/** The wall clock of a zone read as if it were UTC, in milliseconds with whole seconds. Formatting is slow, so offsets are remembered. */
function wallClock(ms: number, timeZone: string): number {
  const hour = Math.floor(ms / MS_PER_HOUR)
  const known = offsets.get(timeZone)?.get(hour)
  const offset = known === undefined ? offsetOfHour(hour, timeZone) : known
  return offset === null ? formattedClock(ms, timeZone) : Math.floor(ms / 1000) * 1000 + offset
}

function offsetOfHour(hour: number, timeZone: string): number | null {
  const [start, last] = [hour * MS_PER_HOUR, (hour + 1) * MS_PER_HOUR - 1000]
  const atStart = formattedClock(start, timeZone) - start
  const offset = formattedClock(last, timeZone) - last === atStart ? atStart : null
  if (++hoursKept > HOURS_KEPT) {
    offsets.clear()
    hoursKept = 1
  }
  const ofZone = offsets.get(timeZone) ?? new Map<number, number | null>()
  offsets.set(timeZone, ofZone.set(hour, offset))
  return offset
}

function formattedClock(ms: number, timeZone: string): number {
  // `03/12/2026, 17:30:00`: slicing this one fixed shape is several times faster than formatToParts.
  const text = formatOf(timeZone).format(ms)
  const comma = text.indexOf(',')
  return Date.UTC(
    Number(text.slice(6, comma)),
    Number(text.slice(0, 2)) - 1,
    Number(text.slice(3, 5)),
    Number(text.slice(comma + 2, comma + 4)),
    Number(text.slice(comma + 5, comma + 7)),
    Number(text.slice(comma + 8, comma + 10)),
  )
}

function offsetAt(ms: number, timeZone: string): number {
  return wallClock(ms, timeZone) - Math.floor(ms / 1000) * 1000
}

function dayNumber(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError(`not a day: ${day}`)
  return ms / MS_PER_DAY
}

function dayFrom(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Whether the text is an existing calendar day `YYYY-MM-DD` (2026-02-30 is not). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/** Whether the text is a time of day `HH:mm` from 00:00 to 23:59. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** Whether the text names an IANA time zone such as `Asia/Shanghai`; fixed offsets (`+08:00`) are refused. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false
  try {
    formatOf(text)
    return true
  } catch {
    return false
  }
}

/** The day on the wall calendar of a time zone at an instant. @throws RangeError for an invalid instant or zone. */
export function localDay(instant: string | Date, timeZone: string): string {
  return new Date(wallClock(millisecondsOf(instant), timeZone)).toISOString().slice(0, 10)
}

/** The time of day `HH:mm` on the wall clock of a time zone at an instant. @throws RangeError for an invalid instant or zone. */
export function localTime(instant: string | Date, timeZone: string): string {
  return new Date(wallClock(millisecondsOf(instant), timeZone)).toISOString().slice(11, 16)
}

/**
 * The instant at which the wall clock of a zone shows a day and time.
 * A time that occurs twice (clocks set back) means the first one. A time that is skipped (clocks set forward) moves
 * forward by the gap, or back by it where forward would leave the day.
 * @throws RangeError for an invalid day, time or zone.
 */
export function zonedInstant(day: string, time: string, timeZone: string): Date {
  if (!isTimeOfDay(time)) throw new RangeError(`not a time of day: ${time}`)
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const wall = dayNumber(day) * MS_PER_DAY + minutes * MS_PER_MINUTE
  const before = offsetAt(wall - MS_PER_DAY, timeZone)
  const after = offsetAt(wall + MS_PER_DAY, timeZone)
  const first = wall - before
  if (wallClock(first, timeZone) === wall) return new Date(first)
  const second = wall - after
  if (wallClock(second, timeZone) === wall) return new Date(second)
  return new Date(localDay(new Date(first), timeZone) === day ? first : stayWithin(day, first, second, timeZone))
}

function stayWithin(day: string, forward: number, back: number, timeZone: string): number {
  return localDay(new Date(back), timeZone) === day ? back : forward
}

/** The half-open span `[from, to)` of instants that a local day covers (23 or 25 hours when clocks change). */
export function daySpan(day: string, timeZone: string): { from: Date; to: Date } {
  return { from: zonedInstant(day, '00:00', timeZone), to: zonedInstant(addDays(day, 1), '00:00', timeZone) }
}

/** The day `n` days later (earlier when negative). */
export function addDays(day: string, n: number): string {
  return dayFrom(dayNumber(day) + n)
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a)
}

/** Day of the week: 1 = Monday … 7 = Sunday. */
export function weekday(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The Monday of the day's week. */
export function startOfWeek(day: string): string {
  return addDays(day, 1 - weekday(day))
}

/** The first day of the day's month. */
export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

/** The last day of the day's month. */
export function endOfMonth(day: string): string {
  return dayFrom(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0) / MS_PER_DAY)
}

/** The days from `from` to `to`, both included; empty when `to` is earlier. */
export function daysOf(from: string, to: string): string[] {
  const first = dayNumber(from)
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => dayFrom(first + i))
}

/** The months `YYYY-MM` touched by the days from `from` to `to`, both included; empty when `to` is earlier. */
export function monthsOf(from: string, to: string): string[] {
  const index = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const first = index(from)
  const count = to < from ? 0 : index(to) - first + 1
  return Array.from({ length: count }, (_, i) => {
    const month = first + i
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
