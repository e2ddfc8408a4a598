import { isDay, weekday } from '../../../../platform/time.ts'
import {
  calendarMonth,
  dayOfMonth,
  later,
  monthAt,
  monthOf,
  nearestHoliday,
  ofHoliday,
  ofOffset,
  ofQuarter,
  ofYear,
  one,
  pad,
  partOfMonth,
  relative,
  type Sense,
  sideOf,
  span,
  WEEKDAY,
  weekdayAlone,
  weekOf,
  YEARS,
  yearOf,
} from './calendar-words.ts'
import { holidayNames } from './holidays.ts'
import { integerOf } from './numbers.ts'

/** The forms in which days are named. */

interface Form {
  pattern: string
  sense: (groups: (string | undefined)[], today: string) => Sense | null
}

export const NUMBER = '(?:\\d{1,3}|[一二三四五六七八九十两]{1,3})'
const WEEK = '(?:周|星期|礼拜)'

const PART = `(?:(${NUMBER})(?:号|日)?|(底|末|初|中旬|上旬|下旬|中))`

const AFTER = '(?:之前|以前|之后|以后|期间|前|后)?'

/** Forms of naming a day, the longer ones first; groups are numbered within each. */
export const forms: readonly Form[] = [
  {
    pattern: '(\\d{4})[年/.-](\\d{1,2})[月/.-](\\d{1,2})(?:日|号)?',
    sense: ([y, m, d], today) => {
      const day = `${y}-${pad(Number(m))}-${pad(Number(d))}`
      return isDay(day) ? sideOf(one(day), today) : null
    },
  },
  {
    pattern: `(${Object.keys(relative)
      .filter((word) => word.length > 1)
      .sort((a, b) => b.length - a.length)
      .join('|')})`,
    sense: ([word], today) => ofOffset(relative[word as string] ?? 0, today),
  },
  {
    pattern: `(上上|下下|上|下|这|本)个?${WEEK}([${WEEKDAY}末])?(?![期边])`,
    sense: ([prefix, day], today) => weekOf(prefix as string, day, today),
  },
  {
    pattern: `(下)?个?${WEEK}(末)(?=之?前|以前)`,
    sense: ([prefix], today) => ofOffset(5 - ((weekday(today) + 6) % 7) + (prefix ? 7 : 0), today),
  },
  {
    pattern: `(?<![每一二三四五六七八九十两\\d几多各])${WEEK}([${WEEKDAY}末])(?![年月个])`,
    sense: ([day], today) => weekdayAlone(day as string, today),
  },
  {
    pattern: `(上上|上|这|本|下下|下|当)个?月${PART}?`,
    sense: ([prefix, number, part], today) => {
      const offset = { 上上: -2, 上: -1, 这: 0, 本: 0, 当: 0, 下: 1, 下下: 2 }[prefix as string] ?? 0
      const days = partOfMonth(monthAt(today, offset), number ?? part)
      if (days === null) return null
      if (offset !== 0 || days.day !== null || part !== undefined) return sideOf(days, today)
      return { back: span(days.from, today), ahead: { from: today, to: days.to, day: days.to } }
    },
  },
  {
    pattern: `(今年|明年|去年)?(?<![\\d个])(\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?${PART}?(?!个|租)`,
    sense: ([year, month, number, part], today) => {
      const n = integerOf(month as string)
      if (n === null) return null
      if (year === undefined) return calendarMonth(n, number ?? part, today)
      const days =
        n > 12 || n < 1 ? null : partOfMonth(`${yearOf(today) + (YEARS[year] ?? 0)}-${pad(n)}-01`, number ?? part)
      return days === null ? null : sideOf(days, today)
    },
  },
  {
    pattern: '月(底|末|初|中旬|中|下旬|上旬)',
    sense: ([part], today) => {
      const days = partOfMonth(monthAt(today, 0), part)
      const next = partOfMonth(monthAt(today, 1), part)
      return days === null ? null : { back: days.from <= today ? days : null, ahead: days.to >= today ? days : next }
    },
  },
  {
    pattern: `(今年|明年|去年|来年|后年|前年|本年)(年?底|年?末|年?初|年中|上半年|下半年|开春|春天|春季)?`,
    sense: ([year, part], today) => ofYear(year as string, part, today),
  },
  { pattern: '年(底|末)(?!\\d)', sense: (_, today) => ofYear('今年', '底', today) },
  { pattern: '(?:过完年|年后)', sense: (_, today) => ofHoliday('春节', '后', today) },
  {
    pattern: '(上半年|下半年)',
    sense: ([part], today) => ofYear(part === '上半年' && monthOf(today) > 6 ? '明年' : '今年', part, today),
  },
  {
    pattern: '([一二三四1234])季度|[qQ]([1-4])(?![0-9a-zA-Z])',
    sense: ([word, digit], today) => ofQuarter(integerOf(word ?? digit ?? '') ?? 0, today),
  },
  { pattern: '(下)个?季度', sense: (_, today) => ofQuarter((Math.ceil(monthOf(today) / 3) % 4) + 1, today) },
  {
    pattern: `(${holidayNames})(?:节|佳节)?((?:假期|长假|放假)?${AFTER}(?:上班)?(?:第一天|开工)?)`,
    sense: ([name, where], today) => ofHoliday(name as string, where ?? '', today),
  },
  {
    pattern: '(?<![水火狗光儿妇母父教护劳环细])(?:节|假期|放假)((?:之)?[前后])(?!台)',
    sense: ([where], today) => nearestHoliday(where as string, today),
  },
  {
    pattern: `(?<![每第\\d])(${NUMBER}|半)个?(天|周|星期|礼拜|月)(之内|以内|内|之后|以后|后|之前|以前|前)(?!期)`,
    sense: ([number, unit, where], today) => {
      if (number === '半') return /月/.test(unit as string) ? later(15, '天', where as string, today) : null
      const count = integerOf(number as string)
      return count === null || count > 400 ? null : later(count, unit as string, where as string, today)
    },
  },
  {
    pattern: `(?:(?<=ET[DA]\\s?)|(?<![\\d第A-Za-z$€£¥价报给卖每约为]|[A-Za-z$€£¥]\\s))(\\d{1,2})[/.](\\d{1,2})(?![\\d/.%]|[万亿元块wWkK个折吨米点倍级分秒克毫厘丝度成斤]|\\s*万)`,
    sense: ([m, d], today) => {
      const month = Number(m)
      return month < 1 || month > 12 || Number(d) < 1 ? null : calendarMonth(month, d as string, today)
    },
  },
  {
    pattern: `(?<![\\d第.月大小加])(${NUMBER})\\s?(?:号|日)(?![楼门线机店院厂馆库炉车仓柜桌坑井桥]|数)`,
    sense: ([number], today) => dayOfMonth(integerOf(number as string) ?? 0, today),
  },
]
