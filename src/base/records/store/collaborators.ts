import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'

/** Records on which the actor works beside the owner, by type. */
export async function sharedWith(ctx: Ctx): Promise<Map<string, string[]>> {
  const rows = await ctx.tx.rows<{ type: string; ids: string[] }>(
    prepared(sql`
    select type, array_agg(record_id) as ids from record_collaborators
    where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId} group by type`),
  )
  return new Map(rows.map(({ type, ids }) => [type, ids]))
}

/** People who work on a record beside its owner. */
export async function collaboratorsOf(
  ctx: Ctx,
  type: string,
  recordId: string,
): Promise<{ id: string; name: string }[]> {
  return ctx.tx.rows(sql`
    select u.id, u.name from record_collaborators rc join users u on u.tenant_id = rc.tenant_id and u.id = rc.user_id
    where rc.tenant_id = ${ctx.tenantId} and rc.type = ${type} and rc.record_id = ${recordId}
    order by rc.added_at, u.id`)
}

export async function replaceCollaborators(ctx: Ctx, type: string, recordId: string, userIds: string[]): Promise<void> {
  await ctx.tx.run(sql`
    delete from record_collaborators where tenant_id = ${ctx.tenantId} and type = ${type} and record_id = ${recordId}
      and not user_id = any(${userIds}::uuid[])`)
  await ctx.tx.run(sql`
    insert into record_collaborators (tenant_id, type, record_id, user_id, added_at, added_by)
    select ${ctx.tenantId}::uuid, ${type}, ${recordId}::uuid, u, ${ctx.clock.now()}::timestamptz, ${ctx.actor.userId}::uuid
    from unnest(${userIds}::uuid[]) as u
    on conflict do nothing`)
}
