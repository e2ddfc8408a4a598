import chineseDays from 'chinese-days'
import { addDays } from '../../../../platform/time.ts'

/** When the Chinese public holidays are: the days off as announced, or the feast alone for years not announced yet. */

const solar: Record<string, string> = { 元旦: '01-01', 劳动节: '05-01', 五一: '05-01', 国庆: '10-01', 十一: '10-01' }
const lunar: Record<string, string> = { 春节: '01-01', 过年: '01-01', 端午: '05-05', 中秋: '08-15', 元宵: '01-15' }
const fixed: Record<string, string> = {
  圣诞: '12-25',
  双十一: '11-11',
  双11: '11-11',
  双十二: '12-12',
  双12: '12-12',
  儿童节: '06-01',
}

/** Names under which holidays are spoken of, for regular expressions. */
export const holidayNames = [...Object.keys(solar), ...Object.keys(lunar), ...Object.keys(fixed), '清明']
  .sort((a, b) => b.length - a.length)
  .join('|')

const known = new Map<string, { from: string; to: string }>()

/** First and last day off of a holiday in a year. */
export function holiday(name: string, year: number): { from: string; to: string } {
  const key = `${name} ${year}`
  const found = known.get(key) ?? lookedUp(name, year)
  known.set(key, found)
  return found
}

function lookedUp(name: string, year: number): { from: string; to: string } {
  const feast = feastOf(name, year)
  if (fixed[name]) return { from: feast, to: feast }
  const isOff = (day: string): boolean => {
    const detail = chineseDays.getDayDetail(day)
    return !detail.work && detail.name.includes(',')
  }
  let [from, to] = [feast, feast]
  for (let n = 0; n < 10 && isOff(addDays(from, -1)); n++) from = addDays(from, -1)
  for (let n = 0; n < 10 && isOff(addDays(to, 1)); n++) to = addDays(to, 1)
  return { from, to }
}

function feastOf(name: string, year: number): string {
  const monthDay = solar[name] ?? fixed[name]
  if (monthDay) return `${year}-${monthDay}`
  // The library knows the lunar calendar from 1900 to 2100.
  const within = Math.min(Math.max(year, 1901), 2099)
  return name === '清明'
    ? chineseDays.getSolarTermDate(within, 4, 'pure_brightness')
    : chineseDays.getSolarDateFromLunar(`${within}-${lunar[name] ?? '01-01'}`).date
}
