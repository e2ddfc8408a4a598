import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Reply, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let manager: Client
let rep: Client
let customer: { id: string; version: number }

/** The manager sees everything; for the rep some fields are ruled. */
beforeAll(async () => {
  app = await testApp()
  manager = app.company.as('manager')
  rep = app.company.as('rep')
  const admin = app.company.as('admin')
  const field = await admin.post('/api/forms/customer/fields', { key: 'secret', kind: 'text', labelZh: '底价' })
  expect(field.status, JSON.stringify(field.body)).toBe(201)
  await admin.post('/api/forms/customer/fields', { key: 'rating', kind: 'number', labelZh: '评分' })
  const made = await manager.post('/api/customers', {
    name: '苏州明锐电子有限公司',
    phone: '13812345678',
    region: '苏州',
    creditCode: '91320500MA1',
    level: 'key',
    website: 'https://mingrui.example',
    ownerId: rep.userId,
    custom: { secret: '七折', rating: 4.5 },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  customer = made.body
  await manager.patch(`/api/customers/${customer.id}`, {
    version: 1,
    phone: '13812340000',
    creditCode: '91320500MA2',
    custom: { secret: '六折' },
  })
  await manager.post('/api/contacts', {
    customerId: customer.id,
    name: '王总',
    phones: ['13900001111'],
    email: 'wang@example.com',
    wechat: 'wang',
  })
  await manager.post('/api/opportunities', {
    customerId: customer.id,
    name: '二期',
    amount: 860_000,
    ownerId: rep.userId,
  })
  const role = (await admin.get('/api/roles')).body.items.find((each: { key: string }) => each.key === 'rep')
  const fieldRules = {
    'customer.phone': 'masked',
    'customer.creditCode': 'hidden',
    'customer.level': 'readOnly',
    'customer.website': 'masked',
    'customer.custom.secret': 'hidden',
    'customer.custom.rating': 'readOnly',
    'contact.phones': 'masked',
    'contact.email': 'masked',
    'contact.wechat': 'hidden',
    'contact.customerId': 'masked',
    'opportunity.amount': 'hidden',
  }
  const ruled = await admin.patch(`/api/roles/${role.id}`, { version: role.version, fieldRules })
  expect(ruled.status, JSON.stringify(ruled.body)).toBe(200)
}, 120_000)
afterAll(() => app?.close())

const refusal = ({ status, body }: Reply) => [status, body.reason]
const list = (query: string) => rep.get(`/api/customers?${query}`)
const filtered = (field: string, op = 'notEmpty', value?: unknown) =>
  list(`filter=${encodeURIComponent(JSON.stringify({ field, op, value }))}`)

describe('in replies', () => {
  test('hidden fields are absent and masked ones masked', async () => {
    const { body } = await rep.get(`/api/customers/${customer.id}`)
    expect(body).toMatchObject({
      name: '苏州明锐电子有限公司',
      phone: '138****0000',
      level: 'key',
      website: 'h***',
      custom: { rating: 4.5 },
    })
    expect(body).not.toHaveProperty('creditCode')
    expect(body.custom).not.toHaveProperty('secret')
    const listed = (await list('q=明锐')).body.items[0]
    expect(listed.phone).toBe('138****0000')
    expect(listed).not.toHaveProperty('creditCode')
    const full = (await manager.get(`/api/customers/${customer.id}`)).body
    expect(full).toMatchObject({
      phone: '13812340000',
      creditCode: '91320500MA2',
      custom: { secret: '六折', rating: 4.5 },
    })
  })

  test('masked lists, addresses and references tell nothing more', async () => {
    const contact = (await rep.get('/api/contacts')).body.items[0]
    expect(contact).toMatchObject({ phones: ['139****1111'], email: 'w***@example.com', customerId: null })
    expect(contact).not.toHaveProperty('wechat')
    expect(contact).not.toHaveProperty('customer')
  })

  test('conflicts show the record under the same rules', async () => {
    const stale = await rep.patch(`/api/customers/${customer.id}`, { version: 1, region: 'x' })
    expect(stale.body.current).toMatchObject({ phone: '138****0000' })
    expect(stale.body.current).not.toHaveProperty('creditCode')
  })

  test('sums of a hidden amount are absent', async () => {
    const { body } = await rep.get('/api/opportunities/board')
    expect(body.columns[0].count).toBe(1)
    expect(body.columns[0]).not.toHaveProperty('amounts')
    expect(body.columns[0].items[0]).not.toHaveProperty('amount')
    expect((await manager.get('/api/opportunities/board')).body.columns[0].amounts).toEqual([
      { currency: 'CNY', amount: 860_000 },
    ])
  })
})

describe('in questions', () => {
  test('hidden and masked fields stand neither in filters nor in sort orders', async () => {
    for (const field of ['creditCode', 'custom.secret'])
      expect(refusal(await filtered(field, 'eq', 'x')), field).toEqual([422, 'records.hidden_field'])
    expect(
      refusal(
        await rep.get(
          `/api/opportunities?filter=${encodeURIComponent(JSON.stringify({ not: { or: [{ field: 'amount', op: 'gt', value: 1 }] } }))}`,
        ),
      ),
    ).toEqual([422, 'records.hidden_field'])
    expect(refusal(await rep.get('/api/opportunities?sort=-amount'))).toEqual([422, 'records.not_sortable'])
    expect(
      refusal(
        await rep.get(
          `/api/opportunities/board?filter=${encodeURIComponent(JSON.stringify({ field: 'amount', op: 'gt', value: 1 }))}`,
        ),
      ),
    ).toEqual([422, 'records.hidden_field'])
    expect((await filtered('level', 'eq', 'key')).status).toBe(200)
    expect((await filtered('custom.rating', 'gte', 4)).body.items).toHaveLength(1)
  })

  test('nobody finds by a phone number that is masked for them', async () => {
    expect((await manager.get('/api/customers?q=0000')).body.items).toHaveLength(1)
    expect((await list('q=0000')).body.items).toEqual([])
    expect((await list('q=13812340000')).body.items).toEqual([])
    expect((await rep.get('/api/contacts?q=1111')).body.items).toEqual([])
    expect((await rep.get('/api/search?q=13900001111')).body.items).toEqual([])
    expect((await manager.get('/api/search?q=13900001111')).body.items).toHaveLength(1)
    expect((await list('q=明锐')).body.items).toHaveLength(1)
  })

  test('a view cannot be saved with them', async () => {
    const definition = { filter: { field: 'creditCode', op: 'notEmpty' } }
    expect(refusal(await rep.post('/api/views', { type: 'customer', name: 'x', definition }))).toEqual([
      422,
      'records.hidden_field',
    ])
    expect((await manager.post('/api/views', { type: 'customer', name: 'x', definition })).status).toBe(201)
  })
})

describe('in writes', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ phone: '13800000000' }, 'phone'],
    [{ creditCode: 'x' }, 'creditCode'],
    [{ level: 'normal' }, 'level'],
    [{ custom: { secret: 'x' } }, 'custom.secret'],
    [{ custom: { rating: 1 } }, 'custom.rating'],
  ])('%j is refused by name', async (body, path) => {
    const { version } = (await rep.get(`/api/customers/${customer.id}`)).body
    for (const reply of [
      await rep.patch(`/api/customers/${customer.id}`, { version, ...body }),
      await rep.post('/api/customers', { name: 'x', ...body }),
    ]) {
      expect([reply.status, reply.body.errors]).toEqual([422, [{ path, reason: 'records.field_read_only' }]])
    }
  })

  test('other fields can be changed, and the ruled ones keep their values', async () => {
    const { version } = (await rep.get(`/api/customers/${customer.id}`)).body
    expect((await rep.patch(`/api/customers/${customer.id}`, { version, region: '昆山' })).status).toBe(200)
    expect((await manager.get(`/api/customers/${customer.id}`)).body).toMatchObject({
      region: '昆山',
      phone: '13812340000',
      custom: { secret: '六折', rating: 4.5 },
    })
  })

  test('a ruled amount cannot be slipped in by winning', async () => {
    const deal = (await rep.get('/api/opportunities')).body.items[0]
    const reply = await rep.post(`/api/opportunities/${deal.id}/win`, { amount: 1 })
    expect(reply.body.errors).toEqual([{ path: 'amount', reason: 'records.field_read_only' }])
  })
})

