import { describe, expect, it } from 'vitest'
import { metricKeys } from '../contract.ts'
import { definitions, sumMetrics } from './definitions.ts'
import { addRates, addSum, type FigureRow, type Numbers, sameFigure, valuesOf } from './numbers.ts'

const row = (metric: FigureRow['metric'], count: number, amountMinor = 0, currency = ''): FigureRow => ({
  metric,
  count,
  amountMinor,
  currency,
})
const figuresOf = (rows: FigureRow[]): Numbers => {
  const numbers: Numbers = {}
  for (const each of rows) addSum(numbers, each)
  addRates(numbers)
  return numbers
}
const looks = { currency: 'CNY', hidden: new Set<FigureRow['metric']>() }

describe('definitions', () => {
  it('are one for each metric', () => expect(definitions.map(({ key }) => key)).toEqual([...metricKeys]))
  it('keep in cells only what adds up', () => expect(sumMetrics).not.toContain('customersFollowed'))
})

describe('figures', () => {
  it('add up over people and days', () => {
    expect(figuresOf([row('visits', 2), row('visits', 3)]).visits).toEqual({ count: 5 })
  })

  it('keep currencies apart and count deals of all of them', () => {
    const { dealsWon } = figuresOf([
      row('dealsWon', 1, 500, 'CNY'),
      row('dealsWon', 2, 700, 'USD'),
      row('dealsWon', 1, 100, 'CNY'),
    ])
    expect(dealsWon).toEqual({ count: 4, amounts: { CNY: 600, USD: 700 } })
  })

  it('make rates of a team from sums, never from rates', () => {
    const numbers = figuresOf([
      row('dials', 10),
      row('connectedCalls', 1),
      row('dials', 2),
      row('connectedCalls', 2),
      row('dealsWon', 1, 0, 'CNY'),
      row('dealsLost', 3, 0, 'CNY'),
    ])
    expect(numbers).toMatchObject({ connectRate: { count: 3, of: 12 }, winRate: { count: 1, of: 4 } })
  })

  it('compare by count and by amount in every currency', () => {
    expect(sameFigure({ count: 1, amounts: { CNY: 5 } }, { count: 1, amounts: { CNY: 5, USD: 0 } })).toBe(true)
    expect(sameFigure({ count: 1, amounts: { CNY: 5 } }, { count: 1, amounts: { USD: 5 } })).toBe(false)
    expect(sameFigure(undefined, { count: 0 })).toBe(true)
  })
})

describe('values', () => {
  it('are there for every metric, 0 without facts', () => {
    const values = valuesOf({}, looks)
    expect(Object.keys(values)).toEqual([...metricKeys])
    expect(values.visits).toEqual({ count: 0 })
    expect(values.winRate).toEqual({ count: 0, of: 0, rate: null })
    expect(values.payments).toEqual({ count: 0, amount: 0, currency: 'CNY' })
  })

  it('say amounts in major units, other currencies beside them', () => {
    const numbers = figuresOf([
      row('payments', 1, 12_250, 'CNY'),
      row('payments', 1, 300, 'JPY'),
      row('payments', 1, 99, 'USD'),
    ])
    expect(valuesOf(numbers, looks).payments).toEqual({
      count: 3,
      amount: 122.5,
      currency: 'CNY',
      others: [
        { amount: 300, currency: 'JPY' },
        { amount: 0.99, currency: 'USD' },
      ],
    })
  })

  it('leave out a sum over a hidden field and say so', () => {
    const numbers = figuresOf([row('payments', 2, 500, 'CNY')])
    expect(valuesOf(numbers, { ...looks, hidden: new Set(['payments']) }).payments).toEqual({
      count: 2,
      reason: 'hidden',
    })
  })
})
