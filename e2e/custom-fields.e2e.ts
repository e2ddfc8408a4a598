import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Seat, signIn, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

const CUSTOMER = '苏州明锐电子有限公司'

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

async function signedIn(identifier: string, device: 'desktop' | 'phone' = 'desktop'): Promise<Seat> {
  const seat = await takeSeat(browser, system.url, { device })
  await signIn(seat, identifier)
  return seat
}

/** Opens a select of antd and takes one of its options. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click()
}

async function addField(page: Page, name: string, kind: string, choices: string[] = []): Promise<void> {
  await page.getByRole('button', { name: '加字段' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('中文名').fill(name)
  await choose(page, '类型', kind)
  for (const [index, choice] of choices.entries()) {
    await drawer.getByRole('button', { name: '加', exact: true }).click()
    await drawer.getByLabel(`选项 ${index + 1} 中文`).fill(choice)
  }
  await drawer.getByRole('button', { name: '加字段' }).click()
  await drawer.waitFor({ state: 'hidden' })
  await page.getByRole('cell', { name, exact: true }).waitFor()
}

async function openCustomer(page: Page): Promise<void> {
  await page.goto('/customers?view=all')
  await page.getByRole('row', { name: new RegExp(CUSTOMER) }).click()
  await page.getByRole('heading', { name: CUSTOMER }).waitFor()
}

it('fields that an administrator adds are at once in form, list, filter and history, and hidden where a role says so', async () => {
  const office = await signedIn('admin@example.com')
  const rep = await signedIn('rep@example.com')
  await openCustomer(rep.page)

  await office.page.goto('/settings?tab=fields')
  await addField(office.page, '紧急度', '单选', ['一般', '很急'])
  await addField(office.page, '年采购额', '金额')
  await addField(office.page, '投产日', '日期')
  await office.shoot('desktop-fields')

  // Her page was open all the while.
  const { page } = rep
  await page
    .getByRole('tab', { name: '资料' })
    .or(page.getByRole('button', { name: '资料' }))
    .first()
    .click()
  await page.getByText('年采购额').first().waitFor()
  await page.getByRole('button', { name: '编辑' }).last().click()
  await choose(page, '紧急度', '很急')
  await page.getByLabel('年采购额').fill('1200000')
  await page.getByLabel('投产日').fill('2026-05-20')
  await page.keyboard.press('Tab')
  await rep.shoot('desktop-custom-form')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').waitFor()
  await page.getByText('修改记录').first().click()
  await page.getByText('¥1,200,000').waitFor()
  await page.getByText('年采购额').first().waitFor()
  await rep.shoot('desktop-custom-history')

  await page.goto('/customers?view=all')
  await page.getByRole('columnheader', { name: '紧急度' }).waitFor()
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await page.getByLabel('字段', { exact: true }).last().click()
  await page.keyboard.type('紧急度')
  await page.keyboard.press('Enter')
  await page.locator('.ant-popover .ant-select').last().click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: '很急' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '应用' }).click()
  await page.getByRole('button', { name: '存为视图' }).click()
  await page.getByLabel('视图名称').fill('很急的')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '很急的' }).waitFor()
  await page.locator('.ant-table-row').nth(1).waitFor({ state: 'detached' })
  expect(await page.locator('.ant-table-row').innerText()).toContain(CUSTOMER)
  await rep.shoot('desktop-saved-view')
  await page.getByRole('radio', { name: '全部' }).click()
  await page.locator('.ant-table-row').nth(1).waitFor()
  await page.getByRole('radio', { name: '很急的' }).click()
  await page.locator('.ant-table-row').nth(1).waitFor({ state: 'detached' })

  const phone = await signedIn('rep@example.com', 'phone')
  await phone.page.goto('/customers')
  await phone.page.getByRole('button', { name: '很急的' }).click()
  await phone.page.getByText(CUSTOMER).click()
  await phone.page.getByText('资料', { exact: true }).click()
  await phone.page.getByText('¥1,200,000').waitFor()
  await phone.shoot('phone-custom-facts')

  // The manager's role no longer sees the amount: not in list, form or details.
  await office.page.evaluate(async () => {
    const { items } = await (await fetch('/api/roles')).json()
    const role = items.find((each: { name: string }) => /经理|主管/.test(each.name))
    const type = (await (await fetch('/api/meta')).json()).types.find(
      (each: { type: string }) => each.type === 'customer',
    )
    const key = type.fields.find((each: { label?: { zh: string } }) => each.label?.zh === '年采购额').key
    await fetch(`/api/roles/${role.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
      body: JSON.stringify({
        version: role.version,
        fieldRules: { ...role.fieldRules, [`customer.${key}`]: 'hidden' },
      }),
    })
  })
  const manager = await signedIn('manager@example.com')
  await manager.page.goto('/customers?view=all')
  await manager.page.getByRole('columnheader', { name: '紧急度' }).waitFor()
  expect(await manager.page.getByRole('columnheader', { name: '年采购额' }).count()).toBe(0)
  await openCustomer(manager.page)
  await manager.page.getByText('资料', { exact: true }).first().click()
  await manager.page.getByText('投产日').first().waitFor()
  expect(await manager.page.getByText('年采购额').count()).toBe(0)
  for (const seat of [office, rep, phone, manager]) {
    expect(seat.faults).toEqual([])
    await seat.close()
  }
})
