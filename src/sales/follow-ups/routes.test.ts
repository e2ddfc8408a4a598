import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { newId } from '../../platform/id.ts'

let test: TestApp
let rep: Client
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
  customerId = await made(rep, 'customers', { name: `苏州明锐电子有限公司 ${newId()}` })
})

async function made(client: Client, path: string, body: Record<string, unknown>): Promise<string> {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}

const visit = (more: Record<string, unknown> = {}) => ({
  customerId,
  method: 'visit',
  occurredAt: '2026-03-12T06:00:00Z',
  summary: '王总说二期预算 120 万已批，担心交期',
  ...more,
})
const record = async (more: Record<string, unknown> = {}, client = rep) => client.post('/api/follow-ups', visit(more))
const customer = async () => (await rep.get(`/api/customers/${customerId}`)).body
const step = async (id: string) => (await rep.get(`/api/next-steps/${id}`)).body
const plan = (more: Record<string, unknown> = {}) =>
  made(rep, 'next-steps', { customerId, at: '2026-03-12T08:00:00Z', action: 'visit', goal: '看样机', ...more })
const reasonsOf = (reply: { body: { errors?: { path: string; reason: string }[] } }) =>
  (reply.body.errors ?? []).map(({ path, reason }) => [path, reason])

/** Everything a refused or failed recording must not have touched. */
async function traces(): Promise<unknown> {
  const tables = ['follow_ups', 'next_steps', 'customers', 'opportunities', 'contacts', 'audit_entries']
  const rows: unknown[] = []
  for (const table of tables) {
    rows.push(
      (await owner.query(`select count(*) as n, coalesce(sum(hashtext(t::text)::bigint), 0) as sum from ${table} t`))
        .rows[0],
    )
  }
  return rows
}

