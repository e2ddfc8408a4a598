import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { SavedView } from '../contract.ts'

export type ViewRow = Omit<SavedView, 'editable'>

const columns = sql`v.id, v.type, v.name, v.shared, v.definition, v.version, json_build_object('id', u.id, 'name', u.name) as owner`

/** The actor's own views of a type and the shared ones. */
export function views(ctx: Ctx, type: string): Promise<ViewRow[]> {
  return ctx.tx.rows<ViewRow>(sql`
    select ${columns} from saved_views v join users u on u.tenant_id = v.tenant_id and u.id = v.created_by
    where v.tenant_id = ${ctx.tenantId} and v.type = ${type} and (v.shared or v.created_by = ${ctx.actor.userId})
    order by v.created_at, v.id`)
}

export function findView(ctx: Ctx, id: string): Promise<ViewRow | undefined> {
  return ctx.tx.maybe<ViewRow>(sql`
    select ${columns} from saved_views v join users u on u.tenant_id = v.tenant_id and u.id = v.created_by
    where v.tenant_id = ${ctx.tenantId} and v.id = ${id}`)
}

/** Undefined when the id is taken. */
export async function insertView(
  ctx: Ctx,
  view: Pick<ViewRow, 'id' | 'type' | 'name' | 'shared' | 'definition'>,
): Promise<ViewRow | undefined> {
  const now = ctx.clock.now()
  const done = await ctx.tx.run(sql`
    insert into saved_views (tenant_id, id, type, name, shared, definition, created_by, created_at, updated_at)
    values (${ctx.tenantId}, ${view.id}, ${view.type}, ${view.name}, ${view.shared}, ${JSON.stringify(view.definition)}, ${ctx.actor.userId}, ${now}, ${now})
    on conflict (tenant_id, id) do nothing`)
  return done === 0 ? undefined : findView(ctx, view.id)
}

/** Undefined when the version is no longer the newest. */
export async function updateView(
  ctx: Ctx,
  view: Pick<ViewRow, 'id' | 'name' | 'shared' | 'definition' | 'version'>,
): Promise<ViewRow | undefined> {
  const done = await ctx.tx.run(sql`
    update saved_views set name = ${view.name}, shared = ${view.shared}, definition = ${JSON.stringify(view.definition)},
      updated_at = ${ctx.clock.now()}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${view.id} and version = ${view.version}`)
  return done === 0 ? undefined : findView(ctx, view.id)
}

export async function deleteView(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.run(sql`delete from saved_views where tenant_id = ${ctx.tenantId} and id = ${id}`)
}
