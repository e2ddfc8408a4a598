import type { Socket } from 'node:net'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoOf)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Deadlock, serialisation failure, and a prepared statement that a migration has overtaken. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', '0A000'])
const session = {
  timezone: 'UTC',
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  // Rows are fetched from memory or a solid disk: whole tables are not worth reading for the few rows of a page.
  random_page_cost: 1.1,
  // Compiling a plan takes longer than our statements run.
  jit: 'off',
}
/** Connections keep their prepared statements; texts beyond these are planned each time. */
const MOST_PREPARED = 500

/** Statements inside one transaction. Rows come back as the database names their columns. */
export interface Statements {
  rows<T>(query: Sql): Promise<T[]>
  maybe<T>(query: Sql): Promise<T | undefined>
  one<T>(query: Sql): Promise<T>
  /** Runs a write and tells how many rows it touched. */
  run(query: Sql): Promise<number>
  /**
   * Collects items under a key and hands them all to the first `work` given for it, once, as the last thing before the
   * commit: what follows from many changes is computed once. An error there rolls everything back.
   */
  beforeCommit<T>(key: string, item: T, work: (items: T[]) => Promise<void>): void
  /** Runs once the transaction is committed; never for one that rolled back. */
  afterCommit(effect: () => void): void
}

/** A transaction inside one tenant: row-level security shows no other tenant's rows. */
export interface Tx extends Statements {
  readonly tenantId: string
}

export interface TxOptions {
  /** The database itself refuses writes. */
  readOnly?: boolean
}

export interface Database {
  /** Runs `work` in one transaction of one tenant; deadlocks are tried again, so `work` must have no other effects. */
  tenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>
  /** Runs `work` outside any tenant: only `local` and `reference` tables have rows there. */
  local<T>(work: (tx: Statements) => Promise<T>): Promise<T>
  /** True when the database answers. */
  ping(): Promise<boolean>
  /** A new connection outside the pool, not opened yet: only for LISTEN. Whoever asks for it ends it. */
  connection(): pg.Client
  close(): Promise<void>
}

/**
 * Opens the pool of the app role.
 * @throws when the role could pass row-level security (superuser, owner of tables, BYPASSRLS).
 */
export async function openDatabase(appUrl: string, options: { max?: number } = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: options.max ?? 12,
    // Statements that do not wait for each other are sent in one go.
    pipeline: true,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  // A broken connection is replaced by the pool; without listeners it would end the process, idle or between two statements.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  await refusePowerfulRole(pool)
  return {
    tenant: (tenantId, work, txOptions) => {
      if (!UUID.test(tenantId)) throw new Error('tenant id is not a uuid')
      const mode = txOptions?.readOnly ? 'BEGIN READ ONLY' : 'BEGIN'
      return retrying(() =>
        transaction(pool, `${mode}; SET LOCAL app.tenant = '${tenantId}'`, (tx) => work({ ...tx, tenantId })),
      )
    },
    local: (work) => retrying(() => transaction(pool, 'BEGIN', work)),
    ping: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    connection: () => new pg.Client({ connectionString: appUrl, keepAlive: true, connectionTimeoutMillis: 5_000 }),
    close: () => pool.end(),
  }
}

async function refusePowerfulRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ powerful: boolean }>(
    `select rolsuper or rolbypassrls or exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relowner = r.oid and n.nspname = current_schema()) as powerful
     from pg_roles r where rolname = current_user`,
  )
  if (rows[0]?.powerful !== false) {
    await pool.end()
    throw new Error('app_role_too_powerful')
  }
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 4 || !WORTH_ANOTHER_TRY.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (tx: Statements) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const ending: Ending = { over: false, collected: new Map(), effects: [] }
  let broken: Error | undefined
  try {
    const begun = sent(client, begin)
    // Not waited for: it travels with the first statement, which fails too when this does.
    begun.catch(() => undefined)
    const result = await work(statements(client, ending))
    await runCollected(ending.collected)
    await begun
    ending.over = true
    await client.query('COMMIT')
    for (const effect of ending.effects) effect()
    return result
  } catch (error) {
    ending.over = true
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    if ((error as { code?: string }).code === '0A000') broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/** What a transaction still has to do around its commit. */
interface Ending {
  /** No more statements: the connection is on its way to somebody else. */
  over: boolean
  collected: Map<string, { items: unknown[]; work: (items: never[]) => Promise<void> }>
  effects: (() => void)[]
}

/** All of it side by side, because none needs another's result; work may ask for more. */
async function runCollected(collected: Ending['collected']): Promise<void> {
  while (collected.size > 0) {
    const works = [...collected.values()]
    collected.clear()
    await Promise.all(works.map(({ work, items }) => work(items as never[])))
  }
}

function statements(client: pg.PoolClient, ending: Ending): Statements {
  const result = (query: Sql) => {
    // One of several things done side by side has failed; the others must not go on, on a connection that serves others by now.
    if (ending.over) throw new Error('the transaction is over')
    return sent(client, { name: nameOf(query), text: query.text, values: query.values })
  }
  const rows = async <T>(query: Sql): Promise<T[]> => (await result(query)).rows as T[]
  const maybe = async <T>(query: Sql): Promise<T | undefined> => (await rows<T>(query))[0]
  return {
    rows,
    maybe,
    one: async <T>(query: Sql): Promise<T> => {
      const row = await maybe<T>(query)
      if (row === undefined) throw new Error('expected one row, found none')
      return row
    },
    run: async (query) => (await result(query)).rowCount ?? 0,
    beforeCommit: collecting(ending.collected),
    afterCommit: (effect) => {
      ending.effects.push(effect)
    },
  }
}

function collecting(collected: Ending['collected']): Statements['beforeCommit'] {
  return (key, item, work) => {
    const known = collected.get(key)
    if (known !== undefined) known.items.push(item)
    else collected.set(key, { items: [item], work })
  }
}

/**
 * A database whose transactions are parts of `tx`, to be run one after the other: nobody else sees anything of them before that one
 * commits. After a part has failed the whole must be given up.
 */
export function partsOf(db: Database, tx: Tx): Database {
  const part = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const collected: Ending['collected'] = new Map()
    const result = await work({ ...tx, beforeCommit: collecting(collected) })
    await runCollected(collected)
    return result
  }
  return {
    ...db,
    tenant: (tenantId, work) => {
      if (tenantId !== tx.tenantId) throw new Error('a transaction belongs to one tenant')
      return part(work)
    },
    local: part,
  }
}

/** Sends a statement; those sent before the process next waits leave in one packet, because each costs a system call. */
function sent(client: pg.PoolClient, query: string | pg.QueryConfig): Promise<pg.QueryResult> {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked === 0) {
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
  return client.query(query as pg.QueryConfig)
}

const preparedQueries = new WeakSet<Sql>()
const names = new Map<string, string>()

/**
 * Marks a statement that many requests run and whose best plan does not depend on its values (rows by id, inserts): each
 * connection parses and plans it once. Lists and reports stay unmarked, they are planned for the values at hand.
 */
export function prepared(query: Sql): Sql {
  preparedQueries.add(query)
  return query
}

function nameOf(query: Sql): string | undefined {
  if (!preparedQueries.has(query)) return undefined
  const { text } = query
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_PREPARED) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** ISO instant in UTC with milliseconds; the database's own form is quicker to cut than to parse. */
function isoOf(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text)
  if (parts === null) return new Date(text).toISOString()
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').slice(0, 3).padEnd(3, '0')}Z`
}
