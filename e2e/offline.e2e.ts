import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../src/platform/id.ts'
import { testDatabase } from '../src/platform/testing/database.ts'
import { DEMO_PASSWORD, openBrowser, type Seat, signIn, takeSeat } from './browser.ts'
import { freePort, type System, startSystem } from './system.ts'

const LONG = process.env.TANDEM_LONG === '1'
const ROUNDS = LONG ? 25 : 4
const EACH = LONG ? 20 : 10

let browser: Browser
let system: System
let owner: pg.Client
let start: () => Promise<System>
let tidy: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase({ migrated: false })
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-e2e-'))
  const env = {
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    // The address stays the same over a restart, as on a real server.
    PORT: String(await freePort()),
  }
  start = () => startSystem({ demo: true, dataDir, env })
  system = await start()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  browser = await openBrowser()
  tidy = async () => {
    await owner.end()
    await system.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await tidy?.()
})

const stored = async (like: string) =>
  (
    await owner.query<{ id: string; summary: string }>('select id, summary from follow_ups where summary like $1', [
      like,
    ])
  ).rows

/** In the page: whether the names are on the device. A database that is not there yet must not be made by looking. */
async function keptNames(): Promise<boolean> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'tandem.read')) return false
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('tandem.read')
    open.onerror = () => reject(open.error)
    open.onsuccess = () => {
      const all = open.result.transaction('people').objectStore('people').getAll()
      all.onsuccess = () => {
        open.result.close()
        resolve(JSON.stringify(all.result).includes('known-names'))
      }
    }
  })
}

/** Signs in and waits until the app and its names are on the device. */
async function atHome(): Promise<Seat> {
  const seat = await takeSeat(browser, system.url, { device: 'phone' })
  await signIn(seat, 'rep@example.com')
  await seat.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => seat.page.evaluate(keptNames), { timeout: 20_000 }).toBe(true)
  return seat
}

const idOf = async (email: string) =>
  (await owner.query<{ id: string }>('select id from users where email = $1', [email])).rows[0]?.id

