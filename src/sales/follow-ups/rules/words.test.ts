import { describe, expect, it } from 'vitest'
import { type Change, settled, type Word } from './words.ts'

const word = (at: string, value: string | null, before: string | null = null, voided = false): Word<string> => ({
  at,
  value,
  before,
  voided,
})
const settle = (change: Partial<Change<string>>) =>
  settled({ current: null, old: null, next: null, others: [], ...change })

describe('the last word about a value', () => {
  it('holds when nobody has said anything later', () => {
    expect(settle({ current: 'C', next: word('12', 'B', 'C') })).toBe('B')
    expect(settle({ current: 'C', next: word('12', 'B', 'C'), others: [word('11', 'A')] })).toBe('B')
  })

  it('does not hold when it is written down after a later one', () => {
    expect(settle({ current: 'A', next: word('10', 'B'), others: [word('11', 'A')] })).toBeUndefined()
  })

  it('holds over later ones that say nothing about the value, and over voided ones', () => {
    expect(settle({ current: 'C', next: word('10', 'B'), others: [word('11', null)] })).toBe('B')
    expect(settle({ current: 'C', next: word('10', 'B'), others: [word('11', 'A', 'C', true)] })).toBe('B')
  })

  it('changes nothing when it only confirms what stands, or says nothing', () => {
    expect(settle({ current: 'B', next: word('12', 'B', 'B') })).toBeUndefined()
    expect(settle({ current: 'B', next: word('12', null, 'B') })).toBeUndefined()
  })
})

describe('a word that changes', () => {
  it('changes the value it had set', () => {
    expect(settle({ current: 'B', old: word('12', 'B', 'C'), next: word('12', 'A', 'C') })).toBe('A')
  })

  it('leaves alone what was changed by hand since, when only other parts were edited', () => {
    expect(settle({ current: 'D', old: word('12', 'B', 'C'), next: word('12', 'B', 'C') })).toBeUndefined()
  })

  it('gives way when it is moved before another one', () => {
    expect(
      settle({ current: 'B', old: word('12', 'B', 'A'), next: word('09', 'B', 'A'), others: [word('10', 'A', 'C')] }),
    ).toBe('A')
  })

  it('takes over when it is moved behind another one', () => {
    expect(
      settle({ current: 'A', old: word('09', 'B', 'C'), next: word('12', 'B', 'C'), others: [word('10', 'A', 'C')] }),
    ).toBe('B')
  })

  it('is taken back when nothing is said any more', () => {
    expect(settle({ current: 'B', old: word('12', 'B', 'C'), next: word('12', null, 'C') })).toBe('C')
  })
})

describe('a word that is voided', () => {
  it('gives back what stood before it', () => {
    expect(settle({ current: 'B', old: word('12', 'B', 'C') })).toBe('C')
    expect(settle({ current: 'B', old: word('12', 'B', null) })).toBe(null)
  })

  it('changes nothing when a later one holds, or somebody has changed the value by hand', () => {
    expect(settle({ current: 'A', old: word('12', 'B', 'C'), others: [word('13', 'A', 'B')] })).toBeUndefined()
    expect(settle({ current: 'D', old: word('12', 'B', 'C') })).toBeUndefined()
  })

  it('gives back the change by hand that stood between two words', () => {
    expect(settle({ current: 'A', old: word('12', 'A', 'C'), others: [word('10', 'B', 'D')] })).toBe('C')
  })

  it('steps over words that were voided before it', () => {
    const others = [word('11', 'A', 'B', true), word('10', 'B', 'C', true), word('09', 'C', 'D')]
    expect(settle({ current: 'E', old: word('12', 'E', 'A'), others })).toBe('C')
  })
})

it('a restored word holds again unless a later one was said', () => {
  expect(settle({ current: 'C', next: word('12', 'B', 'C'), others: [word('10', 'C')] })).toBe('B')
  expect(settle({ current: 'A', next: word('12', 'B', 'C'), others: [word('13', 'A', 'C')] })).toBeUndefined()
})
