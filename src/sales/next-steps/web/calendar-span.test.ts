import { expect, it } from 'vitest'
import { daysShown, turned } from './calendar-span.ts'

it('a week runs from Monday to Sunday', () => {
  const days = daysShown('2026-03-12', 'week')
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-03-09', '2026-03-15', 7])
})

it.each([
  ['2026-03-12', '2026-02-23', '2026-04-05', 42],
  ['2026-02-01', '2026-01-26', '2026-03-01', 35],
  ['2027-02-10', '2027-02-01', '2027-02-28', 28],
])('the month of %s is shown from %s to %s', (day, first, last, count) => {
  const days = daysShown(day, 'month')
  expect([days[0], days.at(-1), days.length]).toEqual([first, last, count])
})

it.each([
  ['2026-03-12', 'week', 1, '2026-03-16'],
  ['2026-03-12', 'week', -1, '2026-03-02'],
  ['2026-12-31', 'month', 1, '2027-01-01'],
  ['2026-03-31', 'month', -1, '2026-02-01'],
] as const)('from %s by one %s (%i) to %s', (day, span, step, expected) => {
  expect(turned(day, span, step)).toBe(expected)
})
