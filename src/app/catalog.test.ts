import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tables } from '../platform/tables.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const tenantTables = Object.keys(tables).filter((name) => tables[name] === 'tenant')

/** Runs a query whose rows describe faults, one text each. */
async function faults(query: string, values: unknown[] = [tenantTables]): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(query, values)
  return rows.map((row) => row.fault)
}

describe('the manifest of tables', () => {
  test('names every table of the database and no other', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(tables).sort())
  })

  test('declares every table with a tenant_id as a tenant table, the queue and look-ups apart', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id' and not a.attisdropped`,
    )
    expect(rows.map((row) => row.name).filter((name) => tables[name] === 'reference')).toEqual([])
    expect(tenantTables.filter((name) => !rows.some((row) => row.name === name))).toEqual([])
  })
})

describe('tenant tables', () => {
  test('cannot hold a row without a tenant', async () => {
    expect(
      await faults(
        `select c.relname as fault from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relname = any($1) and a.attname = 'tenant_id' and not (a.attnotnull and a.atttypid = 'uuid'::regtype)`,
      ),
    ).toEqual([])
  })

  test('have a primary key, and tenant_id leads it and every unique and exclusion constraint', async () => {
    expect(
      await faults(
        `select c.relname || ': ' || coalesce(i.indexrelid::regclass::text, 'no primary key') as fault
         from pg_class c
         left join pg_index i on i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
         left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where c.relname = any($1) and c.relkind = 'r'
           and (a.attname is distinct from 'tenant_id' or not exists (select from pg_index p where p.indrelid = c.oid and p.indisprimary))`,
      ),
    ).toEqual([])
  })

  test('are under row-level security by one policy on the tenant, for reading and writing', async () => {
    expect(
      await faults(
        `select c.relname as fault from pg_class c
         where c.relname = any($1) and c.relkind = 'r' and not (c.relrowsecurity and not c.relforcerowsecurity
           and (select count(*) = 1 and bool_and(p.qual = p.with_check and p.permissive = 'PERMISSIVE' and p.cmd = 'ALL'
                  and p.qual like '%tenant_id = (NULLIF(current_setting(%app.tenant%')
                from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname))`,
      ),
    ).toEqual([])
  })

  test('refer to each other inside the tenant only, and deleting never empties a reference', async () => {
    expect(
      await faults(
        `select k.conrelid::regclass || ' ' || k.conname as fault from pg_constraint k
         join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
         where k.contype = 'f' and c.relname = any($1) and (
           k.confdeltype in ('n', 'd')
           or (t.relname = any($1) and not (
             (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[1]) = 'tenant_id'
             and (select attname from pg_attribute where attrelid = t.oid and attnum = k.confkey[1]) = 'tenant_id')))`,
      ),
    ).toEqual([])
  })

  test('have no triggers, rules or inheritance, so that they can be spread over machines', async () => {
    expect(
      await faults(
        `select tgrelid::regclass || ' trigger ' || tgname as fault from pg_trigger t join pg_class c on c.oid = t.tgrelid
         where not tgisinternal and c.relname = any($1)
         union all select ev_class::regclass || ' rule ' || rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
         where c.relname = any($1)
         union all select inhrelid::regclass || ' inherits' from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where c.relname = any($1)`,
      ),
    ).toEqual([])
  })

  test('keep what others compare by leakproof operators: no column of an enum or numeric type', async () => {
    expect(
      await faults(
        `select c.relname || '.' || a.attname as fault from pg_class c join pg_attribute a on a.attrelid = c.oid
         join pg_type t on t.oid = a.atttypid
         where c.relname = any($1) and a.attnum > 0 and not a.attisdropped and (t.typtype = 'e' or t.typname in ('numeric', 'money'))`,
      ),
    ).toEqual([])
  })

  test('show nothing to a connection that named no tenant', async () => {
    const app = new pg.Client({ connectionString: database.appUrl })
    await app.connect()
    try {
      for (const table of tenantTables) {
        const { rows } = await app.query<{ count: string }>(`select count(*) from ${pg.escapeIdentifier(table)}`)
        expect(Number(rows[0]?.count), table).toBe(0)
      }
    } finally {
      await app.end()
    }
  })
})

test('the app role owns nothing, may read everything, and writes no reference table', async () => {
  const wrong = await faults(
    `select c.relname as fault from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (
       c.relowner = 'tandem_app'::regrole
       or not has_table_privilege('tandem_app', c.oid, 'select')
       or has_table_privilege('tandem_app', c.oid, 'insert') = (c.relname = any($1))
       or has_table_privilege('tandem_app', c.oid, 'truncate'))`,
    [Object.keys(tables).filter((name) => tables[name] === 'reference')],
  )
  expect(wrong).toEqual([])
})
