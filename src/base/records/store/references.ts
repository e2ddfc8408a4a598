import sql, { join, raw } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { RecordType } from '../contract.ts'
import { columnOf } from './columns.ts'
import { typeNamed } from './registry.ts'

/** Names behind ids, by record type (`user` for people). */
export type Names = Map<string, Map<string, string>>

/** Reads the names of everything that the given rows refer to, of all types in one statement. */
export async function namesOf(ctx: Ctx, wanted: Map<string, Set<string>>): Promise<Names> {
  const names: Names = new Map()
  const parts = [...wanted]
    .filter(([, ids]) => ids.size > 0)
    .map(([typeName, ids]) => {
      names.set(typeName, new Map())
      const [table, title] = typeName === 'user' ? ['users', 'name'] : titleOf(typeNamed(typeName))
      return sql`select ${typeName}::text as type, t.id, t.${raw(title)} as name from ${raw(table)} t
      where t.tenant_id = ${ctx.tenantId} and t.id = any(${[...ids]}::uuid[])`
    })
  if (parts.length === 0) return names
  const rows = await ctx.tx.rows<{ type: string; id: string; name: string }>(prepared(join(parts, ' union all ')))
  for (const { type, id, name } of rows) names.get(type)?.set(id, name)
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