describe('recording a follow-up is one transaction', () => {
  it('keeps what was said, changes customer, deal, contact and plans, and shows it all', async () => {
    const contactId = await made(rep, 'contacts', { name: '王建国', customerId })
    const opportunityId = await made(rep, 'opportunities', {
      name: '二期产线',
      customerId,
      stage: 'needs',
      amount: 500_000,
    })
    const due = await plan()
    const later = await plan({ at: '2026-03-13T02:00:00Z', goal: '发资料' })

    const reply = await record({
      opportunityId,
      contactIds: [contactId],
      participants: [{ userId: test.company.users.teammate, role: 'technical' }],
      needs: '交期 6 周以内',
      objections: ['delivery', 'price'],
      feedback: 'hesitant',
      painPoints: ['换型慢', '换型慢', ''],
      competitors: '康耐视、基恩士',
      signals: ['askPrice'],
      judgement: '王总能拍板',
      intent: 'B',
      status: 'negotiating',
      stage: 'quote',
      amount: 860_000,
      location: { latitude: 31.3, longitude: 120.58, datum: 'GCJ-02', distance: 99_999 },
      nextStep: { at: '2026-03-16T14:00:00+08:00', action: 'demo', goal: '带优惠方案' },
    })

    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    expect(reply.body).toMatchObject({
      owner: { id: test.company.users.rep },
      customer: { id: customerId },
      contacts: [{ id: contactId, name: '王建国' }],
      needs: ['交期 6 周以内'],
      painPoints: ['换型慢'],
      competitors: ['康耐视', '基恩士'],
      localDay: '2026-03-12',
      timeZone: 'Asia/Shanghai',
      departmentId: test.company.departments.east,
      entryKind: 'normal',
      counted: true,
      stateBefore: { intent: null, status: 'potential', stage: 'needs', probability: 20, amount: 500_000 },
      stateAfter: {
        intent: 'B',
        status: 'negotiating',
        stage: 'quote',
        probability: 60,
        amount: 860_000,
        currency: 'CNY',
      },
      nextStep: {
        at: '2026-03-16T06:00:00.000Z',
        day: '2026-03-16',
        action: 'demo',
        goal: '带优惠方案',
        state: 'open',
      },
      notes: [],
    })
    expect(reply.body.location).toMatchObject({ distance: 0 })
    expect(await customer()).toMatchObject({
      intent: 'B',
      status: 'negotiating',
      lastFollowUpAt: '2026-03-12T06:00:00.000Z',
      nextStepAt: '2026-03-16T06:00:00.000Z',
      location: { latitude: 31.3, datum: 'GCJ-02' },
    })
    expect((await rep.get(`/api/opportunities/${opportunityId}`)).body).toMatchObject({
      stage: 'quote',
      probability: 60,
      amount: 860_000,
      lastFollowUpAt: '2026-03-12T06:00:00.000Z',
    })
    expect((await rep.get(`/api/contacts/${contactId}`)).body.lastMetAt).toBe('2026-03-12T06:00:00.000Z')
    expect(await step(due)).toMatchObject({ state: 'kept', keptByFollowUpId: reply.body.id })
    expect(await step(later)).toMatchObject({ state: 'moved', movedToId: reply.body.nextStepId })
    expect(await step(reply.body.nextStepId)).toMatchObject({
      state: 'open',
      madeByFollowUpId: reply.body.id,
      opportunityId,
    })
    expect((await rep.get(`/api/follow-ups/${reply.body.id}`)).body).toMatchObject({
      id: reply.body.id,
      nextStep: { id: reply.body.nextStepId },
    })
  })

  it('leaves nothing behind when the last part of it fails', async () => {
    const opportunityId = await made(rep, 'opportunities', {
      name: '二期产线',
      customerId,
      stage: 'needs',
      amount: 500_000,
    })
    await plan()
    const before = await traces()
    const parts = {
      opportunityId,
      intent: 'A',
      stage: 'quote',
      nextStep: { at: '2026-03-16T06:00:00Z', action: 'demo', goal: 'x' },
    }
    for (const broken of [
      { nextStep: { ...parts.nextStep, action: 'nonsense' } },
      { nextStep: { ...parts.nextStep, ownerId: newId() } },
      { keptNextStepId: newId() },
      { probability: 95 },
      { stage: 'nonsense' },
      { participants: [{ userId: newId(), role: 'lead' }] },
      { contactIds: [newId()] },
      { custom: { nonsense: 1 } },
    ]) {
      const reply = await record({ ...parts, ...broken })
      expect(reply.status, JSON.stringify([broken, reply.body])).toBe(422)
      expect(await traces(), JSON.stringify(broken)).toEqual(before)
    }
  })

  it('names the broken field of the next step by its place in the request', async () => {
    const reply = await record({ nextStep: { at: '2026-03-16T06:00:00Z', action: 'nonsense' } })
    expect(reasonsOf(reply)).toEqual([['nextStep.action', 'records.unknown_option']])
  })

  it('needs no more than a customer or lead, a method, a time and a summary', async () => {
    expect((await record()).status).toBe(201)
    for (const missing of ['method', 'occurredAt', 'summary']) {
      expect(reasonsOf(await record({ [missing]: undefined })), missing).toEqual([[missing, 'records.required']])
    }
    expect(reasonsOf(await record({ customerId: undefined }))).toEqual([['customerId', 'follow-ups.one_subject']])
    expect(reasonsOf(await record({ leadId: newId() }))).toEqual([['customerId', 'follow-ups.one_subject']])
    expect(reasonsOf(await record({ summary: '   ' }))).toEqual([['summary', 'records.required']])
  })

  it('asks a reason for a probability far from the stage’s', async () => {
    const opportunityId = await made(rep, 'opportunities', { name: '二期产线', customerId, stage: 'quote' })
    expect((await record({ opportunityId, probability: 95 })).status).toBe(422)
    expect((await record({ opportunityId, probability: 95, probabilityReason: '合同已在走签批' })).status).toBe(201)
    expect((await rep.get(`/api/opportunities/${opportunityId}`)).body.probability).toBe(95)
  })

  it('keeps amounts in the currency of the deal', async () => {
    const opportunityId = await made(rep, 'opportunities', {
      name: '东京',
      customerId,
      stage: 'needs',
      amount: 100,
      currency: 'JPY',
    })
    expect((await record({ opportunityId, amount: 12.5 })).status).toBe(422)
    const reply = await record({ opportunityId, amount: 250_000 })
    expect(reply.body).toMatchObject({
      amount: 250_000,
      currency: 'JPY',
      stateAfter: { amount: 250_000, currency: 'JPY' },
    })
    expect((await rep.get(`/api/opportunities/${opportunityId}`)).body).toMatchObject({
      amount: 250_000,
      currency: 'JPY',
    })
  })
})

