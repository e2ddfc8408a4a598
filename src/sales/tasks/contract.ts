import { z } from 'zod'
import { isStorable } from '../../platform/schema.ts'

const note = z.string().trim().max(500).refine(isStorable, 'records.bad_characters')

/** Body of done: what came of it. */
export const doneBody = z.strictObject({ version: z.int().min(1).optional(), note: note.optional() })
export type Done = z.output<typeof doneBody>
export const reopenBody = z.strictObject({ version: z.int().min(1).optional() })
