import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { interaction, liveSince, ok, setTo } from '../../app/testing-reports.ts'
import type { MetricValue } from '../metrics/contract.ts'

let world: TestApp
const DAY = '2026-03-12'
const path = `/api/team-reports/daily?date=${DAY}`

interface Person {
  user: { id: string; name: string }
  state: string
  metrics: Record<string, MetricValue>
  submitted?: Record<string, MetricValue>
  words: { problems: string } | null
  read: boolean
}

beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  const make = async (who: 'rep' | 'teammate' | 'otherRep', name: string) =>
    ok(await world.company.as(who).post('/api/customers', { name, level: 'key' })).id
  const shared = await make('rep', '苏州明锐电子有限公司')
  const { manager } = world.company.users
  await interaction(world, 'rep', { customerId: shared, participants: [{ userId: manager, role: 'accompanying' }] })
  await interaction(world, 'rep', { customerId: shared, method: 'phone', result: 'noAnswer' })
  await interaction(world, 'teammate', { customerId: await make('teammate', '常州博远新能源有限公司') })
  await interaction(world, 'manager', { customerId: shared, method: 'phone' })
  await interaction(world, 'otherRep', { customerId: await make('otherRep', '无锡恒泰轴承有限公司') })
  const deal = async (who: 'rep' | 'otherRep', amount: number, currency: string) => {
    const { id } = ok(
      await world.company.as(who).post('/api/opportunities', {
        name: '二期',
        stage: 'contract',
        amount,
        currency,
        customerId: who === 'rep' ? shared : null,
      }),
    )
    ok(await world.company.as(who).post(`/api/opportunities/${id}/win`, {}))
  }
  await deal('rep', 386_000, 'CNY')
  await deal('otherRep', 1200.5, 'USD')
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(TEST_NOW))

const teamOf = async (who: 'manager' | 'director' | 'admin', query = '') =>
  ok(await world.company.as(who).get(`${path}${query}`))
const person = (report: { people: Person[] }, name: string) =>
  report.people.find(({ user }) => user.name === name) as Person

