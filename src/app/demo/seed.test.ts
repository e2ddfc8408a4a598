import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSetUpNeeded } from '../../base/people/service.ts'
import { fixedClock } from '../../platform/clock.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { tables } from '../../platform/tables.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts'
import { ensureDemo } from './seed.ts'

const clock = fixedClock('2026-03-12T14:00:00.000Z')
let database: TestDatabase
let db: Database
let owner: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  db = await openDatabase(database.appUrl)
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await db.close()
  await database.drop()
})

const rowsIn = async (table: string) =>
  (await owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count
const filled = async () => {
  const found: string[] = []
  for (const [table, kind] of Object.entries(tables))
    if (kind !== 'reference' && (await rowsIn(table)) !== 0) found.push(table)
  return found
}

/** Ends the connection that fills the company, as the end of the process would. */
async function breakOff(): Promise<number> {
  const { rows } = await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename <> current_user and xact_start < clock_timestamp() - interval '1 second'`,
  )
  return rows.length
}

test('a demo that is broken off in the middle leaves nothing, and shows nothing meanwhile', async () => {
  const seeding = ensureDemo(db, clock).then(
    () => 'done',
    () => 'broken off',
  )
  await expect.poll(breakOff, { timeout: 15_000 }).toBe(1)
  expect(await isSetUpNeeded(db)).toBe(true)
  expect(await seeding).toBe('broken off')
  expect(await filled()).toEqual([])
})
