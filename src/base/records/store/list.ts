import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { cursorOf, valuesOf } from '../../../platform/cursor.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/id.ts'
import { type FieldKind, valueSchema } from '../../forms/contract.ts'
import type { ListQuery, RecordType } from '../contract.ts'
import { columnOf, kindOf, type Row } from './columns.ts'
import { type FilterFields, filterSql, ownersIn } from './filter.ts'
import { type RowAbilities, selectList } from './rows.ts'
import { foundBy } from './search.ts'
import { allowedAmong, type Verb } from './visibility.ts'

export interface Page {
  rows: (Row & RowAbilities)[]
  nextCursor: string | null
  total?: number
}

interface Order {
  column: Sql
  /** Column of the result row that carries the sort value. */
  name: string
  descending: boolean
  kind: FieldKind
  nullable: boolean
}

/** One page of the records that the actor may see, filtered, sorted, found by `q`. */
export async function listRows(ctx: Ctx, type: RecordType, query: ListQuery, fields: FilterFields): Promise<Page> {
  const order = orderOf(type, query.sort, fields)
  const conditions = await conditionsOf(ctx, type, query, fields)
  const after = query.cursor === undefined ? sql`` : sql` and ${afterCursor(order, query.cursor)}`
  const direction = raw(order.descending ? 'desc' : 'asc')
  // An index in the usual order serves columns without nulls only when nothing is said about nulls.
  const nulls = raw(order.nullable ? ' nulls last' : '')
  const rows = await ctx.tx.rows<Row & RowAbilities>(sql`
    select ${await selectList(ctx, type)} from ${raw(type.table)} r
    where ${join(conditions, ' and ')}${after}
    order by ${order.column} ${direction}${nulls}, r.id ${direction} limit ${query.limit + 1}`)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const value = (last?.[order.name] ?? null) as string | number | null
  return {
    rows: page,
    nextCursor: rows.length > query.limit && last ? cursorOf([value, last['id'] as string]) : null,
    ...(query.count === 'true' && { total: await countRows(ctx, type, conditions) }),
  }
}

/** The same conditions as one, for aggregates over the rows of a list. */
export async function whereOf(...of: Parameters<typeof conditionsOf>): Promise<Sql> {
  return join(await conditionsOf(...of), ' and ')
}

async function countRows(ctx: Ctx, type: RecordType, conditions: Sql[]): Promise<number> {
  const row = await ctx.tx.one<{ n: number }>(
    sql`select count(*) as n from ${raw(type.table)} r where ${join(conditions, ' and ')}`,
  )
  return row.n
}

/** Everything that narrows a list, without the cursor, over the alias `r`. */
export async function conditionsOf(
  ctx: Ctx,
  type: RecordType,
  query: Partial<Pick<ListQuery, 'filter' | 'q' | 'voided'>>,
  fields: FilterFields,
  verb: Verb = 'view',
): Promise<Sql[]> {
  const conditions = [
    sql`r.tenant_id = ${ctx.tenantId}`,
    await allowedAmong(ctx, type, verb, query.filter === undefined ? null : ownersIn(ctx, query.filter)),
    query.voided === 'true' ? sql`r.voided_at is not null` : sql`r.voided_at is null`,
  ]
  if (query.filter !== undefined) conditions.push(filterSql(ctx, type, query.filter, fields))
  if (query.q !== undefined && query.q.trim() !== '') conditions.push(...foundBy(ctx, type, query.q, fields.hidden))
  return conditions
}

export function orderOf(type: RecordType, sort: string | undefined, fields: FilterFields): Order {
  const key = sort === undefined ? type.defaultSort.field : sort.replace(/^-/, '')
  const descending = sort === undefined ? type.defaultSort.descending : sort.startsWith('-')
  const kind = kindOf(type, key)
  const everywhere = key === 'createdAt' || key === 'updatedAt'
  if (kind === undefined || !(everywhere || type.fields[key]?.sortable) || fields.hidden.has(key)) {
    throw invalidField('sort', 'records.not_sortable', { field: key })
  }
  const name = columnOf(type, key)
  const chinese = kind === 'text' ? ' collate "zh-Hans-x-icu"' : ''
  return {
    column: raw(`r.${name}${chinese}`),
    name,
    descending,
    kind,
    nullable: !everywhere && !type.fields[key]?.required,
  }
}

const casts: Partial<Record<FieldKind, string>> = {
  dateTime: 'timestamptz',
  date: 'date',
  money: 'bigint',
  integer: 'bigint',
  number: 'float8',
}

function afterCursor(order: Order, text: string): Sql {
  const [value, id] = valuesOf(text, 2)
  if (typeof id !== 'string' || !isUuid(id) || !fitsOrder(order, value ?? null)) {
    throw new AppError('invalid', 'records.bad_cursor', {
      status: 400,
      errors: [{ path: 'cursor', reason: 'records.bad_cursor' }],
    })
  }
  const beyond = raw(order.descending ? '<' : '>')
  if (value === null) return sql`(${order.column} is null and r.id ${beyond} ${id}::uuid)`
  const place = sql`(${order.column}, r.id) ${beyond} (${String(value)}::text::${raw(casts[order.kind] ?? 'text')}, ${id}::uuid)`
  return order.nullable ? sql`(${place} or ${order.column} is null)` : place
}

/** A cursor of another list or sort order would otherwise reach the database as a wrong type. */
function fitsOrder({ kind, nullable }: Order, value: string | number | null): boolean {
  if (value === null) return nullable
  if (kind === 'money') return Number.isSafeInteger(value)
  if (kind === 'integer' || kind === 'number' || kind === 'date' || kind === 'dateTime')
    return valueSchema({ kind }).safeParse(value).success
  return typeof value === 'string' && !value.includes('\u0000')
}
