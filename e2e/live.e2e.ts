import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBrowser, type Seat, signIn, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

let system: System
let browser: Browser

beforeAll(async () => {
  system = await startSystem({ demo: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await system?.remove()
})

/** Streams that the server holds open. */
async function streams(): Promise<number> {
  const text = await (await fetch(`${system.url}/metrics`)).text()
  return Number(/^tandem_live_streams (\d+)$/m.exec(text)?.[1])
}

const csrf = { 'x-tandem-csrf': '1', 'content-type': 'application/json' }

/** Calls the API as the person who sits there. */
function call(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async ([method, path, body, headers]) => {
      const reply = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: reply.status, body: await reply.json().catch(() => null) }
    },
    [method, path, body, csrf] as const,
  )
}

async function seated(device: 'phone' | 'desktop', identifier: string): Promise<Seat> {
  const seat = await takeSeat(browser, system.url, { device })
  await signIn(seat, identifier)
  return seat
}

describe('what others do shows by itself', () => {
  it("a manager's team report changes within 3 seconds after a salesperson has recorded, and a notice shows on her badge", async () => {
    const rep = await seated('phone', 'rep@example.com')
    const manager = await seated('desktop', 'manager@example.com')
    await manager.page.goto('/reports/team')
    const row = manager.page.getByRole('row', { name: /陈思远/ })
    await row.waitFor()
    const before = await row.textContent()
    await vi.waitFor(async () => expect(await streams()).toBe(2), { timeout: 10_000 })

    const repId = ((await call(rep.page, 'GET', '/api/me')).body as { user: { id: string } }).user.id
    await call(rep.page, 'POST', '/api/notices/read', { all: true })
    const badge = rep.page.locator('nav .badge')
    await badge.waitFor({ state: 'hidden', timeout: 3_000 })
    const customers = (await call(rep.page, 'GET', '/api/customers?limit=1')).body as { items: { id: string }[] }
    const recorded = await call(rep.page, 'POST', '/api/follow-ups', {
      customerId: customers.items[0]?.id,
      method: 'visit',
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      summary: '看了样机，客户要一份报价',
    })
    expect(recorded.status).toBe(201)
    await vi.waitFor(async () => expect(await row.textContent()).not.toBe(before), { timeout: 3_000, interval: 50 })
    const given = await call(manager.page, 'POST', '/api/customers', { name: '宁波舟启仪表有限公司', ownerId: repId })
    expect(given.status).toBe(201)
    await badge.waitFor({ timeout: 3_000 })
    expect(rep.faults.concat(manager.faults)).toEqual([])
    await rep.close()
    await manager.close()
  })

  it('two tabs of a browser share one stream, and the second one takes over', async () => {
    await vi.waitFor(async () => expect(await streams()).toBe(0), { timeout: 10_000 })
    const seat = await seated('desktop', 'manager@example.com')
    const second = await seat.page.context().newPage()
    await second.goto('/')
    await second.getByRole('navigation').first().waitFor()
    await vi.waitFor(async () => expect(await streams()).toBe(1), { timeout: 10_000 })
    await second.waitForTimeout(1_000)
    expect(await streams()).toBe(1)
    await seat.page.close()
    await vi.waitFor(async () => expect(await streams()).toBe(1), { timeout: 10_000 })
    await second.context().close()
  })
})
