import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Seat, signIn, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

const COMPANY = '昆山恒达机电有限公司'

let system: System
let browser: Browser
let desk: Seat
let phone: Seat

beforeAll(async () => {
  system = await startSystem({ demo: true })
  browser = await openBrowser()
  desk = await takeSeat(browser, system.url, { device: 'desktop' })
  await signIn(desk, 'manager@example.com')
  phone = await takeSeat(browser, system.url, { device: 'phone' })
  await signIn(phone, 'rep@example.com')
})
afterAll(async () => {
  await browser?.close()
  await system?.remove()
})

/** Picks a person in a desktop picker that is open. */
async function pickPerson(page: Page, field: string, name: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: field })
  await picker.click()
  await picker.fill(name)
  await page.locator('.ant-select-item-option', { hasText: name }).first().click()
}

it('a lead comes in and is given to a salesperson', async () => {
  const { page } = desk
  await page.goto('/leads?new=1')
  const drawer = page.locator('.ant-drawer')
  await drawer.getByLabel(/^名称/).fill(COMPANY)
  await drawer.getByLabel(/^联系人/).fill('刘敏')
  await drawer.getByRole('button', { name: '新建线索' }).click()
  await page.getByRole('heading', { name: COMPANY }).waitFor()
  await page.goto('/leads')
  await page
    .getByRole('row', { name: new RegExp(COMPANY) })
    .getByRole('checkbox')
    .check()
  await page.getByRole('button', { name: '分配' }).click()
  await pickPerson(page, '分给谁', '陈思远')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click()
  await page.getByText('已分配 1 条').waitFor()
  await page
    .getByRole('row', { name: /陈思远/ })
    .filter({ hasText: COMPANY })
    .waitFor()
  await desk.shoot('desktop-leads')
})

it('she follows it up on the phone and turns it into a customer with an opportunity', async () => {
  const { page } = phone
  await page.goto('/notices')
  await page.getByText(COMPANY).first().click()
  await page.getByRole('button', { name: '记跟进' }).click()
  await page.locator('#capture-words').fill('刘经理想先看样机，下周报方案。')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已记下，日报已更新').waitFor()
  await page.goto('/leads')
  await page.getByRole('link', { name: new RegExp(COMPANY) }).click()
  await page.getByText('刘经理想先看样机').waitFor()
  await page.getByRole('button', { name: '转成客户' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('同时建商机').click()
  await sheet.getByLabel('商机名称').fill('贴片线检测')
  await sheet.getByLabel(/金额/).fill('320000')
  await phone.shoot('phone-convert')
  await sheet.getByRole('button', { name: '转成客户' }).click()
  await page.getByText(`已转成客户 ${COMPANY}`).waitFor()
  await page.getByRole('radio', { name: '商机' }).click()
  await page.getByText('贴片线检测').waitFor()
  await page.getByRole('radio', { name: '联系人' }).click()
  await page.getByText('刘敏').waitFor()
})

it('a payment she records there stands behind the number of her report', async () => {
  const { page } = phone
  await page.getByRole('radio', { name: '回款' }).click()
  await page.getByRole('button', { name: '记回款' }).click()
  const sheet = page.getByRole('dialog').first()
  await sheet.getByLabel(/金额/).fill('86000')
  await sheet.getByLabel('方式').click()
  await page.getByRole('dialog').last().getByText('银行转账').click()
  await phone.shoot('phone-payment')
  await sheet.getByRole('button', { name: '记回款' }).click()
  await page.getByText('¥86,000').first().waitFor()
  await page.goto('/reports/daily')
  await page.getByRole('button', { name: /回款/ }).first().click()
  await page.getByText(COMPANY).first().waitFor()
})

it('a task is given, shows on the phone of the other, and is done by one tap', async () => {
  await desk.page.goto('/tasks?task=new')
  const drawer = desk.page.locator('.ant-drawer')
  await drawer.getByLabel(/^任务/).fill('借样机 1 套')
  await pickPerson(desk.page, '负责人', '陈思远')
  await drawer.getByRole('button', { name: '新建任务' }).click()
  await desk.page.getByText('已新建').waitFor()
  const { page } = phone
  await page.goto('/tasks')
  await page.getByRole('button', { name: '完成「借样机 1 套」' }).click()
  await page.getByText('已完成「借样机 1 套」').waitFor()
  await phone.shoot('phone-tasks')
  await desk.page.goto('/notices')
  await desk.page.getByText('完成了任务：借样机 1 套').waitFor()
  expect([...desk.faults, ...phone.faults]).toEqual([])
})
