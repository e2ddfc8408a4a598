import { asSystem } from '../../base/people/service.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import { CHECK_KIND, nightlyCheck } from './service.ts'

/** The nightly check of one company's stored sums against the facts. */
export function handlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return {
    [CHECK_KIND]: async ({ tenantId }) => {
      if (tenantId === null) throw new Error('the check of metrics needs a tenant')
      await asSystem(db, clock, tenantId, nightlyCheck)
    },
  }
}