describe('the intent', () => {
  it('may be confirmed, which is kept beside saying nothing', async () => {
    await record({ intent: 'B' })
    expect((await record({ intent: 'unchanged', occurredAt: '2026-03-12T07:00:00Z' })).body).toMatchObject({
      intent: 'B',
      stateBefore: { intent: 'B' },
      stateAfter: { intent: 'B' },
    })
    expect((await record({ occurredAt: '2026-03-12T07:30:00Z' })).body).toMatchObject({
      intent: null,
      stateAfter: { intent: 'B' },
    })
  })

  it('of a late entry does not win over a later interaction that said one', async () => {
    await record({ intent: 'A', occurredAt: '2026-03-12T07:00:00Z' })
    const late = await record({ intent: 'C', status: 'interested', occurredAt: '2026-03-12T05:00:00Z' })
    expect(late.body).toMatchObject({
      intent: 'C',
      stateBefore: { intent: null },
      stateAfter: { intent: 'C', status: 'interested' },
    })
    expect(await customer()).toMatchObject({
      intent: 'A',
      status: 'interested',
      lastFollowUpAt: '2026-03-12T07:00:00.000Z',
    })
  })

  it('cannot be changed by whoever may not change the customer', async () => {
    await owner.query(
      `update roles set field_rules = '{"customer.intent": "readOnly"}' where tenant_id = $1 and key = 'rep'`,
      [test.company.tenantId],
    )
    try {
      expect(reasonsOf(await record({ intent: 'A' }))).toEqual([['intent', 'records.field_read_only']])
      expect((await record({ intent: 'unchanged' })).status).toBe(201)
    } finally {
      await owner.query(`update roles set field_rules = '{}' where tenant_id = $1 and key = 'rep'`, [
        test.company.tenantId,
      ])
    }
  })

  it('and amount are absent from kept states for whoever may not see them', async () => {
    const opportunityId = await made(rep, 'opportunities', {
      name: '二期',
      customerId,
      stage: 'needs',
      amount: 500_000,
    })
    const { body } = await record({ opportunityId, intent: 'B', amount: 600_000 })
    await owner.query(
      `update roles set field_rules = '{"opportunity.amount": "hidden", "customer.intent": "hidden"}' where tenant_id = $1 and key = 'readonly'`,
      [test.company.tenantId],
    )
    const reader = test.company.as('readonly')
    const seen = (await reader.get(`/api/follow-ups/${body.id}`)).body
    expect(Object.keys(seen.stateAfter).sort()).toEqual(['currency', 'probability', 'stage', 'status'])
    const [entry] = (await reader.get(`/api/follow-ups/${body.id}/history`)).body.items
    expect(entry.changes.stateAfter[1]).not.toHaveProperty('amount')
    await owner.query(`update roles set field_rules = '{}' where tenant_id = $1 and key = 'readonly'`, [
      test.company.tenantId,
    ])
  })
})

