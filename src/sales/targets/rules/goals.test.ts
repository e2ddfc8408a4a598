import { describe, expect, it } from 'vitest'
import { daysOf } from '../../../platform/time.ts'
import { workCalendar } from '../../calendar/rules/workdays.ts'
import type { Period, TargetMetric } from '../contract.ts'
import { type GoalPerson, goalsIn } from './goals.ts'
import { periodOf } from './periods.ts'
import { SCENARIO, type Target } from './shares.ts'

const calendar = workCalendar({ country: 'CN' })
const departments = [
  { id: 'root', path: '/root/' },
  { id: 'east', path: '/root/east/' },
  { id: 'south', path: '/root/south/' },
]
const person = (id: string, change: Partial<GoalPerson> = {}): GoalPerson => ({
  id,
  path: '/root/east/',
  joinedOn: null,
  leftOn: null,
  sells: true,
  ...change,
})
const standing = (scopeId: string, value: number, period: Period, startsOn = '2020-01-01'): Target => ({
  metric: 'visits',
  scopeId,
  value,
  period,
  startsOn,
  standing: true,
})
const dated = (
  scopeId: string,
  value: number,
  period: Period,
  startsOn: string,
  metric: TargetMetric = 'visits',
): Target => ({ metric, scopeId, value, period, startsOn, standing: false })

const goals = (targets: Target[], from: string, to = from, people: GoalPerson[] = [person('rep')]) =>
  goalsIn({ targets, calendar, people, departments }, { from, to })
const visitsOf = (targets: Target[], from: string, to = from, change: Partial<GoalPerson> = {}) =>
  goals(targets, from, to, [person('rep', change)]).people.get('rep')?.visits

describe('a rhythm that stands for everybody', () => {
  const weekly = [standing(SCENARIO, 8, 'week')]
  it.each([
    ['an ordinary day', '2026-03-12', '2026-03-12', 1.6],
    ['an ordinary week', '2026-03-09', '2026-03-15', 8],
    ['a Sunday', '2026-03-15', '2026-03-15', undefined],
    ['a week with a public holiday', '2026-04-06', '2026-04-12', 6.4],
    ['the week with a worked Saturday before a long holiday', '2026-02-09', '2026-02-14', 9.6],
    ['a month of 22 working days', '2026-03-01', '2026-03-31', 35.2],
  ])('asks on %s its share', (_name, from, to, asked) => expect(visitsOf(weekly, from, to)).toBe(asked))

  it.each([
    ['day', 3, 3, 66],
    ['month', 44, 2, 44],
    ['quarter', 0, undefined, undefined],
  ] as const)('may be one by the %s', (period, value, day, month) => {
    expect(visitsOf([standing('root', value, period)], '2026-03-12')).toBe(day)
    expect(visitsOf([standing('root', value, period)], '2026-03-01', '2026-03-31')).toBe(month)
  })

  it('is that of the nearest scope: own, department, company, scenario', () => {
    const chain = [...weekly, standing('root', 10, 'week'), standing('east', 15, 'week'), standing('rep', 20, 'week')]
    const asked = [1, 2, 3, 4].map((n) => visitsOf(chain.slice(0, n), '2026-03-09', '2026-03-15'))
    expect(asked).toEqual([8, 10, 15, 20])
    expect(visitsOf(chain.slice(0, 3), '2026-03-09', '2026-03-15', { path: '/root/south/' })).toBe(10)
  })

  it('holds from its first day on, until a newer one', () => {
    const changed = [...weekly, standing('root', 10, 'week', '2026-03-12'), standing('root', 5, 'day', '2026-03-13')]
    expect(daysOf('2026-03-11', '2026-03-13').map((day) => visitsOf(changed, day))).toEqual([1.6, 2, 5])
    expect(visitsOf(changed, '2026-03-09', '2026-03-13')).toBeCloseTo(3 * 1.6 + 2 + 5)
  })

  it('of 0 asks nothing, also where a wider scope would', () => {
    expect(visitsOf([...weekly, standing('rep', 0, 'week')], '2026-03-12')).toBeUndefined()
  })

  it('is not for people who look at the work of others, unless it is their own', () => {
    expect(visitsOf(weekly, '2026-03-12', '2026-03-12', { sells: false })).toBeUndefined()
    expect(visitsOf([standing('rep', 2, 'day')], '2026-03-12', '2026-03-12', { sells: false })).toBe(2)
  })

  it('asks nothing before somebody joined and after they left', () => {
    expect(visitsOf(weekly, '2026-03-01', '2026-03-31', { joinedOn: '2026-03-16' })).toBe(19.2)
    expect(visitsOf(weekly, '2026-03-01', '2026-03-31', { leftOn: '2026-03-06' })).toBe(8)
    expect(visitsOf(weekly, '2026-03-12', '2026-03-12', { joinedOn: '2026-03-16' })).toBeUndefined()
  })

  it('asks a part of it on a day that is only partly there', () => {
    expect(visitsOf(weekly, '2026-03-12', '2026-03-12', { factor: 0.5 })).toBe(0.8)
    expect(visitsOf(weekly, '2026-03-12', '2026-03-12', { factor: 0 })).toBeUndefined()
  })
})

