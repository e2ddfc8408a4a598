import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatAmountShort,
  formatAmountUnit,
  formatDay,
  formatFor,
  formatList,
  formatMinutes,
  formatMoment,
  formatNumber,
  formatPercent,
  moveDay,
  today,
} from './format.ts'

describe('words for days, times and numbers', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'zh-CN', resources: {} })
    formatFor({ timeZone: 'Asia/Shanghai', currency: 'CNY' })
  })

  it('names near days, then weekday, then the year', () => {
    expect(formatDay('2026-03-12', '2026-03-12')).toBe('今天')
    expect(formatDay('2026-03-11', '2026-03-12')).toBe('昨天')
    expect(formatDay('2026-03-13', '2026-03-12')).toBe('明天')
    expect(formatDay('2026-03-09', '2026-03-12')).toBe('3/9 周一')
    expect(formatDay('2025-12-20', '2026-03-12')).toBe('2025/12/20')
  })

  it('shows an instant in the zone of the person, not of the browser', () => {
    const instant = `${moveDay(today(), -1)}T16:30:00Z`
    expect(formatMoment(instant)).toBe('今天 00:30')
  })

  it('counts back up to seven days and then writes the day', () => {
    const now = new Date('2026-03-12T08:00:00Z')
    expect(formatAgo('2026-03-12T07:34:00Z', now)).toBe('26 分钟前')
    expect(formatAgo('2026-03-12T04:50:00Z', now)).toBe('3 小时前')
    expect(formatAgo('2026-03-06T07:00:00Z', now)).toBe('6 天前')
    expect(formatAgo('2026-03-01T07:00:00Z', now)).not.toContain('天前')
  })

  it('writes minus as U+2212, a dash for nothing and no decimals for whole numbers', () => {
    expect(formatNumber(-1234)).toBe('−1,234')
    expect(formatNumber(null)).toBe('–')
    expect(formatPercent(0.402, 1)).toBe('40.2%')
  })

  it('writes amounts in 万, in k for English', async () => {
    expect(formatAmountShort(860_000)).toBe('¥86.0 万')
    expect(formatAmountUnit(609_000)).toBe('60.9')
    await i18next.changeLanguage('en')
    expect(formatAmountShort(860_000)).toBe('¥860k')
    expect(formatDay('2026-03-09', '2026-03-12')).toBe('Mon 9 Mar')
    await i18next.changeLanguage('zh-CN')
  })

  it('sets words side by side as each language does', async () => {
    expect(formatList(['张工', '李工'])).toBe('张工、李工')
    await i18next.changeLanguage('en')
    expect(formatList(['Zhang', 'Li'])).toBe('Zhang, Li')
    await i18next.changeLanguage('zh-CN')
  })

  it('writes lengths of time', () => {
    expect(formatMinutes(190)).toBe('3 小时 10 分')
    expect(formatMinutes(60)).toBe('1 小时')
    expect(formatMinutes(0)).toBe('0 分')
  })
})
