import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from '../start-error.ts'
import { accountFor, giveTo, homeFor } from './account.ts'
import { findBinaries } from './binaries.ts'
import { APP, createCluster, DATABASE, OWNER, passwordsOf } from './cluster.ts'
import { folderHolder, takeFolder } from './lock.ts'
import { signal } from './processes.ts'
import { ensureRoles, urlOf } from './roles.ts'
import { adoptOrClear, type Launch, type LaunchLog, launchServer, type Running, stopServer } from './server.ts'
import { keepRunning } from './watch.ts'

export interface EmbeddedOptions {
  /** The data folder of Tandem; the cluster is its sub-folder `postgres`. */
  dataDir: string
  log: LaunchLog
  /** False gives up safety against power cuts for speed: tests only. */
  durable?: boolean
  /** Environment of the server's programs. */
  env?: NodeJS.ProcessEnv
  /** True for short commands beside a running Tandem: use its server, stop nothing that it needs. */
  share?: boolean
}

export interface Embedded {
  /** Connection of the role that owns the tables. */
  ownerUrl: string
  /** Connection of the role that serves requests: no superuser, no way around row-level security. */
  appUrl: string
  /** Process of the server now; it changes when a killed server was replaced. */
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL of a data folder, or takes over the one that a killed Tandem left running,
 * and keeps it running: a server that dies is started again on the same port.
 * @throws StartError with one line about what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = makeFolder(resolve(options.dataDir))
  const guest = options.share === true && folderHolder(dataDir) !== undefined
  const release = guest ? () => undefined : await takeFolder(dataDir)
  try {
    return await startIn(dataDir, options, guest, release)
  } catch (error) {
    release()
    throw error
  }
}

async function startIn(
  dataDir: string,
  options: EmbeddedOptions,
  guest: boolean,
  release: () => void,
): Promise<Embedded> {
  const { log } = options
  const launch = await prepare(dataDir, options)
  const left = await adoptOrClear(launch)
  if (left !== null && !guest) log.info(`took over the running database server (process ${left.pid})`)
  const running = left ?? (await launchServer(launch))
  if (left === null) log.info(`database server started (process ${running.pid}, port ${running.port})`)
  await ensureRoles(running.port, launch.passwords)
  const watch = guest ? null : keepRunning(launch, running)
  const current = (): Running => watch?.current() ?? running
  const atExit = () => signal(current().pid, 'SIGINT')
  if (!guest) process.once('exit', atExit)
  return {
    ownerUrl: urlOf(OWNER, launch.passwords.owner, running.port, DATABASE),
    appUrl: urlOf(APP, launch.passwords.app, running.port, DATABASE),
    get pid() {
      return current().pid
    },
    stop: async () => {
      if (guest) return
      process.removeListener('exit', atExit)
      await watch?.end()
      await stopServer(current().pid)
      release()
    },
  }
}

async function prepare(dataDir: string, options: EmbeddedOptions): Promise<Launch> {
  const durable = options.durable ?? true
  const env = serverEnvironment(options.env ?? process.env)
  const cluster = join(dataDir, 'postgres')
  const account = accountFor(cluster)
  const home = homeFor(account, dataDir)
  const binaries = findBinaries(account, home)
  const passwords = passwordsOf(dataDir, cluster)
  if (!existsSync(cluster)) {
    options.log.info(`creating the database in ${home}`)
    await createCluster(cluster, { binaries, account, home, passwords, env, durable })
  }
  const folder = realpathSync(cluster)
  giveTo(account, folder)
  return {
    postgres: binaries.postgres,
    cluster: folder,
    logFile: join(dataDir, 'postgres.log'),
    account,
    passwords,
    env,
    durable,
    log: options.log,
  }
}

/** Settings of somebody's own PostgreSQL must not reach ours. */
function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(PG|LC_|LANG|TZ$|LD_PRELOAD$)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

function makeFolder(dataDir: string): string {
  try {
    if (!existsSync(dataDir)) {
      mkdirSync(dataDir, { recursive: true })
      chmodSync(dataDir, 0o711)
    }
    return realpathSync(dataDir)
  } catch (error) {
    throw new StartError(
      `无法创建数据目录 ${dataDir}，请检查权限或设置 TANDEM_DATA`,
      `cannot create the data folder ${dataDir}; check its permissions or set TANDEM_DATA`,
      error,
    )
  }
}
