import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'
import type { Filter, FilterOp } from './contract.ts'

let app: TestApp
let rep: Client

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
  const customer = async (name: string, more: Record<string, unknown> = {}) => {
    const reply = await rep.post('/api/customers', { name, ...more })
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    return reply.body.id as string
  }
  const [first, second] = [
    await customer('甲方', { intent: 'A', region: '苏州' }),
    await customer('乙方', { intent: 'B' }),
  ]
  await customer('丙方')
  const deals: Record<string, unknown>[] = [
    {
      name: 'a',
      customerId: first,
      amount: 100,
      probability: 5,
      expectedSignOn: '2026-03-12',
      products: ['相机', '光源'],
      budgetStatus: 'planned',
    },
    {
      name: 'b',
      customerId: first,
      amount: 200,
      probability: 15,
      expectedSignOn: '2026-03-20',
      products: ['光源'],
      budgetStatus: 'approved',
    },
    { name: 'c', customerId: second, amount: 200, currency: 'USD', probability: 10, expectedSignOn: '2026-04-01' },
    { name: 'd', amount: 150, currency: 'JPY', probability: 8 },
    { name: 'e' },
  ]
  for (const deal of deals) expect((await rep.post('/api/opportunities', deal)).status).toBe(201)
  const followUps = [
    { objections: ['price', 'delivery'], method: 'visit' },
    { objections: ['price'], method: 'phone' },
    { method: 'phone', result: 'noAnswer' },
  ]
  for (const [i, more] of followUps.entries()) {
    const reply = await rep.post('/api/follow-ups', {
      customerId: first,
      occurredAt: `2026-03-12T0${i}:00:00Z`,
      summary: `f${i}`,
      ...more,
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  }
}, 120_000)
afterAll(() => app?.close())

const ask = (path: string, filter: unknown) =>
  rep.get(`/api/${path}?sort=createdAt&filter=${encodeURIComponent(JSON.stringify(filter))}`)

async function found(path: string, filter: Filter): Promise<string> {
  const reply = await ask(path, filter)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.items.map((item: Record<string, string>) => item['name'] ?? item['summary']).join(' ')
}

describe('conditions on opportunities', () => {
  const cases: [string, FilterOp, unknown, string][] = [
    ['name', 'eq', 'a', 'a'],
    ['name', 'ne', 'a', 'b c d e'],
    ['name', 'in', ['a', 'e', 'x'], 'a e'],
    ['name', 'notIn', ['a', 'e'], 'b c d'],
    ['name', 'gte', 'd', 'd e'],
    ['amount', 'eq', 200, 'b c'],
    ['amount', 'ne', 200, 'a d e'],
    ['amount', 'gt', 150, 'b c'],
    ['amount', 'gte', 150, 'b c d'],
    ['amount', 'lt', 150, 'a'],
    ['amount', 'lte', 150, 'a d'],
    ['amount', 'between', [120, 180.5], 'd'],
    ['amount', 'in', [100, 150], 'a d'],
    ['amount', 'empty', undefined, 'e'],
    ['amount', 'notEmpty', undefined, 'a b c d'],
    ['currency', 'eq', 'USD', 'c'],
    ['currency', 'in', ['USD', 'JPY'], 'c d'],
    ['probability', 'eq', 5, 'a e'],
    ['probability', 'between', [8, 10], 'c d'],
    ['probability', 'lt', 8, 'a e'],
    ['expectedSignOn', 'eq', '2026-03-12', 'a'],
    ['expectedSignOn', 'ne', '2026-03-12', 'b c d e'],
    ['expectedSignOn', 'lte', '2026-03-20', 'a b'],
    ['expectedSignOn', 'between', ['2026-03-13', '2026-04-01'], 'b c'],
    ['expectedSignOn', 'within', 'today', 'a'],
    ['expectedSignOn', 'within', 'thisMonth', 'a b'],
    ['expectedSignOn', 'within', 'nextMonth', 'c'],
    ['expectedSignOn', 'within', 'past', ''],
    ['expectedSignOn', 'empty', undefined, 'd e'],
    ['createdAt', 'within', 'today', 'a b c d e'],
    ['createdAt', 'within', 'yesterday', ''],
    ['createdAt', 'gte', '2026-03-12T16:48:00+08:00', 'a b c d e'],
    ['createdAt', 'gt', '2026-03-12T16:48:00+08:00', ''],
    ['budgetStatus', 'eq', 'planned', 'a'],
    ['budgetStatus', 'ne', 'planned', 'b c d e'],
    ['budgetStatus', 'in', ['planned', 'approved'], 'a b'],
    ['budgetStatus', 'notIn', ['planned'], 'b c d e'],
    ['budgetStatus', 'empty', undefined, 'c d e'],
    ['products', 'eq', '光源', 'a b'],
    ['products', 'ne', '相机', 'b c d e'],
    ['products', 'in', ['相机', '镜头'], 'a'],
    ['products', 'notIn', ['相机', '镜头'], 'b c d e'],
    ['products', 'empty', undefined, 'c d e'],
    ['products', 'notEmpty', undefined, 'a b'],
    ['ownerId', 'eq', 'me', 'a b c d e'],
    ['ownerId', 'in', ['me'], 'a b c d e'],
    ['ownerId', 'ne', 'me', ''],
    ['ownerId', 'empty', undefined, ''],
    ['customerId', 'empty', undefined, 'd e'],
    ['outcome', 'eq', 'open', 'a b c d e'],
  ]
  test.each(cases)('%s %s %j finds %s', async (field, op, value, names) => {
    expect(await found('opportunities', { field, op, value })).toBe(names)
  })

  test('on a reference take any spelling of an id', async () => {
    const { body } = await rep.get('/api/customers?q=甲方')
    const value = body.items[0].id.toUpperCase()
    expect(await found('opportunities', { field: 'customerId', op: 'eq', value })).toBe('a b')
    expect(await found('opportunities', { field: 'customerId', op: 'notIn', value: [value] })).toBe('c d e')
  })
})

