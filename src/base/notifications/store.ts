import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import type { Notice } from './contract.ts'

interface Row {
  id: string
  kind: string
  params: Record<string, unknown>
  link: string | null
  created_at: string
  read_at: string | null
}

/** @returns false when the person was told the same before */
export async function insertNotice(
  tx: Tx,
  notice: {
    id: string
    userId: string
    kind: string
    params: object
    link: string | null
    key: string | null
    at: Date
  },
): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into notices (tenant_id, id, user_id, kind, params, link, key, created_at)
    values (${tx.tenantId}, ${notice.id}, ${notice.userId}, ${notice.kind}, ${JSON.stringify(notice.params)}, ${notice.link}, ${notice.key}, ${notice.at})
    on conflict (tenant_id, user_id, key) do nothing`)
  return inserted === 1
}

/** Newest first; `before` is the last row of the page before. */
export async function listNotices(
  ctx: Ctx,
  options: { unread: boolean; limit: number; before: [string, string] | null },
): Promise<Notice[]> {
  const { before } = options
  const rows = await ctx.tx.rows<Row>(sql`
    select id, kind, params, link, created_at, read_at from notices
    where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId}
      ${options.unread ? sql`and read_at is null` : sql``}
      ${before === null ? sql`` : sql`and (created_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`}
    order by created_at desc, id desc limit ${options.limit}`)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    params: row.params,
    link: row.link,
    createdAt: row.created_at,
    readAt: row.read_at,
  }))
}

export async function countUnread(ctx: Ctx): Promise<number> {
  const row = await ctx.tx.one<{ n: number }>(sql`
    select count(*) as n from notices where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId} and read_at is null`)
  return row.n
}

export async function markRead(ctx: Ctx, ids: string[] | null): Promise<number> {
  return ctx.tx.run(sql`
    update notices set read_at = ${ctx.clock.now()}
    where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId} and read_at is null
      and (${ids}::uuid[] is null or id = any(${ids}::uuid[]))`)
}
