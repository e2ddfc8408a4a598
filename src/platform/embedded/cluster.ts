import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '../start-error.ts'
import { type Account, giveTo } from './account.ts'
import type { Binaries } from './binaries.ts'

export const OWNER = 'tandem_owner'
export const APP = 'tandem_app'
export const DATABASE = 'tandem'

/** Passwords of the two roles; they exist only in the data folder. */
export interface Passwords {
  owner: string
  app: string
}

/**
 * Reads the passwords of a cluster, or makes them for a new one.
 * @throws StartError when there is a cluster but its passwords are gone
 */
export function passwordsOf(dataDir: string, cluster: string): Passwords {
  const path = join(dataDir, 'postgres.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords
  if (existsSync(cluster)) {
    throw new StartError(
      `缺少数据库密码文件 ${path}，请从备份中恢复它`,
      `the database's password file ${path} is missing; restore it from a backup`,
    )
  }
  const passwords = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(passwords), { mode: 0o600, flush: true })
  renameSync(unfinished, path)
  return passwords
}

export interface NewCluster {
  binaries: Binaries
  account: Account | null
  /** Folder of the server's files; a cluster outside the data folder is linked from it. */
  home: string
  passwords: Passwords
  env: NodeJS.ProcessEnv
  durable: boolean
}

/**
 * Creates the cluster: UTF-8, code point order, scram passwords only. It appears under its name only when it is whole,
 * so a power cut on the way leaves nothing half made.
 */
export async function createCluster(cluster: string, options: NewCluster): Promise<void> {
  const { binaries, account, home, passwords } = options
  const folder = join(home, 'postgres')
  const unfinished = `${folder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = join(unfinished, '..', 'postgres.password')
  writeFileSync(passwordFile, passwords.owner, { mode: 0o600 })
  giveTo(account, unfinished)
  giveTo(account, passwordFile)
  try {
    await initialise(unfinished, passwordFile, options, binaries)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  // Left from a data folder that was removed: its passwords went with it, its data is kept for whoever misses it.
  if (existsSync(folder)) renameSync(folder, `${folder}.${Date.now()}`)
  if (folder !== cluster) link(folder, cluster)
  renameSync(unfinished, folder)
}

async function initialise(
  folder: string,
  passwordFile: string,
  options: NewCluster,
  binaries: Binaries,
): Promise<void> {
  const common = [
    ...['-D', folder, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(options.durable ? [] : ['--no-sync']),
  ]
  const run = (more: string[]) =>
    promisify(execFile)(binaries.initdb, [...common, ...more], {
      ...options.account,
      cwd: options.home,
      env: options.env,
    })
  // Some systems have no C.UTF-8 for character classes; nothing of ours depends on it.
  await run(['--lc-ctype=C.UTF-8']).catch(() => run([]))
}

function link(folder: string, cluster: string): void {
  const dangling = lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(cluster) === folder
  if (!dangling) symlinkSync(folder, cluster)
}
