import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'
import { interaction, ok } from '../../app/testing-reports.ts'
import { asSystem } from '../../base/people/service.ts'
import { runNext, sweepDue } from '../../platform/jobs.ts'
import { CHECK_KIND, repairCells, verifyCells } from './service.ts'

let world: TestApp
beforeAll(async () => {
  world = await testApp()
  const { id: customerId } = ok(await world.company.as('rep').post('/api/customers', { name: '苏州明锐电子' }))
  await interaction(world, 'rep', { customerId })
  await interaction(world, 'rep', { customerId, method: 'phone', occurredAt: '2026-03-11T06:30:00.000Z' })
}, 120_000)
afterAll(() => world.close())

const inCompany = <T>(work: Parameters<typeof asSystem<T>>[3]) =>
  asSystem(world.db, world.clock, world.company.tenantId, work)

/** Breaks the stored visits of the tests' day and loses those of the day before. */
async function tamper(): Promise<void> {
  await inCompany(async ({ tx, tenantId }) => {
    await tx.run(sql`update metric_days set count = 99 where tenant_id = ${tenantId} and metric = 'visits'`)
    await tx.run(sql`delete from metric_days where tenant_id = ${tenantId} and metric = 'dials'`)
  })
}

/** One worker's turn at a moment of the company's clock. */
async function work(when: string): Promise<void> {
  world.clock.set(new Date(when))
  await sweepDue(world.db, CHECK_KIND, world.clock.now())
  const handlers = jobHandlers(world.db, world.clock)
  while (await runNext(world.db, world.clock, handlers));
}

const found = async (): Promise<{ action: string; changes: Record<string, unknown[]> }[]> =>
  ok(await world.company.as('admin').get('/api/audit?type=metric')).items
const told = async (who: PersonKey): Promise<unknown[]> =>
  ok(await world.company.as(who).get('/api/notices')).items.filter(
    ({ kind }: { kind: string }) => kind === 'metrics.recounted',
  )

describe('the nightly check', () => {
  it('puts right by the facts what was broken by hand, writes it down and tells the administrators', async () => {
    await tamper()
    await work('2026-03-13T03:16:00+08:00')
    expect(await inCompany((ctx) => verifyCells(ctx))).toEqual([])
    const [entry, ...more] = await found()
    expect(more).toEqual([])
    expect(entry).toMatchObject({ action: 'recounted', changes: { figures: [null, 2], days: [null, 2] } })
    expect(entry?.changes['found']?.[1]).toEqual([
      expect.stringMatching(/^2026-03-11 dials .*: 0 → 1$/),
      expect.stringMatching(/^2026-03-12 visits .*: 99 → 1$/),
    ])
    expect(await told('admin')).toMatchObject([{ params: { count: 2, days: 2 }, link: '/audit?type=metric' }])
    expect(await told('rep')).toEqual([])
    const { metrics } = ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-12'))
    expect(metrics.visits.count).toBe(1)
  })

  it('finds nothing the next night and says nothing', async () => {
    await work('2026-03-14T03:16:00+08:00')
    expect(await found()).toHaveLength(1)
    expect(await told('admin')).toHaveLength(1)
  })

  it('is asked for once a night, at the company’s night', async () => {
    const { next } = await world.db.local((tx) =>
      tx.one<{ next: string }>(
        sql`select next_at as next from due where kind = ${CHECK_KIND} and tenant_id = ${world.company.tenantId}`,
      ),
    )
    expect(new Date(next).toISOString()).toBe('2026-03-14T19:15:00.000Z')
    const failed = await world.db.local((tx) => tx.rows(sql`select kind from jobs where last_error is not null`))
    expect(failed).toEqual([])
  })

  it('reaches days long past when it is their turn', async () => {
    await inCompany(({ tx, tenantId }) =>
      tx.run(sql`insert into metric_days (tenant_id, user_id, local_day, metric, currency, count, amount_minor)
        values (${tenantId}, ${world.company.users.rep}, '2025-11-03', 'visits', '', 7, 0)`),
    )
    // From November to the end of February there are four windows of a month, one a night.
    for (const night of ['15', '16', '17', '18']) await work(`2026-03-${night}T03:16:00+08:00`)
    expect(await inCompany((ctx) => verifyCells(ctx))).toEqual([])
  })

  it('by two workers at once repairs and tells once', async () => {
    await tamper()
    const before = (await found()).length
    const repaired = await Promise.all([inCompany((ctx) => repairCells(ctx)), inCompany((ctx) => repairCells(ctx))])
    expect(repaired.map((wrong) => wrong.length).sort()).toEqual([0, 2])
    expect(await found()).toHaveLength(before + 1)
    expect(await inCompany((ctx) => verifyCells(ctx))).toEqual([])
  })
})
