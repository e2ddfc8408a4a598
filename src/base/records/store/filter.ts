import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { currencies, decimalsOf } from '../../../platform/money.ts'
import { type CustomField, type FieldKind, valueSchema } from '../../forms/contract.ts'
import type { Condition, Filter, RecordType } from '../contract.ts'
import { namedRange } from '../rules.ts'
import { columnOf, isList, kindOf } from './columns.ts'

export interface FilterFields {
  /** Custom fields of the type, by key. */
  custom: ReadonlyMap<string, CustomField>
  /** Keys the actor may not filter, sort or search by because they may not see them. */
  hidden: ReadonlySet<string>
}

/** SQL condition of a filter tree. @throws 422 naming the field or value that does not fit */
export function filterSql(ctx: Ctx, type: RecordType, filter: Filter, fields: FilterFields): Sql {
  if ('and' in filter)
    return combine(
      filter.and.map((part) => filterSql(ctx, type, part, fields)),
      ' and ',
      sql`true`,
    )
  if ('or' in filter)
    return combine(
      filter.or.map((part) => filterSql(ctx, type, part, fields)),
      ' or ',
      sql`false`,
    )
  if ('not' in filter) return sql`not coalesce(${filterSql(ctx, type, filter.not, fields)}, false)`
  return conditionSql(ctx, type, filter, fields)
}

/** The owners that a filter lets through, where it names them for every row; null when it does not. */
export function ownersIn(ctx: Ctx, filter: Filter): string[] | null {
  if ('and' in filter) return filter.and.map((part) => ownersIn(ctx, part)).find((owners) => owners !== null) ?? null
  if (!('field' in filter) || filter.field !== 'ownerId' || !['eq', 'in'].includes(filter.op)) return null
  const values: unknown[] = Array.isArray(filter.value) ? filter.value : [filter.value]
  const owners = values.filter((value): value is string => typeof value === 'string')
  return owners.map((owner) => (owner === 'me' ? ctx.actor.userId : owner.toLowerCase()))
}

function combine(parts: Sql[], glue: string, empty: Sql): Sql {
  return parts.length === 0 ? empty : sql`(${join(parts, glue)})`
}

const everywhere: ReadonlySet<string> = new Set(['ownerId', 'createdAt', 'updatedAt', 'currency'])

function conditionSql(ctx: Ctx, type: RecordType, condition: Condition, fields: FilterFields): Sql {
  if (fields.hidden.has(condition.field)) throw invalidField(`filter.${condition.field}`, 'records.hidden_field')
  if (condition.field.startsWith('custom.')) return customSql(ctx, condition, fields)
  const kind = kindOf(type, condition.field)
  if (kind === undefined || !(everywhere.has(condition.field) || type.fields[condition.field]?.filterable)) {
    throw invalidField(`filter.${condition.field}`, 'records.not_filterable')
  }
  const name = columnOf(type, condition.field)
  return compare(ctx, condition, {
    kind,
    column: kind === 'money' ? faceValue(name) : raw(`r.${name}`),
    cast: columnTypes[kind] ?? 'text',
  })
}

const withDecimals = (decimals: number) => currencies.filter((code) => decimalsOf(code) === decimals)

/** Amounts are compared by the number that people read, in thousandths, whatever the decimals of the currency. */
function faceValue(column: string): Sql {
  return sql`(${raw(`r.${column}`)} * case when r.currency = any(${withDecimals(0)}) then 1000 when r.currency = any(${withDecimals(3)}) then 1 else 10 end)`
}

/** Custom values are looked up in `field_index`, where everything but numbers stands as text. */
function customSql(ctx: Ctx, condition: Condition, fields: FilterFields): Sql {
  const field = fields.custom.get(condition.field.slice('custom.'.length))
  if (field === undefined || !field.filterable)
    throw invalidField(`filter.${condition.field}`, 'records.not_filterable')
  const stored = sql`select from field_index fi where fi.tenant_id = ${ctx.tenantId} and fi.field_id = ${field.id} and fi.record_id = r.id`
  if (condition.op === 'empty') return sql`not exists (${stored})`
  if (condition.op === 'notEmpty') return sql`exists (${stored})`
  const opposite = condition.op === 'ne' ? 'eq' : condition.op === 'notIn' ? 'in' : null
  const numeric = field.kind === 'number' || field.kind === 'money'
  const operand = numeric
    ? { kind: 'number' as const, column: raw('fi.number_value'), cast: 'float8' }
    : { kind: field.kind === 'options' ? ('option' as const) : field.kind, column: raw('fi.text_value'), cast: 'text' }
  const test = compare(ctx, { ...condition, op: opposite ?? condition.op }, operand)
  return opposite === null ? sql`exists (${stored} and ${test})` : sql`not exists (${stored} and ${test})`
}

