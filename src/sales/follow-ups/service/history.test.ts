import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../../app/testing.ts'
import { asUser } from '../../../base/people/service.ts'
import { newId } from '../../../platform/id.ts'
import { recordHistory } from '../service.ts'

let test: TestApp
let customerId: string

beforeAll(async () => {
  test = await testApp()
  customerId = (await test.company.as('rep').post('/api/customers', { name: '苏州明锐电子有限公司' })).body.id
}, 120_000)
afterAll(() => test?.close())

const past = (occurredAt: string, externalId: string) =>
  asUser(test.db, test.clock, test.company.tenantId, test.company.users.admin, (ctx) =>
    recordHistory(
      ctx,
      { id: newId(), customerId, method: 'phone', occurredAt, summary: '老系统：客户要样册' },
      { authorId: test.company.users.rep, origin: { source: 'excel', externalId, createdAt: new Date(occurredAt) } },
    ),
  )
const customer = async () => (await test.company.as('rep').get(`/api/customers/${customerId}`)).body

it('history of any age stands in the timeline under its author, and is never counted', async () => {
  const id = await past('2024-03-05T01:30:00Z', 'row-1')
  const { body } = await test.company.as('rep').get(`/api/follow-ups/${id}`)
  expect(body).toMatchObject({
    owner: { id: test.company.users.rep },
    entryKind: 'imported',
    counted: false,
    localDay: '2024-03-05',
    timeZone: 'Asia/Shanghai',
    stateBefore: {},
    nextStep: null,
  })
})

it('tells when the customer was last followed up, and changes nothing else', async () => {
  await past('2026-02-01T01:30:00Z', 'row-2')
  await past('2025-02-01T01:30:00Z', 'row-3')
  expect(await customer()).toMatchObject({
    lastFollowUpAt: '2026-02-01T01:30:00.000Z',
    intent: null,
    status: 'potential',
  })
})

it('taken back leaves the customer with the one before', async () => {
  const id = await past('2026-03-01T01:30:00Z', 'row-4')
  expect((await customer()).lastFollowUpAt).toBe('2026-03-01T01:30:00.000Z')
  expect((await test.company.as('rep').delete(`/api/follow-ups/${id}`)).status).toBe(200)
  expect((await customer()).lastFollowUpAt).toBe('2026-02-01T01:30:00.000Z')
  expect((await test.company.as('rep').post(`/api/follow-ups/${id}/restore`)).status).toBe(200)
  expect((await customer()).lastFollowUpAt).toBe('2026-03-01T01:30:00.000Z')
})

it('may be corrected without being judged as late', async () => {
  const id = await past('2025-06-01T01:30:00Z', 'row-5')
  const reply = await test.company
    .as('rep')
    .patch(`/api/follow-ups/${id}`, { version: 1, summary: '改错字', occurredAt: '2025-06-02T17:30:00Z' })
  expect(reply.body).toMatchObject({ summary: '改错字', localDay: '2025-06-03', entryKind: 'imported', counted: false })
})
