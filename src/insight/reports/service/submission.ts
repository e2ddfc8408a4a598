import type { z } from 'zod'
import { write } from '../../../base/audit/service.ts'
import { assertCan } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { changed } from '../../../platform/live.ts'
import { addDays, localDay } from '../../../platform/time.ts'
import { definitions } from '../../metrics/service.ts'
import type { DailyReport, ReportState, submitBody, withdrawBody } from '../contract.ts'
import { noWords } from '../contract.ts'
import { duty, owesReports } from '../rules/duty.ts'
import type { Frozen } from '../rules/frozen.ts'
import { reportPeople } from '../store/people.ts'
import { insertRead, insertVersion, type ReportRow, reportById, updateReport } from '../store/reports.ts'
import { composeDay } from './compose.ts'
import { definedOnly, openReport, present } from './daily.ts'
import { evidenceNow } from './differences.ts'
import { reportId } from './identity.ts'
import { departmentOf, termsOf } from './standing.ts'
import { mayRead, type Subject } from './subject.ts'

/** How far back a report that was never saved can be submitted by its id. */
const DAYS_BACK = 400

/**
 * Hands one's own report in: numbers, the records they count and the words are frozen as the next version.
 * @throws AppError not_found for a report that is not the actor's; conflict when it is submitted already or `version` is old;
 * invalid for a day that has not begun
 */
export async function submit(ctx: Ctx, id: string, body: z.output<typeof submitBody>): Promise<DailyReport> {
  const subject = await ownSubject(ctx, id)
  if (subject.day > localDay(ctx.clock.now(), subject.person.timeZone))
    throw invalidField('date', 'reports.day_not_begun')
  const report = await openReport(ctx, subject, body.version)
  const words = { ...noWords, ...report.words, ...definedOnly(body.words ?? {}) }
  await handIn(ctx, subject, { ...report, words }, false)
  return present(ctx, subject)
}

/** Freezes a locked, open report. `automatic`: the system does it at the due time. */
export async function handIn(ctx: Ctx, { person, day }: Subject, report: ReportRow, automatic: boolean): Promise<void> {
  const at = ctx.clock.now()
  const number = report.submissions + 1
  const content: Frozen = {
    ...(await composeDay(ctx, person, day, report.dayType)),
    words: { ...noWords, ...report.words },
    otherWork: report.otherWork,
    dayType: report.dayType,
    leftOut: report.leftOut,
    definitions: Object.fromEntries(definitions.map(({ key, version }) => [key, version])),
    evidence: await evidenceNow(ctx, person, day),
  }
  await insertVersion(ctx, { reportId: report.id, number, by: person.id, automatic, at, content })
  await updateReport(ctx, {
    ...report,
    submittedAt: at.toISOString(),
    submittedState: await stateWhenSubmitted(ctx, { person, day }, report.dayType, { at, automatic }),
    submissions: number,
    version: report.version + 1,
  })
  tellReaders(ctx, person.id)
  await write(ctx, {
    action: 'submitted',
    type: 'report',
    recordId: report.id,
    changes: { submissions: [report.submissions, number] },
  })
}

async function stateWhenSubmitted(
  ctx: Ctx,
  { person, day }: Subject,
  dayType: string,
  submission: { at: Date; automatic: boolean },
): Promise<ReportState> {
  // Nobody can be late with what they do not owe.
  const terms = await termsOf(ctx)
  if (!owesReports(person, terms.settings)) return 'onTime'
  const { state } = duty({
    ...terms,
    day,
    submission,
    person: {
      timeZone: person.timeZone,
      kind: departmentOf(person, day)?.kind ?? 'field',
      joinedOn: person.joinedOn,
      leftOn: person.leftOn,
      leaveDays: new Set(dayType === 'leave' ? [day] : []),
    },
  })
  return state
}

/** Takes a submitted report back; what was handed in stays as a version. */
export async function withdraw(ctx: Ctx, id: string, body: z.output<typeof withdrawBody>): Promise<DailyReport> {
  const subject = await ownSubject(ctx, id)
  const report = await reportById(ctx, id, true)
  if (report === undefined || report.submittedAt === null) {
    throw new AppError('conflict', 'reports.not_submitted', { current: await present(ctx, subject) })
  }
  if (body.version !== undefined && body.version !== report.version) {
    throw new AppError('conflict', 'records.stale', { current: await present(ctx, subject) })
  }
  await updateReport(ctx, { ...report, submittedAt: null, submittedState: null, version: report.version + 1 })
  tellReaders(ctx, report.userId)
  await write(ctx, { action: 'withdrawn', type: 'report', recordId: id })
  return present(ctx, subject)
}

/** Marks somebody else's submitted report as read by the actor. */
export async function markRead(ctx: Ctx, id: string): Promise<{ readAt: string }> {
  const report = await reportById(ctx, id)
  if (report === undefined || !(await mayRead(ctx, report.userId, report.day))) throw notFound('reports.no_such_report')
  if (report.userId === ctx.actor.userId) throw new AppError('forbidden', 'reports.own_report')
  if (report.submittedAt === null) throw new AppError('conflict', 'reports.not_submitted')
  tellReaders(ctx, report.userId)
  return { readAt: await insertRead(ctx, id) }
}

/** A person's report looks different to them and to those who read it. */
export function tellReaders(ctx: Ctx, ...people: string[]): void {
  changed(ctx, { topic: 'reports', can: 'reports.view', people })
}

/** Whose and which day's report an id is; one that nobody saved yet is found by the actor's days. */
async function ownSubject(ctx: Ctx, id: string): Promise<Subject> {
  assertCan(ctx, 'reports.submit')
  const report = await reportById(ctx, id)
  const day = report === undefined ? dayOfId(ctx, id) : report.day
  if (day === undefined) throw notFound('reports.no_such_report')
  if (report !== undefined && report.userId !== ctx.actor.userId) {
    if (await mayRead(ctx, report.userId, report.day)) throw new AppError('forbidden', 'reports.not_own')
    throw notFound('reports.no_such_report')
  }
  const [person] = await reportPeople(ctx, { users: [ctx.actor.userId] })
  if (person === undefined) throw notFound('reports.no_such_report')
  return { person, day }
}

function dayOfId(ctx: Ctx, id: string): string | undefined {
  const first = addDays(localDay(ctx.clock.now(), ctx.actor.timeZone), 2)
  for (let back = 0; back < DAYS_BACK; back++) {
    const day = addDays(first, -back)
    if (reportId(ctx.tenantId, ctx.actor.userId, day) === id) return day
  }
  return undefined
}