const columnTypes: Partial<Record<FieldKind, string>> = {
  integer: 'int',
  number: 'float8',
  money: 'bigint',
  date: 'date',
  dateTime: 'timestamptz',
  checkbox: 'boolean',
  id: 'uuid',
  user: 'uuid',
  reference: 'uuid',
  users: 'uuid',
  references: 'uuid',
}

interface Operand {
  kind: FieldKind
  column: Sql
  /** SQL type that values are cast to. */
  cast: string
}

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const
const ordered: ReadonlySet<FieldKind> = new Set(['integer', 'number', 'money', 'date', 'dateTime', 'text'])

function compare(ctx: Ctx, condition: Condition, { kind, column, cast }: Operand): Sql {
  const { field, op, value } = condition
  const refuse = (reason: string) => invalidField(`filter.${field}`, `records.${reason}`)
  const one = (given: unknown) => sql`${parsed(ctx, field, kind, given)}::${raw(cast)}`
  const many = () => {
    if (!Array.isArray(value) || value.length > 500) throw refuse('needs_list')
    return sql`${value.map((given) => parsed(ctx, field, kind, given))}::${raw(cast)}[]`
  }
  const list = isList(kind)
  switch (op) {
    case 'empty':
      return list ? sql`cardinality(${column}) = 0` : sql`${column} is null`
    case 'notEmpty':
      return list ? sql`cardinality(${column}) > 0` : sql`${column} is not null`
    case 'eq':
      return list ? sql`${one(value)} = any(${column})` : sql`${column} = ${one(value)}`
    case 'ne':
      return list ? sql`not ${one(value)} = any(${column})` : sql`${column} is distinct from ${one(value)}`
    case 'in':
      return list ? sql`${column} && ${many()}` : sql`${column} = any(${many()})`
    case 'notIn':
      return list ? sql`not ${column} && ${many()}` : sql`coalesce(not ${column} = any(${many()}), true)`
    case 'between': {
      if (!ordered.has(kind)) throw refuse('wrong_operator')
      if (!Array.isArray(value) || value.length !== 2) throw refuse('needs_two')
      return sql`(${column} >= ${one(value[0])} and ${column} <= ${one(value[1])})`
    }
    case 'within': {
      const range = namedRange(String(value), ctx.clock.now(), ctx.actor.timeZone)
      if (range === null || !(kind === 'date' || kind === 'dateTime')) throw refuse('unknown_range')
      return kind === 'date'
        ? sql`(${column} >= ${range.fromDay}::${raw(cast)} and ${column} <= ${range.toDay}::${raw(cast)})`
        : sql`(${column} >= ${range.from}::timestamptz and ${column} < ${range.to}::timestamptz)`
    }
    default:
      if (!ordered.has(kind)) throw refuse('wrong_operator')
      return sql`${column} ${raw(operators[op])} ${one(value)}`
  }
}

const elements: Partial<Record<FieldKind, FieldKind>> = {
  texts: 'text',
  phones: 'text',
  options: 'option',
  users: 'user',
  references: 'reference',
}

/** A filter value in the form of its column; wrong ones are refused by name. */
function parsed(ctx: Ctx, field: string, kind: FieldKind, value: unknown): unknown {
  if ((kind === 'user' || kind === 'users') && value === 'me') return ctx.actor.userId
  const result = valueSchema({ kind: elements[kind] ?? kind }).safeParse(value)
  if (!result.success) throw invalidField(`filter.${field}`, 'records.wrong_type')
  return kind === 'money' ? Math.round((result.data as number) * 1000) : result.data
}
