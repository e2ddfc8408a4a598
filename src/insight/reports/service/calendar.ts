import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { daysOf, endOfMonth, localDay } from '../../../platform/time.ts'
import type { calendarQuery, calendarReply } from '../contract.ts'
import { dutiesBetween } from '../store/duties.ts'
import { reportsBetween } from '../store/reports.ts'
import { blankReport } from './daily.ts'
import { standingOf, termsOf } from './standing.ts'
import { mayRead, subjectOf } from './subject.ts'

/** How a person's reports of a month stand, day by day up to today. */
export async function reportCalendar(
  ctx: Ctx,
  { month, user }: z.output<typeof calendarQuery>,
): Promise<z.output<typeof calendarReply>> {
  const { person } = await subjectOf(ctx, { user })
  const today = localDay(ctx.clock.now(), person.timeZone)
  const first = `${month ?? today.slice(0, 7)}-01`
  const last = endOfMonth(first) < today ? endOfMonth(first) : today
  const days = first <= last ? await inReach(ctx, person.id, daysOf(first, last)) : []
  const reports = new Map((await reportsBetween(ctx, [person.id], first, last)).map((report) => [report.day, report]))
  const duties = new Map((await dutiesBetween(ctx, [person.id], first, last)).map((duty) => [duty.day, duty.state]))
  const terms = await termsOf(ctx)
  return {
    month: first.slice(0, 7),
    user: { id: person.id, name: person.name },
    days: days.map((day) => {
      const report = reports.get(day) ?? blankReport(ctx, person.id, day)
      const { state, excuse } = standingOf(terms, person, day, report, duties.get(day) ?? null)
      return {
        day,
        id: report.id,
        state,
        excuse,
        workday: terms.calendar.isWorkday(day),
        submittedAt: report.submittedAt,
      }
    }),
  }
}

/** Somebody who came from another department was out of reach before. */
async function inReach(ctx: Ctx, userId: string, days: string[]): Promise<string[]> {
  if (userId === ctx.actor.userId) return days
  const kept: string[] = []
  for (const day of days) if (await mayRead(ctx, userId, day)) kept.push(day)
  return kept
}
