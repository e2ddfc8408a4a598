import { addDays, daysOf, localDay, localTime, startOfWeek, zonedInstant } from '../../platform/time.ts'
import type { WorkCalendar } from '../calendar/contract.ts'

/** What happens next: the date that is suggested, and what became of a plan. */

const RETRY_AT = '10:00'
const EARLIEST = '09:00'
const LATEST = '17:30'
/** After so many contacts in a row that reached nobody, another way is suggested. */
export const MISSES_BEFORE_SWITCH = 3

export type SuggestionQuestion = {
  occurredAt: Date
  timeZone: string
  calendar: WorkCalendar
  /** Working days until the next contact, by intent; null when none is wanted (E). */
  rhythm: number | null
  /** Whether this contact reached nobody. */
  unreached: boolean
  /** Contacts in a row, this one included, that reached nobody. */
  missesInRow: number
}

/** `switchContact`: 「换联系人或加微信」 is offered instead of only dialling again. */
export type Suggestion = { at: Date; day: string; switchContact: boolean }

/**
 * When to get in touch again: the intent's rhythm in working days at about the same time of day; 10:00 of the next working day
 * when nobody was reached. Never on a rest day. Null when nothing is due.
 */
export function suggestNextStep({
  occurredAt,
  timeZone,
  calendar,
  rhythm,
  unreached,
  missesInRow,
}: SuggestionQuestion): Suggestion | null {
  if (!unreached && rhythm === null) return null
  const from = localDay(occurredAt, timeZone)
  const day =
    unreached || rhythm === null ? calendar.nextWorkday(from) : calendar.workdayFrom(calendar.addWorkdays(from, rhythm))
  const time = unreached ? RETRY_AT : withinOfficeHours(localTime(occurredAt, timeZone))
  return { at: zonedInstant(day, time, timeZone), day, switchContact: unreached && missesInRow >= MISSES_BEFORE_SWITCH }
}

/** Days that are quick to choose from: the next three working days and about a week on; never a rest day. */
export function daysOnOffer(today: string, calendar: WorkCalendar): string[] {
  const soon = [1, 2, 3].map((n) => calendar.addWorkdays(today, n))
  return [...new Set([...soon, calendar.workdayFrom(addDays(today, 7))])].sort()
}

/** The half hour that has begun, between 09:00 and 17:30. */
function withinOfficeHours(time: string): string {
  const halfHour = `${time.slice(0, 3)}${time.slice(3) < '30' ? '00' : '30'}`
  if (halfHour < EARLIEST) return EARLIEST
  return halfHour > LATEST ? LATEST : halfHour
}

const PICK_TIMES = ['09:30', '10:30', '14:00', '15:30', '16:30']

/**
 * When customers picked for this week are planned, in order: one on each working day that is left of it, today included, then a
 * second one on each, and so on. Of next week when this one is over.
 */
export function pickSlots(now: Date, timeZone: string, calendar: WorkCalendar): Date[] {
  const today = localDay(now, timeZone)
  const monday = addDays(startOfWeek(today), 7)
  const slotsOf = (from: string, to: string) =>
    daysOf(from, to)
      .filter((day) => calendar.isWorkday(day))
      .map((day) => PICK_TIMES.map((time) => zonedInstant(day, time, timeZone)).filter((at) => at > now))
      .filter((slots) => slots.length > 0)
  const thisWeek = slotsOf(today, addDays(monday, -1))
  const nextWeek = slotsOf(monday, addDays(monday, 6))
  const day = calendar.nextWorkday(today)
  const days = [thisWeek, nextWeek, slotsOf(day, day)].find((each) => each.length > 0) ?? []
  return PICK_TIMES.flatMap((_, n) => days.flatMap((slots) => slots[n] ?? []))
}

/** How many of the latest contacts reached nobody, given newest first. */
export function missesInRow(newestFirst: readonly { unreached: boolean }[]): number {
  const reached = newestFirst.findIndex((each) => !each.unreached)
  return reached === -1 ? newestFirst.length : reached
}

/** `subject` is the customer or lead; `day` the planned day, days being those of the responsible person. */
export type Plan = {
  id: string
  subject: string
  day: string
  /** The follow-up that fulfilled it, when recording one closed it. */
  keptBy: string | null
  /** The day to which it was put off. */
  movedTo: string | null
  /** Voided, or closed with a reason. */
  dropped: boolean
}

export type DoneFollowUp = { id: string; subject: string; day: string; unreached: boolean }

export type PlanResult = 'kept' | 'moved' | 'dropped' | 'open'

/**
 * What became of each plan, in the order given: kept when the same customer was reached on that day (or a follow-up closed it),
 * moved when a later date was set, dropped when it was voided or closed with a reason, else open. A dial that nobody answered keeps no plan.
 */
export function matchPlan(
  plans: readonly Plan[],
  followUps: readonly DoneFollowUp[],
): { plan: Plan; result: PlanResult; followUpId: string | null }[] {
  const done = new Map<string, string>()
  for (const { id, subject, day, unreached } of followUps) {
    const key = `${subject} ${day}`
    if (!unreached && !done.has(key)) done.set(key, id)
  }
  return plans.map((plan) => {
    const followUpId = plan.keptBy ?? done.get(`${plan.subject} ${plan.day}`) ?? null
    return { plan, followUpId, result: followUpId !== null ? 'kept' : unkeptResult(plan) }
  })
}

function unkeptResult({ day, movedTo, dropped }: Plan): PlanResult {
  if (movedTo !== null && movedTo > day) return 'moved'
  return dropped ? 'dropped' : 'open'
}
