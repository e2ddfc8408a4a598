import pg from 'pg'
import { APP, DATABASE, OWNER, type Passwords } from './cluster.ts'

/** Connection URL of one of our roles on the loopback address. */
export function urlOf(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}

/**
 * Asks the server on a port whether it is ready and whether it is the one that works in `cluster`.
 * @returns `silent` while it does not answer yet, `foreign` when it is another server
 */
export async function askServer(
  port: number,
  passwords: Passwords,
  cluster: string,
): Promise<'ours' | 'foreign' | 'silent'> {
  const client = new pg.Client({
    connectionString: urlOf(OWNER, passwords.owner, port, 'postgres'),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ setting: string }>(
      `select setting from pg_settings where name = 'data_directory'`,
    )
    return rows[0]?.setting === cluster ? 'ours' : 'foreign'
  } catch (error) {
    const { code } = error as { code?: string }
    // A password that is refused means that somebody else's server listens there.
    return code === '28P01' || code === '28000' ? 'foreign' : 'silent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the role of the application and the database where they are missing; safe to repeat. */
export async function ensureRoles(port: number, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(OWNER, passwords.owner, port, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
         exists (select from pg_database where datname = $2) as database`,
      [APP, DATABASE],
    )
    const rights = `login nosuperuser nobypassrls nocreatedb nocreaterole password '${passwords.app}'`
    if (!rows[0]?.role) await client.query(`create role ${APP} ${rights}`)
    if (!rows[0]?.database) {
      await client.query(`create database ${DATABASE} owner ${OWNER} encoding 'UTF8'`)
      await client.query(`revoke all on database ${DATABASE} from public`)
      await client.query(`grant connect, temporary on database ${DATABASE} to ${APP}`)
    }
  } finally {
    await client.end()
  }
}
