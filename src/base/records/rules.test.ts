import { describe, expect, test } from 'vitest'
import { departmentStamps, masked, namedRange, namedRanges } from './rules.ts'

/** Thursday evening in Shanghai, still Thursday morning in New York. */
const now = new Date('2026-03-12T15:30:00Z')

describe('named ranges of days', () => {
  test.each([
    ['today', '2026-03-12', '2026-03-12'],
    ['yesterday', '2026-03-11', '2026-03-11'],
    ['tomorrow', '2026-03-13', '2026-03-13'],
    ['thisWeek', '2026-03-09', '2026-03-15'],
    ['lastWeek', '2026-03-02', '2026-03-08'],
    ['nextWeek', '2026-03-16', '2026-03-22'],
    ['thisMonth', '2026-03-01', '2026-03-31'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
    ['nextMonth', '2026-04-01', '2026-04-30'],
    ['thisYear', '2026-01-01', '2026-12-31'],
    ['last7Days', '2026-03-06', '2026-03-12'],
    ['last30Days', '2026-02-11', '2026-03-12'],
    ['next7Days', '2026-03-12', '2026-03-18'],
    ['past', '1900-01-01', '2026-03-11'],
  ])('%s', (name, fromDay, toDay) => {
    expect(namedRange(name, now, 'Asia/Shanghai')).toMatchObject({ fromDay, toDay })
  })

  test('are those of the person: the day begins at their midnight, also when clocks change', () => {
    expect(namedRange('today', new Date('2026-03-12T17:00:00Z'), 'Asia/Shanghai')?.fromDay).toBe('2026-03-13')
    expect(namedRange('today', now, 'Asia/Shanghai')?.from.toISOString()).toBe('2026-03-11T16:00:00.000Z')
    const change = namedRange('today', new Date('2026-03-08T15:00:00Z'), 'America/New_York')
    expect([change?.from.toISOString(), change?.to.toISOString()]).toEqual([
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ])
  })

  test('cover the turn of the year', () => {
    expect(namedRange('nextMonth', new Date('2026-12-31T01:00:00Z'), 'Asia/Shanghai')).toMatchObject({
      fromDay: '2027-01-01',
      toDay: '2027-01-31',
    })
  })

  test('are all known by their names, and no other', () => {
    expect(namedRanges.filter((name) => namedRange(name, now, 'UTC') === null)).toEqual([])
    expect(namedRange('whenever', now, 'UTC')).toBe(null)
    expect(namedRange('constructor', now, 'UTC')).toBe(null)
  })
})

test('masked values keep no more than their beginning', () => {
  expect(masked('phone', '13812345678')).toBe('138****5678')
  expect(masked('phones', ['13812345678', '051266551234'])).toEqual(['138****5678', '051****1234'])
  expect(masked('email', 'wang@example.com')).toBe('w***@example.com')
  expect(masked('text', '苏州明锐')).toBe('苏***')
  expect(masked('longText', '𠮷野家')).toBe('𠮷***')
  expect([
    masked('money', 5),
    masked('options', ['a']),
    masked('reference', 'x'),
    masked('checkbox', true),
    masked('date', '2026-01-01'),
  ]).toEqual([null, null, null, null, null])
  expect([masked('text', null), masked('phone', undefined)]).toEqual([null, undefined])
})

describe('departments that a record keeps', () => {
  const owner = { field: 'ownerId', column: 'owner_id' }
  const made = { user: 'credit_user_id', day: 'credit_day', department: 'credit_department_id' }
  const closed = { user: 'closing_user_id', day: 'closing_day', department: 'closing_department_id' }
  const author = { field: 'authorId', column: 'author_id', departmentColumn: 'department_id', dayColumn: 'local_day' }

  test.each([
    ['none without a deed', { owner }, []],
    ['that of its making', { owner, credit: { day: 'paidOn' } }, [made]],
    ['that of a later deed too', { owner, credit: { further: ['closing'] } }, [made, closed]],
    ['that of a fact', { owner: author }, [{ user: 'author_id', day: 'local_day', department: 'department_id' }]],
  ])('%s', (_, type, stamps) => {
    expect(departmentStamps(type)).toEqual(stamps)
  })
})
