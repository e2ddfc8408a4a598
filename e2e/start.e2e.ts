import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort, refusedStart, startSystem } from './system.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-start-'))
// Open for the account that runs the database of a Tandem run by root.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a first start serves the app, SIGTERM ends it with 0, and a later start takes at most 5 seconds', async () => {
  const dataDir = join(folder, 'data')
  const first = await startSystem({ program: 'bin/start.mjs', database: 'embedded', dataDir })
  try {
    expect(first.output()).toContain(`http://localhost:${new URL(first.url).port}`)
    const page = await fetch(first.url)
    expect(await page.text()).toContain('<div id="root">')
    expect(await first.stop()).toBe(0)
  } finally {
    await first.remove()
  }
  const second = await startSystem({ program: 'bin/start.mjs', database: 'embedded', dataDir })
  try {
    expect(second.startedIn).toBeLessThan(5_000)
  } finally {
    await second.remove()
  }
})

describe('a start that cannot be says why in one line and ends with 1', () => {
  async function refusal(env: NodeJS.ProcessEnv, argv: string[] = []): Promise<string> {
    const { code, output } = await refusedStart(
      { TANDEM_DATA: join(folder, 'refused'), TANDEM_LOG_LEVEL: 'fatal', ...env },
      argv,
    )
    expect(code).toBe(1)
    expect(output.trimEnd().split('\n'), output).toHaveLength(1)
    return output
  }

  test('the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await refusal({ PORT: String(port), HOST: '127.0.0.1' })).toContain(`port ${port} is in use`)
    other.close()
  })

  test('the data folder cannot be written', async () => {
    expect(await refusal({ TANDEM_DATA: '/proc/tandem' })).toContain('/proc/tandem')
  })

  test('DATABASE_URL is none', async () => {
    expect(await refusal({ DATABASE_URL: 'localhost:5432' })).toContain('DATABASE_URL')
  })

  test('DATABASE_URL leads nowhere', async () => {
    const url = `postgres://nobody:secret-word@127.0.0.1:${await freePort()}/none`
    const output = await refusal({ DATABASE_URL: url })
    expect(output).toContain('DATABASE_URL')
    expect(output).not.toContain('secret-word')
  })

  test('an argument nobody knows', async () => {
    expect(await refusal({}, ['--dmeo'])).toContain('--dmeo')
  })
})
