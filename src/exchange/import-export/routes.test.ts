import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { type Reply, type TestApp, testApp } from '../../app/testing.ts'
import { runNext } from '../../platform/jobs.ts'

let test: TestApp
let folder = ''
beforeAll(async () => {
  test = await testApp()
  folder = await mkdtemp(join(tmpdir(), 'tandem-import-'))
}, 120_000)
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

const header = ['客户名称', '行业', '负责销售', '联系人', '职务', '手机', '最近拜访', '情况', '下次', '预算(万)']
const rows: (string | number)[][] = [
  [
    '苏州明锐电子有限公司',
    '电子',
    '陈思远',
    '张建国',
    '技术总监',
    '13805121234',
    '2026.3.9',
    '年度预算已批 120 万',
    '2026-03-18',
    120,
  ],
  [
    '宁波海晟精密机械有限公司',
    '机械',
    '陈思远',
    '周启航',
    '设备经理',
    '13905740001',
    '2026.2.19',
    '要看同行案例',
    '2026-03-05',
    '',
  ],
  [
    '合肥启明光伏科技有限公司',
    '光伏',
    '林嘉怡',
    '陈总',
    '',
    '1395182760',
    '2026.3.6',
    '4 月中旬招标',
    '2026-03-17',
    '',
  ],
  ['苏州明锐电子有限公司', '电子', '陈思远', '李工', '工程师', '13805129999', '', '', '', ''],
]