describe('conditions on lists, flags and departments', () => {
  const cases: [string, FilterOp, unknown, string][] = [
    ['objections', 'eq', 'delivery', 'f0'],
    ['objections', 'in', ['delivery', 'price'], 'f0 f1'],
    ['objections', 'ne', 'delivery', 'f1 f2'],
    ['objections', 'empty', undefined, 'f2'],
    ['counted', 'notEmpty', undefined, 'f0 f1 f2'],
    ['counted', 'ne', true, ''],
    ['occurredAt', 'between', ['2026-03-12T01:00:00Z', '2026-03-12T02:00:00Z'], 'f1 f2'],
    ['localDay', 'eq', '2026-03-12', 'f0 f1 f2'],
    ['departmentId', 'notEmpty', undefined, 'f0 f1 f2'],
  ]
  test.each(cases)('%s %s %j finds %s', async (field, op, value, names) => {
    expect((await found('follow-ups', { field, op, value })).split(' ').sort().join(' ')).toBe(names)
  })

  test('find facts by the department of their day', async () => {
    const value = app.company.departments.east
    expect((await found('follow-ups', { field: 'departmentId', op: 'eq', value })).split(' ')).toHaveLength(3)
    expect(await found('follow-ups', { field: 'departmentId', op: 'ne', value })).toBe('')
  })
})

describe('trees of conditions', () => {
  const amount: Filter = { field: 'amount', op: 'gt', value: 150 }
  const planned: Filter = { field: 'budgetStatus', op: 'eq', value: 'planned' }
  const cases: [string, Filter, string][] = [
    ['and', { and: [amount, { field: 'currency', op: 'eq', value: 'USD' }] }, 'c'],
    ['or', { or: [amount, planned] }, 'a b c'],
    ['not counts what is empty as not fulfilled', { not: amount }, 'a d e'],
    ['not of or', { not: { or: [amount, planned] } }, 'd e'],
    ['an empty and is true', { and: [] }, 'a b c d e'],
    ['an empty or is false', { or: [] }, ''],
    ['nested ten deep', Array.from({ length: 10 }).reduce<Filter>((inner) => ({ and: [inner] }), planned), 'a'],
  ]
  test.each(cases)('%s', async (_, filter, names) => {
    expect(await found('opportunities', filter)).toBe(names)
  })
})