async function sessionOf(identifier: string): Promise<{ token: string }> {
  const reply = await fetch(`${system.url}/api/session?token=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password: DEMO_PASSWORD }),
  })
  return (await reply.json()) as { token: string }
}

/** An administrator gives the customer of these tests to somebody. */
async function give(ownerId: string | undefined): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { token } = await sessionOf('admin@example.com')
  const { rows } = await owner.query<{ id: string }>("select id from customers where name = '苏州明锐电子有限公司'")
  const reply = await fetch(`${system.url}/api/customers/assign`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: JSON.stringify({ ids: rows.map(({ id }) => id), ownerId }),
  })
  expect(reply.status, await reply.text()).toBe(200)
}

const waiting = (page: Page) => page.locator('a.lost')

describe('without a network', () => {
  it('the app opens, a follow-up is written, survives a reload and is sent once the network is back', async () => {
    const seat = await atHome()
    const { page } = seat
    await page.context().setOffline(true)
    await page.goto('/')
    await page.getByText('说一句或写一句，自动成跟进').click()
    await page.locator('#capture-words').fill('今天拜访了明锐的张总监，他担心标定周期，没有网络时写的。')
    await page.getByRole('button', { name: '苏州明锐电子有限公司' }).waitFor()
    await page.getByRole('button', { name: '上门拜访' }).waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已存手机，联网后自动提交').waitFor()
    await waiting(page).filter({ hasText: '1 条待发送' }).waitFor()
    await seat.shoot('phone-offline')
    await page.reload()
    await waiting(page).click()
    await page.getByText('等网络').waitFor()
    await seat.shoot('phone-outbox')
    expect(await stored('%没有网络时写的%')).toEqual([])

    await page.context().setOffline(false)
    await page.getByText('都发出去了').waitFor({ timeout: 70_000 })
    expect(await stored('%没有网络时写的%')).toHaveLength(1)
    await seat.close()
  })

  it('what the server refuses says why, holds up nothing else, and can be mended', async () => {
    const seat = await atHome()
    const { page } = seat
    await page.context().setOffline(true)
    await page.goto('/follow-ups/new')
    await page.locator('#capture-words').fill('明锐的张总监打来电话，说要改合同条款，这条会被拒绝。')
    await page.getByRole('button', { name: '苏州明锐电子有限公司' }).waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已存手机，联网后自动提交').waitFor()
    // Meanwhile the customer is given to somebody else.
    const [mine, other] = [await idOf('rep@example.com'), await idOf('lin@example.com')]
    await give(other)
    await page.context().setOffline(false)
    await waiting(page).filter({ hasText: '有没收下的' }).waitFor({ timeout: 70_000 })
    await waiting(page).click()
    await page.getByText('没收下', { exact: true }).waitFor()
    await give(mine)
    await page.getByRole('button', { name: '改一改再发' }).click()
    await expect.poll(() => page.locator('#capture-words').inputValue()).toContain('这条会被拒绝')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已记下，日报已更新').waitFor()
    expect(await stored('%这条会被拒绝%')).toHaveLength(1)
    await seat.close()
  })
})

describe('a device that changes hands, a server that is away', () => {
  it('what one person wrote is never sent in the name of another who signs in', async () => {
    const seat = await atHome()
    const { page } = seat
    await page.context().setOffline(true)
    await page.goto('/follow-ups/new')
    await page.locator('#capture-words').fill('明锐的张总监说样机下周到，这条是陈思远写的。')
    await page.getByRole('button', { name: '苏州明锐电子有限公司' }).waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已存手机，联网后自动提交').waitFor()
    // The session ends, and a colleague's takes its place while the page still knows the first one.
    const { token } = await sessionOf('lin@example.com')
    await page.context().clearCookies()
    await page.context().addCookies([{ name: 'tandem_session', value: token, url: system.url, httpOnly: true }])
    await page.context().setOffline(false)
    await page.goto('/')
    await page.getByRole('navigation').first().waitFor()
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(await stored('%这条是陈思远写的%')).toEqual([])
    const own = await sessionOf('rep@example.com')
    await page.context().addCookies([{ name: 'tandem_session', value: own.token, url: system.url, httpOnly: true }])
    await page.goto('/outbox')
    await expect.poll(() => stored('%这条是陈思远写的%'), { timeout: 30_000 }).toHaveLength(1)
    const author = await owner.query<{ author_id: string }>(
      `select author_id from follow_ups where summary like '%这条是陈思远写的%'`,
    )
    expect(author.rows[0]?.author_id).toBe(await idOf('rep@example.com'))
    await seat.close()
  })

  it('with a network but no server the app opens again and again from what was read', async () => {
    const seat = await atHome()
    const { page } = seat
    await system.kill()
    for (let time = 0; time < 2; time++) {
      await page.goto('/')
      await page.getByText('今天到期').waitFor()
      // Asking again has failed for good by then, and what was read was kept anew.
      await new Promise((resolve) => setTimeout(resolve, 6_000))
    }
    system = await start()
    await page.reload()
    await page.getByText('今天到期').waitFor()
    await seat.close()
  })
})

describe('through faults', () => {
  it(`${ROUNDS * EACH} follow-ups written while network and server come and go are on the server exactly once, unchanged`, async () => {
    const seat = await atHome()
    const { page } = seat
    const { rows } = await owner.query<{ id: string; owner: string }>(
      `select c.id, c.owner_id as owner from customers c join users u on u.tenant_id = c.tenant_id and u.id = c.owner_id where u.email = 'rep@example.com' limit 1`,
    )
    const [customer] = rows
    const written = new Map<string, string>()
    for (let round = 0; round < ROUNDS; round++) {
      await page.context().setOffline(round % 2 === 0)
      const batch = Array.from({ length: EACH }, (_, i) => ({
        id: newId(),
        summary: `断网 ${round}-${i} 确认了 ${i} 台设备`,
      }))
      for (const { id, summary } of batch) written.set(id, summary)
      await write(page, customer as { id: string; owner: string }, batch)
      const second = round % 3 === 0 ? await page.context().newPage() : null
      await page.context().setOffline(false)
      await second?.goto('/').catch(() => undefined)
      await page.reload().catch(() => undefined)
      // In the middle of sending: between a request and its reply.
      await new Promise((resolve) => setTimeout(resolve, 150 + round * 37))
      if (round % 2 === 1) {
        await system.kill()
        system = await start()
      }
      await page.reload()
      await second?.close()
    }
    await page.context().setOffline(false)
    await page.goto('/outbox')
    await page.getByText('都发出去了').waitFor({ timeout: 120_000 })
    const found = await stored('断网 %')
    expect(found).toHaveLength(written.size)
    for (const { id, summary } of found) expect(written.get(id)).toBe(summary)
    await seat.close()
  }, 600_000)
})

/** Puts follow-ups into the device's outbox, as the form does. */
function write(
  page: Page,
  customer: { id: string; owner: string },
  batch: { id: string; summary: string }[],
): Promise<void> {
  return page.evaluate(
    ({ customer, batch }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('tandem.outbox')
        open.onerror = () => reject(open.error)
        open.onsuccess = () => {
          const put = open.result.transaction('entries', 'readwrite')
          const at = new Date().toISOString()
          for (const { id, summary } of batch)
            put.objectStore('entries').add({
              id,
              userId: customer.owner,
              path: '/api/follow-ups',
              label: summary,
              at,
              attempts: 0,
              body: { id, customerId: customer.id, method: 'phone', occurredAt: at, deviceTime: at, summary },
            })
          put.oncomplete = () => {
            open.result.close()
            resolve()
          }
        }
      }),
    { customer, batch },
  )
}