async function excel(lines: (string | number)[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('客户')
  sheet.addRow(['衡川客户台账'])
  sheet.addRow(header)
  for (const line of lines) sheet.addRow(line)
  const path = join(folder, `${Math.random()}.xlsx`)
  await book.xlsx.writeFile(path)
  return readFile(path)
}

async function upload(content: Buffer, name = '台账.xlsx', who: 'admin' | 'rep' = 'admin'): Promise<Reply> {
  const reply = await test.app.inject({
    method: 'POST',
    url: `/api/imports?name=${encodeURIComponent(name)}`,
    headers: { authorization: `Bearer ${test.company.as(who).token}`, 'content-type': 'application/octet-stream' },
    payload: content,
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

async function work(): Promise<void> {
  while (await runNext(test.db, test.clock, jobHandlers(test.db, test.clock)));
}

const admin = () => test.company.as('admin')
const find = async (path: string, q: string) =>
  (await admin().get(`/api/${path}?q=${encodeURIComponent(q)}`)).body.items

describe('an Excel of customers', () => {
  let id = ''

  it('is looked at without writing anything', async () => {
    const reply = await upload(await excel(rows))
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    id = reply.body.id
    expect(reply.body.state).toBe('analysed')
    expect(reply.body.sheets[0].headerRows).toEqual([2])
    expect(reply.body.plan.counts).toMatchObject({ rows: 4, importable: 2, duplicates: 1, errors: 1, customers: 2 })
    expect(reply.body.plan.groups[0]).toMatchObject({ cause: 'phoneInvalid', rows: 1 })
    expect(reply.body.plan.preview[0]).toMatchObject({
      name: '苏州明锐电子有限公司',
      owner: '陈思远',
      lastDay: '2026-03-09',
    })
    expect(await find('customers', '明锐')).toEqual([])
  })

  it('gives the rows with errors as a file', async () => {
    const reply = await admin().get(`/api/imports/${id}/errors.csv`)
    expect(reply.status).toBe(200)
    expect(reply.body).toContain('合肥启明光伏')
    expect(reply.body).toContain('1395182760')
    expect(reply.body.split('\r\n')).toHaveLength(3)
  })

  it('takes a decision for all errors of a cause', async () => {
    const reply = await admin().put(`/api/imports/${id}/mapping`, {
      decisions: { fixes: { phoneInvalid: 'leaveBlank' } },
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(reply.body.plan.counts).toMatchObject({ importable: 3, duplicates: 1, errors: 0, customers: 3 })
  })

  it('writes customers, contacts, history, plans and people, and counts nothing', async () => {
    expect((await admin().post(`/api/imports/${id}/run`)).body.state).toBe('running')
    await work()
    const done = await admin().get(`/api/imports/${id}`)
    expect(done.body.failure).toBe(null)
    expect(done.body.state).toBe('done')
    expect(done.body.made).toMatchObject({ customer: 3, contact: 4, followUp: 3 })
    const [customer] = await find('customers', '明锐')
    expect(customer).toMatchObject({ owner: { name: '陈思远' }, lastFollowUpAt: expect.stringContaining('2026-03-09') })
    const history = await admin().get(
      `/api/follow-ups?filter=${encodeURIComponent(JSON.stringify({ field: 'customerId', op: 'eq', value: customer.id }))}`,
    )
    expect(history.body.items).toHaveLength(1)
    expect(history.body.items[0]).toMatchObject({ counted: false, entryKind: 'imported' })
    const steps = (await admin().get('/api/next-steps')).body.items
    expect(steps.map((step: { localDay: string }) => step.localDay).sort()).toEqual(['2026-03-17', '2026-03-18'])
    const daily = await admin().get(
      `/api/metrics?from=2026-03-01&to=2026-03-31&department=${test.company.departments.root}`,
    )
    expect(daily.body.metrics.newCustomers.count).toBe(0)
    expect(daily.body.metrics.followUps.count).toBe(0)
  })

  it('changes nothing when the same file comes again', async () => {
    const before = await find('customers', '有限公司')
    const again = await upload(await excel(rows))
    await admin().put(`/api/imports/${again.body.id}/mapping`, { decisions: { fixes: { phoneInvalid: 'leaveBlank' } } })
    await admin().post(`/api/imports/${again.body.id}/run`)
    await work()
    const done = await admin().get(`/api/imports/${again.body.id}`)
    expect(done.body).toMatchObject({ state: 'done', made: {} })
    expect(await find('customers', '有限公司')).toEqual(before)
  })

  it('is taken back as a whole, except what somebody has changed', async () => {
    const [kept] = await find('customers', '海晟')
    const changed = await admin().patch(`/api/customers/${kept.id}`, { version: kept.version, region: '宁波' })
    expect(changed.status).toBe(200)
    expect((await admin().post(`/api/imports/${id}/undo`)).status).toBe(200)
    await work()
    expect((await admin().get(`/api/imports/${id}`)).body.state).toBe('undone')
    expect(await find('customers', '明锐')).toEqual([])
    expect(await find('customers', '海晟')).toHaveLength(1)
    expect((await admin().post(`/api/imports/${id}/undo`)).status).toBe(409)
  })

  it('may come again after that', async () => {
    const reply = await upload(await excel(rows.slice(0, 1)))
    await admin().post(`/api/imports/${reply.body.id}/run`)
    await work()
    expect(await find('customers', '明锐')).toHaveLength(1)
  })
})

describe('an import template', () => {
  const heads = ['单位', '等级', '备注2', '负责销售']
  const csv = (...lines: string[][]) => Buffer.from([heads, ...lines].map((line) => line.join(',')).join('\n'))

  it('keeps what was decided for the next file with the same heads, until it is taken back or forgotten', async () => {
    const { body: first } = await upload(csv(['南京模板一号有限公司', 'A类', '老李介绍', '陈思远']), '三月.csv')
    const [sheet] = first.mapping
    const decided = sheet.columns.map((column: { header: string }) =>
      column.header === '备注2' ? { ...column, target: 'customer.source' } : column,
    )
    await admin().put(`/api/imports/${first.id}/mapping`, { mapping: [{ ...sheet, columns: decided }] })
    const saved = await admin().post(`/api/imports/${first.id}/template`, { name: '展会名单' })
    expect(saved.body.items).toMatchObject([{ name: '展会名单' }])

    const { body: second } = await upload(csv(['南京模板二号有限公司', 'B类', '转介绍', '陈思远']), '四月.csv')
    const target = (batch: typeof second) =>
      batch.mapping[0].columns.find((column: { header: string }) => column.header === '备注2').target
    expect([second.template, target(second)]).toEqual(['展会名单', 'customer.source'])
    const { body: guessed } = await admin().put(`/api/imports/${second.id}/mapping`, { guessed: true })
    expect([guessed.template, target(guessed)]).toEqual([null, target(first)])

    expect((await admin().delete(`/api/import-templates/${saved.body.items[0].id}`)).status).toBe(204)
    const { body: third } = await upload(csv(['南京模板三号有限公司', 'B类', '转介绍', '陈思远']), '五月.csv')
    expect(third.template).toBe(null)
  })

  it('belongs to the company and to those who import', async () => {
    const { body } = await upload(csv(['南京模板四号有限公司', 'B类', '', '陈思远']), '六月.csv')
    const other = test.other.as('admin')
    expect((await other.post(`/api/imports/${body.id}/template`, { name: 'x' })).status).toBe(404)
    const { items } = (await admin().post(`/api/imports/${body.id}/template`, { name: '六月' })).body
    expect((await other.get('/api/import-templates')).body.items).toEqual([])
    expect((await other.delete(`/api/import-templates/${items[0].id}`)).status).toBe(404)
    expect((await test.company.as('rep').get('/api/import-templates')).status).toBe(403)
  })
})

describe('refusals', () => {
  it('of people without the right, before the file is read', async () => {
    expect((await upload(Buffer.alloc(10), 'x.csv', 'rep')).status).toBe(403)
  })
  it('of what is no list', async () => {
    const reply = await upload(Buffer.from('%PDF-1.7 not a sheet \u0000\u0001'), 'x.xlsx')
    expect(reply.status).toBe(422)
    expect(reply.body.reason).toMatch(/^spreadsheet\./)
  })
  it('of JSON in place of a file', async () => {
    expect((await admin().post('/api/imports?name=a.csv', {})).status).toBe(415)
  })
  it('of batches of another company', async () => {
    const reply = await upload(await excel(rows.slice(0, 1)))
    expect((await test.other.as('admin').get(`/api/imports/${reply.body.id}`)).status).toBe(404)
    expect((await test.other.as('admin').post(`/api/imports/${reply.body.id}/run`)).status).toBe(404)
  })
})