describe('a target of one period', () => {
  it.each([
    ['year', '2026-01-01'],
    ['quarter', '2026-01-01'],
    ['month', '2026-03-01'],
    ['week', '2026-03-09'],
  ] as const)('is spread evenly over the working days of its %s', (period, startsOn) => {
    const { from, to } = periodOf(period, '2026-03-12')
    const workdays = calendar.workdaysOf(from, to).length
    const target = [dated('rep', 264_000_000, period, startsOn, 'dealsWon')]
    const asked = (first: string, last: string) => goals(target, first, last).people.get('rep')?.dealsWon
    expect(asked('2026-03-12', '2026-03-12')).toBe(Math.round(264_000_000 / workdays))
    expect(asked(from, to)).toBe(264_000_000)
  })

  it('comes before what stands, and the shorter period before the longer', () => {
    const targets = [
      standing('rep', 1, 'day'),
      dated('rep', 22, 'month', '2026-03-01'),
      dated('rep', 10, 'week', '2026-03-09'),
    ]
    expect(visitsOf(targets, '2026-03-12')).toBe(2)
    expect(visitsOf(targets, '2026-03-16')).toBe(1)
    expect(visitsOf([...targets, dated('rep', 7, 'day', '2026-03-12')], '2026-03-12')).toBe(7)
  })

  it('is asked in full of somebody who joins within it', () => {
    const target = [dated('rep', 24, 'month', '2026-03-01')]
    expect(visitsOf(target, '2026-03-01', '2026-03-31', { joinedOn: '2026-03-16' })).toBe(24)
    expect(visitsOf(target, '2026-03-16', '2026-03-16', { joinedOn: '2026-03-16' })).toBe(2)
  })

  it('asks nothing outside it', () => {
    expect(visitsOf([dated('rep', 24, 'month', '2026-02-01')], '2026-03-12')).toBeUndefined()
  })
})

describe('a department', () => {
  const people = [person('a'), person('b'), person('c', { path: '/root/south/' }), person('boss', { sells: false })]
  it('is asked for the sum of its people and departments', () => {
    const { departments: asked, all } = goals([standing(SCENARIO, 3, 'day')], '2026-03-12', '2026-03-12', people)
    expect([...asked].map(([id, { visits }]) => [id, visits])).toEqual(
      expect.arrayContaining([
        ['east', 6],
        ['south', 3],
        ['root', 9],
      ]),
    )
    expect(all.visits).toBe(9)
  })

  it('is asked for its own target where it has one, whatever its people are asked for', () => {
    const targets = [standing(SCENARIO, 3, 'day'), dated('east', 220, 'month', '2026-03-01')]
    const { departments: asked, parts, all } = goals(targets, '2026-03-12', '2026-03-12', people)
    expect(asked.get('east')?.visits).toBe(10)
    expect(parts.get('east')?.visits).toBe(6)
    expect(asked.get('root')?.visits).toBe(13)
    expect(all.visits).toBe(13)
  })

  it('of which only a part is looked at counts from that part up', () => {
    const east = {
      targets: [standing(SCENARIO, 3, 'day')],
      calendar,
      departments: [{ id: 'east', path: '/root/east/' }],
    }
    const { all } = goalsIn({ ...east, people: people.slice(0, 2) }, { from: '2026-03-12', to: '2026-03-12' })
    expect(all.visits).toBe(6)
  })
})

describe('whatever is set for people', () => {
  /** A small generator with a seed, so that a failure can be seen again. */
  function dice(seed: number) {
    let state = seed
    return (n: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return state % n
    }
  }
  const kinds = ['year', 'quarter', 'month', 'week', 'day'] as const

  it.each([7, 42, 1999, 31_337])(
    'teams are asked for the sum of their people, and months for the sum of their days (seed %i)',
    (seed) => {
      const roll = dice(seed)
      const people = Array.from({ length: 12 }, (_, i) =>
        person(`p${i}`, {
          path: roll(2) ? '/root/east/' : '/root/south/',
          joinedOn: roll(4) === 0 ? `2026-03-${10 + roll(15)}` : null,
          sells: roll(6) > 0,
        }),
      )
      const targets = Array.from({ length: 30 }, (): Target => {
        const period = kinds[roll(5)] as Period
        const day = `2026-03-${String(1 + roll(31)).padStart(2, '0')}`
        const scope = roll(3) === 0 ? ['root', 'east', SCENARIO][roll(3)] : `p${roll(12)}`
        if (!scope?.startsWith('p') || roll(3) === 0) return standing(scope as string, roll(40), period, day)
        return dated(scope, roll(400), period, periodOf(period, day).from)
      })
      const sum = (values: Iterable<{ visits?: number }>) =>
        [...values].reduce((total, { visits = 0 }) => total + visits, 0)
      const month = goals(targets, '2026-03-01', '2026-03-31', people)
      expect(month.all.visits ?? 0).toBeCloseTo(sum(month.people.values()), 0)
      for (const { id, path } of departments) {
        const below = people.filter((each) => each.path.startsWith(path))
        const asked = month.departments.get(id)?.visits ?? 0
        expect(Math.abs(asked - sum(below.map((each) => month.people.get(each.id) ?? {})))).toBeLessThan(0.1)
      }
      const days = daysOf('2026-03-01', '2026-03-31').map((day) => goals(targets, day, day, people).all)
      expect(Math.abs(sum(days) - (month.all.visits ?? 0))).toBeLessThan(0.2)
    },
  )
})
