import { asSystem, today } from '../../../base/people/service.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Database } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { enqueue, type Job } from '../../../platform/jobs.ts'
import { localDay } from '../../../platform/time.ts'
import type { RowError } from '../contract.ts'
import type { PlannedCustomer } from '../rules/planned.ts'
import { type Batch, batchById, holdBatch, updateBatch } from '../store/batches.ts'
import { noteAgain, noteMade } from '../store/made.ts'
import { RUN, sourceOf } from './batches.ts'
import { KnownCustomers } from './known.ts'
import { PeopleOfFile } from './people.ts'
import { type PlanInput, type Portion, planFile } from './planning.ts'
import { companyPlace, companyWords } from './reading.ts'
import { type Made, type WritingPlace, writePortion } from './writing.ts'

/** A job hands over to the next one, so that other work gets its turn. */
const BUDGET_MS = 60_000
/** Records in one transaction. */
const MOST_RECORDS = 300
/** Without a portion written in between. */
const MOST_ATTEMPTS = 5
/** When somebody else is at the batch: look again after this, in case they did not come to its end. */
const LOOK_AGAIN_MS = 30_000
/** What an unforeseen error may say about itself. */
const MOST_CHARS = 200

/** What became of a piece; `over`: stopped, `busy`: another worker is at this batch. */
type PieceResult = 'written' | 'over' | 'busy'

interface Run {
  db: Database
  clock: Clock
  tenantId: string
  id: string
  place: WritingPlace
}

/**
 * Writes a batch, or goes on where the job before stopped; portions written already are passed over. What is unforeseen is tried
 * again, and ends the batch as failed when it comes five times without a portion in between; it can be started again then.
 */
export async function runBatch(db: Database, clock: Clock, job: Job): Promise<void> {
  const tenantId = job.tenantId as string
  const id = String(job.payload['id'])
  const inCompany = <T>(work: (ctx: Ctx) => Promise<T>) => asSystem(db, clock, tenantId, work)
  const handOver = (waitMs = 0) =>
    inCompany((ctx) => {
      const runAt = new Date(clock.now().getTime() + waitMs)
      return enqueue(ctx.tx, { kind: RUN, tenantId, payload: { id }, runAt }, clock.now())
    })
  let first = 0
  let index = 0
  try {
    const begun = await inCompany((ctx) => begin(ctx, id))
    if (begun === null) return
    const { found, input, place } = begun
    const run: Run = { db, clock, tenantId, id, place }
    const until = performance.now() + BUDGET_MS
    first = found.portions
    let last = 'written' as PieceResult
    const { complete } = await planFile(input, async (portion) => {
      if (job.signal.aborted) return false
      for (const piece of pieces(portion)) {
        if (index++ < found.portions) continue
        last = await writePiece(run, piece, index - 1)
        if (last !== 'written' || job.signal.aborted || performance.now() > until) return false
      }
      return true
    })
    if (complete) await inCompany((ctx) => finish(ctx, id, 'done'))
    else if (last !== 'over') await handOver(last === 'busy' ? LOOK_AGAIN_MS : 0)
  } catch (error) {
    if (error instanceof AppError) return inCompany((ctx) => finish(ctx, id, 'failed', error.reason))
    if (index - 1 > first) return handOver()
    if (job.attempts < MOST_ATTEMPTS) throw error
    await inCompany((ctx) =>
      finish(ctx, id, 'failed', `import-export.unexpected: ${String(error).slice(0, MOST_CHARS)}`),
    )
  }
}

/** What a run works with; null when there is nothing to do any more. */
async function begin(ctx: Ctx, id: string): Promise<{ found: Batch; input: PlanInput; place: WritingPlace } | null> {
  const found = await batchById(ctx, id)
  if (found?.state !== 'running' || found.startedAt === null) return null
  const { startedAt, mapping, decisions, departmentId, createdBy } = found
  const companys = await companyPlace(ctx)
  const words = await companyWords(ctx, localDay(startedAt, companys.timeZone))
  const people = new PeopleOfFile(words.people, departmentId, today(ctx))
  const known = await KnownCustomers.read(ctx)
  return {
    found,
    input: {
      file: await sourceOf(found),
      mapping,
      decisions,
      // Those whom the run itself has made are still who they were at its start: somebody whom the file names.
      words: { ...words, people: words.people.filter((person) => person.createdAt < startedAt) },
      known,
    },
    place: { importerId: createdBy, people, known, day: today(ctx), ...companys },
  }
}

async function finish(ctx: Ctx, id: string, state: Batch['state'], failure: string | null = null): Promise<void> {
  const found = await batchById(ctx, id, true)
  if (found?.state === 'running')
    await updateBatch(ctx, id, {
      state,
      failure,
      finishedAt: ctx.clock.now(),
      ...(state === 'done' && { written: found.total }),
    })
}