describe('the team report', () => {
  it('shows the people of the manager’s departments with their numbers', async () => {
    const report = await teamOf('manager')
    expect(report.people.map(({ user }: Person) => user.name).sort()).toEqual(['林嘉怡', '沈知行', '陈思远'].sort())
    expect(person(report, '陈思远').metrics).toMatchObject({
      visits: { count: 1 },
      followUps: { count: 1 },
      dials: { count: 1 },
      connectRate: { count: 0, of: 1, rate: 0 },
      dealsWon: { count: 1, amount: 386_000, currency: 'CNY' },
    })
    expect(report.departments).toMatchObject([{ name: '华东销售一部', depth: 0 }])
  })

  it.each(['manager', 'director', 'admin'] as const)(
    'adds up: sums of the %s’s team are the sums of its people',
    async (who) => {
      const { totals, people } = await teamOf(who)
      for (const metric of [
        'visits',
        'followUps',
        'dials',
        'connectedCalls',
        'newCustomers',
        'newOpportunities',
        'dealsWon',
        'firstVisits',
      ]) {
        expect([metric, totals[metric].count]).toEqual([
          metric,
          people.reduce((sum: number, each: Person) => sum + (each.metrics[metric]?.count ?? 0), 0),
        ])
      }
    },
  )

  it('counts a customer of two people once, and a visit with a companion once', async () => {
    const { totals, people } = await teamOf('manager')
    expect(totals.customersFollowed.count).toBe(2)
    expect(people.reduce((sum: number, each: Person) => sum + (each.metrics['customersFollowed']?.count ?? 0), 0)).toBe(
      3,
    )
    expect(totals.visits.count).toBe(2)
    expect(person({ people }, '沈知行').metrics).toMatchObject({
      visits: { count: 0 },
      accompaniedVisits: { count: 1 },
    })
    expect(totals.accompaniedVisits.count).toBe(1)
  })

  it('makes the team’s rate from sums', async () => {
    expect((await teamOf('manager')).totals.connectRate).toEqual({ count: 1, of: 2, rate: 0.5 })
  })

  it('keeps other currencies beside the company’s', async () => {
    expect((await teamOf('director')).totals.dealsWon).toEqual({
      count: 2,
      amount: 386_000,
      currency: 'CNY',
      others: [{ amount: 1200.5, currency: 'USD' }],
    })
  })

  it('opens the records behind a team’s number', async () => {
    const { departments } = world.company
    const { items } = ok(
      await world.company
        .as('director')
        .get(`/api/reports/daily/evidence?date=${DAY}&metric=visits&department=${departments.east}`),
    )
    expect(items.map((item: { user: { name: string } }) => item.user.name).sort()).toEqual(['林嘉怡', '陈思远'])
    const root = ok(
      await world.company
        .as('director')
        .get(`/api/reports/daily/evidence?date=${DAY}&metric=dealsWon&department=${departments.root}`),
    )
    expect(root.items).toHaveLength(2)
  })

  it('narrows to a department with those below it', async () => {
    const { departments } = world.company
    const south = await teamOf('director', `&department=${departments.south}`)
    expect(south).toMatchObject({ department: { name: '华南销售部' }, totals: { visits: { count: 1 } } })
    expect((await teamOf('director', `&department=${departments.root}`)).totals.visits.count).toBe(3)
  })

  it('says who owes a report, and only of those who owe one: of managers only where the company wants it', async () => {
    world.clock.set('2026-03-13T01:30:00.000Z')
    const names = ({ missing }: { missing: Person[] }) => missing.map(({ user }) => user.name).sort()
    const report = await teamOf('director')
    expect(names(report)).toEqual(['周航', '林嘉怡', '陈思远'].sort())
    expect(person(report, '高总监')).toMatchObject({ state: 'excused', excuse: 'notAsked' })
    expect(person(report, '沈知行')).toMatchObject({ state: 'excused', excuse: 'notAsked' })
    expect(report.states).toMatchObject({ missing: 3, excused: 4 })
    await setTo(world, 'reportTimes', { managersOwe: true })
    const asked = await teamOf('director')
    expect(names(asked)).toEqual(['周航', '林嘉怡', '沈知行', '陈思远'].sort())
    expect(asked.states).toMatchObject({ missing: 4, excused: 3 })
    await setTo(world, 'reportTimes', {})
  })

  it('shows the words once they are handed in, and where the frozen numbers differ', async () => {
    const rep = world.company.as('rep')
    const saved = ok(
      await rep.put(`/api/reports/daily?date=${DAY}`, { version: 0, words: { problems: '锐控报价低 10%' } }),
    )
    expect(person(await teamOf('manager'), '陈思远').words).toBeNull()
    ok(await rep.post(`/api/reports/${saved.id}/submit`))
    expect(person(await teamOf('manager'), '陈思远')).toMatchObject({
      state: 'onTime',
      words: { problems: '锐控报价低 10%' },
      read: false,
    })
    expect(person(await teamOf('manager'), '陈思远').submitted).toBeUndefined()
    await interaction(world, 'rep', {
      customerId: ok(await rep.get('/api/customers')).items[0].id,
      method: 'wechat',
      occurredAt: '2026-03-12T08:00:00.000Z',
    })
    const { submitted, metrics } = person(await teamOf('manager'), '陈思远')
    expect([submitted?.['followUps']?.count, metrics['followUps']?.count]).toEqual([1, 2])
    ok(await world.company.as('manager').post(`/api/reports/${saved.id}/read`))
    expect(person(await teamOf('manager'), '陈思远').read).toBe(true)
  })

  it('takes as many statements for many people as for few', async () => {
    // The first call of a while notes that the session is used.
    await teamOf('director')
    const query = vi.spyOn(pg.Client.prototype, 'query')
    // What runs beside a request, such as telling browsers of changes, is not in the smallest of several counts.
    const counted = async () => {
      const statements: number[] = []
      let people = 0
      for (let i = 0; i < 4; i++) {
        const before = query.mock.calls.length
        people = (await teamOf('director')).people.length
        statements.push(query.mock.calls.length - before)
      }
      return { people, statements: Math.min(...statements) }
    }
    const few = await counted()
    const { roles, departments } = {
      roles: ok(await world.company.as('admin').get('/api/roles')).items,
      departments: world.company.departments,
    }
    const roleIds = [roles.find((role: { key: string }) => role.key === 'rep').id]
    for (let i = 0; i < 30; i++) {
      ok(
        await world.company
          .as('admin')
          .post('/api/users', { name: `新人 ${i}`, departmentId: departments.south, roleIds }),
      )
    }
    const many = await counted()
    query.mockRestore()
    expect(many.people).toBe(few.people + 30)
    expect(many.statements).toBe(few.statements)
    expect(few.statements).toBeLessThan(30)
  })
})

