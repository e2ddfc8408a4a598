import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'
import { interaction, liveSince, ok } from '../../app/testing-reports.ts'
import { newId } from '../../platform/id.ts'
import { metricKeys } from './contract.ts'

let world: TestApp
beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  for (const who of ['rep', 'teammate', 'otherRep'] as const) await live(who)
}, 120_000)
afterAll(() => world.close())

/** The same small working life for everybody: two visits, a call nobody answered, a won deal, money, and a plan kept. */
async function live(who: PersonKey): Promise<void> {
  const client = world.company.as(who)
  const { id: customerId } = ok(await client.post('/api/customers', { name: `客户 ${newId()}`, level: 'key' }))
  ok(await client.post('/api/leads', { name: '展会来的张总' }))
  const plan = { at: '2026-03-12T07:00:00.000Z', action: 'call', goal: '确认图纸' }
  await interaction(world, who, { customerId, occurredAt: '2026-03-11T06:30:00.000Z', nextStep: plan })
  await interaction(world, who, {
    customerId,
    participants: [{ userId: world.company.users.manager, role: 'accompanying' }],
  })
  await interaction(world, who, {
    customerId,
    method: 'phone',
    result: 'noAnswer',
    occurredAt: '2026-03-12T07:30:00.000Z',
  })
  const deal = ok(await client.post('/api/opportunities', { name: '二期产线视觉检测', customerId, amount: 860_000 }))
  ok(await client.post(`/api/opportunities/${deal.id}/win`, { amount: 386_000 }))
  ok(await client.post('/api/payments', { customerId, amount: 240_000.5, paidOn: '2026-03-12' }))
}

const get = (who: PersonKey, query: string) => world.company.as(who).get(`/api/metrics?${query}`)
const DAY = 'from=2026-03-12&to=2026-03-12'
const metricsOf = async (who: PersonKey, query: string) => ok(await get(who, query)).metrics

describe('the numbers between two days', () => {
  it('are of all four kinds, every metric among them', async () => {
    const reply = ok(await get('rep', DAY))
    expect(reply).toMatchObject({ from: '2026-03-12', to: '2026-03-12', currency: 'CNY' })
    expect(Object.keys(reply.metrics).sort()).toEqual([...metricKeys].sort())
    expect(reply.metrics).toMatchObject({
      visits: { count: 1 },
      followUps: { count: 1 },
      dials: { count: 1 },
      connectedCalls: { count: 0 },
      newLeads: { count: 1 },
      newCustomers: { count: 1 },
      newOpportunities: { count: 1, amount: 386_000, currency: 'CNY' },
      dealsWon: { count: 1, amount: 386_000, currency: 'CNY' },
      payments: { count: 1, amount: 240_000.5, currency: 'CNY' },
      customersFollowed: { count: 1 },
      keyCustomersFollowed: { count: 1 },
      connectRate: { count: 0, of: 1, rate: 0 },
      winRate: { count: 1, of: 1, rate: 1 },
      coverageRate: { count: 1, of: 1, rate: 1 },
    })
  })

  it('add up over days where they are sums, and count things once where they are not', async () => {
    const both = await metricsOf('rep', 'from=2026-03-11&to=2026-03-12')
    expect(both.visits.count).toBe(2)
    expect(both.firstVisits.count).toBe(1)
    expect(both.customersFollowed.count).toBe(1)
  })

  it('of nothing are zeros, and rates of nothing are none', async () => {
    const nothing = await metricsOf('rep', 'from=2025-01-01&to=2025-01-31')
    expect(nothing.visits).toEqual({ count: 0 })
    expect(nothing.winRate).toEqual({ count: 0, of: 0, rate: null })
  })

  it('are the sum of people for a team, and a visit with company is one', async () => {
    const east = await metricsOf('manager', DAY)
    expect(east).toMatchObject({
      visits: { count: 2 },
      dealsWon: { count: 2, amount: 772_000 },
      winRate: { count: 2, of: 2, rate: 1 },
    })
    expect((await metricsOf('manager', `${DAY}&user=${world.company.users.manager}`)).accompaniedVisits.count).toBe(3)
    expect((await metricsOf('admin', DAY)).visits.count).toBe(3)
  })
})