test('the history leaves out what its reader may not see, field by field', async () => {
  const changes = (items: { changes: object }[]) => items.flatMap((item) => Object.keys(item.changes))
  const own = changes((await rep.get(`/api/customers/${customer.id}/history`)).body.items)
  expect(own).toEqual(expect.arrayContaining(['name', 'region', 'custom.rating']))
  for (const field of ['phone', 'creditCode', 'custom', 'custom.secret']) expect(own, field).not.toContain(field)
  const full = changes((await manager.get(`/api/customers/${customer.id}/history`)).body.items)
  expect(full).toEqual(expect.arrayContaining(['phone', 'creditCode', 'custom.secret']))
})

test('meta tells each person their own fields', async () => {
  const fieldsOf = async (client: Client) => {
    const type = (await client.get('/api/meta')).body.types.find((each: { type: string }) => each.type === 'customer')
    return Object.fromEntries(type.fields.map((field: { key: string }) => [field.key, field]))
  }
  const own = await fieldsOf(rep)
  expect(own).not.toHaveProperty('creditCode')
  expect(Object.keys(own)).not.toContain('custom.secret')
  expect(own['phone']).toMatchObject({ masked: true, readOnly: true, filterable: false })
  expect(own['level']).toMatchObject({ masked: false, readOnly: true, filterable: true })
  expect((await fieldsOf(manager))['creditCode']).toMatchObject({ masked: false, readOnly: false, filterable: true })
})
