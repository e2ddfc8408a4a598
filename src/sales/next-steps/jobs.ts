import { asSystem } from '../../base/people/service.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import { DUE_KIND, lookAtPlans } from './service.ts'

/** Reminders of next steps and overdue ones, for one company. */
export function handlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return {
    [DUE_KIND]: async ({ tenantId }) => {
      if (tenantId === null) throw new Error('looking at plans needs a tenant')
      await asSystem(db, clock, tenantId, lookAtPlans)
    },
  }
}
