import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, type Reply, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { asUser } from '../../base/people/service.ts'
import { newId } from '../../platform/id.ts'
import { applyProgress, opportunities } from './service.ts'

let app: TestApp
let rep: Client
let owner: pg.Client
let customerId: string

beforeAll(async () => {
  app = await testApp()
  owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await app?.close()
})
beforeEach(async () => {
  app.clock.set(TEST_NOW)
  rep = app.company.as('rep')
  customerId = (await made(rep, 'customers', { name: `苏州明锐电子 ${newId()}` })).id
})

async function made(client: Client, path: string, body: Record<string, unknown>) {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

const deal = (more: Record<string, unknown> = {}, client = rep) =>
  made(client, 'opportunities', { name: '二期产线视觉检测', customerId, ...more })
const act = (id: string, verb: string, body: Record<string, unknown> = {}, client = rep) =>
  client.post(`/api/opportunities/${id}/${verb}`, body)
const refusal = ({ status, body }: Reply) => [
  status,
  body.reason,
  ...(body.errors ?? []).map((each: { path: string }) => each.path),
]

async function columns(id: string): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    `select credit_user_id, credit_department_id, credit_day::text, credit_zone, closing_user_id, closing_department_id, closing_day::text, closing_zone
     from opportunities where id = $1`,
    [id],
  )
  return rows[0]
}

describe('a new opportunity', () => {
  test('stands in the first stage with its probability, in the currency of the company', async () => {
    const made = await deal()
    expect(made).toMatchObject({
      stage: 'contact',
      probability: 5,
      outcome: 'open',
      currency: 'CNY',
      stageEnteredAt: TEST_NOW,
    })
  })

  test('is credited to its first owner, and stays so after a transfer', async () => {
    const { id } = await deal()
    const credit = {
      credit_user_id: rep.userId,
      credit_department_id: app.company.departments.east,
      credit_day: '2026-03-12',
      credit_zone: 'Asia/Shanghai',
    }
    expect(await columns(id)).toMatchObject(credit)
    const moved = await app.company
      .as('director')
      .post('/api/opportunities/assign', { ids: [id], ownerId: app.company.users.otherRep })
    expect(moved.body).toEqual({ moved: [id] })
    expect(await columns(id)).toMatchObject(credit)
  })

  test('keeps the money of other currencies exactly', async () => {
    expect(await deal({ amount: 1_234_567.89, currency: 'USD' })).toMatchObject({
      amount: 1_234_567.89,
      currency: 'USD',
    })
    expect(await deal({ amount: 9_800_000, currency: 'JPY' })).toMatchObject({ amount: 9_800_000, currency: 'JPY' })
    expect(await deal({ amount: 1.234, currency: 'KWD' })).toMatchObject({ amount: 1.234, currency: 'KWD' })
    expect(refusal(await rep.post('/api/opportunities', { name: 'x', amount: 1.5, currency: 'JPY' }))).toEqual([
      422,
      'records.invalid',
      'amount',
    ])
    expect(refusal(await rep.post('/api/opportunities', { name: 'x', amount: 1, currency: 'ABC' }))).toEqual([
      422,
      'records.invalid',
      'currency',
    ])
  })

  test('cannot be born closed', async () => {
    expect(refusal(await rep.post('/api/opportunities', { name: 'x', stage: 'won' }))).toEqual([
      422,
      'opportunities.close_it',
      'stage',
    ])
  })

  test('does not take a customer of another company or out of reach', async () => {
    const foreign = await made(app.other.as('rep'), 'customers', { name: '别家的客户' })
    const south = await made(app.company.as('otherRep'), 'customers', { name: '华南的客户' })
    for (const { id } of [foreign, south]) {
      expect(refusal(await rep.post('/api/opportunities', { name: 'x', customerId: id }))).toEqual([
        422,
        'records.invalid',
        'customerId',
      ])
    }
  })
})

