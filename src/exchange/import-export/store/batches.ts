import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { BatchState, ImportDecisions, PlanReport, RowError, SheetGuess, SheetMapping } from '../contract.ts'

export interface Batch {
  id: string
  fileName: string
  file: string | null
  state: BatchState
  sheets: SheetGuess[]
  mapping: SheetMapping[]
  decisions: ImportDecisions
  plan: PlanReport
  errors: RowError[]
  portions: number
  written: number
  total: number
  made: Record<string, number>
  cancelAsked: boolean
  failure: string | null
  departmentId: string | null
  template: string | null
  createdBy: string
  createdByName: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

const light = sql`b.id, b.file_name as "fileName", b.file, b.state, b.portions, b.written, b.total, b.made, b.cancel_asked as "cancelAsked",
  b.failure, b.department_id as "departmentId", b.template, b.created_by as "createdBy", u.name as "createdByName", b.created_at as "createdAt", b.started_at as "startedAt", b.finished_at as "finishedAt"`

function from(ctx: Ctx): Sql {
  return sql`from import_batches b left join users u on u.tenant_id = b.tenant_id and u.id = b.created_by where b.tenant_id = ${ctx.tenantId}`
}

/** A batch with everything found in its file. */
export function batchById(ctx: Ctx, id: string, lock = false): Promise<Batch | undefined> {
  return ctx.tx.maybe<Batch>(sql`
    select ${light}, b.sheets, b.mapping, b.decisions, b.plan, b.errors ${from(ctx)} and b.id = ${id} ${lock ? sql`for update of b` : sql``}`)
}

/** Whether nobody else is writing this batch now; holds it until the transaction ends. */
export async function holdBatch(ctx: Ctx, id: string): Promise<boolean> {
  const { held } = await ctx.tx.one<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`import ${id}`}, 0)) as held`,
  )
  return held
}

export type BatchLine = Omit<Batch, 'sheets' | 'mapping' | 'decisions' | 'plan' | 'errors'> & { rows: number }

/** The latest batches, without what was found in them. */
export function latestBatches(ctx: Ctx): Promise<BatchLine[]> {
  return ctx.tx.rows<BatchLine>(sql`
    select ${light}, coalesce((b.plan->'counts'->>'rows')::int, 0) as rows ${from(ctx)} order by b.created_at desc, b.id desc limit 100`)
}

const columns: Record<string, string> = {
  state: 'state',
  file: 'file',
  mapping: 'mapping',
  decisions: 'decisions',
  plan: 'plan',
  errors: 'errors',
  portions: 'portions',
  written: 'written',
  total: 'total',
  made: 'made',
  cancelAsked: 'cancel_asked',
  failure: 'failure',
  departmentId: 'department_id',
  template: 'template',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  undoneAt: 'undone_at',
}
const json = new Set(['mapping', 'decisions', 'plan', 'errors', 'made'])

/** @param changes keys of Batch, and startedAt, finishedAt, undoneAt as dates */
export async function updateBatch(
  ctx: Ctx,
  id: string,
  changes: Partial<Omit<Batch, 'startedAt' | 'finishedAt'>> & {
    startedAt?: Date
    finishedAt?: Date | null
    undoneAt?: Date
  },
): Promise<void> {
  const set = Object.entries(changes).flatMap(([key, value]) => {
    const column = columns[key]
    return column === undefined
      ? []
      : [sql`${raw(column)} = ${json.has(key) ? JSON.stringify(value) : (value as string | number | null)}`]
  })
  await ctx.tx.run(
    sql`update import_batches set ${join(set)}, version = version + 1 where tenant_id = ${ctx.tenantId} and id = ${id}`,
  )
}

const STIR_MS = 10_000

/** Keeps the transaction alive while `work` reads a file for longer than the database lets a transaction stand idle. */
export async function keptAlive<T>(ctx: Ctx, work: Promise<T>): Promise<T> {
  const stirring = setInterval(() => void ctx.tx.rows(sql`select 1`).catch(() => undefined), STIR_MS)
  try {
    return await work
  } finally {
    clearInterval(stirring)
  }
}

export type NewBatch = Pick<
  Batch,
  'id' | 'fileName' | 'file' | 'sheets' | 'mapping' | 'decisions' | 'plan' | 'errors' | 'departmentId' | 'template'
> & { bytes: number }

export async function insertBatch(ctx: Ctx, batch: NewBatch): Promise<void> {
  const { id, fileName, file, bytes, sheets, mapping, decisions, plan, errors } = batch
  await ctx.tx.run(sql`
    insert into import_batches (tenant_id, id, file_name, file, bytes, state, sheets, mapping, decisions, plan, errors, department_id, template, created_by, created_at)
    values (${ctx.tenantId}, ${id}, ${fileName}, ${file}, ${bytes}, 'analysed', ${JSON.stringify(sheets)}, ${JSON.stringify(mapping)}, ${JSON.stringify(decisions)},
      ${JSON.stringify(plan)}, ${JSON.stringify(errors)}, ${batch.departmentId}, ${batch.template}, ${ctx.actor.userId}, ${ctx.clock.now()})`)
}
