import { asSystem } from '../../base/people/service.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import { DUE_KIND, settleSweep, sweepBatch } from './service.ts'

/** The sweep of one company: a transaction for each batch of people, then the time of the next sweep. */
export function handlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return {
    [DUE_KIND]: async ({ tenantId }) => {
      if (tenantId === null) throw new Error('the sweep of reports needs a tenant')
      let after: string | null = null
      let nextChange: Date | null = null
      do {
        const batch = await asSystem(db, clock, tenantId, (ctx) => sweepBatch(ctx, after))
        if (batch.nextChange !== null && (nextChange === null || batch.nextChange < nextChange))
          nextChange = batch.nextChange
        after = batch.after
      } while (after !== null)
      await asSystem(db, clock, tenantId, (ctx) => settleSweep(ctx, nextChange))
    },
  }
}
