import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../platform/id.ts'
import { tables } from '../platform/tables.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts'

const APP = 'tandem_app'
const mine = newId()
const theirs = newId()
const tenantTables = Object.keys(tables).filter((name) => tables[name] === 'tenant')

let database: TestDatabase
let owner: pg.Client

/** One row of each of two tenants in every tenant table: whatever their other columns mean, row-level security must part them. */
beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await dropMeaning()
  for (const table of tenantTables)
    for (const tenant of [mine, theirs]) await owner.query(await insertOf(table, tenant))
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** Checks and references tell what a row may say, not whose it is; without them any values make a row. */
async function dropMeaning(): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
     from pg_constraint where contype in ('f', 'c', 'x') and conrelid::regclass::text = any($1) order by contype desc`,
    [tenantTables],
  )
  for (const { statement } of rows) await owner.query(statement)
}

/** An insert of one row with a value in every column that needs one. */
async function insertOf(table: string, tenant: string): Promise<string> {
  const { rows } = await owner.query<{ name: string; kind: string; given: boolean }>(
    `select attname as name, case when t.typcategory = 'A' then 'array' else typname::text end as kind,
       attnotnull and not atthasdef and attidentity = '' and attgenerated = '' as given
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  )
  const columns = rows.filter(({ name, given }) => given || name === 'tenant_id')
  const values = columns.map(({ name, kind }) => (name === 'tenant_id' ? `'${tenant}'` : sampleOf(kind)))
  return `insert into ${table} (${columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}) values (${values.join(', ')})`
}

function sampleOf(kind: string): string {
  if (kind === 'uuid') return `'${newId()}'`
  if (/^(int|float)/.test(kind)) return '1'
  if (kind === 'bool') return 'true'
  if (kind === 'array') return `'{}'`
  if (kind === 'jsonb') return `'{}'`
  if (kind === 'date' || kind === 'timestamptz') return 'now()'
  if (kind === 'daterange') return `'[2026-01-01,2026-02-01)'`
  if (kind === 'bytea') return `'\\x01'`
  return `'${newId()}'`
}

/** Rows that a statement of the app role touches, or `refused` by row-level security. */
async function touched(statement: string): Promise<number | 'refused'> {
  await owner.query('savepoint tried')
  try {
    const { rowCount } = await owner.query(statement)
    return rowCount ?? 0
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42501') return 'refused'
    // A key that is taken is asked after row-level security, which has let the row by.
    if (code === '23505') return 1
    throw error
  } finally {
    await owner.query('rollback to savepoint tried')
  }
}

/** What an identity can do to a table that it must not, one text each; and that it still sees what is its own. */
async function faultsOf(table: string): Promise<string[]> {
  const strange = await insertOf(table, theirs)
  await owner.query(`set local role ${APP}`)
  const faults: string[] = []
  for (const identity of ['', mine]) {
    await owner.query(`select set_config('app.tenant', '${identity}', true)`)
    const who = identity === '' ? 'no tenant' : 'another tenant'
    const forbidden: Record<string, string> = {
      select: `select from ${table} where tenant_id = '${theirs}'`,
      insert: strange,
      update: `update ${table} set tenant_id = tenant_id where tenant_id = '${theirs}'`,
      delete: `delete from ${table} where tenant_id = '${theirs}'`,
      'update to another tenant': `update ${table} set tenant_id = '${theirs}' where tenant_id = '${mine}'`,
    }
    for (const [command, statement] of Object.entries(forbidden)) {
      const result = await touched(statement)
      if (result !== 0 && result !== 'refused') faults.push(`${who}: ${command} reached ${result}`)
    }
    const own = await touched(`select from ${table}`)
    if (own !== (identity === '' ? 0 : 1)) faults.push(`${who}: sees ${own} rows of its own`)
  }
  return faults
}

/** The faults while something of the table is broken; nothing of it stays. */
async function faultsWith(table: string, broken: string[]): Promise<string[]> {
  await owner.query('begin')
  try {
    for (const statement of broken) await owner.query(statement)
    return await faultsOf(table)
  } finally {
    await owner.query('rollback')
  }
}

describe('rows of another tenant can be neither seen nor touched', () => {
  test.each(tenantTables)('%s', async (table) => {
    expect(await faultsWith(table, [])).toEqual([])
  })
})

describe('each broken policy is found out', () => {
  const withTenant = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`
  const mutations: [string, (table: string, policy: string) => string[]][] = [
    ['dropped', (table, policy) => [`drop policy ${policy} on ${table}`]],
    ['switched off', (table) => [`alter table ${table} disable row level security`]],
    ['that lets everything be seen', (table, policy) => [`alter policy ${policy} on ${table} using (true)`]],
    ['that lets everything be written', (table, policy) => [`alter policy ${policy} on ${table} with check (true)`]],
    ['beside a second, open one', (table) => [`create policy open on ${table} using (true)`]],
    [
      'that takes no tenant for every tenant',
      (table, policy) => [
        `alter policy ${policy} on ${table} using (${withTenant} or nullif(current_setting('app.tenant', true), '') is null)`,
      ],
    ],
  ]
  const cases = tenantTables.flatMap((table) => mutations.map(([what, how]) => [table, what, how] as const))
  test.each(cases)('%s, policy %s', async (table, _what, how) => {
    const { rows } = await owner.query('select policyname as name from pg_policies where tablename = $1', [table])
    expect(rows).toHaveLength(1)
    expect(await faultsWith(table, how(table, rows[0].name))).not.toEqual([])
  })
})
