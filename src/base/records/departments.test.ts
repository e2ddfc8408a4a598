import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'
import { interaction, liveSince, ok } from '../../app/testing-reports.ts'
import { verifyCells } from '../../insight/metrics/service.ts'
import { runNext } from '../../platform/jobs.ts'
import { asSystem, asUser } from '../people/service.ts'
import { creditColumns, creditOf, recordService, typeNamed } from './service.ts'

let world: TestApp
let admin: Client
let east: string
let south: string
let customerId: string

beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  admin = world.company.as('admin')
  ;({ east, south } = world.company.departments)
  customerId = ok(await world.company.as('rep').post('/api/customers', { name: '苏州明锐电子' })).id
})
afterAll(() => world.close())

const move = async (who: 'rep' | 'teammate' | 'otherRep', departmentId: string, fromDay: string) =>
  ok(await admin.post(`/api/users/${world.company.users[who]}/membership`, { departmentId, fromDay }))

/** One worker's turn: every job that is ready. */
async function work(): Promise<void> {
  while (await runNext(world.db, world.clock, jobHandlers(world.db, world.clock)));
}

/** Facts of a person by day, with the departments that they say. */
async function facts(who: 'rep' | 'teammate' | 'otherRep'): Promise<Record<string, string[]>> {
  const rows = await world.db.tenant(world.company.tenantId, (tx) =>
    tx.rows<{ what: string; department: string }>(sql`
      select w.what, coalesce(d.name, '–') as department from (
        select 'followUp ' || local_day as what, department_id, author_id as user_id from follow_ups where tenant_id = ${tx.tenantId}
        union all select 'customer ' || credit_day, credit_department_id, credit_user_id from customers where tenant_id = ${tx.tenantId}
        union all select 'payment ' || credit_day, credit_department_id, credit_user_id from payments where tenant_id = ${tx.tenantId}
        union all select 'opportunity ' || credit_day, credit_department_id, credit_user_id from opportunities where tenant_id = ${tx.tenantId}
        union all select 'closing ' || closing_day, closing_department_id, closing_user_id from opportunities where tenant_id = ${tx.tenantId} and closing_day is not null
      ) w left join departments d on d.tenant_id = ${tx.tenantId} and d.id = w.department_id
      where w.user_id = ${world.company.users[who]} order by 1, 2`),
  )
  const found: Record<string, string[]> = {}
  for (const { what, department } of rows) found[what] = [...(found[what] ?? []), department]
  return found
}

const audited = async (who: 'rep' | 'otherRep') =>
  ok(await admin.get(`/api/audit?action=factsMoved&record=${world.company.users[who]}`)).items
const jobsLeft = () =>
  world.db.local((tx) => tx.rows(sql`select kind, last_error from jobs where kind = 'records.departments'`))

