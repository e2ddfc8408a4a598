import { createHash } from 'node:crypto'
import { uuidV8 } from '../../../platform/id.ts'

/** A daily report's id follows from whose and of which day it is, so one that nobody has written yet has its id already. */
export function reportId(tenantId: string, userId: string, day: string): string {
  return uuidV8(createHash('sha256').update(`${tenantId} ${userId} daily ${day}`).digest())
}
