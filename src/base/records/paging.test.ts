import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'
import { cursorOf } from '../../platform/cursor.ts'

let app: TestApp
let rep: Client
const amounts = [100, 100, 100, 7, 7, 3, undefined, undefined, undefined, undefined, 1e9, 0]
const names = ['阿里', '百度', '百度', '华为', 'Acme', 'acme', '明锐', '明锐', '小米', 'Zeta', '10 号', '9 号']

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
  for (const [i, amount] of amounts.entries()) {
    app.clock.set(`2026-03-12T08:${String(10 + (i % 3)).padStart(2, '0')}:00.${i % 2}00Z`)
    const day = i % 4 === 0 ? undefined : `2026-03-${10 + (i % 3)}`
    const reply = await rep.post('/api/opportunities', { name: names[i], amount, expectedSignOn: day })
    expect(reply.status).toBe(201)
  }
}, 120_000)
afterAll(() => app?.close())

async function walk(query: string, limit: number): Promise<{ id: string }[]> {
  const seen: { id: string }[] = []
  let cursor = ''
  for (let page = 0; page < 50; page++) {
    const { status, body } = await rep.get(`/api/opportunities?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
    expect(status, JSON.stringify(body)).toBe(200)
    seen.push(...body.items)
    if (body.nextCursor === null) return seen
    expect(body.items).toHaveLength(limit)
    cursor = body.nextCursor
  }
  throw new Error('the pages never end')
}

const sorts = [
  'name',
  'amount',
  'expectedSignOn',
  'probability',
  'stage',
  'createdAt',
  'updatedAt',
  'stageEnteredAt',
  'closedAt',
]
const sort = fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...sorts)).map(([sign, key]) => sign + key)

test('pages of any size in any order visit every record once, in the order of one big page', async () => {
  await fc.assert(
    fc.asyncProperty(sort, fc.integer({ min: 1, max: 13 }), async (order, limit) => {
      const whole = await walk(`sort=${order}`, 200)
      expect(whole).toHaveLength(amounts.length)
      expect((await walk(`sort=${order}`, limit)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('empty values come last in either direction', async () => {
  for (const order of ['amount', '-amount']) {
    const values = (await walk(`sort=${order}`, 5)).map((item) => (item as { amount?: number | null }).amount ?? null)
    expect(values.slice(-4)).toEqual([null, null, null, null])
    const filled = values.slice(0, -4) as number[]
    expect(filled).toEqual([...filled].sort((a, b) => (order === 'amount' ? a - b : b - a)))
  }
})

test('Chinese names stand in the order of their pinyin', async () => {
  const order = (await walk('sort=name', 200)).map((item) => (item as { name?: string }).name)
  expect(order.filter((name) => /^[一-龥]/.test(name ?? ''))).toEqual([
    '阿里',
    '百度',
    '百度',
    '华为',
    '明锐',
    '明锐',
    '小米',
  ])
})

test('the total is counted when asked for, whatever the page', async () => {
  expect((await rep.get('/api/opportunities?limit=2&count=true')).body).toMatchObject({ total: amounts.length })
  expect((await rep.get('/api/opportunities?limit=2')).body).not.toHaveProperty('total')
})

test('a cursor that no page has given is refused', async () => {
  const id = '00000000-0000-4000-8000-000000000000'
  const bad = [
    'x',
    'bm90IGpzb24',
    cursorOf([1]),
    cursorOf(['2026', id]),
    cursorOf(['2026-03-12T08:00:00.000Z', 'x']),
    cursorOf([null, id]),
    cursorOf([5, id]),
  ]
  for (const cursor of bad) {
    const reply = await rep.get(`/api/opportunities?cursor=${encodeURIComponent(cursor)}`)
    expect([reply.status, reply.body.reason], cursor).toEqual([400, 'records.bad_cursor'])
  }
  const amount = await rep.get(`/api/opportunities?sort=amount&cursor=${cursorOf([1.5, id])}`)
  expect(amount.status).toBe(400)
})

test('limits and sort orders that do not exist are refused', async () => {
  for (const query of ['limit=0', 'limit=201', 'limit=x', 'nothing=1', 'count=yes'])
    expect((await rep.get(`/api/opportunities?${query}`)).status, query).toBe(400)
  for (const order of ['description', 'nothing', '-', 'tenant_id', 'name;drop']) {
    const reply = await rep.get(`/api/opportunities?sort=${order}`)
    expect([reply.status, reply.body.reason], order).toEqual([422, 'records.not_sortable'])
  }
})
