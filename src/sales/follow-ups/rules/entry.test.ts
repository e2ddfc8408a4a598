import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { workCalendar } from '../../calendar/rules/workdays.ts'
import { correctedEntry, correctedOccurrence, entryKind } from './entry.ts'

const calendar = workCalendar({ country: 'CN' })
const kindOf = (occurredAt: string, enteredAt: string, timeZone = 'Asia/Shanghai') =>
  entryKind({ occurredAt: new Date(occurredAt), enteredAt: new Date(enteredAt), timeZone, calendar })

describe('an interaction', () => {
  test.each([
    ['at once', '2026-03-12T16:00:00+08:00', '2026-03-12T16:05:00+08:00', 'normal', true],
    ['before 09:00 of the next working day', '2026-03-12T16:00:00+08:00', '2026-03-13T09:00:00+08:00', 'normal', true],
    ['a second after that', '2026-03-12T16:00:00+08:00', '2026-03-13T09:00:01+08:00', 'late', true],
    ['on Monday before 09:00 about Friday', '2026-03-13T16:00:00+08:00', '2026-03-16T08:59:00+08:00', 'normal', true],
    ['on Monday before 09:00 about Saturday', '2026-03-14T16:00:00+08:00', '2026-03-16T08:59:00+08:00', 'normal', true],
    [
      'after Spring Festival about the last working day',
      '2026-02-14T16:00:00+08:00',
      '2026-02-24T08:59:00+08:00',
      'normal',
      true,
    ],
    ['right after that morning', '2026-02-14T16:00:00+08:00', '2026-02-24T10:00:00+08:00', 'veryLate', false],
    ['on the seventh day', '2026-03-12T16:00:00+08:00', '2026-03-19T23:59:59+08:00', 'late', true],
    ['on the eighth day', '2026-03-12T16:00:00+08:00', '2026-03-20T00:00:00+08:00', 'veryLate', false],
    ['on the thirtieth day', '2026-03-12T16:00:00+08:00', '2026-04-11T23:59:59+08:00', 'veryLate', false],
    ['on the thirty-first day', '2026-03-12T16:00:00+08:00', '2026-04-12T00:00:00+08:00', 'refused', false],
    [
      'two minutes ahead, by clocks that differ',
      '2026-03-12T16:07:00+08:00',
      '2026-03-12T16:05:00+08:00',
      'normal',
      true,
    ],
    ['five minutes ahead', '2026-03-12T16:10:00+08:00', '2026-03-12T16:05:00+08:00', 'normal', true],
    ['more than five minutes ahead', '2026-03-12T16:10:01+08:00', '2026-03-12T16:05:00+08:00', 'refused', false],
  ])('recorded %s is %s', (_name, occurred, entered, kind, counted) => {
    const entry = kindOf(occurred, entered)
    expect([entry.kind, entry.counted, entry.needsReason]).toEqual([kind, counted, kind === 'veryLate'])
  })

  it('is refused with the reason', () => {
    expect(kindOf('2026-03-13T16:00:00+08:00', '2026-03-12T16:00:00+08:00').reason).toBe('future')
    expect(kindOf('2026-01-12T16:00:00+08:00', '2026-03-12T16:00:00+08:00').reason).toBe('tooOld')
    expect(kindOf('2026-03-12T16:00:00+08:00', '2026-03-12T16:00:00+08:00')).not.toHaveProperty('reason')
  })

  it('is judged by the day of the person, not of the server', () => {
    const [occurred, entered] = ['2026-03-12T03:00:00Z', '2026-03-12T13:30:00Z']
    expect(kindOf(occurred, entered, 'America/New_York').kind).toBe('late')
    expect(kindOf(occurred, entered, 'Asia/Shanghai').kind).toBe('normal')
  })

  it('never gets better by waiting', () => {
    const rank = ['normal', 'late', 'veryLate', 'refused']
    const minutes = fc.integer({ min: 0, max: 60_000 })
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), minutes, minutes, zone, (start, a, b, timeZone) => {
        const occurredAt = new Date(Date.parse('2025-09-01T00:00:00Z') + start * 60_000)
        const after = (n: number): number =>
          rank.indexOf(
            entryKind({ occurredAt, enteredAt: new Date(occurredAt.getTime() + n * 60_000), timeZone, calendar }).kind,
          )
        expect(after(Math.min(a, b))).toBeLessThanOrEqual(after(Math.max(a, b)))
      }),
    )
  })
})

describe('the time of an entry', () => {
  const received = new Date('2026-03-20T10:00:00Z')

  test.each([
    ['is the device time, however late it arrives', '2026-03-12T10:00:00Z', 0, '2026-03-12T10:00:00.000Z'],
    ['is corrected by a clock that is slow', '2026-03-12T10:00:00Z', 3_600_000, '2026-03-12T11:00:00.000Z'],
    ['is corrected by a clock that is fast', '2026-03-12T10:00:00Z', -86_400_000, '2026-03-11T10:00:00.000Z'],
    ['is never after the arrival', '2026-03-21T10:00:00Z', 0, '2026-03-20T10:00:00.000Z'],
    ['is the arrival when the device says nothing', null, 0, '2026-03-20T10:00:00.000Z'],
  ])('%s', (_name, device, offset, expected) => {
    expect(correctedEntry(device ? new Date(device) : null, offset, received).toISOString()).toBe(expected)
  })
})

describe('what happened', () => {
  const device = new Date('2026-03-12T12:00:00Z')
  const twoHoursFast = -7_200_000

  test.each([
    [
      'now, by a clock that is fast, is corrected',
      '2026-03-12T12:00:00Z',
      device,
      twoHoursFast,
      '2026-03-12T10:00:00.000Z',
    ],
    [
      'now, by a clock that is slow, stays: it is in the past anyway',
      '2026-03-12T12:00:00Z',
      device,
      7_200_000,
      '2026-03-12T12:00:00.000Z',
    ],
    [
      'in the future even by the device stays there',
      '2026-03-12T13:00:00Z',
      device,
      twoHoursFast,
      '2026-03-12T13:00:00.000Z',
    ],
    ['without a device time stays', '2026-03-12T12:00:00Z', null, twoHoursFast, '2026-03-12T12:00:00.000Z'],
  ])('%s', (_name, occurredAt, byDevice, offset, expected) => {
    expect(correctedOccurrence(new Date(occurredAt), byDevice, offset).toISOString()).toBe(expected)
  })
})

it('a company sets its own limits for late entries', () => {
  const limits = { lateDays: 2, veryLateDays: 5, lateUntil: '12:00', timeZone: 'Asia/Shanghai', calendar }
  const kind = (enteredAt: string) =>
    entryKind({ occurredAt: new Date('2026-03-10T16:00:00+08:00'), enteredAt: new Date(enteredAt), ...limits }).kind
  expect(kind('2026-03-11T11:59:00+08:00')).toBe('normal')
  expect(kind('2026-03-12T23:00:00+08:00')).toBe('late')
  expect(kind('2026-03-13T08:00:00+08:00')).toBe('veryLate')
  expect(kind('2026-03-16T08:00:00+08:00')).toBe('refused')
})
