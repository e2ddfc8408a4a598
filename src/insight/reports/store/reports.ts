import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { OtherWork, ReportState, Words } from '../contract.ts'
import type { Frozen } from '../rules/frozen.ts'

export interface ReportRow {
  id: string
  userId: string
  day: string
  dayType: string
  words: Partial<Words>
  otherWork: OtherWork
  leftOut: string[]
  submittedAt: string | null
  submittedState: ReportState | null
  submissions: number
  version: number
}

const columns = sql`r.id, r.user_id as "userId", r.period_start as day, r.day_type as "dayType", r.words, r.other_work as "otherWork",
  r.left_out as "leftOut", r.submitted_at as "submittedAt", r.submitted_state as "submittedState", r.submissions, r.version`

export function reportById(ctx: Ctx, id: string, lock = false): Promise<ReportRow | undefined> {
  return ctx.tx.maybe<ReportRow>(
    prepared(sql`
    select ${columns} from reports r where r.tenant_id = ${ctx.tenantId} and r.id = ${id} and r.kind = 'daily' ${lock ? sql`for update` : sql``}`),
  )
}

/** Daily reports of people between two days (both included). */
export function reportsBetween(ctx: Ctx, users: readonly string[], from: string, to: string): Promise<ReportRow[]> {
  return ctx.tx.rows<ReportRow>(sql`
    select ${columns} from reports r
    where r.tenant_id = ${ctx.tenantId} and r.kind = 'daily' and r.period_start between ${from} and ${to} and r.user_id = any(${[...users]}::uuid[])`)
}

/** Writes a report that is not there yet; false when somebody was faster. */
export async function insertReport(ctx: Ctx, row: ReportRow): Promise<boolean> {
  const now = ctx.clock.now()
  const count = await ctx.tx.run(sql`
    insert into reports (tenant_id, id, user_id, kind, period_start, day_type, words, other_work, left_out, created_at, updated_at)
    values (${ctx.tenantId}, ${row.id}, ${row.userId}, 'daily', ${row.day}, ${row.dayType}, ${JSON.stringify(row.words)},
      ${JSON.stringify(row.otherWork)}, ${row.leftOut}, ${now}, ${now})
    on conflict do nothing`)
  return count === 1
}

/** Saves a report that the caller has locked. */
export async function updateReport(ctx: Ctx, row: ReportRow): Promise<void> {
  await ctx.tx.run(sql`
    update reports set day_type = ${row.dayType}, words = ${JSON.stringify(row.words)}, other_work = ${JSON.stringify(row.otherWork)},
      left_out = ${row.leftOut}, submitted_at = ${row.submittedAt}, submitted_state = ${row.submittedState}, submissions = ${row.submissions},
      version = ${row.version}, updated_at = ${ctx.clock.now()}
    where tenant_id = ${ctx.tenantId} and id = ${row.id}`)
}

export async function insertVersion(
  ctx: Ctx,
  version: { reportId: string; number: number; by: string; automatic: boolean; at: Date; content: Frozen },
): Promise<void> {
  await ctx.tx.run(sql`
    insert into report_versions (tenant_id, report_id, number, submitted_at, submitted_by, automatic, content)
    values (${ctx.tenantId}, ${version.reportId}, ${version.number}, ${version.at}, ${version.by}, ${version.automatic}, ${JSON.stringify(version.content)})`)
}

export async function frozenVersion(ctx: Ctx, reportId: string, number: number): Promise<Frozen | undefined> {
  const row = await ctx.tx.maybe<{ content: Frozen }>(
    prepared(sql`
    select content from report_versions where tenant_id = ${ctx.tenantId} and report_id = ${reportId} and number = ${number}`),
  )
  return row?.content
}

/** Numbers and words that stand as submitted, by report. */
export async function frozenHeads(
  ctx: Ctx,
  reportIds: readonly string[],
): Promise<Map<string, Pick<Frozen, 'numbers' | 'words'>>> {
  const rows = await ctx.tx.rows<{ id: string; numbers: Frozen['numbers']; words: Words }>(sql`
    select r.id, v.content->'numbers' as numbers, v.content->'words' as words
    from reports r join report_versions v on v.tenant_id = ${ctx.tenantId} and v.report_id = r.id and v.number = r.submissions
    where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...reportIds]}::uuid[]) and r.submitted_at is not null`)
  return new Map(rows.map(({ id, numbers, words }) => [id, { numbers, words }]))
}

export async function insertRead(ctx: Ctx, reportId: string): Promise<string> {
  const row = await ctx.tx.one<{ at: string }>(sql`
    insert into report_reads (tenant_id, report_id, user_id, read_at) values (${ctx.tenantId}, ${reportId}, ${ctx.actor.userId}, ${ctx.clock.now()})
    on conflict (tenant_id, report_id, user_id) do update set read_at = report_reads.read_at
    returning read_at as at`)
  return row.at
}

export function readsOf(ctx: Ctx, reportId: string): Promise<{ user: { id: string; name: string }; at: string }[]> {
  return ctx.tx.rows(
    prepared(sql`
    select json_build_object('id', u.id, 'name', u.name) as user, d.read_at as at
    from report_reads d join users u on u.tenant_id = ${ctx.tenantId} and u.id = d.user_id
    where d.tenant_id = ${ctx.tenantId} and d.report_id = ${reportId} order by d.read_at`),
  )
}

/** Which of the reports the actor has read. */
export async function readByMe(ctx: Ctx, reportIds: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select report_id as id from report_reads where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId} and report_id = any(${[...reportIds]}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