describe('whose numbers somebody may see', () => {
  it.each([
    ['rep', 'rep', 200],
    ['rep', 'teammate', 404],
    ['manager', 'rep', 200],
    ['manager', 'otherRep', 404],
    ['director', 'otherRep', 200],
    ['readonly', 'rep', 200],
    ['admin', 'otherRep', 200],
  ] as const)('%s of %s: %i', async (who, whom, status) => {
    expect((await get(who, `${DAY}&user=${world.company.users[whom]}`)).status).toBe(status)
  })

  it.each([
    ['rep', 'east', 404],
    ['manager', 'east', 200],
    ['manager', 'south', 404],
    ['manager', 'root', 404],
    ['director', 'south', 200],
  ] as const)('%s of the department %s: %i', async (who, department, status) => {
    const reply = await get(who, `${DAY}&department=${world.company.departments[department]}`)
    expect(reply.status).toBe(status)
    if (status === 200) expect(reply.body.metrics.visits.count).toBe(department === 'east' ? 2 : 1)
  })

  it('nobody of another company, by person or department', async () => {
    const { users, departments } = world.other
    expect((await metricsOf('admin', `${DAY}&user=${users.rep}`)).visits.count).toBe(0)
    expect((await get('manager', `${DAY}&user=${users.rep}`)).status).toBe(404)
    expect((await get('admin', `${DAY}&department=${departments.east}`)).status).toBe(404)
    expect(ok(await world.other.as('admin').get(`/api/metrics?${DAY}`)).metrics.visits.count).toBe(0)
  })

  it('without a session nobody’s', async () => {
    expect((await world.anonymous.get(`/api/metrics?${DAY}`)).status).toBe(401)
    expect((await world.anonymous.get('/api/metrics/definitions')).status).toBe(401)
  })
})

it('a sum over a field that is hidden is left out, and says why', async () => {
  const admin = world.company.as('admin')
  const role = ok(await admin.get('/api/roles')).items.find(({ key }: { key: string }) => key === 'readonly')
  const fieldRules = { 'opportunity.amount': 'hidden', 'payment.amount': 'masked' }
  ok(await admin.patch(`/api/roles/${role.id}`, { version: role.version, fieldRules }))
  const { dealsWon, newOpportunities, payments, visits } = await metricsOf('readonly', DAY)
  expect(dealsWon).toEqual({ count: 3, reason: 'hidden' })
  expect(newOpportunities).toEqual({ count: 3, reason: 'hidden' })
  expect(payments).toEqual({ count: 3, reason: 'hidden' })
  expect(visits).toEqual({ count: 3 })
})

describe('a range that makes no sense', () => {
  it.each([
    ['backwards', 'from=2026-03-12&to=2026-03-11', 422],
    ['longer than a year', 'from=2025-01-01&to=2026-01-02', 422],
    ['from a day that does not exist', 'from=2026-02-30&to=2026-03-01', 400],
    ['without an end', 'from=2026-03-12', 400],
    ['with a word for a day', 'from=today&to=2026-03-12', 400],
    ['with an unknown question', `${DAY}&team=1`, 400],
    ['of somebody without an id', `${DAY}&user=rep`, 400],
  ])('%s is refused', async (_name, query, status) => {
    expect((await get('admin', query)).status).toBe(status)
  })

  it('says which end and how long it may be', async () => {
    const { errors } = (await get('admin', 'from=2025-01-01&to=2026-01-02')).body
    expect(errors).toMatchObject([{ path: 'to', reason: 'metrics.bad_range', params: { most: 366 } }])
    expect((await get('admin', 'from=2025-01-01&to=2026-01-01')).status).toBe(200)
  })
})

it('every metric says how it is made', async () => {
  const { items } = ok(await world.company.as('rep').get('/api/metrics/definitions'))
  expect(items.map(({ key }: { key: string }) => key)).toEqual([...metricKeys])
})
