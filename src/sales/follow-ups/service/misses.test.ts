import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../../app/testing.ts'
import { newId } from '../../../platform/id.ts'

let test: TestApp
let rep: Client
let customerId: string

beforeAll(async () => {
  test = await testApp()
}, 120_000)
afterAll(() => test?.close())
beforeEach(async () => {
  test.clock.set(TEST_NOW)
  rep = test.company.as('rep')
  customerId = await made('customers', { name: `无锡某厂 ${newId()}` })
})

async function made(path: string, body: Record<string, unknown>): Promise<string> {
  const reply = await rep.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}
const miss = (more: Record<string, unknown> = {}) => rep.post('/api/follow-ups/no-answer', { customerId, ...more })
const step = async (id: string) => (await rep.get(`/api/next-steps/${id}`)).body

it('one tap records a call that nobody answered and the next try at ten of the next working day', async () => {
  const reply = await miss()
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  expect(reply.body).toMatchObject({
    method: 'phone',
    result: 'noAnswer',
    summary: 'phrase:noAnswer',
    occurredAt: TEST_NOW,
    localDay: '2026-03-12',
    counted: true,
    nextStep: { at: '2026-03-13T02:00:00.000Z', action: 'call', state: 'open' },
    suggestion: null,
    missesInRow: 1,
  })
  expect((await rep.get(`/api/customers/${customerId}`)).body).toMatchObject({
    lastFollowUpAt: null,
    nextStepAt: '2026-03-13T02:00:00.000Z',
  })
})

it('on a Friday the next try is on Monday', async () => {
  test.clock.set('2026-03-13T08:00:00Z')
  expect((await miss()).body.nextStep.day).toBe('2026-03-16')
})

it('after three in a row another contact is suggested, until somebody was reached', async () => {
  const suggestions: unknown[] = []
  for (const hour of [1, 2, 3, 4])
    suggestions.push(
      (await miss({ occurredAt: `2026-03-12T0${hour}:00:00Z`, result: hour === 2 ? 'refused' : 'noAnswer' })).body
        .suggestion,
    )
  expect(suggestions).toEqual([null, null, 'changeContact', 'changeContact'])
  await made('follow-ups', {
    customerId,
    method: 'phone',
    result: 'effective',
    occurredAt: '2026-03-12T05:00:00Z',
    summary: '通了，约下周',
  })
  expect((await miss({ occurredAt: '2026-03-12T06:00:00Z' })).body).toMatchObject({ suggestion: null, missesInRow: 1 })
})

it('tapped again the same day plans no second try', async () => {
  const [first, second] = [await miss(), await miss()]
  expect(second.body.nextStepId).toBe(first.body.nextStepId)
  await rep.delete(`/api/follow-ups/${second.body.id}`)
  expect((await step(first.body.nextStepId)).state).toBe('open')
})

it('keeps no plan: the one of today is put off to the next try, a visit next week stays', async () => {
  const today = await made('next-steps', { customerId, at: '2026-03-12T07:00:00Z', action: 'call' })
  const visit = await made('next-steps', { customerId, at: '2026-03-18T07:00:00Z', action: 'visit' })
  const { body } = await miss()
  expect(await step(today)).toMatchObject({ state: 'moved', movedToId: body.nextStepId })
  expect((await step(visit)).state).toBe('open')
})

it('sent again by the phone is the same one, also when only the clocks differ', async () => {
  const body = { id: newId(), occurredAt: '2026-03-12T08:00:00Z', deviceTime: '2026-03-12T08:00:05Z' }
  const first = await miss({ ...body, clientSentAt: '2026-03-12T08:48:00Z' })
  test.clock.set('2026-03-14T08:48:00Z')
  const again = await miss({ ...body, clientSentAt: '2026-03-14T08:48:00Z' })
  expect([first.status, again.status, again.body.id]).toEqual([201, 200, body.id])
  expect(again.body).toMatchObject({ nextStepId: first.body.nextStepId, missesInRow: 1 })
})

it('without a time of its own sent again later is the same one', async () => {
  const id = newId()
  await miss({ id })
  test.clock.set('2026-03-12T09:00:00Z')
  expect((await miss({ id })).body).toMatchObject({ id, occurredAt: TEST_NOW })
})

it('kept on the phone for days is planned from the day it happened', async () => {
  test.clock.set('2026-03-16T08:00:00Z')
  const { body } = await miss({
    occurredAt: '2026-03-12T08:00:00Z',
    deviceTime: '2026-03-12T08:00:05Z',
    clientSentAt: '2026-03-16T08:00:00Z',
  })
  expect(body).toMatchObject({ localDay: '2026-03-12', entryKind: 'normal', nextStep: { day: '2026-03-13' } })
})

it('works for leads, and the long way with the same summary', async () => {
  const leadId = await made('leads', { name: '展会名片' })
  expect((await rep.post('/api/follow-ups/no-answer', { leadId })).status).toBe(201)
  const long = await rep.post('/api/follow-ups', {
    customerId,
    method: 'phone',
    result: 'invalidNumber',
    occurredAt: TEST_NOW,
  })
  expect(long.body).toMatchObject({ summary: 'phrase:invalidNumber', nextStep: null })
  const talked = await rep.post('/api/follow-ups', {
    customerId,
    method: 'phone',
    result: 'effective',
    occurredAt: TEST_NOW,
  })
  expect(talked.status).toBe(422)
})

it('refuses what it does not know', async () => {
  expect((await miss({ result: 'effective' })).status).toBe(422)
  expect((await miss({ summary: 'x' })).status).toBe(422)
  expect((await rep.post('/api/follow-ups/no-answer', {})).status).toBe(422)
  expect((await test.company.as('otherRep').post('/api/follow-ups/no-answer', { customerId })).status).toBe(422)
  expect((await test.company.as('readonly').post('/api/follow-ups/no-answer', { customerId })).status).toBe(403)
})

it('asks for nothing that the company requires of follow-ups and plans', async () => {
  const admin = test.company.as('admin')
  for (const type of ['followUp', 'nextStep']) {
    const field = { key: 'must', kind: 'text', labelZh: '必填项', required: true }
    expect((await admin.post(`/api/forms/${type}/fields`, field)).status).toBe(201)
  }
  const reply = await miss()
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  expect(reply.body.nextStep).toMatchObject({ state: 'open' })
  const refused = await rep.post('/api/follow-ups', {
    customerId,
    method: 'phone',
    occurredAt: TEST_NOW,
    summary: '谈了',
  })
  expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'custom.must', reason: 'records.required' }] })
  const nextStep = { at: '2026-03-13T02:00:00.000Z', action: 'call' }
  const said = { customerId, method: 'phone', occurredAt: TEST_NOW, summary: '谈了', custom: { must: '有' }, nextStep }
  expect((await rep.post('/api/follow-ups', said)).status).toBe(201)
})
