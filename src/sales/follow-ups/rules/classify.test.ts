import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type FollowUpFacts, isAccompaniedVisit, isNobodyThere, metricsOf, touchesCustomer } from './classify.ts'

const nothing: FollowUpFacts = {
  methodClass: 'other',
  result: null,
  counted: true,
  contacts: 0,
  checkInDistance: null,
  hasPhoto: false,
  hasNeed: false,
  hasObjection: false,
  hasFeedback: false,
  hasStageChange: false,
  isFirstVisit: false,
}
const goodVisit: FollowUpFacts = {
  ...nothing,
  methodClass: 'visit',
  contacts: 1,
  checkInDistance: 120,
  hasObjection: true,
}
const call: FollowUpFacts = { ...nothing, methodClass: 'call' }

describe('a follow-up feeds', () => {
  test.each<[string, FollowUpFacts, string[]]>([
    [
      'visits, effective visits and follow-ups when the visit was good',
      goodVisit,
      ['visits', 'effectiveVisits', 'followUps'],
    ],
    [
      'first visits when nobody was there before',
      { ...goodVisit, isFirstVisit: true },
      ['visits', 'effectiveVisits', 'firstVisits', 'followUps'],
    ],
    [
      'effective visits at exactly 500 m',
      { ...goodVisit, checkInDistance: 500 },
      ['visits', 'effectiveVisits', 'followUps'],
    ],
    ['no effective visits beyond 500 m', { ...goodVisit, checkInDistance: 500.1 }, ['visits', 'followUps']],
    [
      'effective visits beyond 500 m with a photo',
      { ...goodVisit, checkInDistance: 9_000, hasPhoto: true },
      ['visits', 'effectiveVisits', 'followUps'],
    ],
    ['no effective visits without any proof', { ...goodVisit, checkInDistance: null }, ['visits', 'followUps']],
    ['no effective visits without a named contact', { ...goodVisit, contacts: 0 }, ['visits', 'followUps']],
    ['no effective visits when nothing was learned', { ...goodVisit, hasObjection: false }, ['visits', 'followUps']],
    [
      'effective visits for a new stage alone',
      { ...goodVisit, hasObjection: false, hasStageChange: true },
      ['visits', 'effectiveVisits', 'followUps'],
    ],
    ['visits only when nobody was there', { ...goodVisit, isFirstVisit: true, result: 'nobodyThere' }, ['visits']],
    ['dials only when nobody answered', { ...call, result: 'noAnswer' }, ['dials']],
    ['dials only when it was rejected', { ...call, result: 'refused' }, ['dials']],
    ['dials only when the number is not in use', { ...call, result: 'invalidNumber' }, ['dials']],
    [
      'all of calls after a good talk',
      { ...call, result: 'effective' },
      ['followUps', 'dials', 'connectedCalls', 'effectiveCalls'],
    ],
    [
      'all of calls after a new appointment',
      { ...call, result: 'appointment' },
      ['followUps', 'dials', 'connectedCalls', 'effectiveCalls'],
    ],
    [
      'no effective calls when there is no interest',
      { ...call, result: 'notInterested' },
      ['followUps', 'dials', 'connectedCalls'],
    ],
    [
      'no effective calls when the details are wrong',
      { ...call, result: 'wrongInfo' },
      ['followUps', 'dials', 'connectedCalls'],
    ],
    [
      'effective calls by content when no result is given',
      { ...call, hasNeed: true },
      ['followUps', 'dials', 'connectedCalls', 'effectiveCalls'],
    ],
    ['no effective calls without result and content', call, ['followUps', 'dials', 'connectedCalls']],
    ['follow-ups only by message', { ...nothing, methodClass: 'message', hasFeedback: true }, ['followUps']],
    [
      'follow-ups only at an event',
      { ...nothing, methodClass: 'event', contacts: 3, hasNeed: true, hasPhoto: true },
      ['followUps'],
    ],
    ['nothing when a message reached nobody', { ...nothing, methodClass: 'message', result: 'noAnswer' }, []],
    ['nothing when it is not counted', { ...goodVisit, counted: false }, []],
  ])('%s', (_name, facts, metrics) => expect(metricsOf(facts)).toEqual(metrics))

  it('never more effective than plain, never connected calls without dials', () => {
    const facts = fc.record<FollowUpFacts>({
      methodClass: fc.constantFrom('visit', 'call', 'message', 'meeting', 'event', 'other'),
      result: fc.constantFrom(
        null,
        'effective',
        'appointment',
        'noAnswer',
        'refused',
        'invalidNumber',
        'nobodyThere',
        'notInterested',
        'wrongInfo',
        'ownResult',
      ),
      counted: fc.boolean(),
      contacts: fc.integer({ min: 0, max: 3 }),
      checkInDistance: fc.option(fc.double({ min: 0, max: 2_000, noNaN: true })),
      hasPhoto: fc.boolean(),
      hasNeed: fc.boolean(),
      hasObjection: fc.boolean(),
      hasFeedback: fc.boolean(),
      hasStageChange: fc.boolean(),
      isFirstVisit: fc.boolean(),
    })
    fc.assert(
      fc.property(facts, (each) => {
        const fed = new Set<string>(metricsOf(each))
        const implies = (a: string, b: string): boolean => !fed.has(a) || fed.has(b)
        expect(implies('effectiveVisits', 'visits') && implies('firstVisits', 'visits')).toBe(true)
        expect(implies('effectiveCalls', 'connectedCalls') && implies('connectedCalls', 'dials')).toBe(true)
        expect(implies('effectiveVisits', 'followUps') && implies('connectedCalls', 'followUps')).toBe(true)
        expect(fed.has('followUps')).toBe(touchesCustomer(each))
      }),
    )
  })
})

describe('a visit', () => {
  it('found nobody only if it was a visit', () => {
    expect(isNobodyThere({ methodClass: 'visit', result: 'nobodyThere' })).toBe(true)
    expect(isNobodyThere({ methodClass: 'call', result: 'noAnswer' })).toBe(false)
  })

  it('is accompanied for the colleague who came along, not for the lead', () => {
    expect(isAccompaniedVisit(goodVisit, 'accompanying')).toBe(true)
    expect(isAccompaniedVisit(goodVisit, 'lead')).toBe(false)
    expect(isAccompaniedVisit(call, 'accompanying')).toBe(false)
    expect(isAccompaniedVisit({ ...goodVisit, counted: false }, 'accompanying')).toBe(false)
  })
})
