import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'
import { interaction, liveSince, ok, setTo } from '../../app/testing-reports.ts'
import { runNext, sweepDue } from '../../platform/jobs.ts'
import { DUE_KIND } from './service.ts'

let world: TestApp
const DAY = '2026-03-12'
const at = (time: string, day = DAY) => new Date(`${day}T${time}:00+08:00`)

beforeEach(async () => {
  world = await testApp()
  await liveSince(world)
})
afterEach(() => world.close())

/** One worker's turn at a moment: the sweep, then every job that is ready. */
async function work(when?: Date): Promise<void> {
  if (when !== undefined) world.clock.set(when)
  await sweepDue(world.db, DUE_KIND, world.clock.now())
  const handlers = jobHandlers(world.db, world.clock)
  while (await runNext(world.db, world.clock, handlers));
}

async function notices(who: PersonKey, kind?: string): Promise<{ kind: string; params: { date: string } }[]> {
  const { items } = ok(await world.company.as(who).get('/api/notices'))
  return kind === undefined ? items : items.filter((notice: { kind: string }) => notice.kind === kind)
}

async function duties(who: PersonKey): Promise<Record<string, string>> {
  const rows = await world.db.tenant(world.company.tenantId, (tx) =>
    tx.rows<{ day: string; state: string }>(sql`
      select period_start as day, state from report_duties where tenant_id = ${tx.tenantId} and user_id = ${world.company.users[who]} order by 1`),
  )
  return Object.fromEntries(rows.map(({ day, state }) => [day, state]))
}

/** As if the company had been there before the moment of the tests. */
async function bornBefore(day: string): Promise<void> {
  await liveSince(world, day)
  await world.db.local((tx) => tx.run(sql`update due set next_at = ${at('00:00', day)}`))
}

const reportOf = async (who: PersonKey, day = DAY) =>
  ok(await world.company.as(who).get(`/api/reports/daily?date=${day}`))
const failedJobs = () =>
  world.db.local((tx) => tx.rows(sql`select kind, last_error from jobs where last_error is not null`))

/** Only the tests' own day counts. */
const fromToday = () => liveSince(world, '2026-03-09')

describe('the sweep', () => {
  it('follows a day from draft to missing, telling each step once', async () => {
    await fromToday()
    await setTo(world, 'reportTimes', { trialDays: 0 })
    await work(at('12:00'))
    expect((await duties('rep'))[DAY]).toBeUndefined()
    await work(at('17:31'))
    expect((await duties('rep'))[DAY]).toBe('draft')
    expect(await notices('rep', 'reports.draftReady')).toMatchObject([{ params: { date: DAY } }])
    await work(at('21:01'))
    expect((await duties('rep'))[DAY]).toBe('due')
    expect((await notices('rep', 'reports.due')).filter(({ params }) => params.date === DAY)).toHaveLength(1)
    await work(at('09:01', '2026-03-13'))
    expect((await duties('rep'))[DAY]).toBe('missing')
    expect((await notices('rep', 'reports.missing')).filter(({ params }) => params.date === DAY)).toHaveLength(1)
    expect(await failedJobs()).toEqual([])
  })

  it('asks nothing of people whose roles look at reports', async () => {
    await work(at('21:01'))
    expect(await duties('director')).toEqual({})
    expect(await notices('readonly')).toEqual([])
  })

  it('does nothing twice: again, after a restart, and by two workers at once', async () => {
    await work(at('17:31'))
    const before = await notices('rep')
    await work(at('17:31'))
    await Promise.all([work(at('17:33')), work(), work()])
    await world.db.local((tx) => tx.run(sql`update due set next_at = ${at('17:00')}`))
    await Promise.all([work(at('17:34')), work()])
    expect(await notices('rep')).toEqual(before)
    expect(await failedJobs()).toEqual([])
  })

  it('catches up when it was away for days', async () => {
    await fromToday()
    await setTo(world, 'reportTimes', { trialDays: 0 })
    await work(at('18:00', '2026-03-20'))
    const seen = await duties('rep')
    expect(Object.keys(seen)).toEqual([
      '2026-03-09',
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
      '2026-03-13',
      '2026-03-16',
      '2026-03-17',
      '2026-03-18',
      '2026-03-19',
      '2026-03-20',
    ])
    expect(seen['2026-03-19']).toBe('missing')
    expect(seen['2026-03-20']).toBe('draft')
  })

  it('leaves submitted reports alone', async () => {
    const { id } = await reportOf('rep')
    ok(await world.company.as('rep').post(`/api/reports/${id}/submit`))
    await work(at('09:01', '2026-03-13'))
    expect((await duties('rep'))[DAY]).toBeUndefined()
    expect((await reportOf('rep')).state).toBe('onTime')
    expect((await duties('teammate'))[DAY]).toBe('missing')
  })

  it('keeps a missing report missing when the company later allows more time', async () => {
    await work(at('09:01', '2026-03-13'))
    await setTo(world, 'reportTimes', { lateUntil: '20:00' })
    expect((await reportOf('rep')).state).toBe('missing')
  })

  it('excuses leave, also said afterwards', async () => {
    ok(await world.company.as('rep').put(`/api/reports/daily?date=${DAY}`, { version: 0, dayType: 'leave' }))
    await work(at('21:01'))
    expect((await duties('rep'))[DAY]).toBeUndefined()
    await work(at('09:01', '2026-03-13'))
    expect(await reportOf('rep')).toMatchObject({ state: 'excused', excuse: 'leave' })
    ok(await world.company.as('teammate').put(`/api/reports/daily?date=${DAY}`, { version: 0, dayType: 'leave' }))
    expect(await reportOf('teammate')).toMatchObject({ state: 'excused', excuse: 'leave' })
  })
})

