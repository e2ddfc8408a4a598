import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'
import { interaction, liveSince, ok } from '../../app/testing-reports.ts'
import { targetMetrics } from '../../sales/targets/contract.ts'
import { metricKeys } from '../metrics/contract.ts'
import { definitionOf } from '../metrics/service.ts'

let world: TestApp
const DAY = '2026-03-12'
beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  const { users, departments } = world.company
  const march = { metric: 'dealsWon', period: 'month', startsOn: '2026-03-01', version: 0 }
  const changes = [
    { ...march, user: users.rep, value: 2_400_000 },
    { ...march, user: users.teammate, value: 2_600_000 },
    { ...march, department: departments.east, value: 21_400_000 },
    { ...march, user: users.otherRep, value: 1_000_000 },
    {
      metric: 'visits',
      user: users.manager,
      period: 'week',
      startsOn: '2026-01-01',
      standing: true,
      value: 0,
      version: 0,
    },
  ]
  ok(await world.company.as('admin').put('/api/targets', { changes }))
  const { id: customerId } = ok(await world.company.as('rep').post('/api/customers', { name: '苏州明锐电子' }))
  await interaction(world, 'rep', { customerId })
}, 120_000)
afterAll(() => world.close())

const report = async (who: PersonKey, date = DAY) =>
  ok(await world.company.as(who).get(`/api/reports/daily?date=${date}`))
const team = async (who: PersonKey, query = '') =>
  ok(await world.company.as(who).get(`/api/team-reports/daily?date=${DAY}${query}`))

it('only sums have targets, and money only where the metric has an amount', () => {
  for (const [key, unit] of Object.entries(targetMetrics)) {
    const metric = metricKeys.find((each) => each === key)
    expect(metric && definitionOf(metric).kind).toBe('sum')
    if (unit === 'money') expect(metric && definitionOf(metric).unit).toBe('money')
  }
})

describe('a daily report', () => {
  it('shows the day’s share of the week beside what was done, and the whole month’s beside the month so far', async () => {
    const { metrics, month } = await report('rep')
    expect(metrics).toMatchObject({
      visits: { count: 1, target: 1.6 },
      followUps: { count: 1, target: 6 },
      newOpportunities: { count: 0, target: 0.4 },
      dealsWon: { amount: 0, target: 109_090.91 },
    })
    expect(month.metrics).toMatchObject({ visits: { count: 1, target: 35.2 }, dealsWon: { target: 2_400_000 } })
    expect(month.pace).toBeCloseTo(9 / 22)
    expect(metrics.payments.target).toBeUndefined()
    expect(metrics.planKeptRate.target).toBeUndefined()
  })

  it('asks nothing on a day of rest', async () => {
    const { metrics, month } = await report('rep', '2026-03-08')
    expect(metrics.visits.target).toBeUndefined()
    expect(month.metrics.visits.target).toBe(35.2)
  })

  it('asks half on half a day, nothing on leave', async () => {
    const rep = world.company.as('teammate')
    const saved = ok(await rep.put(`/api/reports/daily?date=${DAY}`, { version: 0, dayType: 'halfDayLeave' }))
    expect(saved.metrics.visits.target).toBe(0.8)
    expect(
      ok(await rep.put(`/api/reports/daily?date=${DAY}`, { version: 1, dayType: 'leave' })).metrics.visits.target,
    ).toBeUndefined()
    expect((await team('manager')).totals.visits.target).toBe(1.6)
    ok(await rep.put(`/api/reports/daily?date=${DAY}`, { version: 2, dayType: 'normal' }))
  })

  it('keeps the target it was handed in against', async () => {
    const rep = world.company.as('rep')
    ok(await rep.post(`/api/reports/${(await report('rep')).id}/submit`))
    const rhythm = { metric: 'visits', user: world.company.users.rep, period: 'day', startsOn: DAY, standing: true }
    ok(await world.company.as('admin').put('/api/targets', { changes: [{ ...rhythm, value: 5, version: 0 }] }))
    expect((await report('rep')).metrics.visits.target).toBe(1.6)
    expect(
      (await team('manager')).people.find(({ user }: { user: { name: string } }) => user.name === '陈思远').metrics
        .visits.target,
    ).toBe(5)
    ok(await world.company.as('admin').put('/api/targets', { changes: [{ ...rhythm, value: null, version: 1 }] }))
  })
})

describe('a team report', () => {
  it('asks the team for the sum of its people where it has no target of its own', async () => {
    const { totals, people } = await team('manager')
    const each = people.map(({ metrics }: { metrics: { visits: { target?: number } } }) => metrics.visits.target ?? 0)
    expect(each.sort()).toEqual([0, 1.6, 1.6])
    expect(totals.visits.target).toBe(3.2)
  })

  it('and for its own where it has one; the company for departments with and without', async () => {
    const east = await team('manager')
    expect(east.month.metrics.dealsWon.target).toBe(21_400_000)
    const months = east.people.map(
      ({ month }: { month: { dealsWon?: { target?: number } } }) => month.dealsWon?.target ?? 0,
    )
    expect(months.sort()).toEqual([0, 2_400_000, 2_600_000])
    expect((await team('admin')).month.metrics.dealsWon.target).toBe(22_400_000)
    const south = await team('admin', `&department=${world.company.departments.south}`)
    expect(south.month.metrics.dealsWon.target).toBe(1_000_000)
  })

  it('shows no target of money to who may not see the money', async () => {
    const admin = world.company.as('admin')
    const role = ok(await admin.get('/api/roles')).items.find(({ key }: { key: string }) => key === 'readonly')
    ok(
      await admin.patch(`/api/roles/${role.id}`, {
        version: role.version,
        fieldRules: { 'opportunity.amount': 'hidden' },
      }),
    )
    const { month } = await team('readonly')
    expect(month.metrics.dealsWon).toEqual({ count: 0, reason: 'hidden' })
    expect(month.metrics.visits.target).toBeGreaterThan(0)
  })
})
