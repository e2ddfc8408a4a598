import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { StartError } from './start-error.ts'

export interface DatabaseUrls {
  /** Connection of the role that owns the tables: migrations, backup. */
  ownerUrl: string
  /** Connection of the role that serves: owns nothing, cannot pass row-level security. */
  appUrl: string
  appRole: string
}

/**
 * Prepares an external PostgreSQL: checks that it answers and is new enough, and makes the app role where that is allowed.
 * @param dataDir keeps the app role's password (mode 0600)
 * @throws StartError that says what to do
 */
export async function prepareExternal(
  ownerUrl: string,
  appUrl: string | undefined,
  dataDir: string,
): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new StartError(
      `DATABASE_URL 连不上数据库：${(error as Error).message}，请检查地址、账号和网络`,
      `DATABASE_URL does not reach a database: ${(error as Error).message}; check address, account and network`,
      error,
    )
  }
  try {
    const { rows } = await client.query<{ version: number; database: string }>(
      `select current_setting('server_version_num')::int as version, current_database() as database`,
    )
    const server = rows[0]
    if (server === undefined || server.version < 150_000) {
      throw new StartError('需要 PostgreSQL 15 或更新的版本', 'PostgreSQL 15 or newer is needed')
    }
    if (appUrl !== undefined) return { ownerUrl, appUrl, appRole: decodeURIComponent(new URL(appUrl).username) }
    return await ownAppRole(client, ownerUrl, server.database, dataDir)
  } finally {
    await client.end()
  }
}

async function ownAppRole(
  client: pg.Client,
  ownerUrl: string,
  database: string,
  dataDir: string,
): Promise<DatabaseUrls> {
  const appRole = `${database}_app`.slice(0, 60)
  const password = passwordIn(dataDir)
  const role = pg.escapeIdentifier(appRole)
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [appRole])
    await client.query(
      `${rowCount === 0 ? 'create' : 'alter'} role ${role} login password ${pg.escapeLiteral(password)}`,
    )
  } catch (error) {
    const statement = `create role ${role} login password '…'; grant connect on database ${pg.escapeIdentifier(database)} to ${role};`
    throw new StartError(
      `DATABASE_URL 的账号不能建角色，请 DBA 执行：${statement} 然后设置 DATABASE_APP_URL`,
      `The account of DATABASE_URL may not create roles; ask the DBA to run: ${statement} then set DATABASE_APP_URL`,
      error,
    )
  }
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(appRole)
  url.password = encodeURIComponent(password)
  return { ownerUrl, appUrl: url.toString(), appRole }
}

function passwordIn(dataDir: string): string {
  const file = join(dataDir, 'external-app-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, password, { mode: 0o600 })
  return password
}
