import { z } from 'zod'

const note = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !text.includes('\u0000'), 'records.bad_characters')

/** Body of done: what came of it. */
export const doneBody = z.strictObject({ version: z.int().min(1).optional(), note: note.optional() })
export type Done = z.output<typeof doneBody>
export const reopenBody = z.strictObject({ version: z.int().min(1).optional() })
