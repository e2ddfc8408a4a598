import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { localDay, localTime } from '../../platform/time.ts'
import { workCalendar } from '../calendar/rules/workdays.ts'
import {
  type DoneFollowUp,
  daysOnOffer,
  matchPlan,
  missesInRow,
  type Plan,
  pickSlots,
  type SuggestionQuestion,
  suggestNextStep,
} from './rules.ts'

const calendar = workCalendar({ country: 'CN' })
const asked: SuggestionQuestion = {
  occurredAt: new Date('2026-03-12T14:40:00+08:00'),
  timeZone: 'Asia/Shanghai',
  calendar,
  rhythm: 5,
  unreached: false,
  missesInRow: 0,
}

test.each([
  ['from a Thursday', '2026-03-12', ['2026-03-13', '2026-03-16', '2026-03-17', '2026-03-19']],
  ['before Spring Festival', '2026-02-13', ['2026-02-14', '2026-02-24', '2026-02-25']],
  ['from a rest day', '2026-03-14', ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-23']],
])('days on offer are working days, %s', (_, today, days) => {
  expect(daysOnOffer(today, calendar)).toEqual(days)
})

test.each([
  ['what is left of today first', '2026-03-12T15:00:00+08:00', '03-12 15:30', '03-13 09:30', '03-12 16:30'],
  ['tomorrow in the evening', '2026-03-12T20:00:00+08:00', '03-13 09:30', '03-13 10:30', '03-13 14:00'],
  ['next week at the weekend', '2026-03-14T09:00:00+08:00', '03-16 09:30', '03-17 09:30', '03-18 09:30'],
  ['after a week of holidays', '2026-02-14T20:00:00+08:00', '02-24 09:30', '02-24 10:30', '02-24 14:00'],
])('customers picked for the week are planned %s', (_, now, ...expected) => {
  const words = (at: Date) => `${localDay(at, 'Asia/Shanghai').slice(5)} ${localTime(at, 'Asia/Shanghai')}`
  expect(pickSlots(new Date(now), 'Asia/Shanghai', calendar).slice(0, 3).map(words)).toEqual(expected)
})

describe('the suggested next contact', () => {
  test.each<[string, Partial<SuggestionQuestion>, string | null]>([
    ['follows the rhythm at about the same time', {}, '2026-03-19T14:30:00+08:00'],
    [
      'counts working days only',
      { rhythm: 1, occurredAt: new Date('2026-03-13T10:00:00+08:00') },
      '2026-03-16T10:00:00+08:00',
    ],
    [
      'skips Spring Festival',
      { rhythm: 1, occurredAt: new Date('2026-02-14T10:15:00+08:00') },
      '2026-02-24T10:00:00+08:00',
    ],
    [
      'uses a make-up Saturday',
      { rhythm: 1, occurredAt: new Date('2026-02-13T10:15:00+08:00') },
      '2026-02-14T10:00:00+08:00',
    ],
    ['does not ring before nine', { occurredAt: new Date('2026-03-12T07:10:00+08:00') }, '2026-03-19T09:00:00+08:00'],
    [
      'does not ring in the evening',
      { occurredAt: new Date('2026-03-12T21:45:00+08:00') },
      '2026-03-19T17:30:00+08:00',
    ],
    ['is none for a customer without need', { rhythm: null }, null],
    ['is tomorrow at ten when nobody was reached', { unreached: true, missesInRow: 1 }, '2026-03-13T10:00:00+08:00'],
    [
      'is Monday at ten when nobody was reached on Friday',
      { unreached: true, missesInRow: 1, occurredAt: new Date('2026-03-13T18:00:00+08:00') },
      '2026-03-16T10:00:00+08:00',
    ],
    [
      'is tomorrow also without rhythm when nobody was reached',
      { unreached: true, rhythm: null, missesInRow: 1 },
      '2026-03-13T10:00:00+08:00',
    ],
    [
      'leaves a rest day also for a rhythm of nought',
      { rhythm: 0, occurredAt: new Date('2026-03-14T10:00:00+08:00') },
      '2026-03-16T10:00:00+08:00',
    ],
    [
      'is in the zone of the person',
      { timeZone: 'Europe/Berlin', occurredAt: new Date('2026-03-27T14:00:00Z'), rhythm: 1 },
      '2026-03-30T15:00:00+02:00',
    ],
  ])('%s', (_name, change, expected) => {
    const at = suggestNextStep({ ...asked, ...change })?.at.toISOString() ?? null
    expect(at).toBe(expected && new Date(expected).toISOString())
  })

  test.each([
    [1, false],
    [2, false],
    [3, true],
    [7, true],
  ])('after %i misses in a row offers another way: %s', (misses, expected) => {
    expect(suggestNextStep({ ...asked, unreached: true, missesInRow: misses })?.switchContact).toBe(expected)
  })

  it('does not offer another way once somebody was reached', () => {
    expect(suggestNextStep({ ...asked, missesInRow: 5 })?.switchContact).toBe(false)
  })

  it('counts the misses since somebody was last reached', () => {
    const contacts = (...unreached: boolean[]) => unreached.map((each) => ({ unreached: each }))
    expect([
      missesInRow([]),
      missesInRow(contacts(false, true)),
      missesInRow(contacts(true, true, false, true)),
      missesInRow(contacts(true, true)),
    ]).toEqual([0, 0, 2, 2])
  })

  it('always is a working day in office hours after the contact', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        zone,
        (minutes, rhythm, unreached, timeZone) => {
          const occurredAt = new Date(Date.parse('2025-01-01T00:00:00Z') + minutes * 60_000)
          const suggestion = suggestNextStep({ ...asked, occurredAt, rhythm, unreached, timeZone })
          expect(suggestion).not.toBeNull()
          if (!suggestion) return
          expect(calendar.isWorkday(suggestion.day)).toBe(true)
          expect(localDay(suggestion.at, timeZone)).toBe(suggestion.day)
          expect(suggestion.day > localDay(occurredAt, timeZone)).toBe(true)
          const time = localTime(suggestion.at, timeZone)
          expect(time >= '09:00' && time <= '17:30').toBe(true)
        },
      ),
    )
  })
})

