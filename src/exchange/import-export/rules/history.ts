import { daysBetween } from '../../../platform/time.ts'
import type { DateOrder } from '../contract.ts'
import { dayOf, withYear } from './dates.ts'
import { isFullName } from './names.ts'

export interface HistoryEntry {
  day: string | null
  time: string | null
  /** Key of the follow-up method that the words name, else null. */
  method: string | null
  text: string
  /** The person named in front (「2024-03-05 张三：…」), else null. */
  author: string | null
  /** The year was not written. */
  assumedYear: boolean
}

interface Mark {
  at: number
  end: number
  year: number | null
  month: number
  date: number
  time: string | null
}

const two = (n: number): string => String(n).padStart(2, '0')
/** Units behind a decimal that make it a quantity: 3.5万, 1.2米. */
const notQuantity =
  '(?![\\d.%％]|(?:万|亿|元(?!旦)|块|千|百|折|米|吨|个|台(?!州)|套|小时|天(?!津)|年(?![度底初终会])|倍|公斤|斤|kg|mm|cm|m\\b|k\\b|w\\b|版|寸|吋|英寸|分钟|点)' +
  // Behind a space only what is hardly ever the first word of an entry.
  '|\\s+(?:万|亿|折|小时|倍|公斤|kg|mm|cm))'
const yearPart = '((?:19|20)\\d{2}|\\d{2}(?=\\s*[-./年]\\s*\\d{1,2}\\s*[-./月]\\s*\\d))\\s*[-./年]\\s*'
const dayPart = '(1[0-2]|0?[1-9])\\s*([-./月])\\s*(3[01]|[12]\\d|0?[1-9])'
const compactDate = '((?:19|20)\\d{2})(1[0-2]|0[1-9])(3[01]|[12]\\d|0[1-9])(?!\\d)'
const date = `(?:${yearPart})?${dayPart}${notQuantity}\\s*[日号]?|${compactDate}`
const weekday = '(?:\\s*[(（]?\\s*(?:周|星期|礼拜)[一二三四五六日天]\\s*[)）]?)?'
const clock = '(?:\\s*(?:(上午|下午|晚上|早上|中午)\\s*)?([01]?\\d|2[0-3])[:：]([0-5]\\d)(?:[:：][0-5]\\d)?)?'
const dateMark = new RegExp(`(?:${date})${weekday}${clock}\\s*[)）\\]】]?`, 'g')
/** In front of these words a date is part of the story: 约3/12再来, 3.15前交货. */
const within =
  /(?:[约定到在于自从至是为等期日前后待改延推拖给用]|预计|计划|下次|再约|交期|开标|截止|大概|左右|月底|年底|之后|以前|[-~—–至])\s*$/
const behind = /^\s*(?:之?前|之?后|以[前后]|左右|再|才|去|到|至|[-~—–]|交货|开标|投标截止|发货|到期|截止|见面|之间)/

/**
 * Splits the words of a 跟进记录 cell into dated entries. Dates without a year take it from their neighbours or lie in the
 * most recent past of `reference`, in the order (rising or falling) in which the list was written. Words before the first date
 * are an entry without a day, so is a cell without any date. Dates inside a sentence do not split it.
 */
export function splitHistory(text: string, context: { reference: string; order?: DateOrder | null }): HistoryEntry[] {
  const clean = text.replace(/\r\n?/g, '\n').trim()
  if (clean === '') return []
  const marks = marksOf(clean)
  const days = yearsOf(marks, context.reference)
  const entries: HistoryEntry[] = []
  const add = (words: string, mark: Mark | null, day: string | null): void => {
    const bare = words
      .replace(/^[\s:：,，、;；.。\-—|]+/, '')
      .replace(/[\s;；,，、|]*(?:[（(【[]|[\d①-⑳一二三四五六七八九十]{1,2}[、.)）])?[\s]*$/, '')
    if (bare === '' && (mark === null || day === null)) return
    const { author, rest } = authorOf(bare, mark !== null)
    if (rest === '' && author === null && bare === '') return
    entries.push({
      day,
      time: mark?.time ?? null,
      method: methodOf(rest),
      text: rest,
      author,
      assumedYear: mark !== null && mark.year === null,
    })
  }
  add(clean.slice(0, marks[0]?.at ?? clean.length), null, null)
  for (const [i, mark] of marks.entries())
    add(clean.slice(mark.end, marks[i + 1]?.at ?? clean.length), mark, days[i] ?? null)
  return entries
}

function marksOf(text: string): Mark[] {
  const marks: Mark[] = []
  for (const found of text.matchAll(dateMark)) {
    const at = found.index
    const end = at + found[0].length
    if (!startsEntry(text, at, end, marks)) continue
    const compact = found[5] !== undefined
    const [year, month, day] = compact ? [found[5], found[6], found[7]] : [found[1], found[2], found[4]]
    // A bare 3.5 needs something that shows it is a date and not a figure.
    if (
      !compact &&
      !found[1] &&
      found[3] === '.' &&
      !/^[\s:：,，、)）\]】]|^[\u4e00-\u9fff]/.test(text.slice(end)) &&
      end < text.length
    )
      continue
    let hour = found[9] === undefined ? null : Number(found[9])
    if (hour !== null && /下午|晚上/.test(found[8] ?? '') && hour < 12) hour += 12
    const time = hour === null ? null : `${two(hour)}:${found[10] ?? '00'}`
    marks.push({
      at,
      end,
      year: year ? Number(year.length === 2 ? `20${year}` : year) : null,
      month: Number(month),
      date: Number(day),
      time,
    })
  }
  return marks
}

