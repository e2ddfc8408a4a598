import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../src/platform/testing/database.ts'
import { startSystem } from './system.ts'

const ROWS = 1200

test('an import killed in the middle goes on by itself, every row exactly once, and can still be taken back', async () => {
  const database = await testDatabase({ migrated: false })
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-e2e-'))
  const env = { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl }
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const count = async (from: string) =>
    (await owner.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? 0
  const imported = 'customers where import_source is not null and voided_at is null'
  try {
    const first = await startSystem({ demo: true, dataDir, env })
    const token = await signIn(first.url)
    const before = await count(imported)
    const { id } = await call(first.url, token, 'POST', '/api/imports?name=clients.csv', fileOf(ROWS))
    await call(first.url, token, 'POST', `/api/imports/${id}/run`)
    await expect.poll(() => count(imported), { timeout: 60_000, interval: 20 }).toBeGreaterThan(before)
    await first.kill()
    const written = (await count(imported)) - before
    expect(written).toBeLessThan(ROWS)

    const second = await startSystem({ dataDir, env })
    const state = async () => (await call(second.url, token, 'GET', `/api/imports/${id}`)).state
    await expect.poll(state, { timeout: 100_000, interval: 500 }).toBe('done')
    expect((await count(imported)) - before).toBe(ROWS)
    expect(
      await count("(select name from customers where name like '续传客户%' group by name having count(*) > 1) twice"),
    ).toBe(0)
    expect(await count("contacts where name = '王敏' and voided_at is null")).toBe(ROWS)

    await call(second.url, token, 'POST', `/api/imports/${id}/undo`)
    await expect.poll(state, { timeout: 100_000, interval: 500 }).toBe('undone')
    expect(await count(imported)).toBe(before)
    await second.stop()
  } finally {
    await owner.end()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 240_000)

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `续传客户${i}号有限公司,王敏,138${10_000_000 + i * 7919}`)
  return ['客户名称,联系人,手机', ...lines].join('\n')
}

async function signIn(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/session?token=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'admin@example.com', password: 'tandem-demo' }),
  })
  return ((await reply.json()) as { token: string }).token
}

async function call(
  url: string,
  token: string,
  method: string,
  path: string,
  file?: string,
): Promise<{ id: string; state: string }> {
  const reply = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method !== 'GET' && { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
    },
    ...(method !== 'GET' && { body: file ?? '{}' }),
  })
  expect(reply.status, await reply.clone().text()).toBeLessThan(300)
  return (await reply.json()) as { id: string; state: string }
}