describe('a plan', () => {
  const plan: Plan = { id: 'p1', subject: 'mingrui', day: '2026-03-12', keptBy: null, movedTo: null, dropped: false }
  const done: DoneFollowUp = { id: 'f1', subject: 'mingrui', day: '2026-03-12', unreached: false }

  test.each<[string, Partial<Plan>, Partial<DoneFollowUp>[], string, string | null]>([
    ['is kept when the customer was reached that day', {}, [{}], 'kept', 'f1'],
    ['is kept by the first follow-up of several', {}, [{ id: 'f0' }, {}], 'kept', 'f0'],
    ['is kept by the follow-up that closed it a day early', { keptBy: 'f9' }, [], 'kept', 'f9'],
    ['is kept even if a later date is set as well', { movedTo: '2026-03-16' }, [{}], 'kept', 'f1'],
    ['is moved when a later date was set', { movedTo: '2026-03-16' }, [], 'moved', null],
    [
      'is moved when nobody answered and a later date was set',
      { movedTo: '2026-03-13' },
      [{ unreached: true }],
      'moved',
      null,
    ],
    ['is not moved to the same day', { movedTo: '2026-03-12' }, [], 'open', null],
    ['is dropped when it was closed with a reason', { dropped: true }, [], 'dropped', null],
    ['is open when nobody answered', {}, [{ unreached: true }], 'open', null],
    ['is open when another customer was met', {}, [{ subject: 'bochuang' }], 'open', null],
    ['is open when the customer was met on another day', {}, [{ day: '2026-03-11' }], 'open', null],
    ['is open when nothing happened', {}, [], 'open', null],
  ])('%s', (_name, change, followUps, result, followUpId) => {
    const matched = matchPlan(
      [{ ...plan, ...change }],
      followUps.map((each) => ({ ...done, ...each })),
    )
    expect(matched.map((each) => [each.result, each.followUpId])).toEqual([[result, followUpId]])
  })

  it('comes back in its order with all others', () => {
    const plans = ['b', 'a', 'c'].map((id) => ({ ...plan, id, subject: id }))
    expect(matchPlan(plans, [{ ...done, subject: 'a' }]).map((each) => [each.plan.id, each.result])).toEqual([
      ['b', 'open'],
      ['a', 'kept'],
      ['c', 'open'],
    ])
  })
})
