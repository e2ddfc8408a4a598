import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
  customerId = await made('customers', { name: `苏州明锐电子有限公司 ${newId()}` })
})

async function made(path: string, body: Record<string, unknown>): Promise<string> {
  const reply = await rep.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}

const at = (hour: number) => `2026-03-12T0${hour}:00:00.000Z`
const record = (hour: number, more: Record<string, unknown> = {}) =>
  made('follow-ups', { customerId, method: 'visit', occurredAt: at(hour), summary: '谈二期预算', ...more })
const read = async (path: string) => (await rep.get(`/api/${path}`)).body
const customer = () => read(`customers/${customerId}`)
const followUp = (id: string) => read(`follow-ups/${id}`)
const step = (id: string) => read(`next-steps/${id}`)

async function patch(id: string, changes: Record<string, unknown>) {
  return rep.patch(`/api/follow-ups/${id}`, { version: (await followUp(id)).version, ...changes })
}
const voided = async (id: string) =>
  expect((await rep.delete(`/api/follow-ups/${id}?reason=${encodeURIComponent('记错客户')}`)).status).toBe(200)
const restored = async (id: string) => expect((await rep.post(`/api/follow-ups/${id}/restore`)).status).toBe(200)

describe('changing a follow-up', () => {
  it('needs the version that was read, and answers an old one with the record as it is', async () => {
    const id = await record(6)
    expect((await rep.patch(`/api/follow-ups/${id}`, { version: 1, summary: '第一次修改' })).body).toMatchObject({
      version: 2,
      summary: '第一次修改',
    })
    const stale = await rep.patch(`/api/follow-ups/${id}`, { version: 1, summary: '另一台手机' })
    expect(stale).toMatchObject({
      status: 409,
      body: { reason: 'records.stale', current: { version: 2, summary: '第一次修改' } },
    })
    expect((await rep.patch(`/api/follow-ups/${id}`, { summary: 'x' })).status).toBe(422)
  })

  it('can neither give it to another customer nor make another next step', async () => {
    const id = await record(6)
    for (const field of [
      { customerId: newId() },
      { leadId: newId() },
      { nextStep: { at: at(8), action: 'call' } },
      { localDay: '2026-03-01' },
      { ownerId: newId() },
    ]) {
      const reply = await patch(id, field)
      expect([reply.status, reply.body.errors[0].reason]).toEqual([422, 'records.unknown_field'])
    }
  })

  it('that says the same changes no version', async () => {
    const id = await record(6, { intent: 'B', location: { latitude: 31.3, longitude: 120.58, datum: 'WGS-84' } })
    expect((await patch(id, { summary: '谈二期预算', intent: 'B' })).body.version).toBe(1)
  })

  it('changes customer and deal where it has the last word', async () => {
    const opportunityId = await made('opportunities', { name: '二期', customerId, stage: 'needs', amount: 500_000 })
    const id = await record(6, { opportunityId, intent: 'C', stage: 'solution' })
    const reply = await patch(id, { intent: 'B', stage: 'quote', amount: 860_000 })
    expect(reply.body).toMatchObject({
      intent: 'B',
      stateBefore: { intent: null, stage: 'needs', amount: 500_000 },
      stateAfter: { intent: 'B', stage: 'quote', probability: 60, amount: 860_000 },
    })
    expect(await customer()).toMatchObject({ intent: 'B' })
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({
      stage: 'quote',
      probability: 60,
      amount: 860_000,
    })
  })

  it('leaves the customer alone where a later one has said something', async () => {
    const first = await record(5, { intent: 'C' })
    await record(6, { intent: 'A' })
    expect((await patch(first, { intent: 'D' })).body).toMatchObject({ intent: 'D', stateAfter: { intent: 'D' } })
    expect(await customer()).toMatchObject({ intent: 'A' })
  })

  it('can confirm the intent and take a word back', async () => {
    const first = await record(5, { intent: 'C' })
    const second = await record(6, { intent: 'B' })
    expect((await patch(second, { intent: null })).body).toMatchObject({ intent: null, stateAfter: { intent: 'C' } })
    expect(await customer()).toMatchObject({ intent: 'C' })
    expect((await patch(second, { intent: 'unchanged' })).body).toMatchObject({ intent: 'C' })
    expect((await followUp(first)).version).toBe(1)
  })

  it('to another time moves its day, and what follows from being the last one', async () => {
    const first = await record(5, { intent: 'C' })
    const second = await record(6, { intent: 'B' })
    const reply = await patch(second, { occurredAt: '2026-03-11T06:00:00Z' })
    expect(reply.body).toMatchObject({ localDay: '2026-03-11', entryKind: 'late', counted: true })
    expect(await customer()).toMatchObject({ intent: 'C', lastFollowUpAt: at(5) })
    await patch(first, { occurredAt: '2026-03-10T06:00:00Z' })
    expect(await customer()).toMatchObject({ intent: 'B', lastFollowUpAt: '2026-03-11T06:00:00.000Z' })
  })

  it('is judged as of when it was first written down, however late the change', async () => {
    const id = await record(6)
    test.clock.set('2026-03-30T08:00:00Z')
    expect((await patch(id, { summary: '补充：预算 120 万' })).body).toMatchObject({
      entryKind: 'normal',
      counted: true,
    })
    expect((await patch(id, { occurredAt: at(5) })).body).toMatchObject({
      entryKind: 'normal',
      counted: true,
      localDay: '2026-03-12',
    })
    expect((await patch(id, { occurredAt: '2026-03-13T06:00:00Z' })).body.reason).toBe('follow-ups.future')
    expect((await patch(id, { occurredAt: '2026-03-01T06:00:00Z' })).body.reason).toBe(
      'follow-ups.late_reason_required',
    )
    expect((await patch(id, { occurredAt: '2026-03-01T06:00:00Z', lateReason: '写错了日期' })).body).toMatchObject({
      entryKind: 'veryLate',
      counted: false,
    })
    expect((await patch(id, { occurredAt: '2026-01-01T06:00:00Z' })).body.reason).toBe('follow-ups.too_old')
  })

  it('can attach a deal afterwards', async () => {
    const opportunityId = await made('opportunities', { name: '二期', customerId, stage: 'needs', amount: 500_000 })
    const id = await record(6)
    expect((await patch(id, { opportunityId, stage: 'solution' })).body).toMatchObject({
      stateBefore: { stage: 'needs' },
      stateAfter: { stage: 'solution', probability: 35 },
    })
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({ stage: 'solution', lastFollowUpAt: at(6) })
    expect((await patch(id, { opportunityId: null, stage: null })).status).toBe(200)
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({ stage: 'needs', lastFollowUpAt: null })
  })

  it('is written down with before and after', async () => {
    const id = await record(6)
    test.clock.set('2026-03-12T09:00:00Z')
    await patch(id, { summary: '预算 120 万' })
    const [latest] = (await read(`follow-ups/${id}/history`)).items
    expect(latest).toMatchObject({
      action: 'updated',
      actor: { id: test.company.users.rep },
      changes: { summary: ['谈二期预算', '预算 120 万'] },
    })
    expect(Object.keys(latest.changes)).toEqual(['summary'])
  })
})