describe('a change of stage', () => {
  test('brings its probability and the time of entering', async () => {
    const { id, version } = await deal()
    app.clock.set('2026-03-13T02:00:00.000Z')
    const moved = await rep.patch(`/api/opportunities/${id}`, { version, stage: 'quote' })
    expect(moved.body).toMatchObject({
      stage: 'quote',
      probability: 60,
      stageEnteredAt: '2026-03-13T02:00:00.000Z',
      version: 2,
    })
    const renamed = await rep.patch(`/api/opportunities/${id}`, { version: 2, name: '二期' })
    expect(renamed.body).toMatchObject({ name: '二期', stageEnteredAt: '2026-03-13T02:00:00.000Z' })
  })

  test('asks why a probability is far from the stage', async () => {
    const { id, version } = await deal({ stage: 'quote' })
    const far = await rep.patch(`/api/opportunities/${id}`, { version, probability: 90 })
    expect(refusal(far)).toEqual([422, 'opportunities.probability_reason_required', 'probabilityReason'])
    const reasoned = await rep.patch(`/api/opportunities/${id}`, {
      version,
      probability: 90,
      probabilityReason: '老板已口头答应',
    })
    expect(reasoned.body).toMatchObject({ probability: 90, probabilityReason: '老板已口头答应' })
  })

  test('neither wins nor loses by itself', async () => {
    const { id, version } = await deal()
    for (const stage of ['won', 'lost']) {
      expect(refusal(await rep.patch(`/api/opportunities/${id}`, { version, stage }))).toEqual([
        422,
        'opportunities.close_it',
        'stage',
      ])
    }
  })

  test('to a stage that does not exist is refused', async () => {
    const { id, version } = await deal()
    expect(refusal(await rep.patch(`/api/opportunities/${id}`, { version, stage: 'nowhere' }))).toEqual([
      422,
      'records.invalid',
      'stage',
    ])
  })

  test('changes of currency keep the face value of every amount', async () => {
    const { id, version } = await deal({ amount: 86_000, budgetAmount: 90_000 })
    const yen = await rep.patch(`/api/opportunities/${id}`, { version, currency: 'JPY' })
    expect(yen.body).toMatchObject({ amount: 86_000, budgetAmount: 90_000, currency: 'JPY' })
    const odd = await deal({ amount: 86.5 })
    expect(refusal(await rep.patch(`/api/opportunities/${odd.id}`, { version: 1, currency: 'JPY' }))).toEqual([
      422,
      'records.invalid',
      'amount',
    ])
  })
})

describe('winning', () => {
  test('credits the owner in their department of that day, and the customer has bought', async () => {
    const { id } = await deal({ amount: 860_000, stage: 'contract' })
    const won = await act(id, 'win')
    expect(won.status).toBe(200)
    expect(won.body).toMatchObject({
      outcome: 'won',
      stage: 'won',
      probability: 100,
      closingDay: '2026-03-12',
      closedAt: TEST_NOW,
      closedFromStage: 'contract',
    })
    expect(await columns(id)).toMatchObject({
      closing_user_id: rep.userId,
      closing_department_id: app.company.departments.east,
      closing_day: '2026-03-12',
      closing_zone: 'Asia/Shanghai',
    })
    expect((await rep.get(`/api/customers/${customerId}`)).body.status).toBe('won')
    await act((await deal({ amount: 1 })).id, 'win')
    expect((await rep.get(`/api/customers/${customerId}`)).body.status).toBe('repurchase')
  })

  test('counts for the day that is said, by the calendar of the owner', async () => {
    app.clock.set('2026-03-12T17:30:00.000Z')
    const late = await deal({ amount: 1 })
    expect((await act(late.id, 'win')).body.closingDay).toBe('2026-03-13')
    const earlier = await deal({ amount: 1 })
    expect((await act(earlier.id, 'win', { closedOn: '2026-02-27' })).body).toMatchObject({
      closingDay: '2026-02-27',
      closedAt: '2026-02-27T04:00:00.000Z',
    })
    const coming = await deal({ amount: 1 })
    expect(refusal(await act(coming.id, 'win', { closedOn: '2026-03-14' }))).toEqual([
      422,
      'opportunities.closed_in_future',
      'closedOn',
    ])
  })

  test('needs an amount, and takes one', async () => {
    const { id } = await deal()
    expect(refusal(await act(id, 'win'))).toEqual([422, 'opportunities.amount_required', 'amount'])
    expect((await act(id, 'win', { amount: 19.9 })).body).toMatchObject({ amount: 19.9, outcome: 'won' })
  })

  test('happens once, to open deals, by those who may edit, at the version they saw', async () => {
    const { id } = await deal({ amount: 1 })
    expect(refusal(await act(id, 'win', { version: 7 }))).toEqual([409, 'records.stale'])
    expect(refusal(await act(id, 'win', {}, app.company.as('readonly')))).toEqual([403, 'people.not_allowed'])
    expect(refusal(await act(id, 'win', {}, app.company.as('otherRep')))).toEqual([404, 'records.not_found'])
    expect((await act(id, 'win')).status).toBe(200)
    expect(refusal(await act(id, 'win'))).toEqual([409, 'opportunities.closed'])
    expect(refusal(await rep.patch(`/api/opportunities/${id}`, { version: 2, stage: 'quote' }))).toEqual([
      422,
      'opportunities.closed',
      'stage',
    ])
  })
})

