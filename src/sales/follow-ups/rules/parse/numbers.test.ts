import { describe, expect, test } from 'vitest'
import { integerOf, quantities } from './numbers.ts'

describe('numbers as they are said', () => {
  test.each([
    ['12.6万', 126_000],
    ['十七万五', 175_000],
    ['17万5', 175_000],
    ['1.2个亿', 120_000_000],
    ['一亿两千万', 120_000_000],
    ['三十来万', 300_000],
    ['600多万', 6_000_000],
    ['两千四', 2_400],
    ['一百二', 120],
    ['一万零五百', 10_500],
    ['三百八十万六千', 3_806_000],
    ['三点五万', 35_000],
    ['半个亿', 50_000_000],
    ['86,000', 86_000],
    ['28W', 280_000],
    ['十几万', null],
    ['几百万', null],
  ])('%s is %s', (text, value) => {
    expect(quantities(text).map((each) => [each.value, each.end])).toEqual([[value, text.length]])
  })

  test.each([
    ['7万2一年', [72_000, 1]],
    ['四十五万一个月', [450_000, 1]],
    ['从B升到A', []],
    ['8500和1万2', [8_500, 12_000]],
  ])('%s holds %j', (text, values) => {
    expect(quantities(text).map(({ value }) => value)).toEqual(values)
  })

  test.each([
    ['12', 12],
    ['二十五', 25],
    ['两', 2],
    ['', null],
    ['十年', null],
  ])('%s is the whole number %s', (text, value) => {
    expect(integerOf(text)).toBe(value)
  })
})
