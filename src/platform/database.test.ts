import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, partsOf, prepared, type Statements } from './database.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'

const TENANT = '0f0c1d8e-0000-4000-8000-00000000000a'
let database: TestDatabase
let owner: pg.Client
let db: Database

beforeAll(async () => {
  database = await testDatabase({ migrated: false })
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query('create table things (id int primary key, name text); grant all on things to tandem_app')
  // One connection, so that what a transaction leaves behind meets the next one.
  db = await openDatabase(database.appUrl, { max: 1 })
})
afterAll(async () => {
  await db?.close()
  await owner?.end()
  await database?.drop()
})
beforeEach(() => owner.query('delete from things'))

const names = async () => (await owner.query('select name from things order by id')).rows.map(({ name }) => name)
const insert = (tx: Statements, id: number, name: string) =>
  tx.run(prepared(sql`insert into things (id, name) values (${id}, ${name})`))

describe('a transaction', () => {
  test('is saved as a whole', async () => {
    await db.local(async (tx) => {
      await insert(tx, 1, 'a')
      await insert(tx, 2, 'b')
    })
    expect(await names()).toEqual(['a', 'b'])
  })

  test('leaves nothing when a later part of it fails', async () => {
    const work = db.local(async (tx) => {
      await insert(tx, 1, 'a')
      await insert(tx, 1, 'again')
    })
    await expect(work).rejects.toMatchObject({ code: '23505' })
    expect(await names()).toEqual([])
  })

  test('whose connection breaks between two statements fails alone, and the next one has a new connection', async () => {
    const broken = db.local(async (tx) => {
      const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await owner.query('select pg_terminate_backend($1)', [pid])
      await sleep(100)
      await insert(tx, 1, 'a')
    })
    await expect(broken).rejects.toThrow('not queryable')
    await db.local((tx) => insert(tx, 2, 'b'))
    expect(await names()).toEqual(['b'])
  })

  test('runs side by side what is asked for side by side, in the order it was asked', async () => {
    const seen = await db.local(async (tx) => {
      const [, before, , after] = await Promise.all([
        insert(tx, 1, 'a'),
        tx.rows(sql`select from things`),
        insert(tx, 2, 'b'),
        tx.rows(sql`select from things`),
      ])
      return [before?.length, after?.length]
    })
    expect(seen).toEqual([1, 2])
  })

  test('that has failed takes no further statements, so that none runs inside the next one', async () => {
    let late: Promise<unknown> = Promise.resolve()
    const failing = db.local(async (tx) => {
      const slow = async () => {
        await tx.rows(sql`select pg_sleep(0.05)`)
        await new Promise((resolve) => setTimeout(resolve, 50))
        await insert(tx, 7, 'late')
      }
      late = slow()
      await Promise.all([late, Promise.reject(new Error('another branch failed'))])
    })
    await expect(failing).rejects.toThrow('another branch failed')
    await db.local(async (tx) => {
      await insert(tx, 1, 'next')
      await expect(late).rejects.toThrow('the transaction is over')
    })
    expect(await names()).toEqual(['next'])
  })

  test('whose connection breaks fails alone; the process and the next one go on', async () => {
    const broken = db.local((tx) => tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`))
    await expect(broken).rejects.toThrow()
    expect(await db.ping()).toBe(true)
  })

  test('can be made of parts, of which none stays when a later one fails', async () => {
    const inParts = (last: () => Promise<void>) =>
      db.tenant(TENANT, async (tx) => {
        const parts = partsOf(db, tx)
        await parts.tenant(TENANT, async (part) =>
          part.beforeCommit('names', 1, () => insert(part, 1, 'first').then(() => undefined)),
        )
        expect(await parts.local((part) => part.rows(sql`select name from things`))).toEqual([{ name: 'first' }])
        expect(await names()).toEqual([])
        await last()
      })
    await expect(inParts(() => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off')
    expect(await names()).toEqual([])
    await inParts(() => Promise.resolve())
    expect(await names()).toEqual(['first'])
  })

  test('does what was collected for its end once, and rolls back when that fails', async () => {
    const collected: number[][] = []
    const count = async (items: number[]) => {
      collected.push(items)
    }
    await db.local(async (tx) => {
      tx.beforeCommit('numbers', 1, count)
      tx.beforeCommit('numbers', 2, count)
    })
    expect(collected).toEqual([[1, 2]])
    const failing = db.local(async (tx) => {
      await insert(tx, 1, 'a')
      tx.beforeCommit('other', 0, () => Promise.reject(new Error('not today')))
    })
    await expect(failing).rejects.toThrow('not today')
    expect(await names()).toEqual([])
  })

  test('tells of its end only when it is saved', async () => {
    const told: string[] = []
    await db.local(async (tx) => tx.afterCommit(() => told.push('saved')))
    const failing = db.local(async (tx) => {
      tx.afterCommit(() => told.push('never'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(told).toEqual(['saved'])
  })
})

describe('a prepared statement', () => {
  const all = () => db.local((tx) => tx.rows(prepared(sql`select * from things order by id`)))

  test('is parsed once for each connection', async () => {
    for (const id of [1, 2, 3]) await db.local((tx) => insert(tx, id, 'x'))
    const rows = await db.local((tx) =>
      tx.rows<{ statement: string }>(sql`select statement from pg_prepared_statements where statement like 'insert%'`),
    )
    expect(rows).toHaveLength(1)
  })

  test('works on after a migration has changed what it returns', async () => {
    await db.local((tx) => insert(tx, 1, 'a'))
    for (let n = 0; n < 7; n++) await all()
    await owner.query('alter table things add column more int default 5')
    expect(await all()).toEqual([{ id: 1, name: 'a', more: 5 }])
    await owner.query('alter table things drop column more')
    expect(await all()).toEqual([{ id: 1, name: 'a' }])
  })

  test('that was refused can be run again', async () => {
    const refused = () => db.local((tx) => tx.rows(prepared(sql`select 1 / (count(*) - ${1}::int) from things`)))
    await db.local((tx) => insert(tx, 1, 'a'))
    await expect(refused()).rejects.toMatchObject({ code: '22012' })
    await db.local((tx) => insert(tx, 2, 'b'))
    expect(await refused()).toHaveLength(1)
  })
})

test('values leave the database as the API shows them', async () => {
  const [row] = await db.local((tx) =>
    tx.rows<Record<string, unknown>>(sql`
      select '2026-03-12 08:48:00.123456+00'::timestamptz as micro, '2026-03-12 08:48:00.5+08'::timestamptz as half,
        '1890-01-01 00:00:00+00'::timestamptz as old, '2026-03-12'::date as day, 9007199254740991::bigint as big, 1.5::numeric as number`),
  )
  expect(row).toEqual({
    micro: '2026-03-12T08:48:00.123Z',
    half: '2026-03-12T00:48:00.500Z',
    old: '1890-01-01T00:00:00.000Z',
    day: '2026-03-12',
    big: 9007199254740991,
    number: 1.5,
  })
})

test('a role that could pass row-level security is refused', async () => {
  await expect(openDatabase(database.ownerUrl)).rejects.toThrow('app_role_too_powerful')
})
