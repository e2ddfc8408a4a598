import { describe, expect, test } from 'vitest'
import { parse, prepare } from './parse.ts'
import type { Draft } from './types.ts'

const known = prepare({
  customers: ['无锡天源液压有限公司', '常州力创轴承有限公司', '东莞恒达五金制品有限公司'].map((name) => ({
    id: name,
    name,
  })),
})
const context = { now: new Date('2026-03-12T18:20:00+08:00'), timeZone: 'Asia/Shanghai' }
const first = (text: string): Draft | undefined => parse(text, known, context)[0]

describe('the method is how it took place', () => {
  test.each([
    ['今天拜访了天源液压', 'visit'],
    ['先到天源液压找了王总', 'visit'],
    ['天源液压的王总来我们公司参观', 'customerVisit'],
    ['天源液压来电', 'phone'],
    ['天源液压打了两次都没人接电话', 'phone'],
    ['天源王总微信上说可以', 'wechat'],
    ['给天源发了邮件', 'email'],
    ['跟天源开了个腾讯会议', 'videoMeeting'],
    ['和天源王总吃了个饭', 'other'],
    ['展会上碰到天源王总', 'event'],
    ['明天去拜访天源液压', undefined],
    ['约了天源王总周三上门', undefined],
    ['天源王总让我下周打电话给他', undefined],
    ['天源的电话还没要到', undefined],
    ['天源王总说等他们开完会', undefined],
  ])('%s: %s', (text, method) => {
    expect(first(text)?.method?.value).toBe(method)
  })
})

describe('objections, and what is none', () => {
  test.each([
    ['天源嫌贵', ['price']],
    ['天源说价格倒没意见,就是担心交期', ['delivery']],
    ['天源说今年没预算', ['budget']],
    ['天源要等董事会批', ['authority']],
    ['天源说先不急', ['timing']],
    ['天源反映泵老漏油', ['quality']],
    ['天源的泵漏油,换了密封圈好了', []],
    ['天源说功能不够用', ['feature']],
    ['天源说没听过我们', ['trust']],
    ['天源投诉售后太慢', ['service']],
    ['天源现在用的是博世的,不想换', ['competitor']],
    ['天源说价格可以接受', []],
    ['天源通力报了16万,我们报了17万5', ['price', 'competitor']],
  ])('%s: %j', (text, objections) => {
    expect(
      first(text)
        ?.objections.map(({ value }) => value)
        .sort(),
    ).toEqual([...objections].sort())
  })
})

describe('the amount is what the deal is about', () => {
  test.each([
    ['天源报价62万,还价到58万,最后60万成交', 600_000],
    ['天源追加20台,一台1.2万,总共24万', 240_000],
    ['天源控制价三百六', 3_600_000],
    ['天源 人民币价 372,000 签了', 372_000],
    ['天源便宜两万', undefined],
    ['天源的保证金五万已交', undefined],
    ['天源说同行才报31万', undefined],
    ['天源下单 USD 86,000', undefined],
    ['天源单价12.5元', undefined],
    ['天源要十几万的货', undefined],
  ])('%s: %s', (text, amount) => {
    expect(first(text)?.amount?.value).toBe(amount)
  })
})

describe('rivals', () => {
  test.each([
    ['天源现在用的是博世的泵', ['博世']],
    ['天源说同行宏远才报了31万', ['宏远']],
    ['天源被星海抢了', ['星海']],
    ['天源已经跟明途签了', ['明途']],
    ['天源问能不能对接用友', []],
    ['天源说用起来不错', []],
  ])('%s: %j', (text, competitors) => {
    expect(first(text)?.competitors.map(({ value }) => value)).toEqual(competitors)
  })
})

describe('grades and chances are only what is spoken', () => {
  test.each([
    ['天源意向从C升到B', 'B', undefined],
    ['天源,D级吧', 'D', undefined],
    ['天源 意向等级b', 'B', undefined],
    ['天源有七成把握', undefined, 70],
    ['天源五五开', undefined, 50],
    ['天源十拿九稳', undefined, 90],
    ['天源付了三成定金', undefined, undefined],
    ['天源在A座三楼', undefined, undefined],
  ])('%s: %s, %s', (text, intent, probability) => {
    expect([first(text)?.intent?.value, first(text)?.probability?.value]).toEqual([intent, probability])
  })
})

describe('the next step', () => {
  test.each([
    ['今天去了天源,下周三给新报价', 'quote', '2026-03-18', '给新报价'],
    ['天源让我准备三家的材料,周五给', 'other', '2026-03-13', '准备三家的材料'],
    ['天源王总电话里说周一上午十点见', 'call', '2026-03-16', '见'],
    ['天源要案例,明天发给他', 'sendMaterial', '2026-03-13', '发给他'],
    ['天源说节后再去拜访', 'visit', null, '拜访'],
  ])('%s', (text, action, day, goal) => {
    const step = first(text)?.nextStep
    expect([step?.action.value, step?.due?.value.day]).toEqual([action, day])
    expect(step?.goal.value).toContain(goal)
  })

  test.each(['天源合同年底到期', '昨天去了天源', '天源说价格高'])('%s plans nothing with a date', (text) => {
    expect(first(text)?.nextStep?.due ?? null).toBeNull()
  })
})
