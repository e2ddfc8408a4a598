import { localDay, localTime } from '../../../../platform/time.ts'
import { one, pad, type Sense } from './calendar-words.ts'
import { forms, NUMBER } from './date-forms.ts'
import { integerOf } from './numbers.ts'
import type { Context, Span } from './types.ts'

/** Words of time in a text. Only what is said is told. */

export interface When extends Span, Sense {
  time: string | null
  /** 上午, 下午 … alone, without a day. */
  isPartOfDay: boolean
  /** Whether the words place something on a day of their own (今天, 3号), not in a month or year. */
  isDayWord: boolean
}

const PARTS: Record<string, number> = {
  凌晨: 0,
  清早: 0,
  一早: 0,
  早上: 0,
  早晨: 0,
  早: 0,
  上午: 0,
  中午: 12,
  下午: 12,
  午后: 12,
  傍晚: 12,
  晚上: 12,
  晚间: 12,
  晚: 12,
  夜里: 12,
}
const partWords = Object.keys(PARTS)
  .filter((word) => word.length > 1)
  .join('|')
const HOUR = `(\\d{1,2}|[一二三四五六七八九十两]{1,3})`
const CLOCK = `(?:(${partWords}|早|晚)?\\s{0,2}(?:(\\d{1,2}):(\\d{2})(?!\\d)|${HOUR}点(?:钟|整)?(半|一刻|三刻|${NUMBER}分?)?(?![几个%]|[一二三四五六七八九]{2}|意见|要求|建议|问题|价|数|的价|位|左右的价)))`

// Each form is a group, so that the hit tells which one it was.
const dayPattern = new RegExp(forms.map(({ pattern }) => `(${pattern})`).join('|'), 'g')
/** How many groups each form has of its own. */
const groupCounts = forms.map(({ pattern }) => (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1)
const clockHere = new RegExp(`^[\\s的]{0,2}${CLOCK}`)
const partHere = new RegExp(`^[\\s的]{0,2}(${partWords})`)
const clockAnywhere = new RegExp(CLOCK, 'g')
const partAnywhere = new RegExp(`(${partWords}|刚才|刚刚)`, 'g')

function timeOf(part: string | undefined, groups: (string | undefined)[]): string | null {
  const [hourWritten, minuteWritten, hourSaid, minuteSaid] = groups
  const hour = integerOf(hourWritten ?? hourSaid ?? '')
  if (hour === null || hour > 24) return null
  const minute =
    minuteWritten !== undefined
      ? Number(minuteWritten)
      : ({ 半: 30, 一刻: 15, 三刻: 45 }[minuteSaid ?? ''] ?? integerOf((minuteSaid ?? '').replace('分', '')) ?? 0)
  if (minute > 59) return null
  const isLate = part !== undefined && (PARTS[part] ?? 0) === 12 && hour < 12 && !(part === '中午' && hour > 10)
  // Without a part of the day, one to six o'clock is in the afternoon.
  const isAfternoon = part === undefined && hourSaid !== undefined && hour >= 1 && hour <= 6
  const shown = isLate || isAfternoon ? hour + 12 : hour
  return shown > 23 ? null : `${pad(shown)}:${pad(minute)}`
}

/** Which part of the day a word like 明早 or 昨晚 holds itself. */
function partWithin(word: string): string | undefined {
  return /[早晨]$/.test(word) ? '早上' : /[晚夜]$/.test(word) ? '晚上' : undefined
}

/** Every word of time, in order, none within another. */
export function whensOf(plain: string, { now, timeZone }: Context): When[] {
  const today = localDay(now, timeZone)
  const clock = localTime(now, timeZone)
  const found: When[] = []
  dayPattern.lastIndex = 0
  for (let hit = dayPattern.exec(plain); hit !== null; hit = dayPattern.exec(plain)) {
    const sense = senseOf(hit, today)
    if (sense === null || (sense.back === null && sense.ahead === null)) {
      if (hit[0] === '') dayPattern.lastIndex++
      continue
    }
    const end = hit.index + hit[0].length
    const rest = plain.slice(end, end + 24)
    const withClock = clockHere.exec(rest)
    const time = withClock && timeOf(withClock[1] ?? partWithin(hit[0]), withClock.slice(2))
    const tail = time ? withClock?.[0] : partHere.exec(rest)?.[0]
    const length = tail?.length ?? 0
    found.push({
      start: hit.index,
      end: end + length,
      ...sense,
      time: time ?? null,
      isPartOfDay: false,
      isDayWord: (sense.back ?? sense.ahead)?.day !== null,
    })
    dayPattern.lastIndex = end + length
  }
  addTimesAlone(plain, found, today, clock)
  return found.sort((a, b) => a.start - b.start)
}

function senseOf(hit: RegExpExecArray, today: string): Sense | null {
  let first = 1
  for (const [i, form] of forms.entries()) {
    const count = groupCounts[i] ?? 0
    if (hit[first] !== undefined) return form.sense(hit.slice(first + 1, first + 1 + count), today)
    first += count + 1
  }
  return null
}

function addTimesAlone(plain: string, found: When[], today: string, clock: string): void {
  const isTaken = (start: number, end: number): boolean => found.some((when) => when.start < end && start < when.end)
  const day = one(today)
  for (const hit of plain.matchAll(clockAnywhere)) {
    const [start, end] = [hit.index, hit.index + hit[0].length]
    const time = timeOf(hit[1], hit.slice(2))
    if (time === null || isTaken(start, end)) continue
    found.push({
      start,
      end,
      back: time <= clock ? day : null,
      ahead: time > clock ? day : null,
      time,
      isPartOfDay: true,
      isDayWord: true,
    })
  }
  for (const hit of plain.matchAll(partAnywhere)) {
    const [start, end] = [hit.index, hit.index + hit[0].length]
    if (isTaken(start, end)) continue
    const begins =
      { 中午: '11:00', 下午: '12:00', 午后: '12:00', 傍晚: '17:00', 晚上: '18:00', 晚间: '18:00' }[hit[0]] ?? '00:00'
    const ends =
      { 上午: '12:00', 早上: '10:00', 早晨: '10:00', 中午: '14:00', 下午: '17:30', 傍晚: '20:00' }[hit[0]] ?? '24:00'
    found.push({
      start,
      end,
      back: begins <= clock ? day : null,
      ahead: clock < ends && hit[0] !== '刚才' && hit[0] !== '刚刚' ? day : null,
      time: null,
      isPartOfDay: true,
      isDayWord: true,
    })
  }
}