describe('a membership changed for past days', () => {
  test('takes the facts of these days along, whatever their kind, and leaves other days alone', async () => {
    const rep = world.company.as('rep')
    const followUp = await interaction(world, 'rep', { customerId })
    await interaction(world, 'rep', { customerId, occurredAt: '2026-03-09T06:30:00.000Z' })
    const deal = ok(await rep.post('/api/opportunities', { name: '二期', customerId, amount: 1000 }))
    ok(await rep.post(`/api/opportunities/${deal.id}/win`, {}))
    ok(await rep.post('/api/payments', { customerId, amount: 500, paidOn: '2026-03-11' }))
    ok(await rep.post('/api/payments', { customerId, amount: 500, paidOn: '2026-03-08' }))
    const report = ok(await rep.get('/api/reports/daily?date=2026-03-12'))
    ok(await rep.post(`/api/reports/${report.id}/submit`, { words: {} }))
    await move('rep', south, '2026-03-10')
    await work()
    expect(await facts('rep')).toEqual({
      'followUp 2026-03-12': ['华南销售部'],
      'followUp 2026-03-09': ['华东销售一部'],
      'customer 2026-03-12': ['华南销售部'],
      'opportunity 2026-03-12': ['华南销售部'],
      'closing 2026-03-12': ['华南销售部'],
      'payment 2026-03-11': ['华南销售部'],
      'payment 2026-03-08': ['华东销售一部'],
    })
    expect(ok(await rep.get(`/api/follow-ups/${followUp.id}`)).version).toBe(followUp.version)
    expect(ok(await rep.get('/api/reports/daily?date=2026-03-12'))).toMatchObject({ state: 'onTime', differences: [] })
  })

  test('shows the person in the team reports of those days where they were, with the same numbers', async () => {
    const team = async (department: string, date: string) =>
      ok(await admin.get(`/api/team-reports/daily?date=${date}&department=${department}`)).people.map(
        (each: { user: { name: string }; metrics: { visits?: { count: number } } }) => [
          each.user.name,
          each.metrics.visits?.count ?? 0,
        ],
      )
    expect(await team(south, '2026-03-12')).toContainEqual(['陈思远', 1])
    expect((await team(east, '2026-03-12')).map(([name]: [string]) => name)).not.toContain('陈思远')
    expect(await team(east, '2026-03-09')).toContainEqual(['陈思远', 1])
    expect(await asSystem(world.db, world.clock, world.company.tenantId, (ctx) => verifyCells(ctx))).toEqual([])
  })

  test('is written down: who moved whom, from when on, how many facts', async () => {
    const [entry, ...more] = await audited('rep')
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      actorKind: 'system',
      changes: {
        departmentId: [null, south],
        fromDay: [null, '2026-03-10'],
        facts: [null, 5],
        movedBy: [null, world.company.users.admin],
      },
    })
  })

  test('moves nothing a second time', async () => {
    const before = await facts('rep')
    world.clock.set('2026-03-12T09:30:00.000Z')
    await work()
    expect(await jobsLeft()).toEqual([])
    expect(await facts('rep')).toEqual(before)
    expect(await audited('rep')).toHaveLength(1)
  })

  test('goes only as far as the next known change', async () => {
    const own = ok(await world.company.as('otherRep').post('/api/customers', { name: '东莞恒晖电子' })).id
    for (const day of ['09', '10', '11', '12'])
      await interaction(world, 'otherRep', { customerId: own, occurredAt: `2026-03-${day}T02:30:00.000Z` })
    await move('otherRep', east, '2026-03-12')
    await move('otherRep', world.company.departments.root, '2026-03-10')
    await work()
    const found = await facts('otherRep')
    expect(['09', '10', '11', '12'].map((day) => found[`followUp 2026-03-${day}`])).toEqual([
      ['华南销售部'],
      ['衡川自动化'],
      ['衡川自动化'],
      ['华东销售一部'],
    ])
    expect(await audited('otherRep')).toHaveLength(2)
  })

  test('is caught up with by what was being recorded meanwhile', async () => {
    const { rep } = world.company.users
    const payment = recordService(typeNamed('payment'))
    await asUser(world.db, world.clock, world.company.tenantId, rep, async (ctx) => {
      const old = await creditOf(ctx, rep, '2026-03-12')
      await move('rep', east, '2026-03-11')
      await work()
      const body = { customerId, amount: 7, currency: 'CNY', paidOn: '2026-03-12' }
      await payment.create(ctx, body, { columns: creditColumns(old) })
    })
    expect((await facts('rep'))['payment 2026-03-12']).toEqual(['华南销售部'])
    world.clock.set('2026-03-12T09:45:00.000Z')
    await work()
    expect((await facts('rep'))['payment 2026-03-12']).toEqual(['华东销售一部'])
  })

  test('holds while people record and several workers run', async () => {
    const own = ok(await world.company.as('teammate').post('/api/customers', { name: '常州博远' })).id
    const day = ['08', '09', '10', '11', '12'] as const
    const recording = Array.from({ length: 20 }, (_, i) =>
      interaction(world, 'teammate', { customerId: own, occurredAt: `2026-03-${day[i % 5]}T0${i % 5}:30:00.000Z` }),
    )
    const moving = move('teammate', south, '2026-03-10').then(() => Promise.all([work(), work()]))
    await Promise.all([...recording, moving])
    world.clock.set('2026-03-12T10:00:00.000Z')
    await Promise.all([work(), work()])
    const found = await facts('teammate')
    const departments = day.map((each) => [...new Set(found[`followUp 2026-03-${each}`])].join())
    expect(departments).toEqual(['华东销售一部', '华东销售一部', '华南销售部', '华南销售部', '华南销售部'])
    expect(await jobsLeft()).toEqual([])
    expect(await asSystem(world.db, world.clock, world.company.tenantId, (ctx) => verifyCells(ctx))).toEqual([])
  })

  test('moves nothing of other companies', async () => {
    const entries = ok(await world.other.as('admin').get('/api/audit?action=factsMoved')).items
    expect(entries).toEqual([])
  })
})