describe('plans', () => {
  it('of the day and before are kept, later ones stay', async () => {
    const overdue = await plan({ at: '2026-03-10T08:00:00Z' })
    const tomorrow = await plan({ at: '2026-03-13T08:00:00Z' })
    await record()
    expect((await step(overdue)).state).toBe('kept')
    expect((await step(tomorrow)).state).toBe('open')
    expect((await customer()).nextStepAt).toBe('2026-03-13T08:00:00.000Z')
  })

  it('the one that is named is kept alone; none when it is said so', async () => {
    const [today, other] = [await plan(), await plan({ action: 'sendMaterial' })]
    await record({ keptNextStepId: null })
    expect((await step(today)).state).toBe('open')
    await record({ keptNextStepId: other })
    expect([(await step(today)).state, (await step(other)).state]).toEqual(['open', 'kept'])
  })

  it('closed by somebody else meanwhile do not stop the follow-up that names them', async () => {
    const id = await plan()
    await test.company.as('manager').post(`/api/next-steps/${id}/drop`, { reason: '客户取消' })
    expect((await record({ keptNextStepId: id })).status).toBe(201)
    expect((await step(id)).state).toBe('dropped')
  })

  it('of a colleague who took part are kept, those of others are not', async () => {
    const manager = test.company.as('manager')
    const own = async (ownerId: string) =>
      made(manager, 'next-steps', { customerId, at: '2026-03-12T08:00:00Z', action: 'visit', ownerId })
    const [taking, absent] = [await own(test.company.users.manager), await own(test.company.users.teammate)]
    await record({ participants: [{ userId: test.company.users.manager, role: 'accompanying' }] })
    expect([(await step(taking)).state, (await step(absent)).state]).toEqual(['kept', 'open'])
  })

  it('planned behind the next step stay', async () => {
    const far = await plan({ at: '2026-03-30T08:00:00Z' })
    await record({ nextStep: { at: '2026-03-16T06:00:00Z', action: 'call' } })
    expect((await step(far)).state).toBe('open')
    expect((await customer()).nextStepAt).toBe('2026-03-16T06:00:00.000Z')
  })

  it('may be made for those who took part, for others only with the right to assign', async () => {
    const at = '2026-03-16T06:00:00Z'
    const { teammate } = test.company.users
    const forTeammate = { nextStep: { at, action: 'proposal', ownerId: teammate } }
    expect((await record(forTeammate)).status).toBe(403)
    const reply = await record({ ...forTeammate, participants: [{ userId: teammate, role: 'technical' }] })
    expect(reply.body.nextStep.owner.id).toBe(teammate)
    expect((await record(forTeammate, test.company.as('manager'))).status).toBe(201)
  })
})

describe('late entries', () => {
  const cases: [string, string, number, string | null][] = [
    ['today', '2026-03-12T06:00:00Z', 201, 'normal'],
    ['four minutes ahead of the server', '2026-03-12T08:52:00Z', 201, 'normal'],
    ['an hour ahead', '2026-03-12T09:48:00Z', 422, 'follow-ups.future'],
    ['the day before yesterday', '2026-03-10T06:00:00Z', 201, 'late'],
    ['seven days ago', '2026-03-05T06:00:00Z', 201, 'late'],
    ['eight days ago', '2026-03-04T06:00:00Z', 422, 'follow-ups.late_reason_required'],
    ['thirty-one days ago', '2026-02-09T06:00:00Z', 422, 'follow-ups.too_old'],
    ['in the year 1', '0001-01-01T00:00:00Z', 422, 'follow-ups.too_old'],
    ['in the year 9999', '9999-12-31T00:00:00Z', 422, 'follow-ups.future'],
  ]
  it.each(cases)('%s', async (_, occurredAt, status, outcome) => {
    const reply = await record({ occurredAt })
    expect([reply.status, reply.body.entryKind ?? reply.body.reason], JSON.stringify(reply.body)).toEqual([
      status,
      outcome,
    ])
  })

  it('after eight days need a reason, and stand in the timeline without counting', async () => {
    const reply = await record({ occurredAt: '2026-03-04T06:00:00Z', lateReason: '出差，手机丢了' })
    expect(reply.body).toMatchObject({
      entryKind: 'veryLate',
      counted: false,
      localDay: '2026-03-04',
      lateReason: '出差，手机丢了',
    })
    expect((await customer()).lastFollowUpAt).toBe('2026-03-04T06:00:00.000Z')
  })

  it('are judged by the time on the device, not by when they arrive', async () => {
    const deviceTime = '2026-02-02T07:00:00Z'
    const reply = await record({ occurredAt: '2026-02-02T06:00:00Z', deviceTime, clientSentAt: TEST_NOW })
    expect(reply.body).toMatchObject({
      entryKind: 'normal',
      counted: true,
      enteredAt: '2026-02-02T07:00:00.000Z',
      localDay: '2026-02-02',
    })
  })

  it('are judged by the device’s clock as it really was', async () => {
    const twoDaysFast = {
      occurredAt: '2026-03-14T08:48:00Z',
      deviceTime: '2026-03-14T08:48:00Z',
      clientSentAt: '2026-03-14T08:48:30Z',
    }
    expect((await record(twoDaysFast)).body).toMatchObject({
      occurredAt: '2026-03-12T08:47:30.000Z',
      enteredAt: '2026-03-12T08:47:30.000Z',
    })
    expect((await record({ ...twoDaysFast, clientSentAt: undefined })).body.reason).toBe('follow-ups.future')
  })
})

