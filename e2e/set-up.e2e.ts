import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type Seat, takeSeat } from './browser.ts'
import { type System, startSystem } from './system.ts'

const ADMIN = { identifier: '13800138000', password: 'hengchuan-2026' }
const REP = { identifier: '13911112222', password: 'siyuan-2026-a' }
const PER_SHEET = 20

let system: System
let browser: Browser
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-set-up-'))
  system = await startSystem()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await system?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A book as companies keep it: a title, a sheet for each salesperson, numbers beside names, dates in several ways. */
async function book(): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  for (const [s, name] of ['陈思远', '王浩然'].entries()) {
    const sheet = workbook.addWorksheet(name)
    sheet.addRow([`客户台账（${name}）`])
    sheet.mergeCells('A1:F1')
    sheet.addRow(['客户名称', '联系人', '等级', '最近拜访', '跟进记录', '备注'])
    for (let i = 0; i < PER_SHEET; i++) {
      const phone = `138${String(51_200_000 + s * 1000 + i)}`
      const day = ['2026.3.5', '3月5日', ''][i % 3]
      sheet.addRow([
        `苏州第${s * PER_SHEET + i + 1}精密机械有限公司`,
        `张总/${phone}`,
        'ABCD'[i % 4],
        day,
        '看过样机，等报价',
        '',
      ])
    }
    sheet.addRow([`苏州第${s * PER_SHEET + 1}精密机械有限公司`, '', '', '', '', ''])
    sheet.addRow(['苏州错号机械有限公司', '李工/1395182', '', '下礼拜去', '', ''])
  }
  const path = join(folder, '客户台账.xlsx')
  await workbook.xlsx.writeFile(path)
  return path
}

async function signIn(page: Page, { identifier, password }: typeof ADMIN): Promise<void> {
  await page.goto('/')
  await page.locator('input[autocomplete="username"]:visible').fill(identifier)
  await page.locator('input[type="password"]:visible').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
}

describe('the first hour of a company', () => {
  let admin: Seat
  let phone: Seat
  beforeAll(async () => {
    admin = await takeSeat(browser, system.url, { device: 'desktop' })
    phone = await takeSeat(browser, system.url, { device: 'phone' })
  })
  afterAll(async () => {
    await admin?.close()
    await phone?.close()
  })

  it('goes from an empty server over an Excel to a plan for everybody', async () => {
    const { page } = admin
    await page.goto('/')
    await page.getByLabel('公司名称').fill('衡川自动化')
    await page.getByLabel('你的姓名').fill('李总')
    await page.getByLabel('手机号或邮箱').first().fill(ADMIN.identifier)
    await page.locator('input[type="password"]:visible').fill(ADMIN.password)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '用这套，去导入' }).click()
    await page.getByText('选择文件').waitFor()
    await page.locator('input[type="file"]').setInputFiles(await book())
    await page.getByText('导入后是这样').waitFor()
    await admin.shoot('set-up-import')
    await page.getByRole('button', { name: /^先导/ }).click()
    await page.getByText('导好了').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: '先挑 10 家本周要跟的' }).click()
    await page.getByPlaceholder(/部门名称/).fill('华东销售一部')
    await page.getByRole('button', { name: '加部门' }).click()
    await page.getByLabel('陈思远 的部门').selectOption({ label: '华东销售一部' })
    await page.getByRole('button', { name: '继续' }).click()
    await page.locator('img.ppl-qr').waitFor()
    const link = await page.locator('.narrow input[readonly]').inputValue()
    await page.getByRole('button', { name: '继续' }).click()
    for (let steps = 0; steps < 2; steps++) {
      const plan = page.getByRole('button', { name: /^排好这 10 家/ })
      const other = page.getByRole('button', { name: '先跳过' })
      await plan.or(other).first().waitFor()
      if (
        await plan.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        )
      )
        break
      await other.click()
    }
    await page.getByRole('button', { name: /^排好这 10 家/ }).click()
    await page.getByRole('button', { name: '开始使用' }).waitFor()

    await phone.page.goto(new URL(link).pathname)
    await phone.page.getByLabel('姓名').first().fill('陈思远')
    await phone.page.getByLabel('手机号或邮箱').first().fill(REP.identifier)
    await phone.page.locator('input[type="password"]:visible').fill(REP.password)
    await phone.page.locator('button[type="submit"]:visible').click()
    await page.goto('/people')
    await page.getByText('就是 陈思远').waitFor()
    await page.getByRole('button', { name: '通过' }).click()
    await page.getByText('陈思远 可以登录了').waitFor()

    await signIn(phone.page, REP)
    await phone.page
      .getByText(/苏州第\d+精密机械/)
      .first()
      .waitFor()
    await phone.shoot('set-up-today')
    await phone.page.goto('/pick')
    await phone.page.getByRole('button', { name: /^排好这/ }).click()
    await phone.page.getByText(/已排好/).waitFor()
    expect([...admin.faults, ...phone.faults]).toEqual([])
  }, 120_000)

  it('a page or customer that is not hers says so and whom to ask, on the desk and on the phone', async () => {
    const desk = await takeSeat(browser, system.url, { device: 'desktop' })
    await signIn(desk.page, REP)
    const foreign = await admin.page.evaluate(async () => {
      const { items } = await (await fetch('/api/customers?limit=50')).json()
      return items.find((each: { owner: { name: string } | null }) => each.owner?.name === '王浩然').id as string
    })
    for (const { page } of [desk, phone]) {
      for (const path of ['/people', '/import', '/reports/team']) {
        await page.goto(path)
        await page.getByText('这一页你看不到').waitFor()
        expect(await page.getByText('请管理员').count()).toBe(1)
      }
      await page.goto(`/customers/${foreign}`)
      await page.getByText(/只有负责人、协作人和他们的主管看得到/).waitFor()
      const status = await page.evaluate(
        async (id) =>
          Promise.all(
            ['/api/imports', '/api/team-reports/daily', '/api/audit', `/api/customers/${id}`].map(
              async (url) => (await fetch(url)).status,
            ),
          ),
        foreign,
      )
      expect(status).toEqual([403, 403, 403, 404])
    }
    expect(desk.faults).toEqual([])
    await desk.close()
  })
})
