import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let rep: Client

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
}, 120_000)
afterAll(() => app?.close())

async function made(client: Client, path: string, body: Record<string, unknown>) {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

test("a contact belongs to the customer's owner unless somebody is named", async () => {
  const customer = await made(rep, 'customers', { name: '苏州明锐电子' })
  const manager = app.company.as('manager')
  expect((await made(manager, 'contacts', { customerId: customer.id, name: '王总' })).owner.id).toBe(rep.userId)
  const named = await made(manager, 'contacts', {
    customerId: customer.id,
    name: '李工',
    ownerId: app.company.users.teammate,
  })
  expect(named.owner.id).toBe(app.company.users.teammate)
  const pool = await made(app.company.as('director'), 'customers', { name: '没有负责人', ownerId: null })
  expect((await made(app.company.as('director'), 'contacts', { customerId: pool.id, name: '赵工' })).owner.id).toBe(
    app.company.users.director,
  )
})

test('phones are kept once each, in one spelling', async () => {
  const customer = await made(rep, 'customers', { name: '苏州明锐电子' })
  const contact = await made(rep, 'contacts', {
    customerId: customer.id,
    name: '王总',
    phones: ['138 1234 5678', '+8613812345678', '0512-66551234转801', '微信同号'],
  })
  expect(contact.phones).toEqual(['13812345678', '051266551234-801', '微信同号'])
  expect((await rep.patch(`/api/contacts/${contact.id}`, { version: 1, phones: null })).body.phones).toEqual([])
})

test('whoever sees the customer sees its contacts, and nobody else does', async () => {
  const customer = await made(rep, 'customers', { name: '协作客户' })
  const { id } = await made(rep, 'contacts', { customerId: customer.id, name: '王总' })
  const otherRep = app.company.as('otherRep')
  expect((await otherRep.get(`/api/contacts/${id}`)).status).toBe(404)
  await rep.put(`/api/customers/${customer.id}/collaborators`, { userIds: [otherRep.userId] })
  const seen = await otherRep.get(`/api/contacts/${id}`)
  expect([seen.status, seen.body.abilities.edit]).toEqual([200, false])
  expect((await otherRep.patch(`/api/contacts/${id}`, { version: 1, title: '总监' })).status).toBe(403)
  await rep.put(`/api/customers/${customer.id}/collaborators`, { userIds: [] })
  expect((await otherRep.get(`/api/contacts/${id}`)).status).toBe(404)
})
