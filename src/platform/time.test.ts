import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import * as time from './time.ts'

const { addDays, daysBetween, localDay, localTime, weekday, zonedInstant } = time

const zones = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Asia/Tehran',
  'Asia/Beirut',
  'Asia/Gaza',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/St_Johns',
  'America/Nuuk',
  'America/Scoresbysund',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
]
const anyZone = fc.constantFrom(...zones)
const anyDay = fc.integer({ min: 0, max: 29_000 }).map((n) => addDays('1975-01-01', n))
const anyTime = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
/** Days that a zone jumped over the date line and that therefore never happened. */
const neverHappened = new Set([
  'Pacific/Apia 2011-12-30',
  'Pacific/Kiritimati 1994-12-31',
  'Pacific/Kiritimati 1995-01-01',
])

describe('an instant seen from a time zone', () => {
  test.each([
    [
      'belongs to the next day in Shanghai after 16:00 UTC',
      '2026-03-12T16:00:00Z',
      'Asia/Shanghai',
      '2026-03-13',
      '00:00',
    ],
    ['belongs to the same day one second earlier', '2026-03-12T15:59:59Z', 'Asia/Shanghai', '2026-03-12', '23:59'],
    ['belongs to the day before in New York', '2026-03-12T03:30:00Z', 'America/New_York', '2026-03-11', '23:30'],
    ['keeps odd offsets', '2026-03-12T18:20:00Z', 'Asia/Kathmandu', '2026-03-13', '00:05'],
    ['reads an offset in the text', '2026-03-12T23:30:00+08:00', 'Asia/Shanghai', '2026-03-12', '23:30'],
    ['works before 1970', '1969-12-31T23:59:59.900Z', 'UTC', '1969-12-31', '23:59'],
    ['works on 29 February', '2028-02-28T16:00:00Z', 'Asia/Shanghai', '2028-02-29', '00:00'],
  ])('%s', (_name, instant, zone, day, clock) => {
    expect(localDay(instant, zone)).toBe(day)
    expect(localTime(new Date(instant), zone)).toBe(clock)
  })

  it('refuses what is no instant or no zone', () => {
    expect(() => localDay('soon', 'UTC')).toThrow(RangeError)
    expect(() => localDay('2026-03-12T00:00:00Z', 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('the instant of a day and time in a zone', () => {
  test.each([
    ['is eight hours behind in Shanghai', '2026-03-12', '21:00', 'Asia/Shanghai', '2026-03-12T13:00:00.000Z'],
    ['uses winter time before the change', '2026-03-28', '21:00', 'Europe/Berlin', '2026-03-28T20:00:00.000Z'],
    ['uses summer time after the change', '2026-03-29', '21:00', 'Europe/Berlin', '2026-03-29T19:00:00.000Z'],
    ['moves a skipped time forward', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['takes the first of two equal times', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    [
      'starts a day whose midnight is skipped at one',
      '2018-11-04',
      '00:00',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00.000Z',
    ],
    ['knows half-hour changes', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
  ])('%s', (_name, day, clock, zone, expected) => {
    expect(zonedInstant(day, clock, zone).toISOString()).toBe(expected)
  })

  it('always falls on the day it was asked for', () => {
    fc.assert(
      fc.property(anyDay, anyTime, anyZone, (day, clock, zone) => {
        fc.pre(!neverHappened.has(`${zone} ${day}`))
        expect(localDay(zonedInstant(day, clock, zone), zone)).toBe(day)
      }),
      { numRuns: 3_000 },
    )
  })

  it('falls on the day also on every day on which the clocks change', () => {
    for (const zone of zones)
      for (const day of time.daysOf('2022-01-01', '2027-12-31'))
        for (const clock of ['00:00', '02:30', '23:30'])
          expect(localDay(zonedInstant(day, clock, zone), zone), `${zone} ${day} ${clock}`).toBe(day)
  }, 30_000)

  it('shows the asked time unless the clocks skip it', () => {
    fc.assert(
      fc.property(anyDay, anyTime, anyZone, (day, clock, zone) => {
        const shown = localTime(zonedInstant(day, clock, zone), zone)
        const hours = (text: string): number => Number(text.slice(0, 2)) + Number(text.slice(3)) / 60
        expect(Math.abs(hours(shown) - hours(clock))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('refuses times that no clock shows', () => {
    for (const bad of ['24:00', '9:00', '12:60', ''])
      expect(() => zonedInstant('2026-03-12', bad, 'UTC')).toThrow(RangeError)
  })

  it('spans 23 hours when clocks go forward and 25 when they go back', () => {
    const hours = (day: string): number => {
      const { from, to } = time.daySpan(day, 'Europe/Berlin')
      return (to.getTime() - from.getTime()) / 3_600_000
    }
    expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25])
  })
})

describe('calendar days', () => {
  test.each([
    ['2026-03-12', 4],
    ['2026-03-15', 7],
    ['2026-03-16', 1],
    ['1969-12-28', 7],
    ['2000-02-29', 2],
  ])('%s is weekday %i', (day, expected) => expect(weekday(day)).toBe(expected))

  it('adds and subtracts across months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-03-12', '2026-04-12')).toBe(31)
  })

  it('adds what lies between', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b)
      }),
    )
  })

  it('finds the edges of weeks and months', () => {
    expect(time.startOfWeek('2026-03-15')).toBe('2026-03-09')
    expect(time.startOfMonth('2026-03-15')).toBe('2026-03-01')
    expect(time.endOfMonth('2028-02-03')).toBe('2028-02-29')
    expect(time.endOfMonth('2026-12-03')).toBe('2026-12-31')
  })

  it('lists days and months with both ends', () => {
    expect(time.daysOf('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
    expect(time.daysOf('2026-03-02', '2026-03-01')).toEqual([])
    expect(time.monthsOf('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(time.monthsOf('2026-03-02', '2026-03-01')).toEqual([])
  })

  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-3-1', false],
    ['2026-03-12T00:00', false],
    ['', false],
    ['0001-01-01', true],
  ])('%s is a day: %s', (text, expected) => expect(time.isDay(text)).toBe(expected))

  test.each([
    ['Asia/Shanghai', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+08:00', false],
    ['', false],
    ["'; drop table", false],
  ])('%s is a time zone: %s', (text, expected) => expect(time.isTimeZone(text)).toBe(expected))
})

test('the time of day is what Intl says, also in the hour of a change at one minute past midnight', () => {
  const byIntl = (at: number, zone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    )
  const changes = [
    Date.parse('2010-03-14T03:31:00Z'),
    Date.parse('2010-11-07T02:31:00Z'),
    Date.parse('2026-03-29T01:00:00Z'),
  ]
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -90, max: 90 }))
    .map(([at, minutes]) => at + minutes * 60_000)
  const anyMoment = fc.integer({ min: 0, max: 4_000_000 }).map((hours) => hours * 1_800_000)
  fc.assert(
    fc.property(anyZone, fc.oneof(nearChange, anyMoment), (zone, at) => {
      expect(localTime(new Date(at), zone)).toBe(byIntl(at, zone))
    }),
    { numRuns: 2000 },
  )
})
