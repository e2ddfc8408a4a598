import sql, { join, raw, type Sql } from 'sql-template-tag'
import { type Ctx, once } from '../../../platform/context.ts'
import { holds, scopeFor } from '../../people/service.ts'
import type { RecordType } from '../contract.ts'
import { sharedWith } from './collaborators.ts'
import { snake } from './columns.ts'
import { typeNamed } from './registry.ts'

export type Verb = 'view' | 'edit' | 'delete' | 'assign' | 'export'

/**
 * The one condition for "this actor may do this to this record", over the alias of the record's table.
 * It is used by lists, single reads, abilities, references, aggregates and exports alike.
 */
export async function allowed(ctx: Ctx, type: RecordType, verb: Verb, alias = 'r'): Promise<Sql> {
  const scope = await scopeFor(ctx, `${type.plural}.${verb}`)
  if (scope.all) return sql`true`
  if (scope.userIds.length === 0) return sql`false`
  const column = (name: string) => raw(`${alias}.${name}`)
  const owner = column(type.owner.column)
  const department = type.owner.departmentColumn
  const conditions: Sql[] = []
  if (department === undefined) conditions.push(oneOf(owner, scope.userIds))
  else {
    conditions.push(sql`${owner} = ${scope.self}`)
    if (scope.departmentIds.length > 0) conditions.push(oneOf(column(department), scope.departmentIds))
  }
  if (verb === 'view' || verb === 'edit') {
    const shared = (await once(ctx, 'records.shared', () => sharedWith(ctx))).get(type.type) ?? []
    if (shared.length > 0) conditions.push(oneOf(column('id'), shared))
  }
  if (type.unowned === 'assigners' && holds(ctx, `${type.plural}.assign`)) conditions.push(sql`${owner} is null`)
  if (verb === 'view') for (const via of type.via ?? []) conditions.push(await visibleVia(ctx, via, alias))
  return conditions.length === 1 ? (conditions[0] as Sql) : sql`(${join(conditions, ' or ')})`
}

/**
 * The same condition where only records of some owners are asked for: of people in reach every record may be seen, and saying so twice
 * would make the planner expect fewer rows than there are.
 * @param owners null for records of anybody
 */
export async function allowedAmong(
  ctx: Ctx,
  type: RecordType,
  verb: Verb,
  owners: readonly string[] | null,
): Promise<Sql> {
  if (owners !== null && type.owner.departmentColumn === undefined) {
    const inReach = new Set((await scopeFor(ctx, `${type.plural}.${verb}`)).userIds)
    if (owners.length > 0 && owners.every((owner) => inReach.has(owner))) return sql`true`
  }
  return allowed(ctx, type, verb)
}

/** Plain equality for one value, so that an index on the column also gives the order of the page. */
function oneOf(column: Sql, ids: readonly string[]): Sql {
  return ids.length === 1 ? sql`${column} = ${ids[0]}` : sql`${column} = any(${[...ids]}::uuid[])`
}

/** From so many people on, what they own is too much to gather for one page: it is looked up for each row instead. */
const WIDE_REACH = 10

async function visibleVia(ctx: Ctx, via: { field: string; to: string }, alias: string): Promise<Sql> {
  const parent = typeNamed(via.to)
  const inner = `${alias}v`
  const condition = await allowed(ctx, parent, 'view', inner)
  const reference = raw(`${alias}.${snake(via.field)}`)
  const from = sql`from ${raw(`${parent.table} ${inner}`)} where ${raw(`${inner}.tenant_id`)} = ${ctx.tenantId}`
  const id = raw(`${inner}.id`)
  const { userIds } = await scopeFor(ctx, `${parent.plural}.view`)
  return userIds.length > WIDE_REACH
    ? sql`coalesce((select ${condition} ${from} and ${id} = ${reference}), false)`
    : sql`exists (select ${from} and ${id} = ${reference} and ${condition})`
}
