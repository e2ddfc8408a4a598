import type { z } from 'zod'
import { holds } from '../../../base/people/service.ts'
import { optionKeys } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { localDay } from '../../../platform/time.ts'
import type { DailyReport, saveBody } from '../contract.ts'
import { noWords } from '../contract.ts'
import type { Frozen } from '../rules/frozen.ts'
import { dutiesBetween } from '../store/duties.ts'
import { frozenVersion, insertReport, type ReportRow, readsOf, reportById, updateReport } from '../store/reports.ts'
import { composeDay } from './compose.ts'
import { changesSince } from './differences.ts'
import { reportId } from './identity.ts'
import { render } from './render.ts'
import { departmentOf, standingOf, termsOf } from './standing.ts'
import { type Subject, subjectOf } from './subject.ts'

/** A report nobody has written anything into yet. */
export function blankReport(ctx: Ctx, userId: string, day: string): ReportRow {
  return {
    id: reportId(ctx.tenantId, userId, day),
    userId,
    day,
    dayType: 'normal',
    words: {},
    otherWork: [],
    leftOut: [],
    submittedAt: null,
    submittedState: null,
    submissions: 0,
    version: 0,
  }
}

/** The daily report of a person in reach: composed from facts now, or as it was submitted. */
export async function dailyReport(
  ctx: Ctx,
  asked: { user?: string | undefined; date?: string | undefined },
): Promise<DailyReport> {
  return present(ctx, await subjectOf(ctx, asked))
}

/** The report of a subject that the actor may read, as they read it. */
export async function present(ctx: Ctx, { person, day }: Subject): Promise<DailyReport> {
  const blank = blankReport(ctx, person.id, day)
  const [written, [duty], terms, reads] = await Promise.all([
    reportById(ctx, blank.id),
    dutiesBetween(ctx, [person.id], day, day),
    termsOf(ctx),
    readsOf(ctx, blank.id),
  ])
  const report = written ?? blank
  const frozen = report.submittedAt === null ? undefined : await frozenVersion(ctx, report.id, report.submissions)
  const composed = frozen ?? (await composeDay(ctx, person, day, report.dayType))
  const standing = standingOf(terms, person, day, report, duty?.state ?? null)
  const isOwn = person.id === ctx.actor.userId
  const department = departmentOf(person, day)
  return {
    id: report.id,
    date: day,
    user: { id: person.id, name: person.name },
    department: department && { id: department.id, name: department.name },
    state: standing.state,
    excuse: standing.excuse,
    composing: standing.composing,
    version: report.version,
    submissions: report.submissions,
    ...(await render(ctx, composed, frozen?.leftOut ?? report.leftOut)),
    ...ownPart(report, frozen, isOwn),
    submittedAt: report.submittedAt,
    draftAt: standing.draftAt.toISOString(),
    dueAt: standing.dueAt.toISOString(),
    lateUntil: standing.lateUntil.toISOString(),
    differences: frozen === undefined ? [] : await changesSince(ctx, person, day, frozen),
    reads,
    abilities: abilitiesOf(ctx, report, isOwn),
  }
}

/** What the person wrote; of others' reports only what they have handed in. */
function ownPart(
  report: ReportRow,
  frozen: Frozen | undefined,
  isOwn: boolean,
): Pick<DailyReport, 'words' | 'otherWork' | 'dayType'> {
  if (frozen !== undefined) return { words: frozen.words, otherWork: frozen.otherWork, dayType: frozen.dayType }
  if (!isOwn) return { words: noWords, otherWork: [], dayType: report.dayType }
  return { words: { ...noWords, ...report.words }, otherWork: report.otherWork, dayType: report.dayType }
}

function abilitiesOf(ctx: Ctx, report: ReportRow, isOwn: boolean): DailyReport['abilities'] {
  const writes = isOwn && holds(ctx, 'reports.submit')
  const isOpen = report.submittedAt === null
  const hasBegun = report.day <= localDay(ctx.clock.now(), ctx.actor.timeZone)
  return {
    edit: writes && isOpen,
    submit: writes && isOpen && hasBegun,
    withdraw: writes && !isOpen,
    read: !isOwn && !isOpen,
  }
}

/**
 * Saves what only the person can say.
 * @throws AppError conflict with the report as it stands when `version` is old, or when it is submitted
 */
export async function saveDaily(
  ctx: Ctx,
  date: string | undefined,
  body: z.output<typeof saveBody>,
): Promise<DailyReport> {
  const subject = await subjectOf(ctx, { date })
  await checkOptions(ctx, body)
  const report = await openReport(ctx, subject, body.version)
  await updateReport(ctx, {
    ...report,
    words: { ...report.words, ...definedOnly(body.words ?? {}) },
    dayType: body.dayType ?? report.dayType,
    otherWork: (body.otherWork?.map(definedOnly) as ReportRow['otherWork']) ?? report.otherWork,
    leftOut: body.tomorrow?.leftOut ?? report.leftOut,
    version: report.version + 1,
  })
  return present(ctx, subject)
}

/** The locked row of a report that is still open, written if it was not there; its version is the one asked for. */
export async function openReport(ctx: Ctx, subject: Subject, version: number | undefined): Promise<ReportRow> {
  const blank = blankReport(ctx, subject.person.id, subject.day)
  const isNew = await insertReport(ctx, blank)
  const report = isNew ? blank : ((await reportById(ctx, blank.id, true)) as ReportRow)
  if (report.submittedAt !== null)
    throw new AppError('conflict', 'reports.already_submitted', { current: await present(ctx, subject) })
  if (version !== undefined && version !== report.version)
    throw new AppError('conflict', 'records.stale', { current: await present(ctx, subject) })
  return report
}

async function checkOptions(ctx: Ctx, { dayType, otherWork }: z.output<typeof saveBody>): Promise<void> {
  const errors: FieldError[] = []
  if (dayType !== undefined && !(await optionKeys(ctx, 'dayType')).has(dayType))
    errors.push({ path: 'dayType', reason: 'records.unknown_option' })
  const kinds = await optionKeys(ctx, 'otherWork')
  for (const [i, { kind }] of (otherWork ?? []).entries()) {
    if (!kinds.has(kind)) errors.push({ path: `otherWork.${i}.kind`, reason: 'records.unknown_option' })
  }
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
}

export function definedOnly<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
