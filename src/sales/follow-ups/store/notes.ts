import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { Note } from '../contract.ts'

/** News added later, by follow-up, the oldest first. */
export async function notesOf(ctx: Ctx, followUpIds: readonly string[]): Promise<Map<string, Note[]>> {
  const notes = new Map<string, Note[]>()
  if (followUpIds.length === 0) return notes
  const rows = await ctx.tx.rows<{
    id: string
    followUpId: string
    text: string
    authorId: string
    authorName: string
    createdAt: string
  }>(
    prepared(sql`
    select n.id, n.follow_up_id as "followUpId", n.text, n.author_id as "authorId", u.name as "authorName", n.created_at as "createdAt"
    from follow_up_notes n join users u on u.tenant_id = n.tenant_id and u.id = n.author_id
    where n.tenant_id = ${ctx.tenantId} and n.follow_up_id = any(${[...followUpIds]}::uuid[])
    order by n.created_at, n.id`),
  )
  for (const { id, followUpId, text, authorId, authorName, createdAt } of rows) {
    notes.set(followUpId, [
      ...(notes.get(followUpId) ?? []),
      { id, text, author: { id: authorId, name: authorName }, createdAt },
    ])
  }
  return notes
}

/** @returns false when the id is taken already */
export async function insertNote(ctx: Ctx, note: { id: string; followUpId: string; text: string }): Promise<boolean> {
  const inserted = await ctx.tx.run(sql`
    insert into follow_up_notes (tenant_id, id, follow_up_id, text, author_id, created_at)
    values (${ctx.tenantId}, ${note.id}, ${note.followUpId}, ${note.text}, ${ctx.actor.userId}, ${ctx.clock.now()})
    on conflict (tenant_id, id) do nothing`)
  return inserted > 0
}

export function noteById(ctx: Ctx, id: string): Promise<{ followUpId: string; text: string } | undefined> {
  return ctx.tx.maybe(sql`
    select n.follow_up_id as "followUpId", n.text from follow_up_notes n where n.tenant_id = ${ctx.tenantId} and n.id = ${id}`)
}
