import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let rep: Client
let customerId: string

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
  const made = async (path: string, body: Record<string, unknown>, client = rep) => {
    const reply = await client.post(`/api/${path}`, body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    return reply.body.id as string
  }
  customerId = await made('customers', { name: '苏州明锐电子有限公司', phone: '0512-66551234' })
  await made('customers', { name: '明锐理想科技' })
  await made('customers', { name: 'TCL王牌电器（惠州）有限公司' })
  await made('customers', { name: '华南明锐', phone: '13800005555' }, app.company.as('otherRep'))
  await made('contacts', { customerId, name: '王建国', title: '技术总监', phones: ['13812345678'] })
  await made('leads', { name: '恒达机电', contactName: '刘敏', phone: '13912345678' })
  await made('opportunities', { customerId, name: '明锐二期视觉检测', amount: 860_000 })
  await made('tasks', { title: '给明锐借样机' })
}, 120_000)
afterAll(() => app?.close())
beforeEach(() => {
  rep = app.company.as('rep')
})

describe('q finds customers', () => {
  const mingrui = '苏州明锐电子有限公司'
  const cases: [string, string, string[]][] = [
    ['by two characters inside the name', '明锐', ['明锐理想科技', mingrui]],
    ['by the whole name', mingrui, [mingrui]],
    ['by two parts of it', '苏州 电子', [mingrui]],
    ['by initials', 'mrlx', ['明锐理想科技']],
    ['by the beginning of the pinyin of its short name', 'mingrui', ['明锐理想科技', mingrui]],
    ['by the tail of its phone', '1234', [mingrui]],
    ['by its phone in any spelling', '(0512) 6655-1234', [mingrui]],
    ['by letters in either case', 'tcl', ['TCL王牌电器（惠州）有限公司']],
    ['in full width', 'ＴＣＬ', ['TCL王牌电器（惠州）有限公司']],
    ['by letters and Chinese together', 'tcl王牌', ['TCL王牌电器（惠州）有限公司']],
    ['not by what is in none', '明锐华为', []],
    ['not by a number that is no tail', '2345', []],
    ['not by signs alone', '%', []],
    ['not by SQL', `' or 1=1 --`, []],
  ]
  test.each(cases)('%s', async (_, q, names) => {
    const reply = await rep.get(`/api/customers?sort=name&q=${encodeURIComponent(q)}`)
    expect(reply.status).toBe(200)
    expect(reply.body.items.map((item: { name: string }) => item.name)).toEqual(names)
  })

  test('everything when nothing is asked, and with a filter both must hold', async () => {
    expect((await rep.get('/api/customers?q=')).body.items).toHaveLength(3)
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: mingrui }))
    expect((await rep.get(`/api/customers?q=明锐&filter=${filter}`)).body.items).toHaveLength(1)
  })

  test('by its new name and no longer by the old one', async () => {
    const { id, version } = (await rep.get('/api/customers?q=tcl')).body.items[0]
    await rep.patch(`/api/customers/${id}`, { version, name: '惠州王牌视像', shortNames: ['王牌'] })
    expect((await rep.get('/api/customers?q=tcl')).body.items).toEqual([])
    expect((await rep.get('/api/customers?q=视像')).body.items).toHaveLength(1)
  })

  test('page by page', async () => {
    const first = (await rep.get('/api/customers?q=明锐&limit=1')).body
    const second = (await rep.get(`/api/customers?q=明锐&limit=1&cursor=${first.nextCursor}`)).body
    expect(new Set([first.items[0].id, second.items[0].id]).size).toBe(2)
    expect(second.nextCursor).toBe(null)
  })
})

describe('the search over everything', () => {
  const search = async (client: Client, q: string, more = '') => {
    const reply = await client.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body.items.map(
      (item: { type: string; title: string; subtitle: string }) =>
        `${item.type} ${item.title} | ${item.subtitle ?? ''}`,
    )
  }

  test('brings what is closest first, with phones masked, of all types in reach', async () => {
    const found = await search(rep, '明锐')
    expect([...found].sort()).toEqual([
      'customers 明锐理想科技 | 陈思远',
      'customers 苏州明锐电子有限公司 | 陈思远 · 051****1234',
      'opportunities 明锐二期视觉检测 | 苏州明锐电子有限公司 · 陈思远',
      'tasks 给明锐借样机 | 陈思远',
    ])
    expect(found.findIndex((line: string) => line.includes('苏州'))).toBeGreaterThan(
      found.findIndex((line: string) => line.includes('理想')),
    )
  })

  test('finds people by name, pinyin and phone', async () => {
    const wang = 'contacts 王建国 | 苏州明锐电子有限公司 · 技术总监 · 138****5678'
    expect(await search(rep, '王建国')).toEqual([wang])
    expect(await search(rep, 'wjg')).toEqual([wang])
    expect(await search(rep, '刘敏')).toEqual(['leads 恒达机电 | 刘敏 · 139****5678 · 陈思远'])
    expect((await search(rep, '5678')).sort()).toEqual([wang, 'leads 恒达机电 | 刘敏 · 139****5678 · 陈思远'])
  })

  test('keeps within reach and limit', async () => {
    expect(await search(app.company.as('otherRep'), '明锐')).toEqual(['customers 华南明锐 | 周航 · 138****5555'])
    expect(await search(app.company.as('director'), '明锐', '&limit=2')).toHaveLength(2)
    expect(await search(app.other.as('admin'), '明锐')).toEqual([])
    expect(await search(rep, '')).toEqual([])
    expect((await app.anonymous.get('/api/search?q=明锐')).status).toBe(401)
    for (const query of ['', '?q=a&limit=51', '?q=a&x=1'])
      expect((await rep.get(`/api/search${query}`)).status).toBe(400)
  })
})

test('meta tells types, fields, options and abilities of the caller', async () => {
  const { body } = await rep.get('/api/meta')
  expect(body.types.map((type: { path: string }) => type.path)).toEqual([
    'customers',
    'contacts',
    'opportunities',
    'leads',
    'payments',
    'next-steps',
    'follow-ups',
    'tasks',
  ])
  const customer = body.types[0]
  expect(customer).toMatchObject({
    type: 'customer',
    labelKey: 'records:types.customer',
    title: 'name',
    searchable: true,
    abilities: { view: true, create: true, edit: true, delete: false, assign: false },
  })
  const field = (key: string) => customer.fields.find((each: { key: string }) => each.key === key)
  expect(field('name')).toMatchObject({
    kind: 'text',
    required: true,
    max: 120,
    filterable: true,
    sortable: true,
    readOnly: false,
  })
  expect(field('level')).toMatchObject({ kind: 'option', set: 'customerLevel' })
  expect(field('lastFollowUpAt')).toMatchObject({ readOnly: true })
  expect(body.types[1].fields.find((each: { key: string }) => each.key === 'customerId')).toMatchObject({
    to: 'customer',
    toPath: 'customers',
  })
  expect(body.options.stage[0]).toMatchObject({ key: 'contact', zh: '初步接洽', probability: 5, state: 'open' })
  expect(body).toMatchObject({ currency: 'CNY' })
  expect(body.currencies).toContain('USD')
  const auditor = (await app.company.as('readonly').get('/api/meta')).body.types[0]
  expect(auditor.abilities).toMatchObject({ view: true, create: false, edit: false })
})