describe('days', () => {
  const inZone = async (zone: string, work: () => Promise<void>) => {
    const { rep: id } = test.company.users
    await owner.query('update users set time_zone = $2 where id = $1', [id, zone])
    try {
      await work()
    } finally {
      await owner.query('update users set time_zone = null where id = $1', [id])
    }
  }

  it('are those of the author’s zone, on both sides of midnight', async () => {
    expect((await record({ occurredAt: '2026-03-11T15:59:59Z' })).body.localDay).toBe('2026-03-11')
    expect((await record({ occurredAt: '2026-03-11T16:00:00Z' })).body.localDay).toBe('2026-03-12')
    await inZone('America/New_York', async () => {
      const reply = await record({
        occurredAt: '2026-03-12T03:30:00Z',
        nextStep: { at: '2026-03-17T02:00:00Z', action: 'call' },
      })
      expect(reply.body).toMatchObject({
        localDay: '2026-03-11',
        timeZone: 'America/New_York',
        nextStep: { day: '2026-03-16' },
      })
    })
  })

  it('stay when somebody’s zone changes', async () => {
    const { body } = await record({ occurredAt: '2026-03-11T16:30:00Z' })
    await inZone('America/New_York', async () => {
      const edited = await rep.patch(`/api/follow-ups/${body.id}`, { version: 1, summary: '改一个字' })
      expect(edited.body).toMatchObject({ localDay: '2026-03-12', timeZone: 'Asia/Shanghai' })
    })
  })
})

