import { expect, it } from 'vitest'
import { addDays, daysOf } from '../../../platform/time.ts'
import { partsOf, rotatingDays } from './upkeep.ts'

it.each([
  ['nothing was counted yet', null],
  ['everything is recent', '2026-03-10'],
])('there are no older days where %s', (_name, first) => {
  expect(rotatingDays(first, '2026-03-10', '2026-03-12')).toBeNull()
})

it('every older day has its turn, a month a night, and again and again', () => {
  const nights = daysOf('2026-03-12', addDays('2026-03-12', 12))
  const looked = nights.flatMap((night) => {
    const days = rotatingDays('2025-03-01', '2026-03-01', night)
    return days === null ? [] : daysOf(days.from, days.to)
  })
  expect([...new Set(looked)].sort()).toEqual(daysOf('2025-03-01', '2026-02-28'))
  expect(looked.length).toBeLessThan(366 + 31)
})

it('all days come in parts that touch and do not overlap', () => {
  const days = { from: '2025-12-20', to: '2026-03-01' }
  const parts = partsOf(days)
  expect(parts.flatMap(({ from, to }) => daysOf(from, to))).toEqual(daysOf(days.from, days.to))
  expect(Math.max(...parts.map(({ from, to }) => daysOf(from, to).length))).toBe(31)
  expect(partsOf({ from: '2026-03-01', to: '2026-03-01' })).toEqual([{ from: '2026-03-01', to: '2026-03-01' }])
})
