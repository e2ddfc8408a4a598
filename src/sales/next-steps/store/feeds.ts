import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'

/** When the actor's address was made. */
export function feedOfActor(ctx: Ctx): Promise<{ createdAt: string } | undefined> {
  return ctx.tx.maybe(sql`
    select created_at as "createdAt" from plan_feeds where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId}`)
}

export async function saveFeed(ctx: Ctx, secretHash: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx.run(sql`
    insert into plan_feeds (tenant_id, user_id, secret_hash, created_at)
    values (${ctx.tenantId}, ${ctx.actor.userId}, ${secretHash}, ${now})
    on conflict (tenant_id, user_id) do update set secret_hash = ${secretHash}, created_at = ${now}`)
}

export async function deleteFeed(ctx: Ctx): Promise<void> {
  await ctx.tx.run(sql`delete from plan_feeds where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId}`)
}

/** Whose plan a secret opens: somebody who can still sign in. */
export function readerOfFeed(tx: Tx, secretHash: string): Promise<{ userId: string } | undefined> {
  return tx.maybe(sql`
    select f.user_id as "userId" from plan_feeds f join users u on u.tenant_id = f.tenant_id and u.id = f.user_id
    where f.tenant_id = ${tx.tenantId} and f.secret_hash = ${secretHash} and u.status = 'active'`)
}