describe('losing', () => {
  test('keeps the reason, the competitor and the words', async () => {
    const { id } = await deal({ amount: 1, stage: 'quote' })
    const lost = await act(id, 'lose', { reason: 'priceTooHigh', competitor: '基恩士', note: '差 8 个点' })
    expect(lost.body).toMatchObject({
      outcome: 'lost',
      stage: 'lost',
      probability: 0,
      lossReason: 'priceTooHigh',
      lossCompetitor: '基恩士',
      lossNote: '差 8 个点',
    })
    expect(await columns(id)).toMatchObject({ closing_user_id: rep.userId, closing_day: '2026-03-12' })
    expect((await rep.get(`/api/customers/${customerId}`)).body.status).toBe('potential')
  })

  test('asks for a reason that exists', async () => {
    const { id } = await deal()
    expect(refusal(await act(id, 'lose'))).toEqual([422, 'records.invalid', 'reason'])
    expect(refusal(await act(id, 'lose', { reason: 'badLuck' }))).toEqual([422, 'records.unknown_option', 'reason'])
  })
})

describe('reopening', () => {
  test('goes on where the deal was closed and takes the credit back', async () => {
    const { id } = await deal({ amount: 1, stage: 'negotiation' })
    await act(id, 'lose', { reason: 'projectDelayed' })
    const open = await act(id, 'reopen')
    expect(open.body).toMatchObject({
      outcome: 'open',
      stage: 'negotiation',
      probability: 75,
      closedAt: null,
      closingDay: null,
      lossReason: null,
      closedFromStage: null,
    })
    expect(await columns(id)).toMatchObject({
      closing_user_id: null,
      closing_department_id: null,
      closing_day: null,
      closing_zone: null,
    })
    expect(refusal(await act(id, 'reopen'))).toEqual([409, 'opportunities.not_closed'])
  })

  test('may name another stage', async () => {
    const { id } = await deal({ amount: 1, stage: 'negotiation' })
    await act(id, 'win')
    expect(refusal(await act(id, 'reopen', { stage: 'lost' }))).toEqual([422, 'opportunities.close_it', 'stage'])
    expect((await act(id, 'reopen', { stage: 'needs' })).body).toMatchObject({
      outcome: 'open',
      stage: 'needs',
      probability: 20,
    })
  })
})

test('a deal is put aside until a day to come, keeps its stage, and is taken up again', async () => {
  const { id } = await deal({ stage: 'quote' })
  expect(refusal(await act(id, 'hold', { until: '2026-03-12' }))).toEqual([
    422,
    'opportunities.restart_in_past',
    'until',
  ])
  expect((await act(id, 'hold', { until: '2026-06-01' })).body).toMatchObject({
    onHoldUntil: '2026-06-01',
    stage: 'quote',
  })
  expect((await act(id, 'resume')).body).toMatchObject({ onHoldUntil: null, stage: 'quote' })
})

describe('the board', () => {
  test('counts and sums what the reader may see, by stage and currency, and goes on where a column ends', async () => {
    const other = app.company.as('otherRep')
    const south = (await made(other, 'customers', { name: '华南机电' })).id
    for (let i = 0; i < 22; i++)
      await deal({ customerId: south, stage: 'sample', amount: 1000.5, name: `样品 ${i}` }, other)
    await deal({ customerId: south, stage: 'sample', amount: 300, currency: 'USD' }, other)
    const held = await deal({ customerId: south, stage: 'sample', amount: 5 }, other)
    await act(held.id, 'hold', { until: '2026-06-01' }, other)
    const { body, status } = await other.get('/api/opportunities/board')
    expect(status).toBe(200)
    expect(body.columns.map((column: { stage: string }) => column.stage)).toEqual([
      'contact',
      'needs',
      'solution',
      'sample',
      'quote',
      'negotiation',
      'contract',
    ])
    const sample = body.columns[3]
    expect(sample).toMatchObject({
      count: 23,
      amounts: [
        { currency: 'CNY', amount: 22_011 },
        { currency: 'USD', amount: 300 },
      ],
    })
    expect(sample.items).toHaveLength(20)
    expect(body.held).toMatchObject({ stage: null, count: 1, items: [{ id: held.id }] })
    const rest = await other.get(
      `/api/opportunities?filter=${encodeURIComponent(JSON.stringify(sample.filter))}&cursor=${sample.nextCursor}`,
    )
    expect(rest.body.items).toHaveLength(3)
    expect((await app.company.as('rep').get('/api/opportunities/board')).body.columns[3].count).toBe(0)
  })

  test('takes a filter, and refuses a bad one', async () => {
    const other = app.company.as('otherRep')
    const filter = encodeURIComponent(JSON.stringify({ field: 'amount', op: 'lt', value: 500 }))
    expect((await other.get(`/api/opportunities/board?filter=${filter}`)).body.columns[3].count).toBe(1)
    expect((await other.get('/api/opportunities/board?filter=oops')).status).toBe(400)
  })
})