describe('voiding a follow-up', () => {
  it('gives back everything it had changed', async () => {
    const contactId = await made('contacts', { name: '王建国', customerId })
    const opportunityId = await made('opportunities', { name: '二期', customerId, stage: 'needs' })
    const due = await made('next-steps', { customerId, at: at(8), action: 'visit' })
    const soon = await made('next-steps', { customerId, at: '2026-03-13T02:00:00Z', action: 'call' })
    const id = await record(6, {
      opportunityId,
      contactIds: [contactId],
      intent: 'B',
      status: 'negotiating',
      stage: 'quote',
      amount: 860_000,
      probability: 90,
      probabilityReason: '已在走签批',
      location: { latitude: 31.3, longitude: 120.58, datum: 'WGS-84' },
      nextStep: { at: '2026-03-16T06:00:00Z', action: 'demo', goal: 'x' },
    })
    const { nextStepId } = await followUp(id)
    await voided(id)

    expect(await followUp(id)).toMatchObject({ voidedAt: TEST_NOW, stateAfter: { intent: 'B' } })
    expect(await customer()).toMatchObject({
      intent: null,
      status: 'potential',
      lastFollowUpAt: null,
      location: null,
      nextStepAt: at(8),
    })
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({
      stage: 'needs',
      probability: 20,
      amount: null,
      lastFollowUpAt: null,
    })
    expect((await read(`contacts/${contactId}`)).lastMetAt).toBeNull()
    expect(await step(nextStepId)).toMatchObject({ state: 'dropped', dropReason: 'followUpVoided' })
    expect(await step(due)).toMatchObject({ state: 'open', keptByFollowUpId: null, closedAt: null })
    expect(await step(soon)).toMatchObject({ state: 'open', movedToId: null })
    const list = await read(
      `follow-ups?filter=${encodeURIComponent(JSON.stringify({ field: 'customerId', op: 'eq', value: customerId }))}`,
    )
    expect(list.items).toEqual([])
  })

  it('and restoring it brings everything back', async () => {
    const opportunityId = await made('opportunities', { name: '二期', customerId, stage: 'needs', amount: 500_000 })
    const due = await made('next-steps', { customerId, at: at(8), action: 'visit' })
    const id = await record(6, {
      opportunityId,
      intent: 'B',
      stage: 'quote',
      amount: 860_000,
      probability: 90,
      probabilityReason: '已在走签批',
      nextStep: { at: '2026-03-16T06:00:00Z', action: 'demo', goal: 'x' },
    })
    const { nextStepId } = await followUp(id)
    await voided(id)
    await restored(id)
    expect(await customer()).toMatchObject({
      intent: 'B',
      lastFollowUpAt: at(6),
      nextStepAt: '2026-03-16T06:00:00.000Z',
    })
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({
      stage: 'quote',
      probability: 90,
      amount: 860_000,
    })
    expect(await step(nextStepId)).toMatchObject({ state: 'open', dropReason: null })
    expect(await step(due)).toMatchObject({ state: 'kept', keptByFollowUpId: id })
  })

  it('twice, or restoring what is not voided, changes nothing more', async () => {
    const id = await record(6, { intent: 'B' })
    await restored(id)
    await voided(id)
    await voided(id)
    expect(await customer()).toMatchObject({ intent: null })
    expect((await followUp(id)).version).toBe(2)
  })

  it('leaves what later ones said, and what was changed by hand since', async () => {
    const first = await record(5, { intent: 'C', status: 'interested' })
    await record(6, { intent: 'A' })
    await rep.patch(`/api/customers/${customerId}`, { version: (await customer()).version, status: 'negotiating' })
    await voided(first)
    expect(await customer()).toMatchObject({ intent: 'A', status: 'negotiating', lastFollowUpAt: at(6) })
  })

  it('in any order ends where nothing had been said', async () => {
    const [first, second, third] = [
      await record(3, { intent: 'D' }),
      await record(4, { intent: 'C' }),
      await record(5, { intent: 'B' }),
    ]
    await voided(second)
    expect(await customer()).toMatchObject({ intent: 'B', lastFollowUpAt: at(5) })
    await voided(third)
    expect(await customer()).toMatchObject({ intent: 'D', lastFollowUpAt: at(3) })
    await voided(first)
    expect(await customer()).toMatchObject({ intent: null, lastFollowUpAt: null })
    await restored(second)
    expect(await customer()).toMatchObject({ intent: 'C', lastFollowUpAt: at(4) })
  })

  it('leaves a deal alone that has been closed since, also when it comes back', async () => {
    const opportunityId = await made('opportunities', { name: '二期', customerId, stage: 'needs', amount: 500_000 })
    const id = await record(6, { opportunityId, stage: 'quote', amount: 860_000 })
    expect((await rep.post(`/api/opportunities/${opportunityId}/win`)).status).toBe(200)
    await voided(id)
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({
      outcome: 'won',
      stage: 'won',
      amount: 860_000,
    })
    await restored(id)
    expect(await read(`opportunities/${opportunityId}`)).toMatchObject({ outcome: 'won', stage: 'won' })
    const later = await rep.post('/api/follow-ups', {
      customerId,
      opportunityId,
      method: 'visit',
      occurredAt: at(7),
      summary: 'x',
      stage: 'quote',
    })
    expect(later.status).toBe(409)
  })

  it('leaves its next step when that is done already', async () => {
    const id = await record(6, { nextStep: { at: '2026-03-16T06:00:00Z', action: 'demo' } })
    const { nextStepId } = await followUp(id)
    await rep.post(`/api/next-steps/${nextStepId}/complete`)
    await voided(id)
    expect((await step(nextStepId)).state).toBe('kept')
  })

  it('is for those who may delete it, with the version they read', async () => {
    const id = await record(6)
    expect((await test.company.as('readonly').delete(`/api/follow-ups/${id}`)).status).toBe(403)
    expect((await rep.delete(`/api/follow-ups/${id}?version=7`)).status).toBe(409)
    expect((await followUp(id)).voidedAt).toBeNull()
  })
})

it('edits of one customer’s follow-ups at the same moment do not get in each other’s way', async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((hour) => record(hour, { intent: 'B' })))
  const replies = await Promise.all(
    ids.map((id, i) => rep.patch(`/api/follow-ups/${id}`, { version: 1, intent: 'ABCDAC'[i] })),
  )
  expect(replies.map(({ status }) => status)).toEqual(ids.map(() => 200))
  expect(await customer()).toMatchObject({ intent: 'C', lastFollowUpAt: at(6) })
})
