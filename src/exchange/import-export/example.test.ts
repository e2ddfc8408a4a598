import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { type TestApp, testApp } from '../../app/testing.ts'
import { asSystem, createTenant, openSession } from '../../base/people/service.ts'
import { verifyCells } from '../../insight/metrics/service.ts'
import { runNext } from '../../platform/jobs.ts'
import { projectRoot } from '../../platform/root.ts'
import { importExample } from './service.ts'

const folder = process.env['TANDEM_EXAMPLE_DATA'] ?? join(projectRoot, '../shared/data')

interface Deal {
  sales_agent: string
  account: string
  product: string
  deal_stage: string
  engage_date: string
  close_date: string
  close_value: string
}

/** The data is not part of the project; the test runs where it is at hand. */
describe.runIf(existsSync(join(folder, 'sales_pipeline.csv')))('the example company', () => {
  let test: TestApp
  let token = ''
  let tenantId = ''
  const deals: Deal[] = existsSync(join(folder, 'sales_pipeline.csv'))
    ? parse(readFileSync(join(folder, 'sales_pipeline.csv')), { columns: true, bom: true })
    : []
  const won = deals.filter((deal) => deal.deal_stage === 'Won')
  const sum = (some: Deal[]) => some.reduce((total, deal) => total + Number(deal.close_value), 0)

  const get = async (url: string) => {
    const reply = await test.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
    expect(reply.statusCode, `${url} ${reply.body.slice(0, 300)}`).toBe(200)
    return reply.json()
  }
  const load = (administratorId: string) =>
    importExample({
      db: test.db,
      clock: test.clock,
      tenantId,
      administratorId,
      folder,
      work: async () => {
        while (await runNext(test.db, test.clock, jobHandlers(test.db, test.clock)));
      },
    })
  let administratorId = ''

  beforeAll(async () => {
    test = await testApp()
    const tenant = await createTenant(test.db, test.clock, {
      company: { name: 'Maven', scenario: 'enterprise', timeZone: 'America/Chicago', currency: 'USD' },
      admin: { name: 'Admin', identifier: 'admin@maven.example', password: null },
    })
    tenantId = tenant.tenantId
    administratorId = tenant.userId
    token = await asSystem(test.db, test.clock, tenantId, (ctx) => openSession(ctx, tenant.userId))
    await load(administratorId)
  }, 600_000)
  afterAll(() => test.close())

  it('holds every deal with its stage, product and customer', async () => {
    const filter = (value: unknown) => encodeURIComponent(JSON.stringify(value))
    const total = async (value: unknown) =>
      (await get(`/api/opportunities?limit=1&count=true&filter=${filter(value)}`)).total
    const stages = { won: 'Won', lost: 'Lost' }
    for (const [outcome, stage] of Object.entries(stages))
      expect(await total({ field: 'outcome', op: 'eq', value: outcome })).toBe(
        deals.filter((deal) => deal.deal_stage === stage).length,
      )
    expect(await total({ field: 'outcome', op: 'eq', value: 'open' })).toBe(
      deals.filter((deal) => !['Won', 'Lost'].includes(deal.deal_stage)).length,
    )
    expect(await total({ field: 'customerId', op: 'empty' })).toBe(deals.filter((deal) => deal.account === '').length)
    expect((await get('/api/customers?limit=1&count=true')).total).toBe(
      new Set(deals.map((deal) => deal.account).filter(Boolean)).size,
    )
  }, 60_000)

  it('gives each agent the won deals of a day as the plain file does', async () => {
    const people = (await get('/api/users?limit=200')).items as { id: string; name: string }[]
    for (const [day, agent] of [
      ['2017-03-01', 'Moses Frase'],
      ['2017-03-11', 'Darcel Schlecht'],
      ['2017-06-30', 'Kary Hendrixson'],
    ] as const) {
      const expected = won.filter((deal) => deal.close_date === day && deal.sales_agent === agent)
      const report = await get(
        `/api/reports/daily?date=${day}&user=${people.find((person) => person.name === agent)?.id}`,
      )
      expect(report.metrics.dealsWon, `${agent} ${day}`).toMatchObject({
        count: expected.length,
        amount: sum(expected),
      })
      expect(report.department?.name).toBe(
        'Central West East'.split(' ').find((each) => each === report.department?.name),
      )
    }
  })

  it('gives every month the sums of the plain file', async () => {
    const root = (await get('/api/departments')).items.find(
      (each: { parentId: string | null }) => each.parentId === null,
    )
    const months = [...new Set(won.map((deal) => deal.close_date.slice(0, 7)))].sort()
    expect(months.length).toBeGreaterThan(8)
    for (const month of months) {
      const closed = won.filter((deal) => deal.close_date.startsWith(month))
      const engaged = deals.filter((deal) => deal.engage_date.startsWith(month))
      const lost = deals.filter((deal) => deal.deal_stage === 'Lost' && deal.close_date.startsWith(month))
      const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
      const { metrics } = await get(`/api/metrics?from=${month}-01&to=${last}&department=${root.id}`)
      expect(metrics.dealsWon, month).toMatchObject({ count: closed.length, amount: sum(closed) })
      expect(metrics.dealsLost.count, month).toBe(lost.length)
      expect(metrics.newOpportunities.count, month).toBe(engaged.length)
    }
  })

  it('gives every agent and month the numbers and amounts of the plain file', async () => {
    const people = (await get('/api/users?limit=200')).items as { id: string; name: string }[]
    const none = () => ({ won: 0, amount: 0, lost: 0, new: 0 })
    const expected = new Map<string, ReturnType<typeof none>>()
    const of = (deal: Deal, day: string) => {
      const key = `${deal.sales_agent} ${day.slice(0, 7)}`
      const cell = expected.get(key) ?? none()
      expected.set(key, cell)
      return cell
    }
    for (const deal of deals) {
      if (deal.engage_date !== '') of(deal, deal.engage_date).new++
      if (deal.deal_stage === 'Lost') of(deal, deal.close_date).lost++
      if (deal.deal_stage !== 'Won') continue
      of(deal, deal.close_date).won++
      of(deal, deal.close_date).amount += Number(deal.close_value)
    }
    const months = [...new Set([...expected.keys()].map((key) => key.slice(-7)))].sort()
    const agents = [...new Set(deals.map((deal) => deal.sales_agent))]
    expect(agents).toHaveLength(30)
    for (const agent of agents) {
      const user = people.find((person) => person.name === agent)?.id
      for (const month of months) {
        const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
        const { metrics } = await get(`/api/metrics?from=${month}-01&to=${last}&user=${user}`)
        const found = {
          won: metrics.dealsWon?.count ?? 0,
          amount: metrics.dealsWon?.amount ?? 0,
          lost: metrics.dealsLost?.count ?? 0,
          new: metrics.newOpportunities?.count ?? 0,
        }
        expect(found, `${agent} ${month}`).toEqual(expected.get(`${agent} ${month}`) ?? none())
      }
    }
  }, 120_000)

  it('agrees with its own cells, and changes nothing when it comes again', async () => {
    const again = await load(administratorId)
    for (const { id } of again) expect(await get(`/api/imports/${id}`)).toMatchObject({ state: 'done', made: {} })
    const mismatches = await asSystem(test.db, test.clock, tenantId, (ctx) => verifyCells(ctx))
    expect(mismatches).toEqual([])
  }, 300_000)
})