describe('whose clock', () => {
  it('goes by each person’s zone', async () => {
    ok(await world.company.as('rep').patch('/api/me', { timeZone: 'America/Los_Angeles' }))
    // 21:01 in Shanghai is 06:01 of the same day in Los Angeles.
    await work(at('21:01'))
    expect((await duties('teammate'))[DAY]).toBe('due')
    expect((await duties('rep'))[DAY]).toBeUndefined()
    await work(new Date('2026-03-12T21:01:00-07:00'))
    expect((await duties('rep'))[DAY]).toBe('due')
    expect((await duties('teammate'))[DAY]).toBe('missing')
    expect((await reportOf('rep')).state).toBe('due')
    await work(new Date('2026-03-13T09:01:00-07:00'))
    expect((await duties('rep'))[DAY]).toBe('missing')
  })

  it('asks for no report on days off, and for one on the Saturday that makes up for them', async () => {
    // Spring Festival 2026: Saturday 14 February is worked, 15 to 23 February are off.
    await bornBefore('2026-02-02')
    await work(at('23:00', '2026-02-14'))
    expect((await duties('rep'))['2026-02-14']).toBe('due')
    await work(at('12:00', '2026-02-20'))
    expect((await duties('rep'))['2026-02-14']).toBe('due')
    expect((await duties('rep'))['2026-02-17']).toBeUndefined()
    await work(at('09:01', '2026-02-24'))
    expect((await duties('rep'))['2026-02-14']).toBe('missing')
  })

  it('counts nothing as missing in the first three working days of a company', async () => {
    await bornBefore('2026-03-11')
    await work(at('18:00', '2026-03-11'))
    expect((await duties('rep'))['2026-03-11']).toBe('draft')
    await work(at('10:00', '2026-03-17'))
    expect(await duties('rep')).toEqual({ '2026-03-11': 'excused', '2026-03-16': 'missing' })
    expect((await notices('rep', 'reports.missing')).map(({ params }) => params.date)).toEqual(['2026-03-16'])
  })
})

describe('handing in at the due time by itself', () => {
  it('is the company’s choice, and a state of its own', async () => {
    await setTo(world, 'reportTimes', { autoSubmit: true })
    const customer = ok(await world.company.as('rep').post('/api/customers', { name: '苏州明锐电子有限公司' }))
    await interaction(world, 'rep', { customerId: customer.id })
    ok(
      await world.company
        .as('rep')
        .put(`/api/reports/daily?date=${DAY}`, { version: 0, words: { problems: '锐控报价低 10%' } }),
    )
    await Promise.all([work(at('21:01')), work()])
    const report = await reportOf('rep')
    expect(report).toMatchObject({
      state: 'auto',
      submissions: 1,
      metrics: { visits: { count: 1 } },
      words: { problems: '锐控报价低 10%' },
    })
    expect((await notices('rep', 'reports.autoSubmitted')).filter(({ params }) => params.date === DAY)).toHaveLength(1)
    await work(at('09:01', '2026-03-13'))
    expect((await reportOf('rep')).state).toBe('auto')
    expect(await failedJobs()).toEqual([])
  })

  it('never happens to a report that the person handed in', async () => {
    await setTo(world, 'reportTimes', { autoSubmit: true })
    world.clock.set(TEST_NOW)
    const { id } = await reportOf('rep')
    ok(await world.company.as('rep').post(`/api/reports/${id}/submit`))
    await work(at('21:01'))
    expect(await reportOf('rep')).toMatchObject({ state: 'onTime', submissions: 1 })
  })
})
