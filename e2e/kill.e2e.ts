import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { demoPeople } from '../src/app/demo/company.ts'
import { testDatabase } from '../src/platform/testing/database.ts'
import { databaseProcess, freePort, runProgram, type System, type SystemOptions, startSystem } from './system.ts'

let systems: System[] = []

afterEach(async () => {
  for (const system of systems.reverse()) await system.remove()
  systems = []
})

async function start(options: SystemOptions = {}): Promise<System> {
  const system = await startSystem({ database: 'embedded', ...options })
  systems.push(system)
  return system
}

/** Signs in as the demo's salesperson. @returns the name the server knows */
async function signIn(system: System): Promise<string> {
  const response = await fetch(`${system.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'rep@example.com', password: 'tandem-demo' }),
  })
  expect(response.status, await response.clone().text()).toBe(200)
  const { user } = (await response.json()) as { user: { name: string } }
  return user.name
}

test('after kill -9 of Node the next start takes over the database that is still running', async () => {
  const first = await start({ demo: true })
  const name = await signIn(first)
  const database = databaseProcess(first.dataDir)
  await first.kill()
  const second = await start({ dataDir: first.dataDir })
  expect(databaseProcess(first.dataDir)).toBe(database)
  expect(await signIn(second)).toBe(name)
  expect(await second.stop()).toBe(0)
  expect(databaseProcess(first.dataDir)).toBeUndefined()
})

test('after kill -9 of the database Tandem brings it back and goes on', async () => {
  const system = await start({ demo: true })
  await signIn(system)
  const killed = databaseProcess(system.dataDir) ?? 0
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => databaseProcess(system.dataDir), { timeout: 30_000 }).not.toBe(killed)
  await expect
    .poll(
      () =>
        fetch(`${system.url}/api/ready`).then(
          (response) => response.status,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(200)
  await signIn(system)
})

test('after kill -9 of both at once the next start recovers within 30 seconds', async () => {
  const first = await start({ demo: true })
  process.kill(databaseProcess(first.dataDir) ?? 0, 'SIGKILL')
  await first.kill()
  const second = await start({ dataDir: first.dataDir })
  expect(second.startedIn).toBeLessThan(30_000)
  await signIn(second)
})

test('after kill -9 while the demo is being made the next start makes it anew, whole', async () => {
  const database = await testDatabase({ migrated: false })
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-e2e-'))
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const count = async (query: string) => (await owner.query<{ count: number }>(query)).rows[0]?.count
  try {
    const env = { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl, TANDEM_DATA: dataDir }
    const { child } = runProgram('dist/server/main.js', ['--demo'], { ...env, PORT: String(await freePort()) })
    const underWay = `select count(*)::int from pg_stat_activity where datname = current_database()
      and usename <> current_user and xact_start < clock_timestamp() - interval '1 second'`
    await expect.poll(() => count(underWay), { timeout: 60_000 }).toBe(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expect.poll(() => count(underWay), { timeout: 10_000 }).toBe(0)
    expect(await count('select count(*)::int from tenants')).toBe(0)
    const system = await start({ demo: true, dataDir, env })
    await signIn(system)
    expect(await count('select count(*)::int from tenants')).toBe(1)
    expect(await count('select count(distinct author_id)::int as count from follow_ups')).toBe(demoPeople.length)
    await system.stop()
  } finally {
    await owner.end()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
