import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { amountProblem, currencies, decimalsOf, formatMoney, isCurrency, MAX_MINOR, toMajor, toMinor } from './money.ts'

describe('minor units', () => {
  test.each([
    [19.9, 'CNY', 1_990],
    [1.15, 'CNY', 115],
    [0.1, 'USD', 10],
    [8.07, 'EUR', 807],
    [-4.35, 'CNY', -435],
    [0, 'CNY', 0],
    [860_000, 'CNY', 86_000_000],
    [1_000, 'JPY', 1_000],
    [1.005, 'KWD', 1_005],
    [9_999_999_999_999.99, 'CNY', MAX_MINOR],
  ])('of %d %s are %d', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor)
    expect(toMajor(minor, currency)).toBe(amount)
  })

  it('never become minus zero', () => {
    expect(Object.is(toMinor(-0, 'CNY'), 0)).toBe(true)
  })

  test.each([
    [1.005, 'CNY', 'tooPrecise'],
    [0.5, 'JPY', 'tooPrecise'],
    [1.0005, 'KWD', 'tooPrecise'],
    [0.1 + 0.2, 'CNY', 'tooPrecise'],
    [Number.NaN, 'CNY', 'notFinite'],
    [Number.POSITIVE_INFINITY, 'CNY', 'notFinite'],
    [10_000_000_000_000, 'CNY', 'tooLarge'],
    [1e300, 'JPY', 'tooLarge'],
    [1, 'RMB', 'unknownCurrency'],
    [1, 'cny', 'unknownCurrency'],
    [1e-9, 'CNY', 'tooPrecise'],
  ])('refuse %d %s as %s', (amount, currency, problem) => {
    expect(amountProblem(amount, currency)).toBe(problem)
    expect(() => toMinor(amount, currency)).toThrow(new RangeError(problem))
  })

  it('survive the way to major units and back for every amount and currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MAX_MINOR, max: MAX_MINOR }),
        fc.constantFrom(...currencies),
        (minor, currency) => {
          expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('currencies', () => {
  it('are three capitals, each once, with known decimals', () => {
    expect(new Set(currencies).size).toBe(currencies.length)
    for (const code of currencies) expect(code).toMatch(/^[A-Z]{3}$/)
    expect(['CNY', 'JPY', 'KWD'].map(decimalsOf)).toEqual([2, 0, 3])
    expect([isCurrency('USD'), isCurrency('__proto__'), isCurrency('')]).toEqual([true, false, false])
  })
})

describe('money as text', () => {
  test.each([
    [860_000, 'CNY', 'zh-CN', true, '¥86.0 万'],
    [16_880_000, 'CNY', 'zh-CN', true, '¥1,688.0 万'],
    [128_000_000, 'CNY', 'zh-CN', true, '¥1.28 亿'],
    [100_000_000, 'CNY', 'zh-CN', true, '¥1.0 亿'],
    [99_999_600, 'CNY', 'zh-CN', true, '¥1.0 亿'],
    [9_999, 'CNY', 'zh-CN', true, '¥9,999'],
    [99_999_400, 'CNY', 'zh-CN', true, '¥9,999.9 万'],
    [-386_000, 'CNY', 'zh-CN', true, '−¥38.6 万'],
    [0, 'CNY', 'zh-CN', true, '¥0'],
    [860_000, 'CNY', 'en', true, '¥860k'],
    [7_568_000, 'CNY', 'en', true, '¥7,568k'],
    [18_624_000, 'CNY', 'en', true, '¥18.6m'],
    [9_999_600, 'CNY', 'en', true, '¥10.0m'],
    [860_000, 'USD', 'zh-CN', true, 'US$86.0 万'],
    [860_000, 'USD', 'en', true, '$860k'],
    [860_000, 'CNY', 'zh-CN', false, '¥860,000'],
    [860_000.5, 'CNY', 'zh-CN', false, '¥860,000.50'],
    [1_200, 'JPY', 'en', false, 'JP¥1,200'],
    [1.5, 'KWD', 'en', false, 'KWD 1.500'],
    [12, 'CHF', 'en', false, 'CHF 12'],
  ])('%d %s in %s (compact %s) is %s', (amount, currency, locale, compact, text) => {
    expect(formatMoney(amount, currency, locale, { compact })).toBe(text)
  })
})
