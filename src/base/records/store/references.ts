import sql, { raw } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { RecordType } from '../contract.ts'
import { columnOf } from './columns.ts'
import { typeNamed } from './registry.ts'

/** Names behind ids, by record type (`user` for people). */
export type Names = Map<string, Map<string, string>>

/** Reads the names of everything that the given rows refer to: one query for each type. */
export async function namesOf(ctx: Ctx, wanted: Map<string, Set<string>>): Promise<Names> {
  const names: Names = new Map()
  for (const [typeName, ids] of wanted) {
    if (ids.size === 0) continue
    const [table, title] = typeName === 'user' ? ['users', 'name'] : titleOf(typeNamed(typeName))
    const rows = await ctx.tx.rows<{ id: string; name: string }>(sql`
      select t.id, t.${raw(title)} as name from ${raw(table)} t where t.tenant_id = ${ctx.tenantId} and t.id = any(${[...ids]}::uuid[])`)
    names.set(typeName, new Map(rows.map((row) => [row.id, row.name])))
  }
  return names
}

function titleOf(type: RecordType): [string, string] {
  return [type.table, columnOf(type, type.title)]
}

/** Ids of nobody in this tenant. */
export async function strangers(ctx: Ctx, ids: string[]): Promise<string[]> {
  const known = await statusesOf(ctx, ids)
  return ids.filter((id) => !known.has(id))
}

/** Status of people, by id. */
export async function statusesOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.tx.rows<{ id: string; status: string }>(sql`
    select u.id, u.status from users u where u.tenant_id = ${ctx.tenantId} and u.id = any(${ids}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row.status]))
}
