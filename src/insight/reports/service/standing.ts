import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { WorkCalendar } from '../../../sales/calendar/contract.ts'
import { calendarOf } from '../../../sales/calendar/service.ts'
import type { ReportState } from '../contract.ts'
import { type DutySettings, owesReports } from '../rules/duty.ts'
import { type Standing, standing } from '../rules/standing.ts'
import type { ReportPerson } from '../store/people.ts'
import type { ReportRow } from '../store/reports.ts'

/** What every duty of the company goes by. */
export interface Terms {
  settings: DutySettings & { managersOwe: boolean }
  calendar: WorkCalendar
  now: Date
  /** Standings already worked out: in a team most people's are alike, and reckoning with time zones is slow. */
  known: Map<string, Standing>
}

export async function termsOf(ctx: Ctx): Promise<Terms> {
  const [times, { goLiveOn }] = [await settingOf(ctx, 'reportTimes'), await settingOf(ctx, 'company')]
  return { settings: { ...times, goLiveOn }, calendar: await calendarOf(ctx), now: ctx.clock.now(), known: new Map() }
}

/** The day's department of a person. */
export function departmentOf(person: ReportPerson, day: string): ReportPerson['memberships'][number] | null {
  return person.memberships.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? null
}

/** How one person's report of one day stands: from the rule and from what was written down, so it is right however late the sweep is. */
export function standingOf(
  terms: Terms,
  person: ReportPerson,
  day: string,
  report: Pick<ReportRow, 'dayType' | 'submittedState'> | undefined,
  stored: ReportState | null,
): Standing {
  const { calendar, settings, now, known } = terms
  const question = {
    day,
    obliged: owesReports(person, settings),
    submittedState: report?.submittedState ?? null,
    stored,
    timeZone: person.timeZone,
    kind: departmentOf(person, day)?.kind ?? 'field',
    joinedOn: person.joinedOn,
    leftOn: person.leftOn,
    onLeave: report?.dayType === 'leave',
  }
  const key = Object.values(question).join(' ')
  const found =
    known.get(key) ??
    standing({
      ...question,
      calendar,
      settings,
      now,
      person: { ...question, leaveDays: new Set(question.onLeave ? [day] : []) },
    })
  known.set(key, found)
  return found
}