describe('the same request', () => {
  it('sent five times at once is one follow-up with one set of effects', async () => {
    const id = newId()
    const due = await plan()
    const body = { id, intent: 'B', nextStep: { at: '2026-03-16T06:00:00Z', action: 'demo', goal: 'x' } }
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, i) => record({ ...body, clientSentAt: `2026-03-12T08:48:0${i}Z` })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(new Set(replies.map((reply) => reply.body.nextStepId)).size).toBe(1)
    const { rows } = await owner.query('select state from next_steps where customer_id = $1 order by at', [customerId])
    expect(rows).toEqual([{ state: 'kept' }, { state: 'open' }])
    expect((await step(due)).keptByFollowUpId).toBe(id)
    expect((await customer()).version).toBe(3)
  })

  it('without a customer’s lock between them is still one', async () => {
    const id = newId()
    const other = await made(rep, 'customers', { name: `另一家 ${id}` })
    const replies = await Promise.all([record({ id }), record({ id, customerId: other })])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('with another body is refused, and found again by the same body long afterwards', async () => {
    const id = newId()
    await record({ id })
    expect((await record({ id, summary: '别的' })).body).toMatchObject({ status: 409, reason: 'records.id_taken' })
    test.clock.set('2026-04-08T00:00:00Z')
    expect((await record({ id })).status).toBe(200)
  })

  it('is not found through another person’s or company’s id', async () => {
    const id = newId()
    await record({ id })
    const stranger = test.other.as('rep')
    const theirs = await made(stranger, 'customers', { name: '同名客户' })
    expect((await stranger.post('/api/follow-ups', { ...visit({ id }), customerId: theirs })).status).toBe(201)
  })
})

it('many people recording, planning and editing at one customer at the same moment all get through', async () => {
  const manager = test.company.as('manager')
  const opportunityId = await made(rep, 'opportunities', { name: '二期', customerId, stage: 'needs' })
  const work = Array.from({ length: 16 }, (_, i) => {
    const client = i % 2 === 0 ? rep : manager
    const at = `2026-03-${17 + (i % 8)}T06:00:00Z`
    if (i % 4 === 3) return client.post('/api/next-steps', { customerId, at, action: 'call' })
    const occurredAt = `2026-03-12T0${i % 8}:00:00Z`
    return record({ opportunityId, occurredAt, amount: 1000 + i, nextStep: { at, action: 'visit' } }, client)
  })
  const replies = await Promise.all(work)
  expect(replies.map(({ status }) => status)).toEqual(work.map(() => 201))
  const { rows } = await owner.query(
    `select min(at) as earliest, count(*)::int as n from next_steps where customer_id = $1 and state = 'open'`,
    [customerId],
  )
  expect(new Date(rows[0].earliest).toISOString()).toBe((await customer()).nextStepAt)
  expect((await customer()).lastFollowUpAt).toBe('2026-03-12T06:00:00.000Z')
})

describe('other people’s customers', () => {
  it('cannot be followed up, and neither can those of another company or ones that do not exist', async () => {
    const outOfReach = test.company.as('otherRep')
    const foreign = await made(test.other.as('rep'), 'customers', { name: '别家客户' })
    for (const [client, id] of [
      [outOfReach, customerId],
      [rep, foreign],
      [rep, newId()],
    ] as const) {
      const reply = await client.post('/api/follow-ups', { ...visit(), customerId: id })
      expect([reply.status, reasonsOf(reply)]).toEqual([422, [['customerId', 'records.unknown_reference']]])
    }
  })

  it('deals, contacts and plans cannot be mixed in', async () => {
    const other = await made(rep, 'customers', { name: `另一家 ${newId()}` })
    const contactId = await made(rep, 'contacts', { name: '李四', customerId: other })
    const opportunityId = await made(rep, 'opportunities', { name: '他们的', customerId: other, stage: 'needs' })
    const foreign = await made(rep, 'next-steps', { customerId: other, at: '2026-03-12T08:00:00Z', action: 'call' })
    expect(reasonsOf(await record({ opportunityId, contactIds: [contactId] }))).toEqual([
      ['opportunityId', 'follow-ups.other_customer'],
      ['contactIds', 'follow-ups.other_customer'],
    ])
    expect(reasonsOf(await record({ keptNextStepId: foreign }))).toEqual([
      ['keptNextStepId', 'next-steps.other_customer'],
    ])
  })

  it('follow-ups are not there for those who may not see them', async () => {
    const { body } = await record()
    for (const client of [test.company.as('otherRep'), test.other.as('rep'), test.other.as('admin')]) {
      expect((await client.get(`/api/follow-ups/${body.id}`)).status).toBe(404)
      expect((await client.patch(`/api/follow-ups/${body.id}`, { version: 1, summary: 'x' })).status).toBe(404)
      expect((await client.delete(`/api/follow-ups/${body.id}`)).status).toBe(404)
      expect((await client.post(`/api/follow-ups/${body.id}/notes`, { text: 'x' })).status).toBe(404)
    }
    expect(
      (await test.company.as('readonly').patch(`/api/follow-ups/${body.id}`, { version: 1, summary: 'x' })).status,
    ).toBe(403)
    expect((await test.anonymous.get(`/api/follow-ups/${body.id}`)).status).toBe(401)
  })
})

describe('whatever is written', () => {
  const hostile = `'; drop table follow_ups; -- <script>alert(1)</script> \${x} {{y}} \\u0000 👨‍👩‍👧‍👦 𠮷𡈽𪚥 \u202e`

  it('comes back as it was', async () => {
    const texts = { summary: hostile, judgement: hostile, needs: [hostile], painPoints: [hostile], lateReason: hostile }
    const reply = await record({
      ...texts,
      competitors: ['𠮷田<b>'],
      location: { latitude: 1, longitude: 1, address: hostile },
    })
    expect(reply.body, JSON.stringify(reply.body)).toMatchObject({
      ...texts,
      competitors: ['𠮷田<b>'],
      location: { address: hostile },
    })
  })

  it('is refused where no database can hold it', async () => {
    for (const bad of ['a\u0000b', 'a\ud800b']) {
      expect(reasonsOf(await record({ summary: bad })), JSON.stringify(bad)).toEqual([
        ['summary', 'records.bad_characters'],
      ])
      expect((await record({ needs: [bad] })).status).toBe(422)
      expect((await record({ location: { latitude: 1, longitude: 1, note: bad } })).status).toBe(422)
      expect((await record({ nextStep: { at: '2026-03-16T06:00:00Z', action: 'call', goal: bad } })).status).toBe(422)
      expect((await record({ method: bad })).status).toBe(422)
      expect((await record({ intent: bad })).status).toBe(422)
    }
  })

  it('has its limits', async () => {
    expect((await record({ summary: 'x'.repeat(20_000) })).status).toBe(201)
    expect(reasonsOf(await record({ summary: 'x'.repeat(20_001) }))).toEqual([['summary', 'records.too_long']])
    expect((await record({ summary: '长'.repeat(1_048_576) })).status).toBe(413)
    expect((await record({ needs: Array.from({ length: 51 }, (_, i) => `${i}`) })).status).toBe(422)
  })

  it('in unknown fields or of the wrong kind is named', async () => {
    expect(reasonsOf(await record({ nonsense: 1, authorId: newId(), counted: true }))).toEqual([
      ['nonsense', 'records.unknown_field'],
      ['authorId', 'records.unknown_field'],
      ['counted', 'records.unknown_field'],
    ])
    expect(reasonsOf(await record({ nextStep: { at: '2026-03-16T06:00:00Z', action: 'call', nonsense: 1 } }))).toEqual([
      ['nextStep.nonsense', 'records.unknown_field'],
    ])
    for (const wrong of [
      { summary: 12 },
      { occurredAt: 'gestern' },
      { occurredAt: '2026-03-12' },
      { probability: 101 },
      { probability: 5.5 },
      { amount: -1 },
      { amount: '1' },
      { currency: 'yuan' },
      { location: { latitude: 91, longitude: 0 } },
      { participants: [{ userId: 'x', role: 'lead' }] },
      { contactIds: 'x' },
      { nextStep: { at: '1926-03-16T06:00:00Z', action: 'call' } },
      { nextStep: { action: 'call' } },
      { method: 'fax' },
      { objections: ['nonsense'] },
      { intent: 'Z' },
    ]) {
      expect((await record(wrong)).status, JSON.stringify(wrong)).toBe(422)
    }
  })
})

describe('the timeline of a customer', () => {
  it('is the list filtered by it, newest first, page by page', async () => {
    for (const hour of ['03', '01', '02'])
      await record({ occurredAt: `2026-03-12T${hour}:00:00Z`, summary: `第 ${hour} 次` })
    const filter = encodeURIComponent(JSON.stringify({ field: 'customerId', op: 'eq', value: customerId }))
    const first = await rep.get(`/api/follow-ups?filter=${filter}&limit=2`)
    expect(first.body.items.map((item: { summary: string }) => item.summary)).toEqual(['第 03 次', '第 02 次'])
    expect(first.body.items[0]).toMatchObject({ nextStep: null, notes: [] })
    const second = await rep.get(
      `/api/follow-ups?filter=${filter}&limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`,
    )
    expect(second.body.items.map((item: { summary: string }) => item.summary)).toEqual(['第 01 次'])
  })

  it('can be narrowed by author, method, days and objections', async () => {
    await record({ objections: ['price'] })
    await record({ method: 'phone' }, test.company.as('manager'))
    const found = async (...conditions: object[]) => {
      const filter = { and: [{ field: 'customerId', op: 'eq', value: customerId }, ...conditions] }
      return (await rep.get(`/api/follow-ups?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.items.length
    }
    expect(await found()).toBe(2)
    expect(await found({ field: 'ownerId', op: 'eq', value: 'me' })).toBe(1)
    expect(await found({ field: 'method', op: 'in', value: ['phone'] })).toBe(1)
    expect(await found({ field: 'localDay', op: 'between', value: ['2026-03-12', '2026-03-12'] })).toBe(2)
    expect(await found({ field: 'localDay', op: 'lt', value: '2026-03-12' })).toBe(0)
    expect(await found({ field: 'objections', op: 'eq', value: 'price' })).toBe(1)
  })
})

describe('news added later', () => {
  it('stand below the follow-up and make no new one', async () => {
    const { body } = await record()
    const note = { id: newId(), text: '王总刚来电：样机周五到' }
    expect((await rep.post(`/api/follow-ups/${body.id}/notes`, note)).status).toBe(201)
    expect((await rep.post(`/api/follow-ups/${body.id}/notes`, note)).status).toBe(200)
    expect((await rep.post(`/api/follow-ups/${body.id}/notes`, { ...note, text: '别的' })).status).toBe(409)
    const shown = (await rep.get(`/api/follow-ups/${body.id}`)).body
    expect(shown).toMatchObject({
      version: 1,
      notes: [{ ...note, author: { id: test.company.users.rep }, createdAt: '2026-03-12T08:48:00.000Z' }],
    })
    expect(
      (await rep.get(`/api/follow-ups/${body.id}/history`)).body.items
        .map(({ action }: { action: string }) => action)
        .sort(),
    ).toEqual(['created', 'noted'])
    expect((await rep.post(`/api/follow-ups/${body.id}/notes`, { text: ' ' })).status).toBe(422)
  })
})

describe('a lead', () => {
  it('that is followed up is in progress', async () => {
    const leadId = await made(rep, 'leads', { name: '展会名片', status: 'waiting' })
    const reply = await rep.post('/api/follow-ups', {
      leadId,
      method: 'phone',
      occurredAt: '2026-03-12T06:00:00Z',
      summary: '要一份报价',
      intent: 'C',
      nextStep: { at: '2026-03-13T02:00:00Z', action: 'quote' },
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    expect(reply.body).toMatchObject({
      lead: { id: leadId, name: '展会名片' },
      customer: null,
      intent: 'C',
      nextStep: { action: 'quote' },
    })
    expect((await rep.get(`/api/leads/${leadId}`)).body).toMatchObject({
      status: 'following',
      lastFollowUpAt: '2026-03-12T06:00:00.000Z',
    })
  })
})

describe('check-ins', () => {
  const here = { latitude: 31.3, longitude: 120.58, datum: 'WGS-84' }
  it('are measured against where the first one was', async () => {
    await record({ location: here })
    const near = await record({ location: { ...here, latitude: 31.302 } })
    expect(near.body.location.distance).toBeGreaterThan(200)
    expect(near.body.location.distance).toBeLessThan(250)
    const far = await record({ location: { ...here, latitude: 32, note: '在他们仓库见的' } })
    expect(far.body.location).toMatchObject({ note: '在他们仓库见的' })
    expect(far.body.location.distance).toBeGreaterThan(70_000)
  })

  it('at one’s own office locate nobody', async () => {
    expect((await record({ method: 'customerVisit', location: here })).body.location).not.toHaveProperty('distance')
    expect((await customer()).location).toBeNull()
  })
})
