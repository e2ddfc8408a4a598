import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, localDay, localTime } from '../../../platform/time.ts'
import { workCalendar } from '../../../sales/calendar/rules/workdays.ts'
import { type Duty, type DutyPerson, type DutyQuestion, type DutySettings, duty, owesReports } from './duty.ts'

const china = workCalendar({ country: 'CN' })
const settings: DutySettings = {
  draftAt: '17:30',
  dueAt: { field: '21:00', inside: '19:00' },
  lateUntil: '09:00',
  autoSubmit: false,
  trialDays: 3,
  goLiveOn: '2025-01-02',
}
const person: DutyPerson = {
  timeZone: 'Asia/Shanghai',
  kind: 'field',
  joinedOn: '2025-06-02',
  leftOn: null,
  leaveDays: new Set(),
}

const who = (change: Partial<DutyPerson>) => ({ person: { ...person, ...change } })

function at(
  now: string,
  change: Partial<Omit<DutyQuestion, 'now' | 'submission'>> & { submitted?: string; automatic?: boolean } = {},
): Duty {
  const { submitted, automatic = false, ...rest } = change
  const submission = submitted ? { at: new Date(submitted), automatic } : null
  return duty({ day: '2026-03-12', settings, person, calendar: china, ...rest, now: new Date(now), submission })
}

describe('a report that nobody has handed in', () => {
  test.each([
    ['is being composed at noon', '2026-03-12T12:00:00+08:00', 'draft', true, '2026-03-12T09:30:00.000Z'],
    ['is a draft from 17:30', '2026-03-12T17:30:00+08:00', 'draft', false, '2026-03-12T13:00:00.000Z'],
    ['is due from 21:00 in the field', '2026-03-12T21:00:00+08:00', 'due', false, '2026-03-13T01:00:00.000Z'],
    ['is still due after midnight', '2026-03-13T00:00:00+08:00', 'due', false, '2026-03-13T01:00:00.000Z'],
    ['is missing from 09:00 of the next working day', '2026-03-13T09:00:00+08:00', 'missing', false, null],
  ])('%s', (_name, now, state, composing, next) => {
    const result = at(now)
    expect([result.state, result.composing, result.nextChange?.toISOString() ?? null]).toEqual([state, composing, next])
  })

  test.each([
    ['is due from 19:00 inside', '2026-03-12T19:00:00+08:00', who({ kind: 'inside' }), 'due'],
    ['of a Friday is still due on Sunday', '2026-03-15T22:00:00+08:00', { day: '2026-03-13' }, 'due'],
    ['of a Friday is missing on Monday at 09:00', '2026-03-16T09:00:00+08:00', { day: '2026-03-13' }, 'missing'],
    [
      'of a Friday before a make-up Saturday is missing on that Saturday',
      '2026-02-14T09:00:00+08:00',
      { day: '2026-02-13' },
      'missing',
    ],
    [
      'of a make-up Saturday is still due throughout Spring Festival',
      '2026-02-24T08:59:59+08:00',
      { day: '2026-02-14' },
      'due',
    ],
    ['of a make-up Saturday is owed', '2026-02-24T09:00:00+08:00', { day: '2026-02-14' }, 'missing'],
    ['is not owed on a Sunday', '2026-03-16T12:00:00+08:00', { day: '2026-03-15' }, 'excused'],
    ['is not owed on National Day', '2026-10-09T12:00:00+08:00', { day: '2026-10-01' }, 'excused'],
    ['is not owed on leave', '2026-03-16T12:00:00+08:00', who({ leaveDays: new Set(['2026-03-12']) }), 'excused'],
    ['is not owed before joining', '2026-03-16T12:00:00+08:00', who({ joinedOn: '2026-03-13' }), 'excused'],
    ['is owed on the last day', '2026-03-16T12:00:00+08:00', who({ leftOn: '2026-03-12' }), 'missing'],
    ['is not owed after the last day', '2026-03-16T12:00:00+08:00', who({ leftOn: '2026-03-11' }), 'excused'],
    [
      'is not owed before the company is live',
      '2026-03-16T12:00:00+08:00',
      { settings: { ...settings, goLiveOn: '2026-03-13' } },
      'excused',
    ],
    [
      'is never missing on the third working day of a new person',
      '2026-03-16T12:00:00+08:00',
      who({ joinedOn: '2026-03-10' }),
      'excused',
    ],
    [
      'is missing on the fourth working day of a new person',
      '2026-03-16T12:00:00+08:00',
      who({ joinedOn: '2026-03-09' }),
      'missing',
    ],
    [
      'is never missing on the third working day of a new company',
      '2026-03-16T12:00:00+08:00',
      { settings: { ...settings, goLiveOn: '2026-03-10' } },
      'excused',
    ],
    [
      'counts working days over the weekend in the trial',
      '2026-03-18T12:00:00+08:00',
      { day: '2026-03-16', person: { ...person, joinedOn: '2026-03-12' } },
      'excused',
    ],
    [
      'is missing on the first day when there is no trial',
      '2026-03-16T12:00:00+08:00',
      { settings: { ...settings, trialDays: 0, goLiveOn: '2026-03-12' } },
      'missing',
    ],
    [
      'is a draft during the trial like any other',
      '2026-03-12T18:00:00+08:00',
      who({ joinedOn: '2026-03-12' }),
      'draft',
    ],
  ])('%s', (_name, now, change, state) => expect(at(now, change).state).toBe(state))

  it('says why it is not owed', () => {
    expect(at('2026-03-16T12:00:00+08:00', { day: '2026-03-15' }).excuse).toBe('restDay')
    expect(at('2026-03-16T12:00:00+08:00', who({ joinedOn: '2026-03-10' })).excuse).toBe('trial')
    expect(at('2026-03-12T12:00:00+08:00').excuse).toBeNull()
  })

  it('is handed in by the system from the due time on, where the company wants it', () => {
    const automatic = { settings: { ...settings, autoSubmit: true } }
    const atTimes = ['2026-03-12T20:59:59+08:00', '2026-03-12T21:00:00+08:00', '2026-03-13T09:00:00+08:00'].map(
      (now) => at(now, automatic).autoSubmitNow,
    )
    expect(atTimes).toEqual([false, true, false])
    expect(at('2026-03-15T22:00:00+08:00', { ...automatic, day: '2026-03-15' }).autoSubmitNow).toBe(false)
  })
})

