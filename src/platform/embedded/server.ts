import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import type { Account } from './account.ts'
import type { Passwords } from './cluster.ts'
import { commandOf, ended, isAlive, processesIn, signal } from './processes.ts'
import { askServer } from './roles.ts'

const RECOVERY_MS = 120_000
const LEFTOVER_MS = 5_000
const LOG_BYTES = 10_000_000

/** Where the launcher tells what it does; a pino logger fits. */
export interface LaunchLog {
  info(message: string): void
  warn(message: string): void
}

/** What a start of the server needs. */
export interface Launch {
  postgres: string
  /** Real path of the cluster's folder. */
  cluster: string
  logFile: string
  account: Account | null
  passwords: Passwords
  env: NodeJS.ProcessEnv
  durable: boolean
  log: LaunchLog
}

export interface Running {
  pid: number
  port: number
}

/** Finds the server that an earlier, killed Tandem left behind, or clears what stands in the way of a new one. */
export async function adoptOrClear(launch: Launch): Promise<Running | null> {
  const file = join(launch.cluster, 'postmaster.pid')
  const until = Date.now() + RECOVERY_MS
  for (;;) {
    const left = readPidFile(file)
    if (left === null) return null
    if (!isAlive(left.pid) || !isServer(left.pid)) {
      // Number of a process that is gone or of a stranger; the server's own check of shared memory still guards the data.
      rmSync(file, { force: true })
      return null
    }
    const answer = left.port > 0 ? await askServer(left.port, launch.passwords, launch.cluster) : 'silent'
    if (answer === 'ours') return { pid: left.pid, port: left.port }
    if (answer === 'foreign' || Date.now() > until) {
      await stopServer(left.pid)
      continue
    }
    await sleep(200)
  }
}

/**
 * Starts a server and waits until it answers, which includes recovery after a crash.
 * Children of a killed server may hold the cluster for a moment, so a refused start is tried again.
 * @param port a fixed one, to come back where clients look; 0 for any free one
 */
export async function launchServer(launch: Launch, port = 0): Promise<Running> {
  const until = Date.now() + RECOVERY_MS
  const started = Date.now()
  for (;;) {
    const running = await attempt(launch, port || (await freePort()), until)
    if (running !== null) return running
    if (Date.now() > until) {
      throw new StartError(
        `内置数据库无法启动，原因见 ${launch.logFile}`,
        `the built-in database does not start; see ${launch.logFile}: ${lastLine(launch.logFile)}`,
      )
    }
    if (Date.now() - started > LEFTOVER_MS) endLeftovers(launch)
    await sleep(200)
  }
}

/** Stops a server at once but cleanly: sessions end, data is written. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await ended(pid, 30_000)) return
  signal(pid, 'SIGQUIT')
  if (await ended(pid, 10_000)) return
  signal(pid, 'SIGKILL')
  await ended(pid, 5_000)
}

async function attempt(launch: Launch, port: number, until: number): Promise<Running | null> {
  const log = openLog(launch.logFile)
  const child = spawn(launch.postgres, argumentsOf(launch, port), {
    ...launch.account,
    cwd: launch.cluster,
    env: launch.env,
    // Its own session: Ctrl+C stops Tandem first, and Tandem then stops the server.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  let over = false
  const finished = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => {
    over = true
  })
  while (!over && child.pid !== undefined) {
    if ((await askServer(port, launch.passwords, launch.cluster)) === 'ours') return { pid: child.pid, port }
    if (Date.now() > until) await stopServer(child.pid)
    await Promise.race([sleep(30), finished])
  }
  await finished
  return null
}

function argumentsOf(launch: Launch, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '128MB',
    // Keeps recovery after a crash short.
    max_wal_size: '1GB',
    max_connections: '100',
    ...(launch.durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  return [
    '-D',
    launch.cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

function readPidFile(file: string): Running | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function isServer(pid: number): boolean {
  return pid > 0 && commandOf(pid).includes('postgres')
}

/** Children that outlive a killed server hold its memory; once they had time to notice, they are ended. */
function endLeftovers(launch: Launch): void {
  for (const pid of processesIn(launch.cluster)) {
    launch.log.warn(`ending process ${pid}, left over from a killed database server`)
    signal(pid, 'SIGKILL')
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return openSync(path, size > LOG_BYTES ? 'w' : 'a', 0o600)
}

function lastLine(path: string): string {
  try {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? ''
  } catch {
    return ''
  }
}
