import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { newId } from '../../platform/id.ts'

let test: TestApp
let rep: Client
let manager: Client
let customerId: string
let owner: pg.Client

beforeAll(async () => {
  test = await testApp()
  owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await test?.close()
})
beforeEach(async () => {
  test.clock.set(TEST_NOW)
  rep = test.company.as('rep')
  manager = test.company.as('manager')
  customerId = await made(rep, 'customers', {
    name: `苏州明锐 ${newId()}`,
    address: '苏州工业园区星湖街 328 号',
    phone: '0512-66551234',
  })
})

async function made(client: Client, path: string, body: Record<string, unknown>): Promise<string> {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}
const plan = (at: string, more: Record<string, unknown> = {}, client = rep) =>
  made(client, 'next-steps', { customerId, at, action: 'visit', goal: '看样机', ...more })
const read = async (path: string, client = rep) => (await client.get(`/api/${path}`)).body
const nextStepAt = async () => (await read(`customers/${customerId}`)).nextStepAt
const inZone = async (user: 'rep' | 'teammate', zone: string | null) =>
  owner.query('update users set time_zone = $2 where id = $1', [test.company.users[user], zone])

describe('a next step', () => {
  it('stands on the day of whoever is responsible', async () => {
    const here = await read(`next-steps/${await plan('2026-03-16T23:30:00+08:00')}`)
    expect(here).toMatchObject({
      state: 'open',
      localDay: '2026-03-16',
      timeZone: 'Asia/Shanghai',
      owner: { id: test.company.users.rep },
    })
    await inZone('teammate', 'America/New_York')
    const id = await plan('2026-03-16T02:00:00Z', { ownerId: test.company.users.teammate }, manager)
    expect(await read(`next-steps/${id}`, manager)).toMatchObject({
      localDay: '2026-03-15',
      timeZone: 'America/New_York',
    })
    await manager.post('/api/next-steps/assign', { ids: [id], ownerId: test.company.users.rep })
    expect(await read(`next-steps/${id}`, manager)).toMatchObject({
      localDay: '2026-03-16',
      timeZone: 'Asia/Shanghai',
      owner: { id: test.company.users.rep },
    })
    await inZone('teammate', null)
  })

  it('moves its day when its time is changed', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    expect((await rep.patch(`/api/next-steps/${id}`, { version: 1, at: '2026-03-17T16:30:00Z' })).body).toMatchObject({
      localDay: '2026-03-18',
      goal: '看样机',
    })
    expect((await rep.patch(`/api/next-steps/${id}`, { version: 1, goal: 'x' })).status).toBe(409)
    expect(await nextStepAt()).toBe('2026-03-17T16:30:00.000Z')
  })

  it('tells its customer when it is next planned for', async () => {
    expect(await nextStepAt()).toBeNull()
    const later = await plan('2026-03-20T06:00:00Z')
    const sooner = await plan('2026-03-16T06:00:00Z')
    expect(await nextStepAt()).toBe('2026-03-16T06:00:00.000Z')
    await rep.post(`/api/next-steps/${sooner}/complete`)
    expect(await nextStepAt()).toBe('2026-03-20T06:00:00.000Z')
    await rep.delete(`/api/next-steps/${later}`)
    expect(await nextStepAt()).toBeNull()
    await rep.post(`/api/next-steps/${later}/restore`)
    expect(await nextStepAt()).toBe('2026-03-20T06:00:00.000Z')
  })

  it('made eight at a time leaves the customer with the earliest', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => plan(`2026-03-2${8 - i}T06:00:00Z`)))
    expect(await nextStepAt()).toBe('2026-03-21T06:00:00.000Z')
  })

  it('is about one customer or lead and what belongs to it', async () => {
    const body = { customerId, at: '2026-03-16T06:00:00Z', action: 'visit' }
    const other = await made(rep, 'customers', { name: `另一家 ${newId()}` })
    const contactId = await made(rep, 'contacts', { name: '李四', customerId: other })
    const refused = async (more: Record<string, unknown>, client = rep) => {
      const reply = await client.post('/api/next-steps', { ...body, ...more })
      return [reply.status, reply.body.errors?.[0]?.reason ?? reply.body.reason]
    }
    expect(await refused({ customerId: null })).toEqual([422, 'next-steps.one_subject'])
    expect(await refused({ leadId: newId() })).toEqual([422, 'next-steps.one_subject'])
    expect(await refused({ contactIds: [contactId] })).toEqual([422, 'next-steps.other_customer'])
    expect(await refused({ at: '2206-03-16T06:00:00Z' })).toEqual([422, 'next-steps.date_far_off'])
    expect(await refused({ action: 'nonsense' })).toEqual([422, 'records.unknown_option'])
    expect(await refused({ state: 'kept' })).toEqual([422, 'records.unknown_field'])
    expect(await refused({ goal: 'a\u0000b' })).toEqual([422, 'records.bad_characters'])
    expect(await refused({ ownerId: newId() }, manager)).toEqual([422, 'records.unknown_reference'])
    expect(await refused({ ownerId: test.company.users.teammate })).toEqual([403, 'people.not_allowed'])
    expect(await refused({}, test.company.as('otherRep'))).toEqual([422, 'records.unknown_reference'])
    expect(await refused({}, test.other.as('rep'))).toEqual([422, 'records.unknown_reference'])
  })

  it('is found again by the same id and body', async () => {
    const body = { id: newId(), customerId, at: '2026-03-16T06:00:00Z', action: 'visit' }
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => rep.post('/api/next-steps', body)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect((await rep.post('/api/next-steps', { ...body, action: 'call' })).status).toBe(409)
  })
})

