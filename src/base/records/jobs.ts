import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import { correctDepartments, DEPARTMENTS_KIND } from './service.ts'

export function handlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return { [DEPARTMENTS_KIND]: (job) => correctDepartments(db, clock, job) }
}
