import { describe, expect, it, test } from 'vitest'
import type { Cell } from '../contract.ts'
import { currencyOf, readAmount, unitOf } from './amounts.ts'
import { isCreditCode, isEmail, labelKey, lineOf, listOf, percentOf, textOf } from './cells.ts'

describe('text of a cell', () => {
  test.each<[Cell, string]>([
    [null, ''],
    ['  明锐\u00a0电子 ', '明锐 电子'],
    ['\u200b\ufeff甲', '甲'],
    ['第一行 \n 第二行', '第一行\n第二行'],
    [13800138000, '13800138000'],
    [0.1 + 0.2, '0.3'],
    [1e15, '1000000000000000'],
    [true, '是'],
    [{ day: '2024-03-05', time: '14:30' }, '2024-03-05 14:30'],
    ['-', ''],
    ['——', ''],
    ['无', ''],
    ['N/A', ''],
    ['#N/A', ''],
    ['/', ''],
    ['暂无', ''],
    ['未定', ''],
    ['无锡', '无锡'],
    ['无意向', '无意向'],
    ['0', '0'],
  ])('%j is %j', (cell, text) => expect(textOf(cell)).toBe(text))

  it('is one line where one is wanted', () => expect(lineOf('第一行\n第二行')).toBe('第一行 第二行'))
  it('has one key for labels however they are decorated', () => {
    expect(labelKey('客户 名称*：')).toBe('客户名称')
    expect(labelKey('Company　Name')).toBe('companyname')
  })
  it('is a list where several things are written', () =>
    expect(listOf('明锐、明锐电子/明锐,')).toEqual(['明锐', '明锐电子']))
})

test.each<[Cell, number | null]>([
  ['60%', 60],
  ['60％', 60],
  [60, 60],
  [0.6, 60],
  ['0.65', 65],
  ['六成', 60],
  ['1', 1],
  ['100%', 100],
  ['120%', null],
  ['很高', null],
  ['', null],
  [0, 0],
])('percentage: %j → %s', (cell, percent) => expect(percentOf(cell)).toBe(percent))

describe('amounts', () => {
  test.each<[Cell, number, number | null, string | null]>([
    ['12.5万', 1, 125_000, null],
    ['¥120,000', 1, 120_000, 'CNY'],
    ['1.2亿', 1, 120_000_000, null],
    ['USD 3,000', 1, 3_000, 'USD'],
    ['$5k', 1, 5_000, 'USD'],
    ['HK$500', 1, 500, 'HKD'],
    ['3,000美元', 1, 3_000, 'USD'],
    ['€1,200.50', 1, 1_200.5, 'EUR'],
    ['30w', 1, 300_000, null],
    ['(1,200)', 1, -1_200, null],
    ['约30万左右', 1, 300_000, null],
    ['１２万', 1, 120_000, null],
    ['120万元', 1, 1_200_000, null],
    ['2百万', 1, 2_000_000, null],
    [120, 1, 120, null],
    [12.3, 10_000, 123_000, null],
    ['120', 10_000, 1_200_000, null],
    ['120元', 10_000, 120, null],
    ['12万', 10_000, 120_000, null],
    ['未定', 1, null, null],
    ['10-20万', 1, null, null],
    ['五十万', 1, null, null],
    ['三台，12万', 1, null, null],
    ['', 1, null, null],
    // In a column of 万 a sign in front of a bare number leaves two readings.
    ['¥120,000', 10_000, null, null],
  ])('%j × %d is %s %s', (cell, unit, amount, currency) =>
    expect(readAmount(cell, unit)).toEqual(amount === null ? null : { amount, currency }),
  )

  test.each([
    ['预算(万)', 10_000],
    ['合同额（万元）', 10_000],
    ['金额/万', 10_000],
    ['销售额 单位：万', 10_000],
    ['预算:万元', 10_000],
    ['营收(亿)', 100_000_000],
    ['金额(k)', 1_000],
    ['金额', 1],
    ['成交额(元)', 1],
    ['week', 1],
    ['千万客户', 1],
  ])('the header %s multiplies by %d', (header, unit) => expect(unitOf(header)).toBe(unit))
  test.each([
    ['金额(USD)', 'USD'],
    ['人民币金额', 'CNY'],
    ['金额（欧元）', 'EUR'],
    ['金额', null],
    ['CRM', null],
  ])('the header %s says %s', (header, currency) => expect(currencyOf(header)).toBe(currency))
})

it('knows e-mail addresses and credit codes', () => {
  expect(isEmail('li@example.com')).toBe(true)
  expect(isEmail('li@example')).toBe(false)
  expect(isEmail('li@a.com, wang@b.com')).toBe(false)
  expect(isCreditCode('91320594MA1X7B2C3D')).toBe(true)
  expect(isCreditCode('1380512000')).toBe(false)
})
