import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { scopeFor } from '../../people/service.ts'
import type { RecordType } from '../contract.ts'
import { typeNamed } from './registry.ts'

export type Verb = 'view' | 'edit' | 'delete' | 'assign' | 'export'

/**
 * The one condition for "this actor may do this to this record", over the alias of the record's table.
 * It is used by lists, single reads, abilities, references, aggregates and exports alike.
 */
export async function allowed(ctx: Ctx, type: RecordType, verb: Verb, alias = 'r'): Promise<Sql> {
  const scope = await scopeFor(ctx, `${type.plural}.${verb}`)
  if (scope.all) return sql`true`
  const column = (name: string) => raw(`${alias}.${name}`)
  const owner = column(type.owner.column)
  const conditions: Sql[] = []
  if (scope.userIds.length > 0) {
    conditions.push(
      type.owner.departmentColumn === undefined
        ? sql`${owner} = any(${scope.userIds}::uuid[])`
        : sql`(${owner} = ${scope.self} or ${column(type.owner.departmentColumn)} = any(${scope.departmentIds}::uuid[]))`,
    )
  }
  if (verb === 'view' || verb === 'edit') conditions.push(collaborates(ctx, type, alias))
  if (type.via !== undefined && verb === 'view') conditions.push(await visibleVia(ctx, type.via, alias))
  return conditions.length === 0 ? sql`false` : sql`(${join(conditions, ' or ')})`
}

function collaborates(ctx: Ctx, type: RecordType, alias: string): Sql {
  return sql`exists (select from record_collaborators rc where rc.tenant_id = ${ctx.tenantId} and rc.user_id = ${ctx.actor.userId}
    and rc.type = ${type.type} and rc.record_id = ${raw(`${alias}.id`)})`
}

async function visibleVia(ctx: Ctx, via: { field: string; to: string }, alias: string): Promise<Sql> {
  const parent = typeNamed(via.to)
  const inner = `${alias}v`
  const condition = await allowed(ctx, parent, 'view', inner)
  const reference = raw(`${alias}.${via.field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)
  return sql`exists (select from ${raw(`${parent.table} ${inner}`)} where ${raw(`${inner}.tenant_id`)} = ${ctx.tenantId}
    and ${raw(`${inner}.id`)} = ${reference} and ${condition})`
}
