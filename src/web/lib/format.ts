import { currencySymbol, formatMoney } from '../../platform/money.ts'
import { addDays, daysBetween, localDay, localTime, weekday } from '../../platform/time.ts'
import { language } from './i18n.ts'

interface Place {
  timeZone: string
  currency: string
}

let place: Place = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'CNY' }

/** Tells the formatting functions the person's time zone and the company's currency; the session does this. */
export function formatFor(next: Partial<Place>): void {
  place = { ...place, ...next }
}

const isChinese = (): boolean => language() === 'zh-CN'
const weekdaysZh = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const weekdaysEn = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The person's time zone. */
export const timeZone = (): string => place.timeZone

/** The company's currency. */
export const homeCurrency = (): string => place.currency

/** Today in the person's time zone, `YYYY-MM-DD`. */
export const today = (): string => localDay(new Date(), place.timeZone)

function weekdayName(day: string): string {
  return (isChinese() ? weekdaysZh : weekdaysEn)[weekday(day) - 1] ?? ''
}

function monthAndDay(day: string): string {
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8))
  return isChinese() ? `${month}/${date}` : `${date} ${monthsEn[month - 1]}`
}

function near(day: string, base: string): string | undefined {
  const distance = daysBetween(base, day)
  if (distance === 0) return isChinese() ? '今天' : 'Today'
  if (distance === 1) return isChinese() ? '明天' : 'Tomorrow'
  if (distance === -1) return isChinese() ? '昨天' : 'Yesterday'
  return undefined
}

/** A day: 今天 → 3/9 周一 (this year) → 2025/12/20. */
export function formatDay(day: string, base: string = today()): string {
  const word = near(day, base)
  if (word) return word
  if (day.slice(0, 4) === base.slice(0, 4))
    return isChinese() ? `${monthAndDay(day)} ${weekdayName(day)}` : `${weekdayName(day)} ${monthAndDay(day)}`
  return isChinese() ? `${Number(day.slice(0, 4))}/${monthAndDay(day)}` : `${monthAndDay(day)} ${day.slice(0, 4)}`
}

/** A day in a heading: 3月12日 周四 / Thu 12 March. */
export function formatDayLong(day: string): string {
  const date = Number(day.slice(8))
  const month = Number(day.slice(5, 7))
  const other = day.slice(0, 4) !== today().slice(0, 4)
  if (isChinese()) return `${other ? `${day.slice(0, 4)}年` : ''}${month}月${date}日 ${weekdayName(day)}`
  return `${weekdayName(day)} ${monthAndDay(day)}${other ? ` ${day.slice(0, 4)}` : ''}`
}

/** An instant as a clock time, 14:30. */
export const formatTime = (instant: string): string => localTime(instant, place.timeZone)

/** An instant: 今天 14:30 → 3/9 周一 10:20 → 2025/12/20 (older years without the time). */
export function formatMoment(instant: string): string {
  const day = localDay(instant, place.timeZone)
  if (day.slice(0, 4) !== today().slice(0, 4)) return formatDay(day)
  return `${formatDay(day)} ${formatTime(instant)}`
}

/** How long ago, up to 7 days; older instants as `formatMoment`. */
export function formatAgo(instant: string, now: Date = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000)
  if (minutes < 1) return isChinese() ? '刚刚' : 'Just now'
  if (minutes < 60) return isChinese() ? `${minutes} 分钟前` : `${minutes} min ago`
  if (minutes < 24 * 60) return isChinese() ? `${Math.floor(minutes / 60)} 小时前` : `${Math.floor(minutes / 60)} h ago`
  if (minutes < 7 * 24 * 60)
    return isChinese() ? `${Math.floor(minutes / 1440)} 天前` : `${Math.floor(minutes / 1440)} d ago`
  return formatMoment(instant)
}

/** A length of time in minutes: 3 小时 10 分 / 3 h 10 min. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  const [h, m] = isChinese() ? ['小时', '分'] : ['h', 'min']
  return [hours > 0 && `${hours} ${h}`, (rest > 0 || hours === 0) && `${rest} ${m}`].filter(Boolean).join(' ')
}

const minus = (text: string): string => text.replace(/^-/, '−')
const numbers = new Map<number, Intl.NumberFormat>()

/** Names or words one after the other: 张工、李工 / Zhang, Li. */
export const formatList = (words: readonly string[]): string => words.join(isChinese() ? '、' : ', ')

/** A plain number with thousands commas and U+2212 as minus; `–` for none. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  let format = numbers.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    numbers.set(decimals, format)
  }
  return minus(format.format(value))
}

/** A number with at most `decimals` places, none when whole. */
export function formatShort(value: number | null | undefined, decimals = 1): string {
  return formatNumber(value, value !== null && value !== undefined && Number.isInteger(value) ? 0 : decimals)
}

/** A share 0–1 as per cent: 0.402 → 40.2%. */
export function formatPercent(share: number | null | undefined, decimals = 0): string {
  return share === null || share === undefined ? '–' : `${formatNumber(share * 100, decimals)}%`
}

/** What stands before an amount of a currency, as in `formatAmount`: ¥, US$, AED. */
export const currencySign = (currency: string): string => currencySymbol(currency, language())

/** A full amount in major units: ¥860,000. */
export function formatAmount(amount: number | null | undefined, currency: string = place.currency): string {
  return amount === null || amount === undefined ? '–' : minus(formatMoney(amount, currency, language()))
}

/** A compact amount with currency: ¥86.0 万 / ¥860.0k. */
export function formatAmountShort(amount: number | null | undefined, currency: string = place.currency): string {
  return amount === null || amount === undefined
    ? '–'
    : minus(formatMoney(amount, currency, language(), { compact: true }))
}

/** An amount as a bare number of 万 (zh) or k (en), for columns whose unit is in the head. */
export function formatAmountUnit(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? '–' : formatNumber(amount / amountScale(), isChinese() ? 1 : 0)
}

/** How many major units `amountUnit` is. */
export const amountScale = (): number => (isChinese() ? 10_000 : 1000)

/** As `formatAmountUnit`, without a decimal where there is nothing behind it: targets are round. */
export function formatAmountWhole(amount: number): string {
  return formatShort(Math.round((amount / amountScale()) * 10) / 10)
}

/** The unit that `formatAmountUnit` counts in. */
export const amountUnit = (): string => (isChinese() ? '万' : 'k')

/** `day` moved by `n` days, for previous/next buttons. */
export const moveDay = (day: string, n: number): string => addDays(day, n)
