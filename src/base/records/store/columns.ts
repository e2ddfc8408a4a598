import { toMajor, toMinor } from '../../../platform/money.ts'
import type { FieldKind } from '../../forms/contract.ts'
import { hasMoney, type RecordOf, type RecordType } from '../contract.ts'

/** Columns that every record table has. */
export const systemColumns = {
  id: 'id',
  ownerId: 'owner_id',
  createdAt: 'created_at',
  createdBy: 'created_by',
  updatedAt: 'updated_at',
  version: 'version',
  voidedAt: 'voided_at',
} as const

/** Database row of a record table, by column. */
export type Row = Record<string, unknown>

export function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Column of a field; money stands in minor units in `<key>_minor`. */
export function columnOf(type: RecordType, key: string): string {
  const field = type.fields[key]
  if (field === undefined) {
    if (key === 'ownerId') return type.owner.column
    return systemColumns[key as keyof typeof systemColumns] ?? snake(key)
  }
  return field.column ?? (field.kind === 'money' ? `${snake(key)}_minor` : snake(key))
}

interface Mapping {
  key: string
  column: string
  money: boolean
}

const mappings = new WeakMap<RecordType, Mapping[]>()

/** Fields beside their columns, worked out once for each type because every row is read through them. */
function mappingOf(type: RecordType): Mapping[] {
  const known = mappings.get(type)
  if (known !== undefined) return known
  const mapping = Object.entries(type.fields).map(([key, field]) => ({
    key,
    column: columnOf(type, key),
    money: field.kind === 'money',
  }))
  mappings.set(type, mapping)
  return mapping
}

/** Kind of a field or of one of the columns that every record has. */
export function kindOf(type: RecordType, key: string): FieldKind | undefined {
  if (key === 'ownerId') return 'user'
  if (key === 'currency' && hasMoney(type)) return 'text'
  if (key === 'createdAt' || key === 'updatedAt') return 'dateTime'
  return type.fields[key]?.kind
}

export function fromRow<T extends RecordType>(type: T, row: Row): RecordOf<T> {
  const record: Record<string, unknown> = {
    id: row['id'],
    ownerId: row[type.owner.column] ?? null,
    createdAt: row['created_at'],
    createdBy: row['created_by'],
    updatedAt: row['updated_at'],
    version: row['version'],
    voidedAt: row['voided_at'],
    custom: row['custom'] ?? {},
  }
  const currency = row['currency'] as string | undefined
  if (currency !== undefined) record['currency'] = currency
  for (const { key, column, money } of mappingOf(type)) {
    const value = row[column]
    record[key] = money && value !== null && currency ? toMajor(value as number, currency) : (value ?? null)
  }
  return record as RecordOf<T>
}

/** Column values for a write; only keys that are present. `currency` is needed when a money field is. */
export function toRow(type: RecordType, values: Record<string, unknown>, currency: string | undefined): Row {
  const row: Row = {}
  for (const [key, field] of Object.entries(type.fields)) {
    if (!(key in values)) continue
    const value = values[key] ?? null
    const column = columnOf(type, key)
    if (value === null) row[column] = isList(field.kind) ? [] : null
    else if (field.kind === 'money') row[column] = toMinor(value as number, currency ?? 'CNY')
    else row[column] = field.kind === 'json' ? JSON.stringify(value) : value
  }
  if ('ownerId' in values) row[type.owner.column] = values['ownerId'] ?? null
  if (hasMoney(type) && currency !== undefined) row['currency'] = currency
  if ('custom' in values) row['custom'] = JSON.stringify(values['custom'] ?? {})
  return row
}

export function isList(kind: FieldKind): boolean {
  return ['texts', 'phones', 'options', 'users', 'references'].includes(kind)
}
