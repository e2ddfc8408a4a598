import { z } from 'zod'

/** What is typed so far; at least one of the two. */
export const duplicatesQuery = z
  .strictObject({ name: z.string().trim().max(120).optional(), phone: z.string().trim().max(40).optional() })
  .refine((query) => Boolean(query.name) || Boolean(query.phone), 'records.required')

/** A customer that may be the same. Of one that the asker may not see only masked names leave, and no id. */
export const duplicate = z.object({
  id: z.string().optional(),
  name: z.string(),
  owner: z.string().nullable(),
  reason: z.enum(['name', 'shortName', 'phone']),
})
export type Duplicate = z.output<typeof duplicate>
export const duplicatesReply = z.object({ items: z.array(duplicate) })
