import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import { ended, isAlive } from './processes.ts'
import { type Embedded, startEmbedded } from './start.ts'

const quiet = { info: () => undefined, warn: () => undefined }
let dataDir: string
let running: Embedded[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tandem-embedded-'))
  running = []
})

afterEach(async () => {
  for (const each of running) await each.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: { durable?: boolean; share?: boolean } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: quiet, durable: false, ...options })
  running.push(embedded)
  return embedded
}

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** A Tandem of its own process that starts the server and then only waits. */
async function startElsewhere(): Promise<{ child: ChildProcess; pid: number; said: string[] }> {
  const script = join(dataDir, 'elsewhere.mts')
  const module = join(projectRoot, 'src/platform/embedded/start.ts')
  writeFileSync(
    script,
    `import { startEmbedded } from ${JSON.stringify(module)}
     const log = { info() {}, warn() {} }
     const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log, durable: false })
     console.log(embedded.pid)
     setInterval(() => {}, 1000)`,
  )
  const child = spawn(process.execPath, ['--import', join(projectRoot, 'node_modules/tsx/dist/loader.mjs'), script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const said: string[] = []
  child.stderr?.on('data', (text: Buffer) => said.push(String(text)))
  const answer = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'close')])
  return { child, pid: Number(String(answer[0]).trim()), said }
}

async function killGroup(child: ChildProcess): Promise<void> {
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await once(child, 'exit')
}

describe('a new data folder', () => {
  test('gets a UTF-8 database that only passwords open, safe against power cuts, with short recovery', async () => {
    const { ownerUrl, appUrl } = await start({ durable: true })
    const settings = await ask(
      ownerUrl,
      `select name, setting from pg_settings where name in
       ('server_encoding', 'fsync', 'synchronous_commit', 'listen_addresses', 'max_wal_size') order by name`,
    )
    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      max_wal_size: '1024',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    })
    expect(await ask(appUrl, `select current_user, length('华为技术') as characters`)).toEqual([
      { current_user: 'tandem_app', characters: 4 },
    ])
    const wrong = Object.assign(new URL(appUrl), { password: 'guess' }).href
    await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed')
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
  })

  test('keeps its data and passwords over a stop and a start', async () => {
    const first = await start()
    await ask(first.ownerUrl, 'create table kept (id int); insert into kept values (7)')
    await first.stop()
    running = []
    const second = await start()
    expect(await ask(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }])
    expect(new URL(second.ownerUrl).password).toBe(new URL(first.ownerUrl).password)
  })

  test('is refused to a second Tandem, but shared with a short command that then stops nothing', async () => {
    const first = await start()
    const { child, said } = await startElsewhere()
    expect(child.exitCode).toBe(1)
    expect(said.join('')).toContain(`in use by another Tandem (process ${process.pid})`)
    const guest = await startEmbedded({ dataDir, log: quiet, share: true })
    expect(guest.ownerUrl).toBe(first.ownerUrl)
    await guest.stop()
    expect(await ask(first.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('after a kill', () => {
  test('a killed server comes back on the same port with everything it had committed', async () => {
    const embedded = await start({ durable: true })
    await ask(embedded.ownerUrl, 'create table kept (id int); insert into kept values (1)')
    const killed = embedded.pid
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => embedded.pid, { timeout: 15_000 }).not.toBe(killed)
    expect(await ask(embedded.ownerUrl, 'select id from kept')).toEqual([{ id: 1 }])
  })

  test('the server that a killed Tandem left behind is taken over, not doubled', async () => {
    const { child, pid } = await startElsewhere()
    await killGroup(child)
    expect(isAlive(pid)).toBe(true)
    const embedded = await start()
    expect(embedded.pid).toBe(pid)
    await embedded.stop()
    running = []
    expect(isAlive(pid)).toBe(false)
  })

  test('Tandem and server killed together start again', async () => {
    const { child, pid } = await startElsewhere()
    process.kill(pid, 'SIGKILL')
    await killGroup(child)
    await ended(pid, 5_000)
    const embedded = await start()
    expect(await ask(embedded.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a pid file that names a stranger is put aside', async () => {
    const first = await start()
    await first.stop()
    running = []
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres')}\n1\n1\n\n127.0.0.1\n`)
    const embedded = await start()
    expect(await ask(embedded.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a half-made cluster is made anew', async () => {
    mkdirSync(join(dataDir, 'postgres.new'))
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18')
    await start()
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false)
    expect(existsSync(join(dataDir, 'postgres.password'))).toBe(false)
  })

  test('a lost password file is told in one line', async () => {
    const first = await start()
    await first.stop()
    running = []
    rmSync(join(dataDir, 'postgres.json'))
    await expect(start()).rejects.toThrow('postgres.json')
    expect(existsSync(join(dataDir, 'tandem.lock'))).toBe(false)
  })
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('the server runs under an account without power and owns its files', async () => {
    const embedded = await start()
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${embedded.pid}/status`, 'utf8'))?.[1]
    expect(Number(uid)).toBeGreaterThan(0)
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(Number(uid))
  })

  test('a data folder below a closed folder keeps its cluster in /var/lib and links it', async () => {
    const closed = join(dataDir, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const directory = async () => {
      const embedded = await startEmbedded({ dataDir: join(closed, 'data'), log: quiet, durable: false })
      const [row] = await ask(embedded.ownerUrl, 'show data_directory')
      await embedded.stop()
      return String(row?.data_directory)
    }
    const folder = await directory()
    try {
      expect(folder).toMatch(/^\/var\/lib\/tandem-[0-9a-f]{12}\/postgres$/)
      expect(await directory()).toBe(folder)
      // A data folder that was removed starts anew; the cluster it had is put aside, not mixed up or lost.
      rmSync(join(closed, 'data'), { recursive: true })
      expect(await directory()).toBe(folder)
      expect(readdirSync(dirname(folder)).filter((name) => /^postgres\.\d+$/.test(name))).toHaveLength(1)
    } finally {
      rmSync(dirname(folder), { recursive: true, force: true })
    }
  })
})
