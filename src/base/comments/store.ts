import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'

export interface CommentRow {
  id: string
  subjectType: string
  subjectId: string
  replyTo: string | null
  text: string
  mentions: string[]
  author: { id: string; name: string }
  createdAt: string
  editedAt: string | null
  removed: boolean
  version: number
}

const columns = sql`
  c.id, c.subject_type as "subjectType", c.subject_id as "subjectId", c.reply_to as "replyTo", c.text, c.mentions,
  json_build_object('id', u.id, 'name', u.name) as author, c.created_at as "createdAt", c.edited_at as "editedAt",
  c.removed_at is not null as removed, c.version`

/** All comments on a record, the oldest first. */
export function commentsOn(ctx: Ctx, subjectId: string): Promise<CommentRow[]> {
  return ctx.tx.rows<CommentRow>(sql`
    select ${columns} from comments c join users u on u.tenant_id = c.tenant_id and u.id = c.author_id
    where c.tenant_id = ${ctx.tenantId} and c.subject_id = ${subjectId}
    order by c.created_at, c.id`)
}

export function commentById(ctx: Ctx, id: string): Promise<CommentRow | undefined> {
  return ctx.tx.maybe<CommentRow>(sql`
    select ${columns} from comments c join users u on u.tenant_id = c.tenant_id and u.id = c.author_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`)
}

/** @returns false when the id is taken already */
export async function insertComment(
  ctx: Ctx,
  comment: Pick<CommentRow, 'id' | 'subjectType' | 'subjectId' | 'replyTo' | 'text' | 'mentions'>,
): Promise<boolean> {
  const inserted = await ctx.tx.run(sql`
    insert into comments (tenant_id, id, subject_type, subject_id, reply_to, text, mentions, author_id, created_at)
    values (${ctx.tenantId}, ${comment.id}, ${comment.subjectType}, ${comment.subjectId}, ${comment.replyTo}, ${comment.text},
      ${comment.mentions}::uuid[], ${ctx.actor.userId}, ${ctx.clock.now()})
    on conflict (tenant_id, id) do nothing`)
  return inserted === 1
}

/** @returns false when the version is no longer the newest */
export async function updateComment(
  ctx: Ctx,
  comment: Pick<CommentRow, 'id' | 'version' | 'text' | 'mentions'>,
): Promise<boolean> {
  const updated = await ctx.tx.run(sql`
    update comments set text = ${comment.text}, mentions = ${comment.mentions}::uuid[], edited_at = ${ctx.clock.now()}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${comment.id} and version = ${comment.version}`)
  return updated === 1
}

export async function removeCommentRow(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.run(sql`
    update comments set removed_at = ${ctx.clock.now()}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${id} and removed_at is null`)
}

export async function countComments(ctx: Ctx, subjectId: string): Promise<number> {
  const row = await ctx.tx.one<{ n: number }>(sql`
    select count(*) as n from comments where tenant_id = ${ctx.tenantId} and subject_id = ${subjectId}`)
  return row.n
}

/** Who has read a record, the latest first. */
export function readersOf(ctx: Ctx, subjectId: string): Promise<{ id: string; name: string; readAt: string }[]> {
  return ctx.tx.rows(sql`
    select u.id, u.name, r.read_at as "readAt" from comment_reads r join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
    where r.tenant_id = ${ctx.tenantId} and r.subject_id = ${subjectId}
    order by r.read_at desc, u.id limit 200`)
}

export async function saveRead(ctx: Ctx, subjectId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx.run(sql`
    insert into comment_reads (tenant_id, subject_id, user_id, read_at)
    values (${ctx.tenantId}, ${subjectId}, ${ctx.actor.userId}, ${now})
    on conflict (tenant_id, subject_id, user_id) do update set read_at = ${now}`)
}
