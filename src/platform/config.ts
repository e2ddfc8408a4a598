import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

export interface Config {
  port: number
  host: string
  /** Absolute path of the one folder that holds everything Tandem keeps. */
  dataDir: string
  /** An external database, or undefined for the built-in one. */
  database?: { ownerUrl: string; appUrl?: string }
  /** Certificate and key as PEM text. */
  tls?: { cert: string; key: string }
  /** The address under which people reach Tandem, without a slash at the end. */
  publicUrl?: string
  logLevel: LogLevel
  /** Start with the demo company. */
  demo: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** An empty variable counts as one that is not set, as in shells and compose files. */
const given = (value: unknown) => (value === '' ? undefined : value)
const text = z.preprocess(given, z.string().optional())
const postgresUrl = z.preprocess(given, z.string().refine(isPostgresUrl).optional())

const environment = z.object({
  PORT: z.preprocess(given, z.coerce.number().int().min(1).max(65535).default(3000)),
  HOST: z.preprocess(given, z.string().default('0.0.0.0')),
  TANDEM_DATA: z.preprocess(given, z.string().default('./data')),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  TANDEM_TLS_CERT: text,
  TANDEM_TLS_KEY: text,
  TANDEM_PUBLIC_URL: z.preprocess(given, z.string().refine(isWebUrl).optional()),
  TANDEM_LOG_LEVEL: z.preprocess(given, z.enum(logLevels).default('warn')),
})

const expected: Record<string, [zh: string, en: string]> = {
  PORT: ['1 到 65535 的整数', 'a whole number from 1 to 65535'],
  DATABASE_URL: ['形如 postgres://用户:密码@主机:5432/数据库', 'like postgres://user:password@host:5432/database'],
  DATABASE_APP_URL: ['形如 postgres://用户:密码@主机:5432/数据库', 'like postgres://user:password@host:5432/database'],
  TANDEM_PUBLIC_URL: ['形如 https://crm.example.com', 'like https://crm.example.com'],
  TANDEM_LOG_LEVEL: [logLevels.join('、'), `one of ${logLevels.join(', ')}`],
}

/**
 * Reads the configuration of this start and makes sure that the data folder can be written.
 * @param argv the arguments after the program's name
 * @throws StartError with one line about the first thing that is wrong
 */
export function loadConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    const [zh, en] = expected[name] ?? ['有效的值', 'a usable value']
    throw new StartError(`${name} 应为${zh.startsWith('形如') ? zh : ` ${zh}`}`, `${name} must be ${en}`)
  }
  const unknown = argv.find((argument) => argument !== '--demo')
  if (unknown !== undefined)
    throw new StartError(`不认识的参数 ${unknown}`, `unknown argument ${unknown}; known: --demo`)
  const values = parsed.data
  const { DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl, TANDEM_PUBLIC_URL: publicUrl } = values
  if (appUrl !== undefined && ownerUrl === undefined) {
    throw new StartError('设置了 DATABASE_APP_URL 时也必须设置 DATABASE_URL', 'DATABASE_APP_URL needs DATABASE_URL too')
  }
  const tls = readTls(values.TANDEM_TLS_CERT, values.TANDEM_TLS_KEY)
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: writableFolder(resolve(values.TANDEM_DATA)),
    ...(ownerUrl !== undefined && { database: { ownerUrl, ...(appUrl !== undefined && { appUrl }) } }),
    ...(tls && { tls }),
    ...(publicUrl !== undefined && { publicUrl: publicUrl.replace(/\/+$/, '') }),
    logLevel: values.TANDEM_LOG_LEVEL,
    demo: argv.includes('--demo'),
  }
}

function isPostgresUrl(value: string): boolean {
  const url = parsedUrl(value)
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1
}

function isWebUrl(value: string): boolean {
  const url = parsedUrl(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== ''
}

function parsedUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null
}

function readTls(cert: string | undefined, key: string | undefined): Config['tls'] {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    throw new StartError(
      'TANDEM_TLS_CERT 与 TANDEM_TLS_KEY 必须同时设置',
      'TANDEM_TLS_CERT and TANDEM_TLS_KEY must be set together',
    )
  }
  return { cert: pem('TANDEM_TLS_CERT', cert), key: pem('TANDEM_TLS_KEY', key) }
}

function pem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartError(`无法读取 ${name} 指定的文件 ${path}`, `${name}: cannot read ${path}`, error)
  }
}

function writableFolder(path: string): string {
  try {
    // Others may pass through, because the built-in database of a Tandem run by root works under another account.
    makeFolder(path)
    // Tried for real: access rights alone say nothing about read-only file systems and the like.
    const probe = mkdtempSync(join(path, '.probe-'))
    rmdirSync(probe)
    return path
  } catch (error) {
    throw new StartError(
      `数据目录 ${path} 无法写入，请修改权限或用 TANDEM_DATA 指定其他目录`,
      `data folder ${path} cannot be written; change its permissions or set TANDEM_DATA`,
      error,
    )
  }
}

/** One level after the other: Node's own recursion never ends where a file system refuses new folders as not found. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o711 })
}
