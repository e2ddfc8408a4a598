import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../platform/time.ts'
import { calendarSettings } from '../contract.ts'
import * as rules from './workdays.ts'

const china = { country: 'CN' }
const germany = { country: 'DE' }

describe('a working day', () => {
  test.each([
    ['is an ordinary Thursday', '2026-03-12', china, true],
    ['is not a Sunday', '2026-03-15', china, false],
    ['is a Saturday that makes up for Spring Festival', '2026-02-14', china, true],
    ['is a Sunday that makes up for National Day', '2026-09-20', china, true],
    ['is not the eve of Spring Festival', '2026-02-16', china, false],
    ['is not a Friday of National Day', '2026-10-02', china, false],
    ['is not a Saturday within National Day', '2026-10-03', china, false],
    ['is a Chinese holiday elsewhere', '2026-10-01', germany, true],
    ['is no Saturday elsewhere, even when China makes up', '2026-02-14', germany, false],
    ['is a Saturday where Sunday is the only rest day', '2026-03-14', { country: 'CN', restWeekdays: [7] }, true],
    [
      'is a holiday Saturday also where Sunday is the only rest day',
      '2026-10-03',
      { country: 'CN', restWeekdays: [7] },
      false,
    ],
    ['is not Friday where Friday rests', '2026-03-13', { country: 'AE', restWeekdays: [5, 6] }, false],
    [
      'is what the company says before the law',
      '2026-10-01',
      { country: 'CN', overrides: { '2026-10-01': 'work' as const } },
      true,
    ],
    ['is not the company outing', '2026-03-12', { country: 'CN', overrides: { '2026-03-12': 'rest' as const } }, false],
    ['is not National Day of a year not announced yet', '2031-10-01', china, false],
    ['is not Spring Festival of a year not announced yet', '2031-01-23', china, false],
    ['is an ordinary day of a year not announced yet', '2031-10-08', china, true],
    ['is an ordinary day before the library begins', '1999-10-05', china, true],
  ])('%s (%s)', (_name, day, calendar, expected) => expect(rules.isWorkday(day, calendar)).toBe(expected))
})

describe('counting working days', () => {
  it('finds 12 March 2026 to be the 9th of 22, as the morning page shows', () => {
    expect(rules.workdayIndex('2026-03-12', china)).toEqual({ index: 9, total: 22 })
  })

  it('keeps the count over a rest day', () => {
    expect(rules.workdayIndex('2026-03-15', china)).toEqual({ index: 10, total: 22 })
  })

  test.each([
    ['Friday → Monday', '2026-03-13', 1, '2026-03-16'],
    ['over Spring Festival', '2026-02-14', 1, '2026-02-24'],
    ['onto a make-up Saturday', '2026-02-13', 1, '2026-02-14'],
    ['five working days', '2026-03-12', 5, '2026-03-19'],
    ['from a rest day', '2026-03-14', 1, '2026-03-16'],
    ['backwards', '2026-03-16', -1, '2026-03-13'],
    ['none', '2026-03-15', 0, '2026-03-15'],
  ])('%s', (_name, day, n, expected) => expect(rules.addWorkdays(day, n, china)).toBe(expected))

  it('moves a suggested date off a rest day and leaves a working day alone', () => {
    expect(rules.workdayFrom('2026-03-14', china)).toBe('2026-03-16')
    expect(rules.workdayFrom('2026-03-13', china)).toBe('2026-03-13')
  })

  it('says so when there is no working day at all', () => {
    expect(() => rules.nextWorkday('2026-03-12', { country: 'DE', restWeekdays: [1, 2, 3, 4, 5, 6, 7] })).toThrow(
      RangeError,
    )
  })

  const anyDay = fc.integer({ min: 0, max: 3_600 }).map((n) => addDays('2023-01-01', n))

  it('always lands on a working day, with exactly n − 1 others between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, n) => {
        const landed = rules.workCalendar(china).addWorkdays(day, n)
        expect(rules.isWorkday(landed, china)).toBe(true)
        expect(rules.workdaysOf(addDays(day, 1), landed, china)).toHaveLength(n)
        expect(rules.addWorkdays(addDays(landed, 1), -1, china)).toBe(landed)
      }),
    )
  })

  it('numbers the working days of a month from 1 to its total', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const days = rules.workdaysOfMonth(day, china)
        expect(days.map((each) => rules.workdayIndex(each, china))).toEqual(
          days.map((_, i) => ({ index: i + 1, total: days.length })),
        )
      }),
      { numRuns: 30 },
    )
  })
})

describe('calendar settings', () => {
  it('refuse unknown keys, days that do not exist and a week of rest', () => {
    const refused = [
      { country: 'china' },
      { country: 'CN', overrides: { '2026-02-30': 'rest' } },
      { country: 'CN', restWeekdays: [1, 2, 3, 4, 5, 6, 7] },
      { country: 'CN', extra: 1 },
    ]
    for (const settings of refused) expect(calendarSettings.safeParse(settings).success).toBe(false)
    expect(calendarSettings.safeParse({ country: 'CN', overrides: { '2026-03-12': 'rest' } }).success).toBe(true)
  })
})
