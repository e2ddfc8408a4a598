import { addDays, zonedInstant } from '../../../platform/time.ts'
import type { WorkCalendar } from '../../../sales/calendar/contract.ts'

/**
 * Who owes a daily report, until when, and what became of it. Times of day are on the wall clock of the person's zone.
 *
 * draft → due (time passed, still possible) → missing, unless it is submitted: onTime, late, or auto by the system; excused where nothing is owed.
 */

export type DutyState = 'draft' | 'due' | 'onTime' | 'late' | 'missing' | 'excused' | 'auto'

/** Times `HH:mm`; `lateUntil` on the next working day; `trialDays` in working days; `goLiveOn` is the company's first day, null = always live. */
export type DutySettings = {
  draftAt: string
  dueAt: { field: string; inside: string }
  lateUntil: string
  autoSubmit: boolean
  trialDays: number
  goLiveOn: string | null
}

/** `joinedOn` and `leftOn` are the first and the last day in the company; null = before records began, still here. */
export type DutyPerson = {
  timeZone: string
  kind: 'field' | 'inside'
  joinedOn: string | null
  leftOn: string | null
  leaveDays: ReadonlySet<string>
}

/**
 * Whether somebody owes daily reports at all: who works here, or did, with a role that sells. Who manages a department owes them only
 * where the company wants it. Whoever owes none may still write one.
 */
export function owesReports(
  { status, sells, manages }: { status: string; sells: boolean; manages: boolean },
  settings: { managersOwe: boolean },
): boolean {
  const works = status === 'active' || status === 'disabled'
  return works && sells && (settings.managersOwe || !manages)
}

/** When the report was handed in; `automatic` when the system did it at the due time. */
export type Submission = { at: Date; automatic: boolean }

/** Why nothing is owed. */
export type Excuse = 'restDay' | 'leave' | 'notMember' | 'beforeGoLive' | 'trial'

export type Duty = {
  state: DutyState
  excuse: Excuse | null
  /** Whether the draft is not announced yet: the numbers are still coming in. */
  composing: boolean
  /** Whether the system should hand the report in now. */
  autoSubmitNow: boolean
  draftAt: Date
  dueAt: Date
  lateUntil: Date
  /** The next instant at which the state may change without anybody acting; null when it never will. */
  nextChange: Date | null
}

export type DutyQuestion = {
  day: string
  now: Date
  settings: DutySettings
  person: DutyPerson
  calendar: WorkCalendar
  submission: Submission | null
}

/** The state of one person's report of one day. */
export function duty(question: DutyQuestion): Duty {
  const { now, settings, submission } = question
  const times = dutyTimes(question)
  const excuse = excuseOf(question)
  const isOwed = excuse === null || excuse === 'trial'
  const state = submission
    ? submittedState(submission, times, excuse)
    : isOwed
      ? openState(now, times, excuse)
      : 'excused'
  const waits = isOwed && !submission
  return {
    state,
    excuse: state === 'excused' ? excuse : null,
    composing: state === 'draft' && now < times.draftAt,
    autoSubmitNow: waits && settings.autoSubmit && state === 'due',
    ...times,
    nextChange: waits ? nextOf(now, times) : null,
  }
}

type Times = Pick<Duty, 'draftAt' | 'dueAt' | 'lateUntil'>

/** The three instants of a day's report, whether it is owed or not. */
export function dutyTimes({
  day,
  settings,
  person,
  calendar,
}: Pick<DutyQuestion, 'day' | 'settings' | 'person' | 'calendar'>): Times {
  return {
    draftAt: zonedInstant(day, settings.draftAt, person.timeZone),
    dueAt: zonedInstant(day, settings.dueAt[person.kind], person.timeZone),
    lateUntil: zonedInstant(calendar.nextWorkday(day), settings.lateUntil, person.timeZone),
  }
}

function excuseOf({ day, settings, person, calendar }: DutyQuestion): Excuse | null {
  if (person.joinedOn !== null && day < person.joinedOn) return 'notMember'
  if (person.leftOn !== null && day > person.leftOn) return 'notMember'
  if (settings.goLiveOn !== null && day < settings.goLiveOn) return 'beforeGoLive'
  if (person.leaveDays.has(day)) return 'leave'
  if (!calendar.isWorkday(day)) return 'restDay'
  const starts = [settings.goLiveOn, person.joinedOn]
  return starts.some((start) => start !== null && isWithinTrial(day, start, settings.trialDays, calendar))
    ? 'trial'
    : null
}

/** Whether the day is one of the first `trialDays` working days from `start` on. */
function isWithinTrial(day: string, start: string, trialDays: number, calendar: WorkCalendar): boolean {
  return trialDays > 0 && day <= calendar.addWorkdays(addDays(start, -1), trialDays)
}

function submittedState(submission: Submission, times: Times, excuse: Excuse | null): DutyState {
  if (submission.automatic) return 'auto'
  // Who writes although nothing is owed cannot be late.
  if (submission.at <= times.dueAt || (excuse !== null && excuse !== 'trial')) return 'onTime'
  if (submission.at <= times.lateUntil) return 'late'
  return excuse === 'trial' ? 'excused' : 'missing'
}

function openState(now: Date, times: Times, excuse: Excuse | null): DutyState {
  if (now < times.dueAt) return 'draft'
  if (now < times.lateUntil) return 'due'
  return excuse === 'trial' ? 'excused' : 'missing'
}

function nextOf(now: Date, { draftAt, dueAt, lateUntil }: Times): Date | null {
  const coming = [draftAt, dueAt, lateUntil].filter((instant) => instant > now)
  return coming.reduce<Date | null>((first, instant) => (first === null || instant < first ? instant : first), null)
}