describe('a filter is refused', () => {
  const cases: [string, unknown, number, string][] = [
    ['without sense', 'x', 400, 'records.invalid'],
    ['with an unknown operator', { field: 'name', op: 'like', value: 'a' }, 400, 'records.invalid'],
    ['with further keys', { field: 'name', op: 'eq', value: 'a', and: [] }, 400, 'records.invalid'],
    [
      'that is too deep',
      Array.from({ length: 60 }).reduce((inner) => ({ not: inner }), { field: 'name', op: 'eq', value: 'a' }),
      400,
      'records.invalid',
    ],
    ['on an unknown field', { field: 'nothing', op: 'eq', value: 'a' }, 422, 'records.not_filterable'],
    [
      'on a field that cannot be filtered',
      { field: 'description', op: 'eq', value: 'a' },
      422,
      'records.not_filterable',
    ],
    ['on a column that is no field', { field: 'tenant_id', op: 'eq', value: 'a' }, 422, 'records.not_filterable'],
    ['on an unknown custom field', { field: 'custom.x', op: 'eq', value: 'a' }, 422, 'records.not_filterable'],
    ['with a word for a number', { field: 'probability', op: 'eq', value: "1' or '1'='1" }, 422, 'records.wrong_type'],
    ['with a number for a word', { field: 'name', op: 'eq', value: 1 }, 422, 'records.wrong_type'],
    ['with no value', { field: 'name', op: 'eq' }, 422, 'records.wrong_type'],
    [
      'with a day that does not exist',
      { field: 'expectedSignOn', op: 'eq', value: '2026-02-30' },
      422,
      'records.wrong_type',
    ],
    ['with something that is no id', { field: 'customerId', op: 'eq', value: 'x' }, 422, 'records.wrong_type'],
    ['with one value for a list', { field: 'name', op: 'in', value: 'a' }, 422, 'records.needs_list'],
    ['with one end of a range', { field: 'amount', op: 'between', value: [1] }, 422, 'records.needs_two'],
    ['with an unknown range', { field: 'createdAt', op: 'within', value: 'whenever' }, 422, 'records.unknown_range'],
    ['with a range for an amount', { field: 'amount', op: 'within', value: 'today' }, 422, 'records.unknown_range'],
    ['that orders a list', { field: 'products', op: 'lt', value: 'a' }, 422, 'records.wrong_operator'],
    ['that orders options', { field: 'stage', op: 'gt', value: 'quote' }, 422, 'records.wrong_operator'],
    ['that orders people', { field: 'ownerId', op: 'between', value: ['me', 'me'] }, 422, 'records.wrong_operator'],
  ]
  test.each(cases)('%s', async (_, filter, status, reason) => {
    const reply = await ask('opportunities', filter)
    expect([reply.status, reply.body.reason], JSON.stringify(reply.body)).toEqual([status, reason])
  })

  test('that is far too long', async () => {
    const value = Array.from({ length: 501 }, () => 'a')
    expect((await ask('opportunities', { field: 'name', op: 'in', value })).body.reason).toBe('records.needs_list')
  })
})

describe('a filter by owner stays within reach', () => {
  const seenBy = async (who: 'manager' | 'otherRep' | 'director', filter: Filter) => {
    const reply = await app.company
      .as(who)
      .get(`/api/customers?sort=name&filter=${encodeURIComponent(JSON.stringify(filter))}`)
    return reply.body.items.map((item: { name: string }) => item.name).sort()
  }
  const owners = (...value: string[]): Filter => ({ field: 'ownerId', op: 'in', value })
  const ours = ['丙方', '乙方', '甲方'].sort()

  test('of people in reach everything, whatever the letter case of their ids', async () => {
    expect(await seenBy('manager', owners(rep.userId.toUpperCase()))).toEqual(ours)
    expect(await seenBy('manager', { and: [owners(rep.userId), { field: 'intent', op: 'notEmpty' }] })).toEqual(
      ['乙方', '甲方'].sort(),
    )
  })

  test('of others nothing, also beside people in reach and on the other side of an or', async () => {
    const { otherRep } = app.company.users
    expect((await app.company.as('otherRep').post('/api/customers', { name: '别人的' })).status).toBe(201)
    expect(await seenBy('otherRep', owners(rep.userId))).toEqual([])
    expect(await seenBy('manager', owners(rep.userId, otherRep))).toEqual(ours)
    expect(await seenBy('manager', { or: [owners(rep.userId), owners(otherRep)] })).toEqual(ours)
    expect(await seenBy('manager', { not: owners(rep.userId) })).toEqual([])
    expect(await seenBy('director', owners(otherRep))).toEqual(['别人的'])
  })
})
