import { asSystem, deactivate } from '../../../base/people/service.ts'
import type { RecordService } from '../../../base/records/service.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Database } from '../../../platform/database.ts'
import type { Job } from '../../../platform/jobs.ts'
import { contacts } from '../../../sales/contacts/service.ts'
import { customers } from '../../../sales/customers/service.ts'
import { followUps } from '../../../sales/follow-ups/service.ts'
import { nextSteps } from '../../../sales/next-steps/service.ts'
import { opportunities } from '../../../sales/opportunities/service.ts'
import { batchById, updateBatch } from '../store/batches.ts'
import { keepUsedPlaceholders, type MadeType, noteUndone, toUndo } from '../store/made.ts'

const PORTION = 100

type Undoable = Pick<RecordService, 'void'> & {
  patch: (ctx: Ctx, id: string, changes: Record<string, never>, columns?: Record<string, unknown>) => Promise<unknown>
}

/** Parts before what they are parts of. */
const order: readonly (readonly [MadeType, Undoable | null])[] = [
  ['nextStep', nextSteps],
  ['followUp', followUps],
  ['opportunity', opportunities],
  ['contact', contacts],
  ['customer', customers],
  ['user', null],
]

/** Takes back what a batch made, in portions; it can be stopped and goes on where it was. */
export async function undoBatch(db: Database, clock: Clock, job: Job): Promise<void> {
  const id = String(job.payload['id'])
  const inCompany = <T>(work: (ctx: Ctx) => Promise<T>) => asSystem(db, clock, job.tenantId as string, work)
  for (const [type, service] of order) {
    if (type === 'user') await inCompany((ctx) => keepUsedPlaceholders(ctx, id))
    while ((await inCompany((ctx) => undoSome(ctx, id, type, service))) === PORTION);
  }
  await inCompany((ctx) => updateBatch(ctx, id, { state: 'undone', undoneAt: ctx.clock.now() }))
}

async function undoSome(ctx: Ctx, id: string, type: MadeType, service: Undoable | null): Promise<number> {
  const found = await batchById(ctx, id, true)
  if (found?.state !== 'undoing') return 0
  const some = await toUndo(ctx, id, type, PORTION)
  const gone = some.filter((each) => !each.changed).map((each) => each.id)
  for (const recordId of gone) {
    if (service === null) await deactivate(ctx, recordId, { handOverTo: null })
    else {
      await service.void(ctx, recordId, { reason: found.fileName })
      // The same file may be brought in again and makes new records then.
      await service.patch(ctx, recordId, {}, { import_source: null, external_id: null })
    }
  }
  await noteUndone(ctx, id, type, gone, 'voided')
  await noteUndone(
    ctx,
    id,
    type,
    some.filter((each) => each.changed).map((each) => each.id),
    'kept',
  )
  return some.length
}
