import { expect, test } from 'vitest'
import { workCalendar } from '../../../sales/calendar/rules/workdays.ts'
import { type StandingQuestion, standing } from './standing.ts'

const question: StandingQuestion = {
  day: '2026-03-12',
  now: new Date('2026-03-12T18:00:00+08:00'),
  settings: {
    draftAt: '17:30',
    dueAt: { field: '21:00', inside: '19:00' },
    lateUntil: '09:00',
    autoSubmit: false,
    trialDays: 3,
    goLiveOn: '2025-01-02',
  },
  calendar: workCalendar({ country: 'CN' }),
  person: { timeZone: 'Asia/Shanghai', kind: 'field', joinedOn: '2025-06-02', leftOn: null, leaveDays: new Set() },
  obliged: true,
  submittedState: null,
  stored: null,
}
const nextMorning = new Date('2026-03-13T09:00:00+08:00')

test.each([
  ['follows the duty', {}, 'draft', null],
  ['is missing by the rule before the sweep has noticed', { now: nextMorning }, 'missing', null],
  [
    'is what it was when it was handed in, whatever the times are now',
    { submittedState: 'late' as const },
    'late',
    null,
  ],
  [
    'stays missing when settings change later',
    { stored: 'missing' as const, settings: { ...question.settings, lateUntil: '20:00' }, now: nextMorning },
    'missing',
    null,
  ],
  [
    'is excused by leave even when it was missing',
    {
      stored: 'missing' as const,
      now: nextMorning,
      person: { ...question.person, leaveDays: new Set(['2026-03-12']) },
    },
    'excused',
    'leave',
  ],
  [
    'does not follow a stored state that the clock has passed',
    { stored: 'draft' as const, now: nextMorning },
    'missing',
    null,
  ],
  ['is not asked of who owes none', { obliged: false }, 'excused', 'notAsked'],
  ['stays missing of who owes none any more', { obliged: false, stored: 'missing' as const }, 'missing', null],
  ['is never missing of who owes none', { obliged: false, now: nextMorning }, 'excused', 'notAsked'],
] as const)('a report %s', (_name, change, state, excuse) => {
  expect(standing({ ...question, ...change })).toMatchObject({ state, excuse })
})

test('who owes none is never handed in by the system', () => {
  const settings = { ...question.settings, autoSubmit: true }
  const now = new Date('2026-03-12T21:30:00+08:00')
  expect(standing({ ...question, settings, now }).autoSubmitNow).toBe(true)
  expect(standing({ ...question, settings, now, obliged: false })).toMatchObject({
    autoSubmitNow: false,
    nextChange: null,
  })
})
