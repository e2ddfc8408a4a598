import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let rep: Client
let owner: pg.Client

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
  owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await app?.close()
})

async function made(client: Client, path: string, body: Record<string, unknown>) {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const credit = async (id: string) =>
  (
    await owner.query(
      'select credit_user_id as "user", credit_department_id as department, credit_day::text as day from payments where id = $1',
      [id],
    )
  ).rows[0]

test("a payment belongs to the customer's owner and counts for the day it was paid", async () => {
  const customer = await made(rep, 'customers', { name: '苏州明锐电子' })
  const payment = await made(app.company.as('manager'), 'payments', {
    customerId: customer.id,
    amount: 430_000.05,
    paidOn: '2026-03-02',
    method: 'bankTransfer',
    voucher: 'HD-0302',
  })
  expect(payment).toMatchObject({
    amount: 430_000.05,
    currency: 'CNY',
    paidOn: '2026-03-02',
    owner: { id: rep.userId },
  })
  const east = app.company.departments.east
  expect(await credit(payment.id)).toEqual({ user: rep.userId, department: east, day: '2026-03-02' })
  await rep.patch(`/api/payments/${payment.id}`, { version: 1, paidOn: '2026-02-28' })
  expect(await credit(payment.id)).toEqual({ user: rep.userId, department: east, day: '2026-02-28' })
  await rep.patch(`/api/payments/${payment.id}`, { version: 2, voucher: 'HD-0228' })
  await app.company
    .as('director')
    .post('/api/payments/assign', { ids: [payment.id], ownerId: app.company.users.otherRep })
  expect(await credit(payment.id)).toEqual({ user: rep.userId, department: east, day: '2026-02-28' })
})

test("a payment takes an opportunity of its customer's only", async () => {
  const customer = await made(rep, 'customers', { name: '甲方' })
  const other = await made(rep, 'customers', { name: '乙方' })
  const deal = await made(rep, 'opportunities', { name: '二期', customerId: other.id })
  const body = { customerId: customer.id, opportunityId: deal.id, amount: 1, paidOn: '2026-03-02' }
  expect((await rep.post('/api/payments', body)).body.reason).toBe('payments.other_customer')
  const payment = await made(rep, 'payments', { ...body, customerId: other.id })
  expect((await rep.patch(`/api/payments/${payment.id}`, { version: 1, customerId: customer.id })).body.reason).toBe(
    'payments.other_customer',
  )
})

test('a payment needs customer, amount and day; days and amounts that cannot be are refused', async () => {
  const customer = await made(rep, 'customers', { name: '甲方' })
  const body = { customerId: customer.id, amount: 1, paidOn: '2026-03-02' }
  const wrong = [
    { paidOn: '2026-02-30' },
    { paidOn: '0001-01-01' },
    { amount: 1.001 },
    { amount: '1' },
    { amount: 1e15 },
    { customerId: null },
    { paidOn: undefined },
  ]
  for (const part of wrong)
    expect((await rep.post('/api/payments', { ...body, ...part })).status, JSON.stringify(part)).toBe(422)
  expect((await rep.post('/api/payments', { ...body, amount: -20 })).status).toBe(201)
})
