import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

async function manager(): Promise<Seat> {
  const seat = await takeSeat(browser, system.url, { device: 'desktop' })
  await signIn(seat, 'manager@example.com')
  return seat
}

const heads = (page: Page) => page.locator('thead').first().getByRole('columnheader').allInnerTexts()
const rows = (page: Page) => page.locator('.ant-table-row')
const ticked = (page: Page) => page.locator('.ant-table-row-selected').count()

/** Opens a list and waits for its first row. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await rows(page).first().waitFor()
}

it('a view of leads keeps its column and order on every device of the one who saved it', async () => {
  const seat = await manager()
  const { page } = seat
  await open(page, '/leads')
  expect(await heads(page)).not.toContain('地区')
  await page.getByRole('button', { name: /^列 / }).click()
  await page.getByRole('checkbox', { name: '地区' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: '地区' }).waitFor()
  await page.getByRole('columnheader', { name: '名称' }).click()
  await page.getByRole('button', { name: '存为视图' }).click()
  await page.getByLabel('视图名称').fill('按地区')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '按地区', checked: true }).waitFor()
  await page.getByText('已存为视图「按地区」').waitFor()
  await seat.shoot('desktop-leads-view')

  const later = await manager()
  await open(later.page, '/leads')
  expect(await heads(later.page)).not.toContain('地区')
  await later.page.getByRole('radio', { name: '按地区' }).click()
  await later.page.getByRole('columnheader', { name: '地区' }).waitFor()
  expect(await later.page.locator('th[aria-sort="ascending"]').innerText()).toBe('名称')

  const rep = await takeSeat(browser, system.url, { device: 'desktop' })
  await signIn(rep, 'rep@example.com')
  await open(rep.page, '/leads')
  expect(await rep.page.getByRole('radio', { name: '按地区' }).count()).toBe(0)
  for (const each of [seat, later, rep]) {
    expect(each.faults).toEqual([])
    await each.close()
  }
})

it('rows are marked, ticked and opened from the keyboard, and none stays ticked out of sight', async () => {
  const seat = await manager()
  const { page } = seat
  await open(page, '/leads')
  const second = await rows(page).nth(1).locator('.m').first().innerText()
  for (const key of ['ArrowDown', 'x', 'ArrowDown', 'x']) await page.keyboard.press(key)
  await page.getByText('选中 2 条').waitFor()
  await page.getByRole('radio', { name: '待跟进' }).click()
  await page.getByText('选中 2 条').waitFor({ state: 'hidden' })
  await page.getByRole('radio', { name: '全部' }).click()
  await rows(page).first().waitFor()
  expect(await ticked(page)).toBe(0)
  await open(page, '/leads')
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('heading', { name: second }).waitFor()
  expect(seat.faults).toEqual([])
  await seat.close()
})

it('a shared view says so when its field was retired, and is freed of it by one click', async () => {
  const office = await takeSeat(browser, system.url, { device: 'desktop' })
  await signIn(office, 'admin@example.com')
  const view = await office.page.evaluate(async () => {
    const send = async (method: string, path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-tandem-csrf': '1' }
      const reply = await fetch(path, { method, headers, body: JSON.stringify(body) })
      return reply.json()
    }
    const field = await send('POST', '/api/forms/payment/fields', { key: 'bank', kind: 'text', labelZh: '银行' })
    const condition = { field: 'custom.bank', op: 'eq', value: '工行' }
    const definition = { filter: { and: [condition] }, columns: ['paidOn', 'custom.bank', 'note'] }
    const made = await send('POST', '/api/views', { type: 'payment', name: '按银行', shared: true, definition })
    await send('PATCH', `/api/forms/fields/${field.id}`, { version: field.version, retired: true })
    return made.id as string
  })
  const seat = await manager()
  const { page } = seat
  await page.goto(`/payments?view=${view}`)
  await page.getByText('去掉用到它的条件，就能看到列表').waitFor()
  await seat.shoot('desktop-field-gone')
  await page.getByRole('button', { name: '去掉条件' }).click()
  await rows(page).first().waitFor()
  expect(await heads(page)).toEqual(['到账日', '备注'])
  for (const each of [office, seat]) {
    expect(each.faults).toEqual([])
    await each.close()
  }
})
