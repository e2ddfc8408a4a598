import { describe, expect, test } from 'vitest'
import { whensOf } from './dates.ts'

/** A Thursday. */
const context = { now: new Date('2026-03-12T18:20:00+08:00'), timeZone: 'Asia/Shanghai' }
const only = (text: string) => {
  const [when, ...others] = whensOf(text, context)
  expect(others).toEqual([])
  return when
}
const shown = (days: { from: string; to: string; day: string | null } | null | undefined) =>
  days && (days.day ?? `${days.from}…${days.to}`)

describe('words that look ahead', () => {
  test.each([
    ['明早', '2026-03-13'],
    ['大后天', '2026-03-15'],
    ['下周三前', '2026-03-18'],
    ['下下周二', '2026-03-24'],
    ['周一', '2026-03-16'],
    ['这周内', '2026-03-15'],
    ['下周', '2026-03-16…2026-03-22'],
    ['月底', '2026-03-31'],
    ['下个月5号', '2026-04-05'],
    ['下月初', '2026-04-01…2026-04-10'],
    ['20号', '2026-03-20'],
    ['3号', '2026-04-03'],
    ['四月十号左右', '2026-04-10'],
    ['7.15开标', '2026-07-15'],
    ['三天内', '2026-03-15'],
    ['一周内', '2026-03-19'],
    ['两周后', '2026-03-26'],
    ['年底前', '2026-12-31'],
    ['明年一月十五', '2027-01-15'],
    ['二季度', '2026-04-01…2026-06-30'],
  ])('%s means %s', (text, ahead) => {
    expect(shown(only(text)?.ahead)).toBe(ahead)
  })
})

describe('public holidays', () => {
  test.each([
    ['五一前', '2026-04-30'],
    ['中秋前', '2026-09-24'],
    ['国庆后上班第一天', '2026-10-08'],
    ['元旦前', '2026-12-31'],
    ['清明后', '2026-04-07…2026-04-20'],
    ['节后', '2026-04-07…2026-04-20'],
  ])('%s means %s', (text, ahead) => {
    expect(shown(only(text)?.ahead)).toBe(ahead)
  })
})

describe('words that look back', () => {
  test.each([
    ['昨晚', '2026-03-11', null],
    ['上周五', '2026-03-06', null],
    ['今天下午两点', '2026-03-12', '14:00'],
    ['昨天上午十点半', '2026-03-11', '10:30'],
    ['周三', '2026-03-11', null],
    ['3月8日', '2026-03-08', null],
    ['早上9:15', '2026-03-12', '09:15'],
  ])('%s was %s %s', (text, back, time) => {
    const when = only(text)
    expect([shown(when?.back), when?.time]).toEqual([back, time])
  })
})

test.each(['单价EUR 12.5', '提了四点意见', '每周三例会', '3号炉停了', '让5个点', '预算8.5万', '第三周'])(
  '%s names no day',
  (text) => {
    expect(whensOf(text, context).filter((when) => !when.isPartOfDay)).toEqual([])
  },
)
