import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { asSystem } from '../../base/people/service.ts'
import { customers } from './service.ts'

let app: TestApp
let rep: Client
let owner: pg.Client

beforeAll(async () => {
  app = await testApp()
  owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await app?.close()
})
beforeEach(() => {
  app.clock.set(TEST_NOW)
  rep = app.company.as('rep')
})

async function made(client: Client, path: string, body: Record<string, unknown>) {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

const credit = async (id: string) =>
  (
    await owner.query(
      'select credit_user_id as "user", credit_department_id as department, credit_day::text as day, credit_zone as zone from customers where id = $1',
      [id],
    )
  ).rows[0]

describe('a new customer', () => {
  test('gets short names from its name, one spelling of its phone and the usual level and status', async () => {
    const body = await made(rep, 'customers', { name: '  苏州明锐电子有限公司 ', phone: '+86 138-1234-5678' })
    expect(body).toMatchObject({
      name: '苏州明锐电子有限公司',
      phone: '13812345678',
      level: 'normal',
      status: 'potential',
      intentChangedAt: null,
    })
    expect(body.shortNames).toContain('明锐')
    expect(body.owner).toEqual({ id: rep.userId, name: '陈思远' })
  })

  test('keeps short names that somebody gives', async () => {
    expect((await made(rep, 'customers', { name: '华为技术有限公司', shortNames: ['菊厂'] })).shortNames).toEqual([
      '菊厂',
    ])
  })

  test('follows a new name with untouched short names only', async () => {
    const derived = await made(rep, 'customers', { name: '苏州弘川机电有限公司' })
    const renamed = await rep.patch(`/api/customers/${derived.id}`, { version: 1, name: '昆山恒达机电有限公司' })
    expect(renamed.body.shortNames).toContain('恒达')
    expect(renamed.body.shortNames.join()).not.toContain('弘川')
    const own = await made(rep, 'customers', { name: '南京天成仪器有限公司', shortNames: ['老天'] })
    expect(
      (await rep.patch(`/api/customers/${own.id}`, { version: 1, name: '南京天成仪表有限公司' })).body.shortNames,
    ).toEqual(['老天'])
  })

  test('is credited to its first owner on their day, in their department', async () => {
    app.clock.set('2026-03-12T16:30:00.000Z')
    const { id } = await made(rep, 'customers', { name: '夜里建的客户' })
    expect(await credit(id)).toEqual({
      user: rep.userId,
      department: app.company.departments.east,
      day: '2026-03-13',
      zone: 'Asia/Shanghai',
    })
  })

  test('made for somebody else is credited to them, and the maker still sees what they made', async () => {
    const manager = app.company.as('manager')
    const body = await made(manager, 'customers', { name: '给华南的客户', ownerId: app.company.users.otherRep })
    expect(body.abilities).toEqual({ edit: false, delete: false, assign: false })
    expect(await credit(body.id)).toMatchObject({
      user: app.company.users.otherRep,
      department: app.company.departments.south,
    })
    expect((await manager.get(`/api/customers/${body.id}`)).status).toBe(404)
  })

  test('without an owner is credited to whoever gets it first, and not to the second', async () => {
    const director = app.company.as('director')
    const { id } = await made(director, 'customers', { name: '公海客户', ownerId: null })
    expect(await credit(id)).toMatchObject({ user: null, day: null })
    app.clock.set('2026-03-16T02:00:00.000Z')
    await director.post('/api/customers/assign', { ids: [id], ownerId: app.company.users.otherRep })
    await director.post('/api/customers/assign', { ids: [id], ownerId: rep.userId })
    expect(await credit(id)).toMatchObject({
      user: app.company.users.otherRep,
      department: app.company.departments.south,
      day: '2026-03-16',
    })
  })

  test('from an import counts for the day it was made there', async () => {
    const id = await asSystem(app.db, app.clock, app.company.tenantId, async (ctx) => {
      const origin = { source: 'excel', externalId: '17', createdAt: new Date('2025-05-06T01:00:00Z') }
      return (await customers.create(ctx, { name: '老客户', ownerId: rep.userId }, { origin })).record.id
    })
    expect(await credit(id)).toMatchObject({ user: rep.userId, day: '2025-05-06' })
    expect((await rep.get(`/api/customers/${id}`)).body.createdAt).toBe('2025-05-06T01:00:00.000Z')
  })
})

test('the time of an intent is that of its change', async () => {
  const { id } = await made(rep, 'customers', { name: '意向客户', intent: 'C' })
  expect((await rep.get(`/api/customers/${id}`)).body.intentChangedAt).toBe(TEST_NOW)
  app.clock.set('2026-03-20T02:00:00.000Z')
  expect(
    (await rep.patch(`/api/customers/${id}`, { version: 1, intent: 'C', region: '苏州' })).body.intentChangedAt,
  ).toBe(TEST_NOW)
  expect((await rep.patch(`/api/customers/${id}`, { version: 2, intent: 'B' })).body.intentChangedAt).toBe(
    '2026-03-20T02:00:00.000Z',
  )
})

describe('the warning of duplicates', () => {
  const ask = async (client: Client, query: Record<string, string>) => {
    const reply = await client.get(`/api/customers/duplicates?${new URLSearchParams(query)}`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body.items
  }
  let id: string

  beforeAll(async () => {
    id = (await made(app.company.as('rep'), 'customers', { name: '无锡微纳科技有限公司', phone: '0510-85551234' })).id
    await made(app.company.as('rep'), 'contacts', { customerId: id, name: '王工', phones: ['13900001111'] })
  })

  test('names customers in reach', async () => {
    const found = { id, name: '无锡微纳科技有限公司', owner: '陈思远' }
    expect(await ask(rep, { name: '无锡微纳科技有限公司' })).toEqual([{ ...found, reason: 'name' }])
    expect(await ask(rep, { name: '微纳' })).toEqual([{ ...found, reason: 'shortName' }])
    expect(await ask(rep, { phone: '051085551234' })).toEqual([{ ...found, reason: 'phone' }])
    expect(await ask(rep, { phone: '139 0000 1111' })).toEqual([{ ...found, reason: 'phone' }])
  })

  test('only hints at those out of reach', async () => {
    const hint = { name: '无锡***', owner: '陈***', reason: 'shortName' }
    expect(await ask(app.company.as('otherRep'), { name: '微纳科技' })).toEqual([hint])
    expect(await ask(app.company.as('otherRep'), { phone: '13900001111' })).toEqual([{ ...hint, reason: 'phone' }])
  })

  test('finds nothing by a part, nothing voided, nothing of another company', async () => {
    expect(await ask(rep, { name: '微' })).toEqual([])
    expect(await ask(rep, { phone: '1111' })).toEqual([])
    expect(await ask(app.other.as('admin'), { name: '无锡微纳科技有限公司', phone: '13900001111' })).toEqual([])
    const gone = await made(app.company.as('director'), 'customers', { name: '要作废的客户' })
    await app.company.as('director').delete(`/api/customers/${gone.id}`)
    expect(await ask(rep, { name: '要作废的客户' })).toEqual([])
  })

  test('tells at most five and asks for something to look for', async () => {
    for (let i = 0; i < 6; i++) await made(rep, 'customers', { name: '重名机械' })
    expect(await ask(rep, { name: '重名机械' })).toHaveLength(5)
    expect((await rep.get('/api/customers/duplicates')).status).toBe(400)
    expect((await app.company.as('readonly').get('/api/customers/duplicates?name=微纳')).status).toBe(403)
  })
})
