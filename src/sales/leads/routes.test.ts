import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let rep: Client

beforeAll(async () => {
  app = await testApp()
}, 120_000)
afterAll(() => app?.close())
beforeEach(() => {
  rep = app.company.as('rep')
})

async function made(client: Client, path: string, body: Record<string, unknown>) {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const lead = (more: Record<string, unknown> = {}, client = rep) =>
  made(client, 'leads', {
    name: '昆山恒达机电有限公司',
    contactName: '刘敏',
    title: '采购经理',
    phone: '139-0000-2222',
    source: 'exhibition',
    industry: 'manufacturing',
    ...more,
  })

describe('a lead', () => {
  test('waits to be followed up when it has an owner, and for an owner when not', async () => {
    expect(await lead()).toMatchObject({ status: 'waiting', phone: '13900002222' })
    const director = app.company.as('director')
    const unowned = await lead({ ownerId: null }, director)
    expect(unowned.status).toBe('unassigned')
    expect((await director.post('/api/leads/assign', { ids: [unowned.id], ownerId: rep.userId })).body.moved).toEqual([
      unowned.id,
    ])
    expect((await rep.get(`/api/leads/${unowned.id}`)).body.status).toBe('waiting')
  })

  test('of nobody is there for everybody who may give it away', async () => {
    const manager = app.company.as('manager')
    const { id } = await lead({ ownerId: null }, manager)
    const waiting = encodeURIComponent(JSON.stringify({ field: 'status', op: 'eq', value: 'unassigned' }))
    const listed = async (who: Client) =>
      (await who.get(`/api/leads?filter=${waiting}`)).body.items.map((each: { id: string }) => each.id)
    expect(await listed(manager)).toContain(id)
    expect(await listed(rep)).not.toContain(id)
    expect((await rep.get(`/api/leads/${id}`)).status).toBe(404)
    expect((await app.other.as('manager').get(`/api/leads/${id}`)).status).toBe(404)
    expect((await manager.post('/api/leads/assign', { ids: [id], ownerId: rep.userId })).body.moved).toEqual([id])
    expect((await rep.get(`/api/leads/${id}`)).body).toMatchObject({ status: 'waiting', owner: { id: rep.userId } })
  })

  test('that became a customer shows its story to whoever sees that customer', async () => {
    const { id } = await lead({ name: '转化线索' })
    const spoken = await made(rep, 'follow-ups', {
      leadId: id,
      method: 'phone',
      occurredAt: TEST_NOW,
      summary: '线索时问过价',
    })
    const { version } = (await rep.get(`/api/leads/${id}`)).body
    const { body } = await rep.post(`/api/leads/${id}/convert`, { version })
    const mate = app.company.as('otherRep')
    expect((await mate.get(`/api/follow-ups/${spoken.id}`)).status).toBe(404)
    await app.company.as('director').post('/api/customers/assign', { ids: [body.customer.id], ownerId: mate.userId })
    expect((await mate.get(`/api/leads/${id}`)).body.name).toBe('转化线索')
    expect((await mate.get(`/api/follow-ups/${spoken.id}`)).body.summary).toBe('线索时问过价')
    expect((await app.company.as('teammate').get(`/api/follow-ups/${spoken.id}`)).status).toBe(404)
  })

  test('shows its earlier follow-ups and next steps to its new owner, and to nobody else', async () => {
    const { id } = await lead()
    const spoken = await made(rep, 'follow-ups', {
      leadId: id,
      method: 'phone',
      occurredAt: TEST_NOW,
      summary: '想先看样机',
      nextStep: { at: '2026-03-20T02:00:00.000Z', action: 'call' },
    })
    const other = app.company.as('otherRep')
    const of = encodeURIComponent(JSON.stringify({ field: 'leadId', op: 'eq', value: id }))
    const seen = async (path: string) => (await other.get(`/api/${path}?filter=${of}`)).body.items.length
    expect([await seen('follow-ups'), await seen('next-steps')]).toEqual([0, 0])
    expect((await other.get(`/api/follow-ups/${spoken.id}`)).status).toBe(404)
    await app.company.as('director').post('/api/leads/assign', { ids: [id], ownerId: other.userId })
    expect([await seen('follow-ups'), await seen('next-steps')]).toEqual([1, 1])
    expect((await other.get(`/api/follow-ups/${spoken.id}`)).body).toMatchObject({
      summary: '想先看样机',
      abilities: { edit: false },
    })
    expect((await app.other.as('otherRep').get(`/api/follow-ups/${spoken.id}`)).status).toBe(404)
  })

  test('is neither converted nor invalid by a mere change of status', async () => {
    const { id } = await lead()
    for (const status of ['converted', 'invalid']) {
      expect((await rep.patch(`/api/leads/${id}`, { version: 1, status })).body.reason).toBe('leads.act_of_its_own')
      expect((await rep.post('/api/leads', { name: 'x', status })).status).toBe(422)
    }
    expect((await rep.patch(`/api/leads/${id}`, { version: 1, status: 'following' })).body.status).toBe('following')
  })

  test('is invalid for a reason, and may be taken up again', async () => {
    const { id } = await lead()
    expect((await rep.post(`/api/leads/${id}/invalidate`, { reason: ' ' })).status).toBe(422)
    expect((await rep.post(`/api/leads/${id}/invalidate`, { reason: '空号' })).body).toMatchObject({
      status: 'invalid',
      invalidReason: '空号',
    })
    expect((await rep.post(`/api/leads/${id}/revive`)).body).toMatchObject({ status: 'waiting', invalidReason: null })
    expect((await rep.post(`/api/leads/${id}/revive`)).body.reason).toBe('leads.not_invalid')
  })
})

describe('converting', () => {
  test('makes customer, contact and opportunity of the lead, all for its owner', async () => {
    const { id } = await lead({ region: '昆山', description: '展会认识' })
    const { status, body } = await rep.post(`/api/leads/${id}/convert`, {
      customer: { level: 'key' },
      opportunity: { name: '贴片线', amount: 320_000 },
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.customer).toMatchObject({
      name: '昆山恒达机电有限公司',
      level: 'key',
      region: '昆山',
      source: 'exhibition',
      phone: null,
      owner: { id: rep.userId },
    })
    expect(body.contact).toMatchObject({
      name: '刘敏',
      title: '采购经理',
      phones: ['13900002222'],
      customer: { id: body.customer.id },
    })
    expect(body.opportunity).toMatchObject({
      name: '贴片线',
      amount: 320_000,
      stage: 'contact',
      customer: { id: body.customer.id },
    })
    expect(body.lead).toMatchObject({
      status: 'converted',
      convertedAt: TEST_NOW,
      customer: { id: body.customer.id, name: '昆山恒达机电有限公司' },
    })
    expect((await rep.post(`/api/leads/${id}/convert`)).body.reason).toBe('leads.converted')
    expect((await rep.post(`/api/leads/${id}/invalidate`, { reason: 'x' })).body.reason).toBe('leads.converted')
  })

  test('into a customer that is there adds to it', async () => {
    const customer = await made(rep, 'customers', { name: '恒达机电' })
    const { id } = await lead()
    const { body } = await rep.post(`/api/leads/${id}/convert`, { customerId: customer.id, contact: false })
    expect(body).toMatchObject({
      customer: { id: customer.id, version: 1 },
      contact: null,
      opportunity: null,
      lead: { customerId: customer.id },
    })
  })

  test('keeps the phone with the customer when nobody is known there', async () => {
    const { id } = await lead({ contactName: null })
    expect((await rep.post(`/api/leads/${id}/convert`)).body).toMatchObject({
      contact: null,
      customer: { phone: '13900002222' },
    })
  })

  test('changes nothing when a part of it is refused', async () => {
    const { id } = await lead({ name: '不成的转化' })
    expect(
      (await rep.post(`/api/leads/${id}/convert`, { opportunity: { name: 'x', amount: 1, currency: 'XXX' } })).status,
    ).toBe(422)
    expect(
      (await rep.post(`/api/leads/${id}/convert`, { opportunity: { name: 'x', amount: 1.5, currency: 'JPY' } })).status,
    ).toBe(422)
    expect((await rep.get(`/api/leads/${id}`)).body).toMatchObject({ status: 'waiting', version: 1 })
    expect((await rep.get(`/api/customers?q=${encodeURIComponent('不成的转化')}`)).body.items).toEqual([])
  })

  test('takes no customer out of reach or of another company, and not two', async () => {
    const { id } = await lead()
    const south = await made(app.company.as('otherRep'), 'customers', { name: '华南客户' })
    const foreign = await made(app.other.as('rep'), 'customers', { name: '别家客户' })
    for (const customerId of [south.id, foreign.id])
      expect((await rep.post(`/api/leads/${id}/convert`, { customerId })).status).toBe(404)
    const both = await rep.post(`/api/leads/${id}/convert`, { customerId: south.id, customer: {} })
    expect([both.status, both.body.errors[0].path]).toEqual([422, 'customerId'])
    expect((await app.company.as('otherRep').post(`/api/leads/${id}/convert`)).status).toBe(404)
    expect((await app.company.as('readonly').post(`/api/leads/${id}/convert`)).status).toBe(403)
  })

  test("by a manager leaves everything with the lead's owner", async () => {
    const { id } = await lead()
    const { body } = await app.company
      .as('manager')
      .post(`/api/leads/${id}/convert`, { opportunity: { name: '贴片线' } })
    expect([body.customer.owner.id, body.contact.owner.id, body.opportunity.owner.id]).toEqual([
      rep.userId,
      rep.userId,
      rep.userId,
    ])
  })
})
