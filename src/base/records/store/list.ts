import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { queryTerms } from '../../../platform/text.ts'
import type { FieldKind } from '../../forms/contract.ts'
import type { ListQuery, RecordType } from '../contract.ts'
import { columnOf, kindOf, type Row } from './columns.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { type FilterFields, filterSql } from './filter.ts'
import { type RowAbilities, selectList } from './rows.ts'
import { allowed } from './visibility.ts'

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
}

/** One page of the records that the actor may see, filtered, sorted, found by `q`. */
export async function listRows(ctx: Ctx, type: RecordType, query: ListQuery, fields: FilterFields, extra?: Sql): Promise<Page> {
  const order = orderOf(type, query.sort, fields)
  const conditions = await conditionsOf(ctx, type, query, fields, extra)
  const cursor = query.cursor === undefined ? null : cursorOf(query.cursor)
  const after = cursor === null ? sql`` : sql` and ${afterCursor(order, cursor)}`
  const direction = raw(order.descending ? 'desc' : 'asc')
  const rows = await ctx.tx.rows<Row & RowAbilities>(sql`
    select ${await selectList(ctx, type)} from ${raw(type.table)} r
    where ${join(conditions, ' and ')}${after}
    order by ${order.column} ${direction} nulls last, r.id ${direction} limit ${query.limit + 1}`)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: rows.length > query.limit && last ? writeCursor({ value: (last[order.name] ?? null) as Cursor['value'], id: last['id'] as string }) : null,
    ...(query.count === 'true' && { total: await countRows(ctx, type, conditions) }),
  }
}

async function countRows(ctx: Ctx, type: RecordType, conditions: Sql[]): Promise<number> {
  const row = await ctx.tx.one<{ n: number }>(sql`select count(*) as n from ${raw(type.table)} r where ${join(conditions, ' and ')}`)
  return row.n
}

/** Everything that narrows a list, without the cursor. */
export async function conditionsOf(ctx: Ctx, type: RecordType, query: Pick<ListQuery, 'filter' | 'q' | 'voided'>, fields: FilterFields, extra?: Sql): Promise<Sql[]> {
  const conditions = [
    sql`r.tenant_id = ${ctx.tenantId}`,
    await allowed(ctx, type, 'view'),
    query.voided === 'true' ? sql`r.voided_at is not null` : sql`r.voided_at is null`,
  ]
  if (query.filter !== undefined) conditions.push(filterSql(ctx, type, query.filter, fields))
  if (query.q !== undefined && query.q.trim() !== '') conditions.push(...found(ctx, type, query.q))
  if (extra !== undefined) conditions.push(extra)
  return conditions
}

/** `q` must match by every one of its terms; a text without any term finds nothing. */
export function found(ctx: Ctx, type: RecordType, q: string): Sql[] {
  const terms = queryTerms(q)
  if (terms.length === 0) return [sql`false`]
  return terms.map((term) => sql`exists (select from search_terms st where st.tenant_id = ${ctx.tenantId}
    and st.type = ${type.type} and st.term = ${term} and st.record_id = r.id)`)
}

function orderOf(type: RecordType, sort: string | undefined, fields: FilterFields): Order {
  const key = sort === undefined ? type.defaultSort.field : sort.replace(/^-/, '')
  const descending = sort === undefined ? type.defaultSort.descending : sort.startsWith('-')
  const kind = kindOf(type, key)
  const sortable = key === 'createdAt' || key === 'updatedAt' || type.fields[key]?.sortable
  if (kind === undefined || !sortable || fields.hidden.has(key)) throw invalidField('sort', 'records.not_sortable', { field: key })
  const name = columnOf(type, key)
  const chinese = kind === 'text' ? ' collate "zh-Hans-x-icu"' : ''
  return { column: raw(`r.${name}${chinese}`), name, descending, kind }
}

function cursorOf(text: string): Cursor {
  const cursor = readCursor(text)
  if (cursor === null) throw new AppError('invalid', 'records.bad_cursor', { status: 400 })
  return cursor
}

const casts: Partial<Record<FieldKind, string>> = {
  dateTime: 'timestamptz', date: 'date', money: 'bigint', integer: 'bigint', number: 'float8', checkbox: 'boolean', user: 'uuid', reference: 'uuid',
}

function afterCursor(order: Order, cursor: Cursor): Sql {
  const beyond = raw(order.descending ? '<' : '>')
  if (cursor.value === null) return sql`(${order.column} is null and r.id ${beyond} ${cursor.id}::uuid)`
  const value = sql`${String(cursor.value)}::text::${raw(casts[order.kind] ?? 'text')}`
  return sql`((${order.column}, r.id) ${beyond} (${value}, ${cursor.id}::uuid) or ${order.column} is null)`
}
