import { describe, expect, it } from 'vitest'
import { filterOf, operatorsOf } from '../lib/filter.ts'
import { paceTone } from './marks.tsx'

describe('one pace rule for everybody', () => {
  it('is calm on pace, warns more than 5 points behind, alarms more than 15 points behind', () => {
    expect(paceTone(0.402, 0.409)).toBe('pri')
    expect(paceTone(0.354, 0.409)).toBe('warn')
    expect(paceTone(0.17, 0.409)).toBe('bad')
  })
})

describe('filters', () => {
  it('ask nothing without conditions', () => {
    expect(filterOf([])).toBeUndefined()
    expect(filterOf([{ field: 'intent', op: 'in', value: ['A'] }])).toEqual({
      and: [{ field: 'intent', op: 'in', value: ['A'] }],
    })
  })

  it('offer only operators that the kind understands', () => {
    expect(operatorsOf('date')[0]).toBe('within')
    expect(operatorsOf('option')).not.toContain('between')
    expect(operatorsOf('checkbox')).toEqual(['eq'])
  })
})
