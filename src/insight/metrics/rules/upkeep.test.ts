import { expect, it } from 'vitest'
import { addDays, daysOf } from '../../../platform/time.ts'
import { rotatingDays } from './upkeep.ts'

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
