import { z } from 'zod'
import { day, id, page } from '../../platform/schema.ts'

/** Field → value before and value after. */
export type Changes = Record<string, [before: unknown, after: unknown]>

export interface Entry {
  /** What was done, for example `created`, `updated`, `voided`, `signedIn`. */
  action: string
  /** Type of the record, for example `customer`, `user`. */
  type: string
  recordId: string | null
  changes?: Changes
}

export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  /** Absent (null) when the system did it. */
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  actorKind: z.enum(['user', 'system']),
  action: z.string(),
  type: z.string(),
  recordId: z.string().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  requestId: z.string(),
})
export type AuditEntry = z.output<typeof auditEntry>

/** Days are those of the reader's time zone, both included. */
export const auditQuery = z.strictObject({
  user: id.optional(),
  type: z.string().max(60).optional(),
  action: z.string().max(60).optional(),
  record: id.optional(),
  from: day.optional(),
  to: day.optional(),
  ...page,
})
export type AuditQuery = z.output<typeof auditQuery>

export const auditPage = z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() })
export type AuditPage = z.output<typeof auditPage>