describe('who may see it', () => {
  it('managers and above', async () => {
    expect((await world.company.as('rep').get(path)).status).toBe(403)
    expect((await world.anonymous.get(path)).status).toBe(401)
    expect((await world.company.as('readonly').get(path)).status).toBe(200)
  })

  it('no other department, and no other company’s', async () => {
    expect(
      (await world.company.as('manager').get(`${path}&department=${world.company.departments.south}`)).status,
    ).toBe(404)
    expect((await world.company.as('director').get(`${path}&department=${world.other.departments.east}`)).status).toBe(
      404,
    )
    const evidence = `/api/reports/daily/evidence?date=${DAY}&metric=visits&department=`
    expect((await world.company.as('manager').get(`${evidence}${world.company.departments.south}`)).status).toBe(404)
    expect((await world.company.as('rep').get(`${evidence}${world.company.departments.east}`)).status).toBe(403)
    expect(ok(await world.other.as('director').get(path)).totals.visits.count).toBe(0)
  })

  it('people by the department of that day, not of today', async () => {
    const { users, departments } = world.company
    ok(
      await world.company
        .as('admin')
        .post(`/api/users/${users.otherRep}/membership`, { departmentId: departments.east, fromDay: '2026-03-13' }),
    )
    expect((await teamOf('manager')).people.map(({ user }: Person) => user.name)).not.toContain('周航')
    const next = ok(await world.company.as('manager').get('/api/team-reports/daily?date=2026-03-13'))
    expect(next.people.map(({ user }: Person) => user.name)).toContain('周航')
    expect(
      (await world.company.as('manager').get(`/api/reports/daily?date=${DAY}&user=${users.otherRep}`)).status,
    ).toBe(404)
    expect(
      (await world.company.as('manager').get(`/api/reports/daily?date=2026-03-13&user=${users.otherRep}`)).status,
    ).toBe(200)
  })

  it('no sums over a field that is hidden from them', async () => {
    const roles = ok(await world.company.as('admin').get('/api/roles')).items
    const role = roles.find((each: { key: string }) => each.key === 'manager')
    ok(
      await world.company
        .as('admin')
        .patch(`/api/roles/${role.id}`, { version: role.version, fieldRules: { 'opportunity.amount': 'hidden' } }),
    )
    const { totals } = await teamOf('manager')
    expect(totals.dealsWon).toEqual({ count: 1, reason: 'hidden' })
    const { items } = ok(
      await world.company
        .as('manager')
        .get(`/api/reports/daily/evidence?date=${DAY}&metric=dealsWon&user=${world.company.users.rep}`),
    )
    expect(items).toHaveLength(1)
    expect(items[0]).not.toHaveProperty('amount')
    const report = ok(
      await world.company.as('manager').get(`/api/reports/daily?date=${DAY}&user=${world.company.users.rep}`),
    )
    expect(JSON.stringify(report)).not.toContain('386000')
  })
})
