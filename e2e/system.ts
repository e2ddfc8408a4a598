import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '../src/platform/testing/database.ts'

const START_MS = 120_000

export interface SystemOptions {
  /** Start with the demo company. */
  demo?: boolean
  /** `shared` (default): a database of its own in the test cluster, fast. `embedded`: its own PostgreSQL, as a user has it. */
  database?: 'shared' | 'embedded'
  /** A data folder to go on with; default a new one that is removed in the end. */
  dataDir?: string
  env?: NodeJS.ProcessEnv
  /** The program to run, default the server as it was built before the journeys. */
  program?: Program
}

/** `bin/start.mjs` is what `npm start` runs: it looks for missing packages and stale builds first. */
export type Program = 'dist/server/main.js' | 'bin/start.mjs'

/** The built program, running as a user runs it. */
export interface System {
  url: string
  dataDir: string
  process: ChildProcess
  /** Milliseconds from the command to the first answer that it is ready. */
  startedIn: number
  /** Everything it printed so far. */
  output(): string
  /** SIGTERM, then waits for the end. @returns the exit code */
  stop(): Promise<number | null>
  /** kill -9 of Node; the database is left alone. */
  kill(): Promise<void>
  /** Stops what still runs and removes what was made. */
  remove(): Promise<void>
}

/** Starts the program on a free port and waits until it is ready. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tandem-e2e-'))
  const database = options.database === 'embedded' ? null : await testDatabase({ migrated: false })
  const port = Number(options.env?.PORT) || (await freePort())
  const started = Date.now()
  const { child, output } = runProgram(options.program ?? 'dist/server/main.js', options.demo ? ['--demo'] : [], {
    PORT: String(port),
    HOST: '127.0.0.1',
    TANDEM_DATA: dataDir,
    ...(database && { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl }),
    ...options.env,
  })
  const url = `http://127.0.0.1:${port}`
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  const remove = async () => {
    await end('SIGTERM')
    endDatabaseOf(dataDir)
    await database?.drop()
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await untilReady(url, child, output)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    url,
    dataDir,
    process: child,
    startedIn: Date.now() - started,
    output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    remove,
  }
}

/** Runs the program that is expected to refuse. @returns its exit code and what it printed */
export async function refusedStart(
  env: NodeJS.ProcessEnv,
  argv: string[] = [],
): Promise<{ code: number | null; output: string }> {
  const { child, output } = runProgram('dist/server/main.js', argv, env)
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 30_000)
  await once(child, 'close')
  clearTimeout(tooLong)
  return { code: child.exitCode, output: output() }
}

/** Process of a data folder's built-in database server, undefined when none is noted. */
export function databaseProcess(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** Connection of the role that owns the tables in a data folder's built-in database, which must be running. */
export function databaseUrl(dataDir: string): string {
  const { owner } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { owner: string }
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  return `postgres://tandem_owner:${owner}@127.0.0.1:${port}/tandem`
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Runs the program and waits for nothing. */
export function runProgram(
  program: Program,
  argv: string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; output: () => string } {
  const own = { NODE_ENV: 'production', DATABASE_URL: '', DATABASE_APP_URL: '', ...env }
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${program}`, import.meta.url)), ...argv], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part
    })
  }
  return { child, output: () => text }
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + START_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output()}`)
    const answer = await fetch(`${url}/api/ready`).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > until) throw new Error(`not ready after ${START_MS} ms:\n${output()}`)
    await sleep(50)
  }
}

/** A killed program leaves its database server running; a test leaves nothing. */
function endDatabaseOf(dataDir: string): void {
  const pid = databaseProcess(dataDir)
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It had ended already.
  }
}
