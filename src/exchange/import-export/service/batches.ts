import { departments, today } from '../../../base/people/service.ts'
import { allowed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { enqueue } from '../../../platform/jobs.ts'
import { removeUpload, type Upload, uploadPath } from '../../../platform/uploads.ts'
import { customer } from '../../../sales/customers/record.ts'
import { slotsOfWeek } from '../../../sales/next-steps/service.ts'
import {
  type BatchBrief,
  type BatchReply,
  type ImportDecisions,
  importDecisions,
  type MappingBody,
  type SheetMapping,
  UNDO_DAYS,
} from '../contract.ts'
import {
  type Batch,
  type BatchLine,
  batchById,
  insertBatch,
  keptAlive,
  latestBatches,
  updateBatch,
} from '../store/batches.ts'
import { customersOfBatch, type ImportedCustomer, keepUsedCustomers } from '../store/made.ts'
import { KnownCustomers } from './known.ts'
import { dryRun } from './planning.ts'
import { companyWords, lookAt, mappingOf } from './reading.ts'
import { asKnown } from './templates.ts'

export const RUN = 'imports.run'
export const UNDO = 'imports.undo'
export const FORGET = 'imports.forget'

const DAY_MS = 86_400_000

/**
 * Takes a file in: looks at its sheets and columns and plans it without writing anything.
 * @throws AppError invalid with a reason `spreadsheet.*` for what is no list
 */
export async function takeFile(ctx: Ctx, fileName: string, upload: Upload): Promise<BatchReply> {
  const file = { path: await uploadPath(upload.file), fileName }
  const words = await companyWords(ctx, today(ctx))
  const sheets = await keptAlive(ctx, lookAt(file, words))
  const { mapping, template } = await asKnown(ctx, mappingOf(sheets))
  const decisions = importDecisions.parse({})
  const known = await KnownCustomers.read(ctx)
  const { report, errors } = await keptAlive(ctx, dryRun({ file, mapping, decisions, words, known }))
  const id = newId(ctx.clock.now().getTime())
  await insertBatch(ctx, {
    id,
    fileName,
    file: upload.file,
    bytes: upload.bytes,
    sheets,
    mapping,
    decisions,
    plan: report,
    errors,
    departmentId: null,
    template: template?.name ?? null,
  })
  await enqueue(
    ctx.tx,
    {
      kind: FORGET,
      tenantId: ctx.tenantId,
      payload: { id },
      runAt: new Date(ctx.clock.now().getTime() + UNDO_DAYS * DAY_MS),
    },
    ctx.clock.now(),
  )
  return batch(ctx, id)
}

/** Decides columns, doubtful values and the department of new people, and plans again. @throws 409 once it has been run */
export async function remap(ctx: Ctx, id: string, body: MappingBody): Promise<BatchReply> {
  const found = await locked(ctx, id, ['analysed'])
  const file = await sourceOf(found)
  if (body.departmentId && !(await departments(ctx)).some((each) => each.id === body.departmentId))
    throw invalidField('departmentId', 'records.unknown_reference')
  const before = body.guessed ? mappingOf(found.sheets) : found.mapping
  const mapping: SheetMapping[] = before.map(
    (sheet) => body.mapping?.find((each) => each.sheet === sheet.sheet) ?? sheet,
  )
  const decisions: ImportDecisions = body.decisions ?? found.decisions
  const words = await companyWords(ctx, today(ctx))
  const known = await KnownCustomers.read(ctx)
  const { report, errors } = await keptAlive(ctx, dryRun({ file, mapping, decisions, words, known }))
  await updateBatch(ctx, id, {
    mapping,
    decisions,
    plan: report,
    errors,
    ...(body.guessed && { template: null }),
    ...(body.departmentId !== undefined && { departmentId: body.departmentId }),
  })
  return batch(ctx, id)
}

/**
 * Starts the writing, or goes on with one that was stopped or failed; it is done in portions after this request.
 * @throws 409 when it is running or done, 422 when nothing can be imported
 */
export async function start(ctx: Ctx, id: string): Promise<BatchReply> {
  const found = await locked(ctx, id, ['analysed', 'cancelled', 'failed'])
  await sourceOf(found)
  const {
    importable = 0,
    duplicates = 0,
    customers = 0,
    contacts = 0,
    followUps = 0,
    nextSteps = 0,
    opportunities = 0,
  } = found.plan.counts
  if (importable + duplicates === 0) throw new AppError('invalid', 'import-export.nothing_to_import')
  await updateBatch(ctx, id, {
    state: 'running',
    // Going on, the file is read as it was at the first start, so that the portions written then are the same.
    ...(found.startedAt === null && { startedAt: ctx.clock.now() }),
    finishedAt: null,
    failure: null,
    cancelAsked: false,
    total: customers + contacts + followUps + nextSteps + opportunities,
  })
  await enqueue(ctx.tx, { kind: RUN, tenantId: ctx.tenantId, payload: { id } }, ctx.clock.now())
  return batch(ctx, id)
}

/** Asks a run to stop after the portion at hand; what is written stays until it is undone. */
export async function cancel(ctx: Ctx, id: string): Promise<BatchReply> {
  await locked(ctx, id, ['running'])
  await updateBatch(ctx, id, { cancelAsked: true })
  return batch(ctx, id)
}

/** Takes a batch back: everything it made that nobody has changed since. @throws 409 when it is too late or not finished */
export async function undo(ctx: Ctx, id: string): Promise<BatchReply> {
  const found = await locked(ctx, id, ['done', 'cancelled', 'failed'])
  if (undoUntil(ctx, found) === null)
    throw new AppError('conflict', 'import-export.undo_too_late', { params: { days: UNDO_DAYS } })
  // Decided before anything is voided: what becomes of parts touches their customers.
  await keepUsedCustomers(ctx, id)
  await updateBatch(ctx, id, { state: 'undoing' })
  await enqueue(ctx.tx, { kind: UNDO, tenantId: ctx.tenantId, key: `${UNDO}:${id}`, payload: { id } }, ctx.clock.now())
  return batch(ctx, id)
}

/** @throws 404 for a batch that is not there */
export async function batch(ctx: Ctx, id: string): Promise<BatchReply> {
  const found = await batchById(ctx, id)
  if (found === undefined) throw notFound()
  const { sheets, mapping, decisions, departmentId, template, plan, written, total, failure } = found
  const brief = briefOf(ctx, { ...found, rows: plan.counts['rows'] ?? 0 })
  return {
    ...brief,
    sheets,
    mapping,
    decisions,
    departmentId,
    template,
    plan,
    progress: { written: Math.min(written, total), total },
    failure,
  }
}

export async function batches(ctx: Ctx): Promise<{ items: BatchBrief[] }> {
  return { items: (await latestBatches(ctx)).map((line) => briefOf(ctx, line)) }
}

/** Live customers of a batch that the actor may see, and when those that are picked are planned. */
export async function importedCustomers(ctx: Ctx, id: string): Promise<{ items: ImportedCustomer[]; slots: string[] }> {
  return { items: await customersOfBatch(ctx, id, await allowed(ctx, customer, 'view')), slots: await slotsOfWeek(ctx) }
}

/** Removes the file of a batch whose time is over. */
export async function forgetFile(ctx: Ctx, id: string): Promise<void> {
  const found = await batchById(ctx, id, true)
  if (!found?.file || found.state === 'running') return
  await removeUpload(found.file)
  await updateBatch(ctx, id, { file: null })
}

/** @throws 409 when the file has been removed */
export async function sourceOf(found: Batch): Promise<{ path: string; fileName: string }> {
  if (found.file === null) throw new AppError('conflict', 'import-export.file_gone')
  return { path: await uploadPath(found.file), fileName: found.fileName }
}

async function locked(ctx: Ctx, id: string, states: readonly Batch['state'][]): Promise<Batch> {
  const found = await batchById(ctx, id, true)
  if (found === undefined) throw notFound()
  if (!states.includes(found.state))
    throw new AppError('conflict', 'import-export.wrong_state', { params: { state: found.state } })
  return found
}

function undoUntil(ctx: Ctx, { state, finishedAt }: Pick<Batch, 'state' | 'finishedAt'>): string | null {
  if (!['done', 'cancelled', 'failed'].includes(state) || finishedAt === null) return null
  const until = new Date(new Date(finishedAt).getTime() + UNDO_DAYS * DAY_MS)
  return until > ctx.clock.now() ? until.toISOString() : null
}

function briefOf(ctx: Ctx, line: BatchLine): BatchBrief {
  const { id, fileName, state, rows, made, createdBy, createdByName, createdAt, finishedAt } = line
  return {
    id,
    fileName,
    state,
    rows,
    made,
    createdBy: createdByName === null ? null : { id: createdBy, name: createdByName },
    createdAt,
    finishedAt,
    undoUntil: undoUntil(ctx, line),
  }
}