describe('a report that was handed in', () => {
  test.each([
    ['before the draft', '2026-03-12T15:00:00+08:00', {}, 'onTime'],
    ['at the due time', '2026-03-12T21:00:00+08:00', {}, 'onTime'],
    ['a second later', '2026-03-12T21:00:01+08:00', {}, 'late'],
    ['at 09:00 of the next working day', '2026-03-13T09:00:00+08:00', {}, 'late'],
    ['after that', '2026-03-13T09:00:01+08:00', {}, 'missing'],
    ['after that during the trial', '2026-03-13T09:00:01+08:00', who({ joinedOn: '2026-03-12' }), 'excused'],
    ['on a rest day, whenever', '2026-03-16T12:00:00+08:00', { day: '2026-03-15' }, 'onTime'],
    ['by the system', '2026-03-12T21:00:30+08:00', { automatic: true }, 'auto'],
  ])('%s', (_name, submitted, change, state) => {
    const result = at('2026-03-20T12:00:00+08:00', { ...change, submitted })
    expect([result.state, result.nextChange]).toEqual([state, null])
  })
})

describe('time zones and clock changes', () => {
  it('judge each person by her own wall clock', () => {
    const berlin = { person: { ...person, timeZone: 'Europe/Berlin' }, calendar: workCalendar({ country: 'DE' }) }
    expect(at('2026-03-27T19:59:00Z', { ...berlin, day: '2026-03-27' }).state).toBe('draft')
    expect(at('2026-03-27T20:00:00Z', { ...berlin, day: '2026-03-27' }).state).toBe('due')
    expect(at('2026-03-27T20:00:00Z', { ...berlin, day: '2026-03-27' }).nextChange?.toISOString()).toBe(
      '2026-03-30T07:00:00.000Z',
    )
    expect(at('2026-03-30T19:00:00Z', { ...berlin, day: '2026-03-30' }).state).toBe('due')
  })

  const zones = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Nuuk',
    'Africa/Cairo',
  ]
  const question = fc.record({
    day: fc.integer({ min: 0, max: 1_200 }).map((n) => addDays('2024-01-01', n)),
    minutes: fc.integer({ min: -2_000, max: 20_000 }),
    kind: fc.constantFrom('field' as const, 'inside' as const),
    timeZone: fc.constantFrom(...zones),
    country: fc.constantFrom('CN', 'DE'),
    joined: fc.integer({ min: -30, max: 3 }),
  })
  const asked = question.map(({ day, minutes, kind, timeZone, country, joined }) => ({
    day,
    settings: { ...settings, goLiveOn: null },
    person: { ...person, kind, timeZone, joinedOn: addDays(day, joined) },
    calendar: workCalendar({ country }),
    now: new Date(Date.parse(`${day}T12:00:00Z`) + minutes * 60_000),
    submission: null,
  }))

  it('keep draft, due and end in order, on the right days and clocks', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { draftAt, dueAt, lateUntil } = duty(each)
        const zone = each.person.timeZone
        expect(draftAt < dueAt && dueAt < lateUntil).toBe(true)
        expect([localDay(draftAt, zone), localDay(dueAt, zone), localDay(lateUntil, zone)]).toEqual([
          each.day,
          each.day,
          each.calendar.nextWorkday(each.day),
        ])
        expect([localTime(draftAt, zone), localTime(lateUntil, zone)]).toEqual(['17:30', '09:00'])
      }),
    )
  })

  it('change the state only at the announced instants', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { nextChange, state, composing } = duty(each)
        const later = (now: Date): Duty => duty({ ...each, now })
        const quiet = later(
          nextChange ? new Date(nextChange.getTime() - 1) : new Date(each.now.getTime() + 400 * 86_400_000),
        )
        expect([quiet.state, quiet.composing]).toEqual([state, composing])
        if (!nextChange) return
        expect(nextChange > each.now).toBe(true)
        const changed = later(nextChange)
        expect([changed.state, changed.composing]).not.toEqual([state, composing])
      }),
      { numRuns: 500 },
    )
  })

  it('reach an end in at most three steps', () => {
    fc.assert(
      fc.property(asked, (each) => {
        let current = duty(each)
        for (let step = 0; step < 3 && current.nextChange; step++) current = duty({ ...each, now: current.nextChange })
        expect(current.nextChange).toBeNull()
        expect(['missing', 'excused']).toContain(current.state)
      }),
    )
  })
})

describe('who owes daily reports', () => {
  const rep = { status: 'active', sells: true, manages: false }
  const [off, on] = [{ managersOwe: false }, { managersOwe: true }]

  test.each([
    ['whoever sells does', rep, off, true],
    ['who left did until then', { ...rep, status: 'disabled' }, off, true],
    ['who was invited does not yet', { ...rep, status: 'invited' }, off, false],
    ['a placeholder does not', { ...rep, status: 'placeholder' }, off, false],
    ['who does not sell does not', { ...rep, sells: false }, on, false],
    ['who manages a department does not', { ...rep, manages: true }, off, false],
    ['who manages a department does where the company wants it', { ...rep, manages: true }, on, true],
    ['who manages a department without selling never does', { ...rep, sells: false, manages: true }, on, false],
  ])('%s', (_name, person, settings, owes) => {
    expect(owesReports(person, settings)).toBe(owes)
  })
})