describe('closing', () => {
  const act = (id: string, verb: string, body: Record<string, unknown> = {}, client = rep) =>
    client.post(`/api/next-steps/${id}/${verb}`, body)

  it('done, given up, and taken back', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    expect((await act(id, 'complete', { note: '电话里说清了' })).body).toMatchObject({
      state: 'kept',
      closedAt: TEST_NOW,
      closingNote: '电话里说清了',
      keptByFollowUpId: null,
    })
    expect((await act(id, 'complete')).body).toMatchObject({ state: 'kept', version: 2 })
    expect(await act(id, 'drop', { reason: '客户出差' })).toMatchObject({
      status: 409,
      body: { reason: 'next-steps.not_open', current: { state: 'kept' } },
    })
    expect((await act(id, 'reopen')).body).toMatchObject({ state: 'open', closedAt: null, closingNote: null })
    expect((await act(id, 'drop', { reason: ' ' })).status).toBe(422)
    expect((await act(id, 'drop', { reason: '客户出差' })).body).toMatchObject({
      state: 'dropped',
      dropReason: '客户出差',
    })
    expect((await act(id, 'reopen')).body).toMatchObject({ state: 'open', dropReason: null })
    expect(await nextStepAt()).toBe('2026-03-16T06:00:00.000Z')
  })

  it('put off, another takes its place; taken back, that one goes away', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    const { body } = await act(id, 'move', { at: '2026-03-18T06:00:00Z', reason: '对方改期' })
    expect(body).toMatchObject({
      moved: { id, state: 'moved', movedToId: body.nextStep.id, closingNote: '对方改期' },
      nextStep: { state: 'open', localDay: '2026-03-18', action: 'visit', goal: '看样机', customerId },
    })
    expect(await nextStepAt()).toBe('2026-03-18T06:00:00.000Z')
    expect((await act(id, 'move', { at: '2026-03-18T06:00:00Z' })).body.nextStep.id).toBe(body.nextStep.id)
    expect((await act(id, 'reopen')).body).toMatchObject({ state: 'open', movedToId: null })
    expect((await read(`next-steps/${body.nextStep.id}`)).voidedAt).toBe(TEST_NOW)
    expect(await nextStepAt()).toBe('2026-03-16T06:00:00.000Z')
    expect((await read(`next-steps/${body.nextStep.id}/history`)).items).toHaveLength(2)
  })

  it('put off cannot be taken back once the other one is done', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    const { body } = await act(id, 'move', { at: '2026-03-18T06:00:00Z' })
    await act(body.nextStep.id, 'complete')
    expect(await act(id, 'reopen')).toMatchObject({ status: 409, body: { reason: 'next-steps.replaced' } })
    expect((await read(`next-steps/${id}`)).state).toBe('moved')
  })

  it('is for whoever may edit it: a manager puts it off in the rep’s name', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    expect((await act(id, 'move', { at: '2026-03-18T06:00:00Z' }, manager)).body.nextStep.owner.id).toBe(
      test.company.users.rep,
    )
    const other = await plan('2026-03-17T06:00:00Z')
    for (const [client, status] of [
      [test.company.as('otherRep'), 404],
      [test.other.as('rep'), 404],
      [test.company.as('readonly'), 403],
      [test.company.as('teammate'), 404],
    ] as const) {
      for (const [verb, body] of [
        ['complete', {}],
        ['move', { at: '2026-03-18T06:00:00Z' }],
        ['drop', { reason: 'x' }],
        ['reopen', {}],
      ] as const) {
        expect((await act(other, verb, body, client)).status, `${verb} ${status}`).toBe(status)
      }
    }
    expect((await read(`next-steps/${other}`)).version).toBe(1)
  })

  it('eight times at once is done once', async () => {
    const id = await plan('2026-03-16T06:00:00Z')
    const replies = await Promise.all(Array.from({ length: 8 }, () => act(id, 'move', { at: '2026-03-18T06:00:00Z' })))
    expect(new Set(replies.map((reply) => reply.body.nextStep?.id)).size).toBe(1)
  })
})