/** Cuts a portion where one transaction would become too long. */
function* pieces({ customers, opportunities }: Portion): Generator<Portion> {
  let piece: PlannedCustomer[] = []
  let weight = 0
  for (const customer of customers) {
    piece.push(customer)
    weight += weightOf(customer)
    if (weight < MOST_RECORDS) continue
    yield { customers: piece, opportunities: [] }
    piece = []
    weight = 0
  }
  if (piece.length > 0) yield { customers: piece, opportunities: [] }
  for (let i = 0; i < opportunities.length; i += MOST_RECORDS)
    yield { customers: [], opportunities: opportunities.slice(i, i + MOST_RECORDS) }
}

function weightOf({ continued, contacts, history, nextSteps, opportunities }: PlannedCustomer): number {
  return (continued ? 0 : 1) + contacts.length + history.length + nextSteps.length + opportunities.length
}

async function writePiece(run: Run, piece: Portion, index: number): Promise<PieceResult> {
  const weight = piece.customers.reduce((sum, each) => sum + weightOf(each), piece.opportunities.length)
  try {
    return await inTransaction<PieceResult>(run, async (ctx) => {
      const found = await atPortion(ctx, run.id, index)
      if (typeof found === 'string') return found
      const { made, touched } = await writePortion(ctx, piece, run.place)
      await note(ctx, found, made, touched, { portions: index + 1, written: found.written + weight })
      return 'written'
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return writeOneByOne(run, piece, index, weight)
  }
}

/** When a record is refused, only that one is left out. */
async function writeOneByOne(run: Run, piece: Portion, index: number, weight: number): Promise<PieceResult> {
  const single: Portion[] = [
    ...piece.customers.map((customer) => ({ customers: [customer], opportunities: [] })),
    ...piece.opportunities.map((opportunity) => ({ customers: [], opportunities: [opportunity] })),
  ]
  const refused: RowError[] = []
  for (const one of single) {
    try {
      const result = await inTransaction<PieceResult>(run, async (ctx) => {
        const found = await atPortion(ctx, run.id, index)
        if (typeof found === 'string') return found
        const { made, touched } = await writePortion(ctx, one, run.place)
        await note(ctx, found, made, touched, {})
        return 'written'
      })
      if (result !== 'written') return result
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push(refusal(one, error))
    }
  }
  return asSystem<PieceResult>(run.db, run.clock, run.tenantId, async (ctx) => {
    const found = await atPortion(ctx, run.id, index)
    if (typeof found === 'string') return found
    const made = { ...found.made, refused: (found.made['refused'] ?? 0) + refused.length }
    await updateBatch(ctx, run.id, {
      portions: index + 1,
      written: found.written + weight,
      made,
      errors: [...found.errors, ...refused],
    })
    return 'written'
  })
}

function refusal({ customers, opportunities }: Portion, error: AppError): RowError {
  const customer = customers[0]
  const at = customer?.rows[0] ?? { sheet: '', row: 0 }
  const detail = error.details.errors?.[0]
  return {
    ...at,
    column: null,
    cause: 'refused',
    value: customer?.name ?? opportunities[0]?.name ?? '',
    fixes: [],
    params: { reason: detail ? `${detail.path} ${detail.reason}` : error.reason },
  }
}

async function inTransaction<T>({ db, clock, tenantId, place }: Run, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  try {
    const result = await asSystem(db, clock, tenantId, (ctx) => {
      // A second try of a deadlocked transaction starts from nothing.
      settle(place, false)
      return work(ctx)
    })
    settle(place, true)
    return result
  } catch (error) {
    settle(place, false)
    throw error
  }
}

/** What is known of people and customers follows the database. */
function settle({ people, known }: WritingPlace, committed: boolean): void {
  people.settle(committed)
  known.settle(committed)
}

/** The batch, held for one piece of work; its row stays free, so that somebody can ask to stop meanwhile. */
async function atPortion(ctx: Ctx, id: string, index: number): Promise<Batch | Exclude<PieceResult, 'written'>> {
  if (!(await holdBatch(ctx, id))) return 'busy'
  const found = await batchById(ctx, id)
  if (found?.state !== 'running') return 'over'
  if (found.portions !== index) return 'busy'
  if (!found.cancelAsked) return found
  await updateBatch(ctx, id, { state: 'cancelled', finishedAt: ctx.clock.now() })
  return 'over'
}

async function note(
  ctx: Ctx,
  found: Batch,
  made: Made,
  touched: string[],
  progress: { portions?: number; written?: number },
): Promise<void> {
  await noteMade(ctx, found.id, made)
  await noteAgain(ctx, found.id, touched)
  const counts = { ...found.made }
  for (const [type, ids] of made) counts[type] = (counts[type] ?? 0) + ids.length
  await updateBatch(ctx, found.id, { ...progress, made: counts })
}