describe('progress told by a follow-up', () => {
  const apply = (id: string, change: Omit<Parameters<typeof applyProgress>[2], 'at'>) =>
    asUser(app.db, app.clock, app.company.tenantId, rep.userId, (ctx) =>
      applyProgress(ctx, id, { at: '2026-03-12T06:00:00Z', ...change }, newId()),
    )

  test('moves stage, probability and amount and tells both states', async () => {
    const { id } = await deal({ stage: 'needs', amount: 100 })
    const result = await apply(id, { stage: 'quote', amount: 860_000 })
    expect(result).toEqual({
      before: { stage: 'needs', probability: 20, amount: 100, currency: 'CNY' },
      after: { stage: 'quote', probability: 60, amount: 860_000, currency: 'CNY' },
    })
    expect((await rep.get(`/api/opportunities/${id}`)).body.stageEnteredAt).toBe('2026-03-12T06:00:00.000Z')
  })

  test('that says nothing new changes nothing', async () => {
    const { id, version } = await deal({ stage: 'needs', amount: 100 })
    const { before, after } = await apply(id, { stage: 'needs', amount: 100 })
    expect(after).toEqual(before)
    expect((await rep.get(`/api/opportunities/${id}`)).body.version).toBe(version)
  })

  test('wins with the stage that means won, and refuses what needs more words', async () => {
    const { id } = await deal({ stage: 'contract' })
    await expect(apply(id, { stage: 'won' })).rejects.toMatchObject({ reason: 'opportunities.amount_required' })
    await expect(apply(id, { stage: 'lost' })).rejects.toMatchObject({ reason: 'opportunities.close_it' })
    await expect(apply(id, { probability: 20 })).rejects.toMatchObject({
      reason: 'opportunities.probability_reason_required',
    })
    expect((await apply(id, { stage: 'won', amount: 10 })).after).toEqual({
      stage: 'won',
      probability: 100,
      amount: 10,
      currency: 'CNY',
    })
    expect(await columns(id)).toMatchObject({ closing_user_id: rep.userId, closing_day: '2026-03-12' })
    await expect(apply(id, { stage: 'quote' })).rejects.toMatchObject({ reason: 'opportunities.closed' })
  })

  test('by two colleagues at once loses neither', async () => {
    const { id } = await deal({ stage: 'needs', amount: 1 })
    await Promise.all([apply(id, { stage: 'quote' }), apply(id, { amount: 7 }), apply(id, { amount: 8 })])
    const { body } = await rep.get(`/api/opportunities/${id}`)
    expect(body).toMatchObject({ stage: 'quote', version: 4 })
    expect([7, 8]).toContain(body.amount)
  })
})

test('an import may bring closed deals with the credit of their day', async () => {
  const id = newId()
  await asUser(app.db, app.clock, app.company.tenantId, app.company.users.admin, async (ctx) => {
    const { closingColumns } = await import('./service.ts')
    const columns = await closingColumns(ctx, rep.userId, '2025-11-03')
    await opportunities.create(
      ctx,
      { id, name: '旧单', stage: 'won', amount: 5, ownerId: rep.userId, customerId },
      { origin: { source: 'old', externalId: '1', createdAt: new Date('2025-10-01T02:00:00Z') }, columns },
    )
  })
  expect((await rep.get(`/api/opportunities/${id}`)).body).toMatchObject({
    outcome: 'won',
    probability: 100,
    closingDay: '2025-11-03',
  })
  expect(await columns(id)).toMatchObject({
    credit_day: '2025-10-01',
    closing_user_id: rep.userId,
    closing_day: '2025-11-03',
  })
})
