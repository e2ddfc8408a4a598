import { describe, expect, it } from 'vitest'
import { differencesOf, type FrozenFact } from './frozen.ts'

const fact = (id: string, change: Partial<FrozenFact> = {}): FrozenFact => ({
  id,
  type: 'followUp',
  day: '2026-03-12',
  version: 1,
  amountMinor: null,
  currency: null,
  ...change,
})
const deal = (id: string, change: Partial<FrozenFact> = {}) =>
  fact(id, { type: 'opportunity', amountMinor: 100, currency: 'CNY', ...change })

describe('what changed after a report was submitted', () => {
  it('is nothing when the facts are the same', () => {
    expect(differencesOf({ visits: [fact('a'), fact('b')] }, { visits: [fact('b'), fact('a')] })).toEqual([])
  })

  it('is a fact that came, one that went and one with another version', () => {
    const differences = differencesOf(
      { visits: [fact('a'), fact('b')] },
      { visits: [fact('b', { version: 2 }), fact('c')] },
    )
    expect(differences.map(({ kind, before, after }) => [kind, before?.id, after?.id])).toEqual([
      ['removed', 'a', undefined],
      ['changed', 'b', 'b'],
      ['added', undefined, 'c'],
    ])
  })

  it('is told for each metric that counts it', () => {
    const differences = differencesOf({ visits: [fact('a')], followUps: [fact('a')] }, {})
    expect(differences.map(({ metric }) => metric)).toEqual(['visits', 'followUps'])
  })

  it('is the amount or the currency of a deal, but not what else is edited on it', () => {
    expect(differencesOf({ dealsWon: [deal('o')] }, { dealsWon: [deal('o', { version: 9 })] })).toEqual([])
    expect(differencesOf({ dealsWon: [deal('o')] }, { dealsWon: [deal('o', { amountMinor: 101 })] })).toHaveLength(1)
    expect(differencesOf({ dealsWon: [deal('o')] }, { dealsWon: [deal('o', { currency: 'USD' })] })).toHaveLength(1)
  })

  it('is a plan that was kept later', () => {
    const plan = (above: boolean) => fact('s', { type: 'nextStep', above })
    expect(differencesOf({ planKeptRate: [plan(false)] }, { planKeptRate: [plan(true)] })).toMatchObject([
      { kind: 'changed' },
    ])
  })
})
