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

describe('a customer given to somebody else', () => {
  const director = () => app.company.as('director')
  const ownerOf = async (path: string, id: string): Promise<string> => {
    const { owner: one, author } = (await director().get(`/api/${path}/${id}`)).body
    return (one ?? author).id
  }
  const give = async (ids: string[], more: object = {}) =>
    director().post('/api/customers/assign', { ids, ownerId: app.company.users.otherRep, ...more })

  /** A customer with everything that may hang on one, all of it of one person. */
  async function whole(client: Client) {
    const customerId = (await made(client, 'customers', { name: '宁波北仑模具' })).id
    const deal = (name: string) => made(client, 'opportunities', { name, customerId, amount: 1000 })
    const won = await deal('已赢')
    expect((await client.post(`/api/opportunities/${won.id}/win`, {})).status).toBe(200)
    const followUp = { customerId, method: 'phone', result: 'effective', occurredAt: TEST_NOW, summary: '确认到货时间' }
    return {
      customers: customerId,
      contacts: (await made(client, 'contacts', { customerId, name: '王总' })).id,
      opportunities: (await deal('进行中')).id,
      'next-steps': (
        await made(client, 'next-steps', { customerId, at: '2026-03-16T20:00:00Z', action: 'call', goal: '约时间' })
      ).id,
      tasks: (await made(client, 'tasks', { customerId, title: '做方案' })).id,
      'follow-ups': (await made(client, 'follow-ups', followUp)).id,
      won: won.id,
    }
  }

  test('takes its contacts, open deals and plans along; tasks, history and what is closed stay', async () => {
    const { won, ...mine } = await whole(rep)
    const { otherRep } = app.company.users
    await owner.query(`update users set time_zone = 'America/New_York' where id = $1`, [otherRep])
    expect((await give([mine.customers])).body).toEqual({ moved: [mine.customers] })
    await owner.query('update users set time_zone = null where id = $1', [otherRep])
    const owners: Record<string, string> = {}
    for (const [path, id] of Object.entries(mine)) owners[path] = await ownerOf(path, id)
    expect(owners).toEqual({
      customers: otherRep,
      contacts: otherRep,
      opportunities: otherRep,
      'next-steps': otherRep,
      tasks: rep.userId,
      'follow-ups': rep.userId,
    })
    expect(await ownerOf('opportunities', won)).toBe(rep.userId)
    const now = app.company.as('otherRep')
    expect((await now.get(`/api/follow-ups/${mine['follow-ups']}`)).status).toBe(200)
    expect((await now.get(`/api/next-steps/${mine['next-steps']}`)).body).toMatchObject({
      localDay: '2026-03-16',
      timeZone: 'America/New_York',
    })
    const contact = (await now.get(`/api/contacts/${mine.contacts}`)).body
    expect(
      (await now.patch(`/api/contacts/${mine.contacts}`, { version: contact.version, title: '厂长' })).status,
    ).toBe(200)
    const history = (await director().get(`/api/next-steps/${mine['next-steps']}/history`)).body.items
    expect(history).toContainEqual(
      expect.objectContaining({ action: 'assigned', changes: { ownerId: [rep.userId, otherRep] } }),
    )
  })

  test('leaves deals and plans where they are when that is wanted, and those of colleagues always', async () => {
    const mine = await whole(rep)
    const { teammate, otherRep } = app.company.users
    const theirs = await made(director(), 'next-steps', {
      customerId: mine.customers,
      at: '2026-03-17T02:00:00Z',
      action: 'call',
      ownerId: teammate,
    })
    await give([mine.customers], { withOpen: false })
    const left = [await ownerOf('opportunities', mine.opportunities), await ownerOf('next-steps', mine['next-steps'])]
    expect(left).toEqual([rep.userId, rep.userId])
    expect(await ownerOf('contacts', mine.contacts)).toBe(otherRep)
    await give([mine.customers])
    expect(await ownerOf('next-steps', theirs.id)).toBe(teammate)
  })

  test('together with others takes along what each former owner had', async () => {
    const [mine, theirs] = [await whole(rep), await whole(app.company.as('teammate'))]
    expect((await give([mine.customers, theirs.customers])).body.moved).toHaveLength(2)
    const { otherRep } = app.company.users
    for (const { opportunities, 'next-steps': step } of [mine, theirs])
      expect([await ownerOf('opportunities', opportunities), await ownerOf('next-steps', step)]).toEqual([
        otherRep,
        otherRep,
      ])
  })

  test('is given only by who may, and takes nothing along when it is refused', async () => {
    const mine = await whole(rep)
    const body = { ids: [mine.customers], ownerId: app.company.users.teammate }
    expect((await app.anonymous.post('/api/customers/assign', body)).status).toBe(401)
    expect((await rep.post('/api/customers/assign', body)).status).toBe(403)
    expect(
      (await app.other.as('admin').post('/api/customers/assign', { ...body, ownerId: app.other.users.rep })).status,
    ).toBe(404)
    expect((await give([mine.customers], { ownerId: app.other.users.rep })).status).toBe(422)
    expect((await give([mine.customers], { withOpen: 'yes' })).status).toBe(422)
    expect(await ownerOf('next-steps', mine['next-steps'])).toBe(rep.userId)
  })

  test('of a leaver goes with everything that is still open, tasks too', async () => {
    const { teammate } = app.company.users
    const mine = await whole(app.company.as('teammate'))
    const admin = app.company.as('admin')
    expect((await admin.post(`/api/users/${teammate}/deactivate`, { handOverTo: rep.userId })).status).toBe(200)
    for (const path of ['customers', 'contacts', 'opportunities', 'next-steps', 'tasks'] as const)
      expect([path, await ownerOf(path, mine[path])]).toEqual([path, rep.userId])
    expect(await ownerOf('follow-ups', mine['follow-ups'])).toBe(teammate)
  })
})
