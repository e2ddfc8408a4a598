import { expect, it } from 'vitest'
import { parse, prepare } from './parse.ts'

const names = ['常州博远新能源有限公司', '无锡恒泰轴承有限公司', '南通江润纺织有限公司']
const known = prepare({ customers: names.map((name) => ({ id: name.slice(2, 4), name })) })
const told = (text: string) =>
  parse(text, known, { now: new Date('2026-03-12T18:00:00+08:00'), timeZone: 'Asia/Shanghai' }).map((draft) => [
    draft.customer?.value.id,
    draft.method?.value,
    draft.spans.map(({ start, end }) => text.slice(start, end)).join('|'),
  ])

it.each([
  [
    '上午拜访常州博远，想先试一台。下午电话回访无锡恒泰，预算被压缩。',
    [
      ['博远', 'visit'],
      ['恒泰', 'phone'],
    ],
  ],
  [
    '上午去了恒泰，要一份报价。晚上微信跟南通江润的吴工聊了下，要测算表。',
    [
      ['恒泰', 'visit'],
      ['江润', 'wechat'],
    ],
  ],
])('what stands right before a customer tells of it: %s', (text, expected) => {
  expect(told(text).map(([customer, method]) => [customer, method])).toEqual(expected)
})

it('every word of a telling belongs to one of them', () => {
  const text = '上午拜访常州博远，想先试一台。下午电话回访无锡恒泰，预算被压缩。'
  const [first, second] = told(text)
  expect(first?.[2]).not.toContain('电话')
  expect(second?.[2]).toContain('电话回访')
})