function startsEntry(text: string, at: number, end: number, marks: readonly Mark[]): boolean {
  const before = text.slice(0, at)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (behind.test(text.slice(end, end + 8)) && line.trim() !== '') return false
  // At the start of a line or behind a numbering or bracket.
  if (/^\s*(?:[（(【[]|[-*•·●◆■]|[\d①-⑳一二三四五六七八九十]{1,2}[、.)）]\s*)?\s*$/.test(line))
    return !/^\s*(?:之?前|之?后|以[前后])/.test(text.slice(end))
  if (within.test(before)) return false
  if (/[;；。!！|]\s*(?:[（(【[]|\d{1,2}[、)）])?\s*$/.test(before)) return true
  // Behind a comma or space only where the cell already is a list of dates.
  return marks.length > 0 && /[,，\s]\s*(?:[（(【[])?$/.test(before)
}

/** The days of the marks in order; null for days that do not exist. */
function yearsOf(marks: readonly Mark[], reference: string): (string | null)[] {
  const rising = assign(marks, reference, 1)
  const falling = assign(marks, reference, -1)
  return span(falling) < span(rising) ? falling : rising
}

function span(days: readonly (string | null)[]): number {
  const known = days.filter((day) => day !== null).sort()
  const [first, last] = [known[0], known.at(-1)]
  return first && last ? daysBetween(first, last) : 0
}

/** Gives each mark its year assuming that the list runs forward (1) or backward (−1) in time. */
function assign(marks: readonly Mark[], reference: string, direction: 1 | -1): (string | null)[] {
  const list = direction === 1 ? [...marks] : [...marks].reverse()
  const days: (string | null)[] = list.map((mark) =>
    mark.year === null ? null : dayOf(mark.year, mark.month, mark.date),
  )
  const anchor = days.findIndex((day) => day !== null)
  // Before the first written year, or where there is none: each entry lies at or before the one after it.
  let upper = days[anchor] ?? reference
  for (let i = (anchor < 0 ? list.length : anchor) - 1; i >= 0; i--) upper = days[i] = pastDay(list[i], upper) ?? upper
  // Behind it: each entry lies at or after the one before it, unless that would be in the future.
  for (let i = anchor + 1; anchor >= 0 && i < list.length; i++) {
    if (days[i] !== null) continue
    days[i] = nextDay(list[i], days[i - 1] ?? reference, reference)
  }
  const existing = days.map((day, i) =>
    list[i] && day && day.slice(5) === `${two(list[i].month)}-${two(list[i].date)}` ? day : null,
  )
  return direction === 1 ? existing : existing.reverse()
}

function pastDay(mark: Mark | undefined, upper: string): string | null {
  return mark ? withYear(mark.month, mark.date, upper, 'past') : null
}

function nextDay(mark: Mark | undefined, lower: string, reference: string): string | null {
  if (!mark) return null
  const year = Number(lower.slice(0, 4))
  const next = [0, 1, 2, 3, 4]
    .map((n) => dayOf(year + n, mark.month, mark.date))
    .find((day) => day !== null && day !== undefined && day >= lower)
  return next && next <= reference ? next : withYear(mark.month, mark.date, reference, 'past')
}

function authorOf(text: string, dated: boolean): { author: string | null; rest: string } {
  const found = dated ? /^[（(【[]?\s*([\u4e00-\u9fff]{2,4})\s*(?:[)）\]】]\s*[:：]?|[:：])\s*/.exec(text) : null
  const name = found?.[1] ?? null
  if (!found || name === null || !isFullName(name) || methodOf(name) !== null)
    return { author: null, rest: text.trim() }
  return { author: name, rest: text.slice(found[0].length).trim() }
}

const methods: [RegExp, string][] = [
  [/企业微信|企微/, 'wecom'],
  [/客户?来访|来访|来我司|来公司|到我司|来厂|参观我/, 'customerVisit'],
  [/上门|拜访|走访|登门|去客户|到客户|面谈|见面|现场/, 'visit'],
  [/视频会议|腾讯会议|线上会议|视频/, 'videoMeeting'],
  [/演示|demo/i, 'demo'],
  [/微信(?!号)/, 'wechat'],
  [/邮件|email/i, 'email'],
  [/短信/, 'sms'],
  [/电话|致电|去电|来电|通话|电联|打给|call/i, 'phone'],
  [/展会|展览会/, 'event'],
  [/投标|开标/, 'tender'],
]
const planned = /约|下次|计划|准备|改天|预约|打算|要求|希望|让我|明天|下周|加(?:了|上)?$|加了?微信|留(?:了)?/

/** Key of the follow-up method that the first words of an entry name, else null; 「约下周拜访」 names none. */
export function methodOf(text: string): string | null {
  const opening = text.split(/[,，。;；\n！!]/)[0]?.slice(0, 20) ?? ''
  let best: { at: number; key: string } | null = null
  for (const [pattern, key] of methods) {
    const found = pattern.exec(opening)
    if (found && (best === null || found.index < best.at)) best = { at: found.index, key }
  }
  return best && !planned.test(opening.slice(0, best.at)) && !/加(?:了|上)?微信/.test(opening.slice(0, best.at + 2))
    ? best.key
    : null
}
