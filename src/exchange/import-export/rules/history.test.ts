import { describe, expect, it, test } from 'vitest'
import { methodOf, splitHistory } from './history.ts'

const reference = '2026-03-10'
const split = (text: string): string[] =>
  splitHistory(text, { reference }).map((each) =>
    [each.day ?? '-', each.method ?? '-', each.author ?? '-', each.text].join(' '),
  )

describe('a 跟进记录 cell', () => {
  test.each<[string, string[]]>([
    [
      '3/5 电话沟通，要报价；3/12 拜访王总，价格高',
      ['2025-03-05 phone - 电话沟通，要报价', '2025-03-12 visit - 拜访王总，价格高'],
    ],
    [
      '2025.12.20 上门拜访\n1.5 电话，再等预算\n2.3 微信发了报价',
      ['2025-12-20 visit - 上门拜访', '2026-01-05 phone - 电话，再等预算', '2026-02-03 wechat - 微信发了报价'],
    ],
    ['2.3 报价\n1.5 电话\n12.20 首访', ['2026-02-03 - - 报价', '2026-01-05 phone - 电话', '2025-12-20 - - 首访']],
    ['2023/11/3 首访;12/5 报价;2/8 催', ['2023-11-03 - - 首访', '2023-12-05 - - 报价', '2024-02-08 - - 催']],
    ['11/3 首访;12/20 报价；1/8 丢了', ['2025-11-03 - - 首访', '2025-12-20 - - 报价', '2026-01-08 - - 丢了']],
    [
      '3/5 电话沟通 3/12 拜访 3/20 约4/1签约',
      ['2025-03-05 phone - 电话沟通', '2025-03-12 visit - 拜访', '2025-03-20 - - 约4/1签约'],
    ],
    ['【2024-03-05 张三】电话沟通了需求；', ['2024-03-05 phone 张三 电话沟通了需求']],
    [
      '2024-03-05 10:30 王浩然：客户要样品\n2024-03-08 15:00 王浩然：已寄',
      ['2024-03-05 - 王浩然 客户要样品', '2024-03-08 - 王浩然 已寄'],
    ],
    ['1、2024年3月5日：电话；2、2024年3月12日：上门演示', ['2024-03-05 phone - 电话', '2024-03-12 visit - 上门演示']],
    ['20240305电话，说考虑\n20240401 还没定', ['2024-03-05 phone - 电话，说考虑', '2024-04-01 - - 还没定']],
    ['24.3.5拜访，24.4.1 签了', ['2024-03-05 visit - 拜访', '2024-04-01 - - 签了']],
    ['老客户介绍。3月5日 电话', ['- - - 老客户介绍。', '2026-03-05 phone - 电话']],
    ['客户有意向，3.5万的预算，约3.12再谈', ['- - - 客户有意向，3.5万的预算，约3.12再谈']],
    [
      '3月5日拜访了老板，3月15日前给报价；3月10日 报价已发',
      ['2026-03-05 visit - 拜访了老板，3月15日前给报价', '2026-03-10 - - 报价已发'],
    ],
    ['2026.3.9 年度预算已批', ['2026-03-09 - - 年度预算已批']],
    ['2026.2.3 台州拜访', ['2026-02-03 visit - 台州拜访']],
    ['2025年11月开始用竞品', ['- - - 2025年11月开始用竞品']],
    ['5.1后再联系', ['- - - 5.1后再联系']],
    ['年度预算已批 120 万', ['- - - 年度预算已批 120 万']],
    ['2月30日 电话', ['- phone - 电话']],
    ['2024.3.5', []],
    ['', []],
  ])('%j', (text, entries) => expect(split(text)).toEqual(entries))

  it('keeps every word of the text', () => {
    const text = '3/5 电话沟通，要报价；3/12 拜访王总，价格高；3/20 约4/1签约'
    const kept = splitHistory(text, { reference })
      .map((each) => each.text)
      .join('')
    for (const words of ['电话沟通，要报价', '拜访王总，价格高', '约4/1签约']) expect(kept).toContain(words)
  })

  it('keeps the time and says when a year was assumed', () => {
    expect(splitHistory('2024-03-05 下午2:30 电话', { reference })[0]).toMatchObject({
      time: '14:30',
      assumedYear: false,
    })
    expect(splitHistory('3/5 电话', { reference })[0]?.assumedYear).toBe(true)
  })

  test.each([
    ['上门拜访，要报价', 'visit'],
    ['客户来访，看了车间', 'customerVisit'],
    ['打电话没人接', 'phone'],
    ['微信发资料', 'wechat'],
    ['企微聊了', 'wecom'],
    ['腾讯会议演示', 'videoMeeting'],
    ['发邮件', 'email'],
    ['约下周拜访', null],
    ['加微信了', null],
    ['要求上门', null],
    ['价格高', null],
    ['要报价，下次电话', null],
  ])('%s was a %s', (text, method) => expect(methodOf(text)).toBe(method))
})
