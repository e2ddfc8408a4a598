import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionKeys } from '../base/people/policy.ts'
import { hasMoney, type RecordType } from '../base/records/contract.ts'
import { departmentStamps } from '../base/records/rules.ts'
import { optionSets } from '../base/settings/rules/vocabulary.ts'
import { projectRoot } from '../platform/root.ts'
import { tables } from '../platform/tables.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts'
import { recordTypes } from './slices.ts'

let database: TestDatabase
let client: pg.Client
const columns = new Map<string, { type: string; nullable: boolean }>()

beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(
    `select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  )
  for (const { name, type, nullable } of rows) columns.set(name, { type, nullable })
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const types: Record<string, string> = {
  text: 'text',
  longText: 'text',
  phone: 'text',
  email: 'text',
  option: 'text',
  texts: 'text[]',
  phones: 'text[]',
  options: 'text[]',
  integer: 'integer',
  number: 'double precision',
  money: 'bigint',
  date: 'date',
  dateTime: 'timestamp with time zone',
  checkbox: 'boolean',
  user: 'uuid',
  reference: 'uuid',
  id: 'uuid',
  users: 'uuid[]',
  references: 'uuid[]',
  json: 'jsonb',
}
const everywhere: Record<string, string> = {
  tenant_id: 'uuid',
  id: 'uuid',
  created_at: types['dateTime'] as string,
  created_by: 'uuid',
  updated_at: types['dateTime'] as string,
  version: 'integer',
  voided_at: types['dateTime'] as string,
  voided_by: 'uuid',
  void_reason: 'text',
  custom: 'jsonb',
  body_hash: 'text',
  import_source: 'text',
  external_id: 'text',
}
const credit = (prefix: string): Record<string, string> => ({
  [`${prefix}_user_id`]: 'uuid',
  [`${prefix}_department_id`]: 'uuid',
  [`${prefix}_day`]: 'date',
  [`${prefix}_zone`]: 'text',
})
const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Every column that the kit will write for a type, with the type it must have. */
function expected(type: RecordType): Record<string, string> {
  const own = Object.entries(type.fields).map(([key, field]) => [
    field.column ?? (field.kind === 'money' ? `${snake(key)}_minor` : snake(key)),
    types[field.kind] as string,
  ])
  const { column, departmentColumn, dayColumn } = type.owner
  return {
    ...everywhere,
    ...Object.fromEntries(own),
    [column]: 'uuid',
    ...(departmentColumn && { [departmentColumn]: 'uuid' }),
    ...(dayColumn && { [dayColumn]: 'date' }),
    ...(hasMoney(type) && { currency: 'text' }),
    ...(type.credit && Object.assign({}, ...['credit', ...(type.credit.further ?? [])].map(credit))),
  }
}

describe.each(recordTypes.map((type) => [type.type, type] as const))('the record type %s', (_, type) => {
  test('has a column of the right type for each of its fields', () => {
    const found = Object.keys(expected(type)).map((name) => [name, columns.get(`${type.table}.${name}`)?.type])
    expect(Object.fromEntries(found)).toEqual(expected(type))
    expect(tables[type.table]).toBe('tenant')
  })

  test('knows every department that it keeps from the day of a deed', () => {
    const kept = [...columns.keys()].filter(
      (name) => name.startsWith(`${type.table}.`) && name.endsWith('department_id'),
    )
    const stamped = departmentStamps(type).map(({ department }) => `${type.table}.${department}`)
    expect(stamped.sort()).toEqual(kept.sort())
  })

  test('has no column that must be filled and that nothing fills', () => {
    const known = expected(type)
    const forgotten = [...columns].filter(
      ([name, { nullable }]) =>
        name.startsWith(`${type.table}.`) && !nullable && !(name.slice(type.table.length + 1) in known),
    )
    // Facts that the slice writes beside its fields.
    expect(forgotten.map(([name]) => name)).toEqual([])
  })

  test('says of every field whose column must be filled that it cannot be emptied', () => {
    const emptiable = Object.entries(type.fields).filter(([key, field]) => {
      const column = field.column ?? (field.kind === 'money' ? `${snake(key)}_minor` : snake(key))
      const isFilled = field.required || field.always || field.system || field.kind === 'json' || /s$/.test(field.kind)
      return !columns.get(`${type.table}.${column}`)?.nullable && !isFilled
    })
    expect(emptiable.map(([key]) => key)).toEqual([])
  })

  test('refers only to what there is', () => {
    const names = new Set(recordTypes.map((each) => each.type))
    const fields = Object.entries(type.fields)
    expect(fields.filter(([, field]) => field.to !== undefined && !names.has(field.to))).toEqual([])
    expect(
      fields.filter(([, field]) => field.set !== undefined && !(optionSets as readonly string[]).includes(field.set)),
    ).toEqual([])
    const named = [
      type.title,
      ...(type.search ? [...type.search.names, ...type.search.phones] : []),
      ...(type.via ?? []).map((via) => via.field),
      ...(type.live ? [type.live.field] : []),
    ]
    expect(named.filter((key) => type.fields[key] === undefined)).toEqual([])
    expect(
      [...type.listed, ...(type.search?.hint ?? [])].filter(
        (key) => key !== 'ownerId' && type.fields[key] === undefined,
      ),
    ).toEqual([])
    expect(type.defaultSort.field === 'updatedAt' || type.fields[type.defaultSort.field]?.sortable).toBe(true)
    for (const verb of ['view', 'create', 'edit', 'delete', 'assign', 'export'])
      expect(permissionKeys).toContain(`${type.plural}.${verb}`)
  })
})

describe.each(['zh-CN', 'en'])('in %s', (locale) => {
  const words = JSON.parse(readFileSync(join(projectRoot, 'locales', locale, 'records.json'), 'utf8'))
  test('every record type and field has its word, and no other', () => {
    expect(Object.keys(words.types).sort()).toEqual(recordTypes.map((type) => type.type).sort())
    for (const type of recordTypes)
      expect(Object.keys(words.fields[type.type]).sort(), type.type).toEqual(Object.keys(type.fields).sort())
  })
})
