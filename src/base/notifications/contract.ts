import { z } from 'zod'
import { id } from '../../platform/schema.ts'

/** One piece of news for one person; the browser words `kind` with `params`. */
export const notice = z.object({
  id: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  /** Path inside the app that the notice leads to. */
  link: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
})
export type Notice = z.output<typeof notice>

export const noticeQuery = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
})

export const noticePage = z.object({ items: z.array(notice), nextCursor: z.string().nullable(), unread: z.int() })

export const readNotices = z.strictObject({ ids: z.array(id).max(500).optional(), all: z.boolean().optional() })
