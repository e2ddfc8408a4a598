import { afterEach, expect, test } from 'vitest'
import { databaseProcess, type System, startSystem } from './system.ts'

let systems: System[] = []

afterEach(async () => {
  for (const system of systems.reverse()) await system.remove()
  systems = []
})

async function start(options: { demo?: boolean; dataDir?: string } = {}): Promise<System> {
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
