import { notify } from '../../../base/notifications/service.ts'
import { ctxForUser } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { setDue, settleDue } from '../../../platform/jobs.ts'
import { addDays, daysOf, localDay } from '../../../platform/time.ts'
import type { ReportState } from '../contract.ts'
import { owesReports } from '../rules/duty.ts'
import type { Standing } from '../rules/standing.ts'
import { dutiesBetween, saveDuties } from '../store/duties.ts'
import { type ReportPerson, reportPeople } from '../store/people.ts'
import { insertReport, type ReportRow, reportById, reportsBetween } from '../store/reports.ts'
import { blankReport } from './daily.ts'
import { standingOf, type Terms, termsOf } from './standing.ts'
import { handIn, tellReaders } from './submission.ts'

export const DUE_KIND = 'reports.due'
const BATCH = 200
/** A report can be open over the longest holidays, and a sweep that was away for days catches up. */
const DAYS_BACK = 14
/** Settings, zones and people change: look again at least so often. */
const LONGEST_PAUSE_MS = 15 * 60_000

export interface Batch {
  /** Where the next batch goes on; null after the last. */
  after: string | null
  /** When something next becomes due for these people. */
  nextChange: Date | null
}

/** Asks for a sweep of the actor's company now. */
export function sweepSoon(ctx: Ctx): Promise<void> {
  return setDue(ctx.tx, DUE_KIND, ctx.tenantId, ctx.clock.now())
}

/** Brings the duties of the next people by id up to date and tells them what is new. Running it again changes nothing. */
export async function sweepBatch(ctx: Ctx, after: string | null): Promise<Batch> {
  const people = await reportPeople(ctx, { after, limit: BATCH })
  const open = await openDuties(ctx, people)
  const auto = open.filter(({ standing }) => standing.autoSubmitNow)
  const news = await saveDuties(
    ctx,
    open
      .filter((each) => isNews(each))
      .map(({ person, day, standing }) => ({ userId: person.id, day, state: standing.state })),
  )
  if (news.length > 0) tellReaders(ctx, ...news.map(({ userId }) => userId))
  for (const { userId, day, state } of news)
    await tell(ctx, open.find((each) => each.person.id === userId && each.day === day) as OpenDuty, state)
  for (const duty of auto) await submitFor(ctx, duty)
  const changes = open.flatMap(({ standing }) => standing.nextChange ?? [])
  return {
    after: people.length < BATCH ? null : (people.at(-1)?.id ?? null),
    nextChange: changes.length === 0 ? null : new Date(Math.min(...changes.map((change) => change.getTime()))),
  }
}

/** After the last batch: when to look again. */
export async function settleSweep(ctx: Ctx, nextChange: Date | null): Promise<void> {
  const latest = ctx.clock.now().getTime() + LONGEST_PAUSE_MS
  await settleDue(ctx.tx, DUE_KIND, ctx.tenantId, new Date(Math.min(nextChange?.getTime() ?? latest, latest)))
}

interface OpenDuty {
  person: ReportPerson
  day: string
  report: ReportRow
  stored: ReportState | null
  standing: Standing
}

/** Every duty of these people that is not settled, oldest first. */
async function openDuties(ctx: Ctx, people: readonly ReportPerson[]): Promise<OpenDuty[]> {
  const terms = await termsOf(ctx)
  const ids = people.map(({ id }) => id)
  const [first, last] = [addDays(localDay(terms.now, 'UTC'), -DAYS_BACK), addDays(localDay(terms.now, 'UTC'), 1)]
  const reports = new Map(
    (await reportsBetween(ctx, ids, first, last)).map((report) => [`${report.userId} ${report.day}`, report]),
  )
  const duties = new Map(
    (await dutiesBetween(ctx, ids, first, last)).map((duty) => [`${duty.userId} ${duty.day}`, duty.state]),
  )
  return people
    .filter((person) => owesReports(person, terms.settings))
    .flatMap((person) => {
      const days = daysOf(first, localDay(terms.now, person.timeZone))
      return days.map((day) =>
        dutyOf(ctx, terms, person, day, reports.get(`${person.id} ${day}`), duties.get(`${person.id} ${day}`) ?? null),
      )
    })
    .filter(({ report, stored }) => report.submittedAt === null && stored !== 'missing')
}

function dutyOf(
  ctx: Ctx,
  terms: Terms,
  person: ReportPerson,
  day: string,
  known: ReportRow | undefined,
  stored: ReportState | null,
): OpenDuty {
  const report = known ?? blankReport(ctx, person.id, day)
  return { person, day, report, stored, standing: standingOf(terms, person, day, report, stored) }
}

/** Days that are excused without ever having been announced need no row. */
function isNews({ stored, standing }: OpenDuty): boolean {
  if (standing.composing || standing.autoSubmitNow || standing.state === stored) return false
  return standing.state !== 'excused' || stored !== null
}

async function tell(ctx: Ctx, { person, day, standing }: OpenDuty, state: ReportState): Promise<void> {
  const kinds: Partial<Record<ReportState, string>> = {
    draft: 'reports.draftReady',
    due: 'reports.due',
    missing: 'reports.missing',
  }
  const kind = kinds[state]
  if (kind === undefined) return
  await notify(ctx, {
    userId: person.id,
    kind,
    params: { date: day, dueAt: standing.dueAt.toISOString(), lateUntil: standing.lateUntil.toISOString() },
    link: `/reports/daily?date=${day}`,
    key: `${kind}:${day}`,
  })
}

/** Hands a report in for a person who added nothing, as the company has decided; their words so far go with it. */
async function submitFor(ctx: Ctx, { person, day, report: seen }: OpenDuty): Promise<void> {
  const own = await ctxForUser(ctx.db, ctx.clock, ctx.tx, person.id)
  const isNew = await insertReport(own, seen)
  const report = isNew ? seen : await reportById(own, seen.id, true)
  if (report === undefined || report.submittedAt !== null) return
  await handIn(own, { person, day }, report, true)
  await notify(ctx, {
    userId: person.id,
    kind: 'reports.autoSubmitted',
    params: { date: day },
    link: `/reports/daily?date=${day}`,
    key: `reports.autoSubmitted:${day}`,
  })
}
