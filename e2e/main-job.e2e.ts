import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, openBrowser, signIn, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

const words = '今天拜访了明锐的张总监，他对价格有顾虑，要求周一看样机实测。'

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

/** Visits in the own report of today; late in the evening the demo's day is today and holds some already. */
function visitsToday(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await fetch('/api/reports/daily')).json()).metrics.visits?.count ?? 0)
}

describe('the main job on a phone', () => {
  it('a salesperson records a follow-up, finds it behind the number of her report, and submits', async () => {
    const seat = await takeSeat(browser, system.url, { device: 'phone' })
    const { page } = seat
    await signIn(seat, 'rep@example.com')
    const before = await visitsToday(page)
    await page.getByText('说一句或写一句，自动成跟进').click()
    await page.locator('#capture-words').fill(words)
    await page.getByRole('button', { name: '苏州明锐电子有限公司' }).waitFor()
    await page.getByRole('button', { name: '上门拜访' }).waitFor()
    await page.getByRole('button', { name: '价格' }).waitFor()
    await page.getByRole('radio', { name: 'A' }).click()
    await seat.shoot('phone-capture')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已记下，日报已更新').waitFor()
    await seat.shoot('phone-today')

    await page.goto('/reports/daily')
    const visits = page.getByRole('button', { name: /拜访/ }).first()
    await visits.waitFor()
    await expect.poll(() => visits.textContent()).toContain(String(before + 1))
    await visits.click()
    await page.getByText(words.slice(0, 8)).first().waitFor()
    await seat.shoot('phone-report')
    await page.getByRole('button', { name: '提交日报' }).click()
    await page.getByText('日报已提交').waitFor()
    await page.getByRole('button', { name: '撤回修改' }).waitFor()
    expect(seat.faults).toEqual([])
    await seat.close()
  })

  it('an expired session keeps what was typed', async () => {
    const seat = await takeSeat(browser, system.url, { device: 'phone' })
    const { page } = seat
    await signIn(seat, 'rep@example.com')
    await page.goto('/follow-ups/new')
    await page.locator('#capture-words').waitFor()
    await page.context().clearCookies()
    await page.locator('#capture-words').fill(words)
    const again = page.getByRole('dialog', { name: /登录已过期/ })
    await again.waitFor()
    await again.locator('input[type="password"]:visible').fill(DEMO_PASSWORD)
    const identifier = again.locator('input[autocomplete="username"]')
    if ((await identifier.count()) > 0 && (await identifier.isEditable())) await identifier.fill('rep@example.com')
    await page.keyboard.press('Enter')
    await again.waitFor({ state: 'hidden' })
    expect(await page.locator('#capture-words').inputValue()).toBe(words)
    await seat.close()
  })
})

describe('the main job on a desktop', () => {
  it('a manager sees the team report, opens a number and reads the words behind it', async () => {
    const seat = await takeSeat(browser, system.url, { device: 'desktop' })
    const { page } = seat
    await signIn(seat, 'manager@example.com')
    await page.goto('/reports/team')
    const row = page.getByRole('row', { name: /陈思远/ })
    await row.waitFor()
    await seat.shoot('desktop-team')
    await row.getByRole('button').first().click()
    await page.getByText(words.slice(0, 8)).first().waitFor()
    await seat.shoot('desktop-evidence')
    expect(seat.faults).toEqual([])
    await seat.close()
  })

  it('a salesperson has no team report', async () => {
    const seat = await takeSeat(browser, system.url, { device: 'desktop' })
    await signIn(seat, 'rep@example.com')
    const reply = await seat.page.evaluate(async () => (await fetch('/api/team-reports/daily')).status)
    expect(reply).toBe(403)
    await seat.close()
  })
})
