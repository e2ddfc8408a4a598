import type { Clock } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Database } from '../../../platform/database.ts'
import { enqueue, type Job } from '../../../platform/jobs.ts'
import { write } from '../../audit/service.ts'
import type { MembershipChanged } from '../../people/contract.ts'
import { asSystem } from '../../people/service.ts'
import { departmentStamps } from '../rules.ts'
import { stampDepartments } from '../store/departments.ts'
import { allTypes } from '../store/registry.ts'

export const DEPARTMENTS_KIND = 'records.departments'
const BATCH = 1000
/** Longer than any request: whoever read the old department before the move has saved by then. */
const SECOND_LOOK_MS = 10 * 60_000

interface Correction extends MembershipChanged {
  /** Who moved the person; null for the system. */
  movedBy: string | null
}

/** Asks for the facts of these days to follow the person: at once, and once more for what was being recorded meanwhile. */
export async function correctDepartmentsSoon(ctx: Ctx, change: MembershipChanged): Promise<void> {
  const movedBy = ctx.actor.kind === 'system' ? null : ctx.actor.userId
  const now = ctx.clock.now()
  for (const wait of [0, SECOND_LOOK_MS]) {
    const runAt = new Date(now.getTime() + wait)
    await enqueue(
      ctx.tx,
      { kind: DEPARTMENTS_KIND, tenantId: ctx.tenantId, payload: { ...change, movedBy }, runAt },
      now,
    )
  }
}

/**
 * Writes the department of the day onto a person's facts, by the memberships of this moment: running it again changes nothing. Each batch is
 * a transaction that also writes down how many facts it moved.
 */
export async function correctDepartments(db: Database, clock: Clock, job: Job): Promise<void> {
  const correction = job.payload as unknown as Correction
  let moved: number
  do moved = await asSystem(db, clock, job.tenantId as string, (ctx) => correctBatch(ctx, correction))
  while (moved > 0)
}

async function correctBatch(ctx: Ctx, correction: Correction): Promise<number> {
  let moved = 0
  for (const type of allTypes())
    for (const stamp of departmentStamps(type)) moved += await stampDepartments(ctx, type, stamp, correction, BATCH)
  if (moved > 0)
    await write(ctx, {
      action: 'factsMoved',
      type: 'user',
      recordId: correction.userId,
      changes: told(correction, moved),
    })
  return moved
}

function told({ departmentId, fromDay, toDay, movedBy }: Correction, facts: number) {
  return {
    departmentId: [null, departmentId] as [null, string],
    fromDay: [null, fromDay] as [null, string],
    ...(toDay !== null && { toDay: [null, toDay] as [null, string] }),
    ...(movedBy !== null && { movedBy: [null, movedBy] as [null, string] }),
    facts: [null, facts] as [null, number],
  }
}
