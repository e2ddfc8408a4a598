import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { runNext, sweepDue } from '../../platform/jobs.ts'
import { DUE_KIND } from './service.ts'

let app: TestApp
let manager: Client
let rep: Client
let customerId: string
beforeAll(async () => {
  app = await testApp()
  manager = app.company.as('manager')
  rep = app.company.as('rep')
  customerId = (await rep.post('/api/customers', { name: '明锐电气', address: '苏州工业园区星湖街 1 号' })).body.id
}, 120_000)
afterAll(() => app?.close())

const after = (minutes: number) => new Date(new Date(TEST_NOW).getTime() + minutes * 60_000)
async function look(at: Date): Promise<void> {
  app.clock.set(at)
  await sweepDue(app.db, DUE_KIND, at)
  while (await runNext(app.db, app.clock, jobHandlers(app.db, app.clock)));
}
const told = async (who: Client, kind: string) =>
  (await who.get('/api/notices')).body.items.filter((item: { kind: string }) => item.kind === kind)
const step = async (minutes: number, goal: string) =>
  (await rep.post('/api/next-steps', { customerId, at: after(minutes).toISOString(), action: 'visit', goal })).body

describe('a step is not forgotten', () => {
  it('its owner is reminded once before its time, and anew when it was put off', async () => {
    const first = await step(60, '带样机')
    await look(after(5))
    expect(await told(rep, 'nextSteps.soon')).toEqual([])
    await look(after(30))
    await look(after(36))
    expect(await told(rep, 'nextSteps.soon')).toMatchObject([
      {
        params: { subject: '明锐电气', goal: '带样机', at: after(60).toISOString() },
        link: `/customers/${customerId}`,
      },
    ])
    await rep.post(`/api/next-steps/${first.id}/move`, { at: after(120).toISOString() })
    await look(after(95))
    expect(await told(rep, 'nextSteps.soon')).toHaveLength(2)
  })

  it('after three working days the manager hears of it, once, and not of what was done', async () => {
    const done = await step(200, '发资料')
    await rep.post(`/api/next-steps/${done.id}/complete`, {})
    // The clock of the tests stands on a Thursday: two working days later it is Monday.
    await look(after(4 * 1440))
    expect(await told(manager, 'nextSteps.overdue')).toEqual([])
    await look(after(5 * 1440))
    await look(after(5 * 1440 + 10))
    expect(await told(manager, 'nextSteps.overdue')).toMatchObject([
      { params: { by: '陈思远', subject: '明锐电气' }, link: `/customers/${customerId}` },
    ])
    expect(await told(app.company.as('director'), 'nextSteps.overdue')).toEqual([])
    expect(await told(app.other.as('manager'), 'nextSteps.overdue')).toEqual([])
  })

  it('a company may switch both off', async () => {
    const { body } = await app.company.as('admin').get('/api/settings/followUpRules')
    const value = { remindMinutes: 0, escalateAfterDays: 0 }
    await app.company.as('admin').patch('/api/settings/followUpRules', { version: body.version, value })
    const before = (await told(rep, 'nextSteps.soon')).length
    const now = app.clock.now().getTime()
    await rep.post('/api/next-steps', {
      customerId,
      at: new Date(now + 20 * 60_000).toISOString(),
      action: 'call',
    })
    await look(new Date(now + 10 * 60_000))
    expect(await told(rep, 'nextSteps.soon')).toHaveLength(before)
  })
})

describe('the plan in a calendar program', () => {
  it('is read under a secret address until a new one is made or it is ended', async () => {
    expect((await rep.get('/api/plan/feed')).body).toEqual({ createdAt: null })
    const { body, status } = await rep.post('/api/plan/feed')
    expect(status).toBe(201)
    const first = await app.anonymous.get(body.path)
    expect(first.headers['content-type']).toContain('text/calendar')
    expect(first.body).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(first.body).toContain('SUMMARY:明锐电气 · 电话回访')
    expect(first.body.replaceAll('\r\n ', '')).toContain('LOCATION:苏州工业园区星湖街 1 号')
    expect(first.body).not.toContain('发资料')
    const second = (await rep.post('/api/plan/feed')).body.path
    expect((await app.anonymous.get(body.path)).status).toBe(404)
    expect((await app.anonymous.get(second)).status).toBe(200)
    expect((await rep.delete('/api/plan/feed')).status).toBe(204)
    expect((await app.anonymous.get(second)).status).toBe(404)
  })

  it('ends with the account, and a made-up address opens nothing', async () => {
    const mate = app.company.as('teammate')
    const { path } = (await mate.post('/api/plan/feed')).body
    const admin = app.company.as('admin')
    await admin.post(`/api/users/${mate.userId}/deactivate`, { handOverTo: null })
    expect((await app.anonymous.get(path)).status).toBe(404)
    expect((await app.anonymous.get(`/api/plan/feeds/${app.company.tenantId}.${'x'.repeat(43)}`)).status).toBe(404)
    expect((await app.anonymous.get('/api/plan/feeds/nothing')).status).toBe(404)
  })
})
