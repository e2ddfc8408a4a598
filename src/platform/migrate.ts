import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from './root.ts'
import { appendOnly, tables } from './tables.ts'

const MIGRATION_LOCK = 7_264_521

/**
 * Brings the schema to the newest version: every file of migrations/ not yet applied, in order, one transaction each;
 * then row-level security and grants of every table as src/platform/tables.ts declares it.
 * @param ownerUrl connection of the role that owns the tables
 */
export async function migrate(ownerUrl: string, options: { appRole: string }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations')
    const applied = new Set(rows.map((row) => row.name))
    const pending = (await migrationFiles()).filter((name) => !applied.has(name))
    for (const name of pending) await applyOne(client, name)
    await secure(client, options.appRole)
  } finally {
    await client.end()
  }
}

async function migrationFiles(): Promise<string[]> {
  const names = await readdir(join(projectRoot, 'migrations'))
  return names.filter((name) => name.endsWith('.sql')).sort()
}

async function applyOne(client: pg.Client, name: string): Promise<void> {
  const text = await readFile(join(projectRoot, 'migrations', name), 'utf8')
  try {
    await client.query('BEGIN')
    await client.query(text)
    await client.query('insert into schema_migrations (name) values ($1)', [name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** Row-level security is the safety net under the explicit `tenant_id =` of every statement. */
async function secure(client: pg.Client, appRole: string): Promise<void> {
  const role = pg.escapeIdentifier(appRole)
  const { rows } = await client.query<{ name: string; secured: boolean }>(
    `select c.relname as name, exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'tenant_only'
       and p.schemaname = current_schema()) as secured
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = current_schema() and c.relkind in ('r', 'p')`,
  )
  const statements = [`grant usage on schema ${pg.escapeIdentifier(await currentSchema(client))} to ${role}`]
  for (const { name, secured } of rows) {
    const kind = tables[name]
    if (kind === undefined) throw new Error(`table ${name} is not declared in src/platform/tables.ts`)
    const table = pg.escapeIdentifier(name)
    statements.push(`grant ${rightsOn(name)} on ${table} to ${role}`)
    if (kind === 'tenant' && !secured) {
      const own = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`
      statements.push(`alter table ${table} enable row level security`)
      statements.push(`create policy tenant_only on ${table} using (${own}) with check (${own})`)
    }
  }
  await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`)
}

function rightsOn(table: string): string {
  if (tables[table] === 'reference') return 'select'
  return appendOnly.has(table) ? 'select, insert' : 'select, insert, update, delete'
}

async function currentSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_schema() as name')
  return rows[0]?.name ?? 'public'
}
