import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, signIn, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

const words =
  '昨天跑了两家。上午拜访常州博远，4号线想先试一台，意向A。下午电话回访无锡恒泰轴承，预算被压缩，说二季度再看，12月7日再联系。'

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

it('one paragraph about two customers becomes two follow-ups, each confirmed by itself', async () => {
  const seat = await takeSeat(browser, system.url, { device: 'phone' })
  const { page } = seat
  await signIn(seat, 'rep@example.com')
  await page.goto('/follow-ups/new')
  await page.locator('#capture-words').fill(words)
  await page.getByRole('button', { name: '识别出 2 条，逐条确认' }).click()
  await page.getByText('常州博远新能源有限公司').waitFor()
  await seat.shoot('phone-several')
  for (const customer of ['常州博远新能源有限公司', '无锡恒泰轴承有限公司']) {
    await page.getByRole('button', { name: '看一下，提交' }).first().click()
    await page.getByRole('button', { name: customer }).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByText('已记下，日报已更新').first().waitFor()
    await page.getByRole('heading', { name: /识别出/ }).waitFor()
  }
  await page.getByRole('button', { name: '都确认完了' }).click()
  const latest = await page.evaluate(async () => (await fetch('/api/follow-ups?sort=-createdAt&limit=2')).json())
  const told = latest.items.map(
    ({ customer, method, intent }: { customer: { name: string }; method: string; intent: string | null }) =>
      [customer.name, method, intent].join(' '),
  )
  expect(told.sort()).toEqual(['常州博远新能源有限公司 visit A', '无锡恒泰轴承有限公司 phone '])
  expect(seat.faults).toEqual([])
  await seat.close()
})
