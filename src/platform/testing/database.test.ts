import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

let first: TestDatabase
let second: TestDatabase

beforeAll(async () => {
  ;[first, second] = await Promise.all([testDatabase(), testDatabase({ migrated: false })])
})
afterAll(() => Promise.all([first.drop(), second.drop()]))

async function ask<T extends pg.QueryResultRow>(url: string, query: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(query)).rows
  } finally {
    await client.end()
  }
}

test('a test database carries every migration', async () => {
  const rows = await ask(first.ownerUrl, 'select name from schema_migrations')
  expect(rows.length).toBeGreaterThan(0)
})

test('an empty database carries none', async () => {
  expect(await ask(second.ownerUrl, `select from pg_tables where schemaname = 'public'`)).toEqual([])
})

test('the app role has no power over other rows and tables', async () => {
  const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean }>(
    first.appUrl,
    'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  await expect(ask(first.appUrl, 'create table mine (id int)')).rejects.toThrow('permission denied')
})