describe('the plan of a day', () => {
  const days = async (query = '', client = rep) =>
    (await client.get(`/api/plan${query}`)).body.items.map(
      (item: { localDay: string; overdue: boolean }) => `${item.localDay}${item.overdue ? ' overdue' : ''}`,
    )

  it('begins with what is overdue, and says whom to call and where to go', async () => {
    const contactId = await made(rep, 'contacts', {
      name: '王建国',
      customerId,
      title: '设备经理',
      phones: ['13812345678'],
    })
    await made(rep, 'contacts', { name: '没有电话', customerId })
    const overdue = await plan('2026-03-10T06:00:00Z')
    const today = await plan('2026-03-12T06:00:00Z', { contactIds: [contactId] })
    const tomorrow = await plan('2026-03-13T06:00:00Z')
    const { body } = await rep.get('/api/plan')
    expect(body).toMatchObject({ day: '2026-03-12', user: { id: test.company.users.rep } })
    const mine = body.items.filter((item: { customer: { id: string } }) => item.customer.id === customerId)
    expect(mine).toMatchObject([
      {
        id: overdue,
        overdue: true,
        contacts: [
          { name: '王建国', phones: ['13812345678'] },
          { name: '没有电话', phones: [] },
        ],
      },
      {
        id: today,
        overdue: false,
        action: 'visit',
        goal: '看样机',
        customer: { address: '苏州工业园区星湖街 328 号', phone: '051266551234', level: 'normal' },
        contacts: [{ id: contactId, title: '设备经理' }],
      },
    ])
    expect(await days('?day=2026-03-13')).toContain('2026-03-13')
    expect(await days('?day=2026-03-13')).not.toContain('2026-03-10 overdue')
    await rep.post(`/api/next-steps/${tomorrow}/complete`)
    expect(await days('?day=2026-03-13')).toEqual([])
  })

  it('is open to those in charge and to nobody else', async () => {
    await plan('2026-03-12T06:00:00Z')
    const query = `?user=${test.company.users.rep}`
    expect(await days(query, manager)).toContain('2026-03-12')
    for (const client of [test.company.as('otherRep'), test.company.as('teammate'), test.other.as('admin')]) {
      expect((await client.get(`/api/plan${query}`)).status).toBe(404)
    }
    expect((await test.anonymous.get('/api/plan')).status).toBe(401)
    expect((await rep.get('/api/plan?day=2026-02-30')).status).toBe(400)
  })

  it('shows phones as far as the reader may see them', async () => {
    await made(rep, 'contacts', { name: '王建国', customerId, phones: ['13812345678'] })
    await plan('2026-03-14T06:00:00Z')
    const shown = async (rules: Record<string, string>) => {
      await owner.query(`update roles set field_rules = $2 where tenant_id = $1 and key = 'rep'`, [
        test.company.tenantId,
        rules,
      ])
      return (await rep.get('/api/plan?day=2026-03-14')).body.items[0]
    }
    expect(await shown({ 'contact.phones': 'masked', 'customer.phone': 'masked' })).toMatchObject({
      contacts: [{ phones: ['138****5678'] }],
      customer: { phone: expect.stringContaining('*') },
    })
    const hidden = await shown({ 'contact.phones': 'hidden', 'customer.address': 'hidden' })
    expect(hidden.contacts[0]).not.toHaveProperty('phones')
    expect(hidden.customer).not.toHaveProperty('address')
    await shown({})
  })
})

describe('the suggestion', () => {
  const suggested = (query = '', client = rep) => read(`plan/suggestion${query}`, client)

  it('follows the rhythm of the intent, and offers working days', async () => {
    // TEST_NOW is Thursday, 12 March 2026, in Shanghai.
    const days = ['2026-03-13', '2026-03-16', '2026-03-17', '2026-03-19']
    expect(await suggested('?intent=A')).toMatchObject({ at: expect.stringContaining('2026-03-19T'), days })
    expect(await suggested()).toMatchObject({ at: expect.stringContaining('2026-03-26T'), days })
    expect(await suggested('?intent=E')).toEqual({ at: null, days })
  })

  it('is for those who may plan', async () => {
    expect((await test.company.as('readonly').get('/api/plan/suggestion')).status).toBe(403)
    expect((await test.anonymous.get('/api/plan/suggestion')).status).toBe(401)
  })
})
