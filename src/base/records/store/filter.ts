import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { MAX_MINOR, toMinor } from '../../../platform/money.ts'
import type { CustomField, FieldKind } from '../../forms/contract.ts'
import { valueSchema } from '../../forms/contract.ts'
import type { Condition, Filter, RecordType } from '../contract.ts'
import { namedRange } from '../rules.ts'
import { columnOf, isList, kindOf } from './columns.ts'

export interface FilterFields {
  /** Custom fields of the type, by key. */
  custom: ReadonlyMap<string, CustomField>
  /** Keys the actor may not filter or sort by because they may not see them. */
  hidden: ReadonlySet<string>
  /** Currency that money in filters is meant in. */
  currency: string
}

/** SQL condition of a filter tree. @throws 422 naming the field or value that does not fit */
export function filterSql(ctx: Ctx, type: RecordType, filter: Filter, fields: FilterFields): Sql {
  if ('and' in filter) return combine(filter.and.map((part) => filterSql(ctx, type, part, fields)), ' and ', sql`true`)
  if ('or' in filter) return combine(filter.or.map((part) => filterSql(ctx, type, part, fields)), ' or ', sql`false`)
  if ('not' in filter) return sql`not coalesce(${filterSql(ctx, type, filter.not, fields)}, false)`
  return conditionSql(ctx, type, filter, fields)
}

function combine(parts: Sql[], glue: string, empty: Sql): Sql {
  return parts.length === 0 ? empty : sql`(${join(parts, glue)})`
}

function conditionSql(ctx: Ctx, type: RecordType, condition: Condition, fields: FilterFields): Sql {
  if (fields.hidden.has(condition.field)) throw invalidField(`filter.${condition.field}`, 'records.hidden_field')
  if (condition.field.startsWith('custom.')) return customSql(ctx, condition, fields)
  const kind = kindOf(type, condition.field)
  const isSystem = ['ownerId', 'createdAt', 'updatedAt'].includes(condition.field)
  if (kind === undefined || !(isSystem || type.fields[condition.field]?.filterable)) {
    throw invalidField(`filter.${condition.field}`, 'records.not_filterable')
  }
  const column = raw(`r.${columnOf(type, condition.field)}`)
  return compare(ctx, condition, kind, column, columnType(kind), fields.currency)
}

function customSql(ctx: Ctx, condition: Condition, fields: FilterFields): Sql {
  const field = fields.custom.get(condition.field.slice('custom.'.length))
  if (field === undefined || !field.filterable) throw invalidField(`filter.${condition.field}`, 'records.not_filterable')
  const numeric = field.kind === 'number' || field.kind === 'money'
  const stored = sql`select from field_index fi where fi.tenant_id = ${ctx.tenantId} and fi.field_id = ${field.id} and fi.record_id = r.id`
  if (condition.op === 'empty') return sql`not exists (${stored})`
  if (condition.op === 'notEmpty') return sql`exists (${stored})`
  const negative = condition.op === 'ne' ? 'eq' : condition.op === 'notIn' ? 'in' : null
  const kind: FieldKind = numeric ? 'number' : field.kind === 'date' ? 'date' : 'option'
  const column = raw(numeric ? 'fi.number_value' : 'fi.text_value')
  const test = compare(ctx, { ...condition, op: negative ?? condition.op }, kind, column, numeric ? 'float8' : 'text', fields.currency)
  return negative === null ? sql`exists (${stored} and ${test})` : sql`not exists (${stored} and ${test})`
}

const columnTypes: Partial<Record<FieldKind, string>> = {
  integer: 'int',
  number: 'float8',
  money: 'bigint',
  date: 'date',
  dateTime: 'timestamptz',
  checkbox: 'boolean',
  user: 'uuid',
  reference: 'uuid',
  users: 'uuid',
  references: 'uuid',
}

function columnType(kind: FieldKind): string {
  return columnTypes[kind] ?? 'text'
}

const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function compare(ctx: Ctx, { field, op, value }: Condition, kind: FieldKind, column: Sql, cast: string, currency: string): Sql {
  const one = (given: unknown) => sql`${parsed(ctx, field, kind, given, currency)}::${raw(cast)}`
  const many = () => {
    if (!Array.isArray(value) || value.length > 500) throw invalidField(`filter.${field}`, 'records.needs_list')
    return sql`${value.map((given) => parsed(ctx, field, kind, given, currency))}::${raw(cast)}[]`
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
      if (!Array.isArray(value) || value.length !== 2) throw invalidField(`filter.${field}`, 'records.needs_two')
      return sql`(${column} >= ${one(value[0])} and ${column} <= ${one(value[1])})`
    }
    case 'within': {
      const range = namedRange(String(value), ctx.clock.now(), ctx.actor.timeZone)
      if (range === null || !(kind === 'date' || kind === 'dateTime')) throw invalidField(`filter.${field}`, 'records.unknown_range')
      return kind === 'date'
        ? sql`(${column} >= ${range.fromDay}::${raw(cast)} and ${column} <= ${range.toDay}::${raw(cast)})`
        : sql`(${column} >= ${range.from}::timestamptz and ${column} < ${range.to}::timestamptz)`
    }
    default:
      if (list || kind === 'checkbox') throw invalidField(`filter.${field}`, 'records.wrong_operator')
      return sql`${column} ${raw(operators[op])} ${one(value)}`
  }
}

/** A filter value in the form of its column; wrong ones are refused by name. */
function parsed(ctx: Ctx, field: string, kind: FieldKind, value: unknown, currency: string): unknown {
  if ((kind === 'user' || kind === 'users') && value === 'me') return ctx.actor.userId
  const single = isList(kind) ? ({ texts: 'text', phones: 'text', options: 'option', users: 'user', references: 'reference' } as const)[kind as 'texts'] : kind
  const result = valueSchema({ kind: single }).safeParse(value)
  if (!result.success) throw invalidField(`filter.${field}`, 'records.wrong_type')
  if (kind !== 'money') return result.data
  const amount = result.data as number
  return Math.abs(amount) > MAX_MINOR / 1000 ? Math.sign(amount) * MAX_MINOR : toMinor(Math.round(amount * 100) / 100, currency)
}
