import { asSystem } from '../../base/people/service.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import { FORGET, forgetFile, RUN, runBatch, UNDO, undoBatch } from './service.ts'

export function handlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return {
    [RUN]: (job) => runBatch(db, clock, job),
    [UNDO]: (job) => undoBatch(db, clock, job),
    [FORGET]: (job) => asSystem(db, clock, job.tenantId as string, (ctx) => forgetFile(ctx, String(job.payload['id']))),
  }
}
