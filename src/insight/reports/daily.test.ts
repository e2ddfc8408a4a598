import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { interaction, liveSince, ok } from '../../app/testing-reports.ts'
import { newId } from '../../platform/id.ts'
import { reportId } from './service.ts'

let world: TestApp
let customerId: string
let plainId: string

const DAY = '2026-03-12'
const path = `/api/reports/daily?date=${DAY}`

beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  const rep = world.company.as('rep')
  const made = await rep.post('/api/customers', { name: '苏州明锐电子有限公司', level: 'key' })
  customerId = ok(made).id
  plainId = ok(await rep.post('/api/customers', { name: '南通江润纺织有限公司' })).id
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(TEST_NOW))

const visit = (who: 'rep' | 'teammate' | 'otherRep' = 'rep', change: Record<string, unknown> = {}) =>
  interaction(world, who, { customerId, ...change })

const mine = async () => ok(await world.company.as('rep').get(path))
const evidenceOf = async (metric: string, query = '') =>
  ok(await world.company.as('rep').get(`/api/reports/daily/evidence?date=${DAY}&metric=${metric}${query}`))

describe('the daily report', () => {
  it('composes itself from one record', async () => {
    await visit('rep', {
      intent: 'B',
      nextStep: { at: '2026-03-13T06:00:00.000Z', action: 'demo', goal: '确认样机指标' },
    })
    const report = await mine()
    expect(report).toMatchObject({
      id: reportId(world.company.tenantId, world.company.users.rep, DAY),
      date: DAY,
      user: { name: '陈思远' },
      department: { name: '华东销售一部' },
      dayType: 'normal',
      state: 'draft',
      composing: true,
      version: 0,
      submittedAt: null,
      differences: [],
      words: { problems: '', suggestions: '', support: '', reflection: '' },
      abilities: { edit: true, submit: true, withdraw: false, read: false },
    })
    expect(report.metrics).toMatchObject({
      visits: { count: 1 },
      followUps: { count: 1 },
      firstVisits: { count: 1 },
      customersFollowed: { count: 1 },
      keyCustomersFollowed: { count: 1 },
      newCustomers: { count: 2 },
    })
    expect(report.entries).toMatchObject([
      {
        key: true,
        customer: { name: '苏州明锐电子有限公司' },
        summary: '产线从 4 条增到 6 条，嫌贵一成多',
        nextStep: { action: 'demo', goal: '确认样机指标', day: '2026-03-13' },
      },
    ])
    expect(report.tomorrow).toMatchObject([
      { day: '2026-03-13', carriedOver: false, leftOut: false, customer: { id: customerId } },
    ])
    expect(report.month).toMatchObject({
      from: '2026-03-01',
      to: DAY,
      workday: 9,
      workdays: 22,
      metrics: { visits: { count: 1 } },
    })
  })

  it('puts key customers first', async () => {
    await visit('rep', { customerId: plainId, method: 'phone' })
    const { entries } = await mine()
    expect(entries.map((entry: { key: boolean }) => entry.key)).toEqual([true, false])
  })

  it('opens the records behind every number, as many as the number says', async () => {
    const { metrics } = await mine()
    for (const [metric, value] of Object.entries<{ count: number; of?: number }>(metrics)) {
      const { items, definition } = await evidenceOf(metric)
      expect([metric, items.length]).toEqual([metric, value.of ?? value.count])
      expect(definition.key).toBe(metric)
    }
    const { items } = await evidenceOf('visits')
    expect(items[0]).toMatchObject({
      type: 'followUp',
      day: DAY,
      label: '苏州明锐电子有限公司',
      method: 'visit',
      canOpen: true,
      detail: '产线从 4 条增到 6 条，嫌贵一成多',
    })
  })

  it('is today’s when no date is said, and may be read before anything happened', async () => {
    const report = ok(await world.company.as('teammate').get('/api/reports/daily'))
    expect(report).toMatchObject({ date: DAY, entries: [], metrics: { visits: { count: 0 } } })
  })

  it('is excused on a rest day', async () => {
    const report = ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-08'))
    expect(report).toMatchObject({ state: 'excused', excuse: 'restDay' })
  })

  it('is missing the next working morning, whether or not a sweep has run', async () => {
    world.clock.set('2026-03-13T01:00:00.000Z')
    expect(ok(await world.company.as('teammate').get(path)).state).toBe('missing')
  })
})

describe('the words', () => {
  it('are saved, each on its own', async () => {
    const first = ok(await world.company.as('rep').put(path, { version: 0, words: { problems: '锐控报价低 10%' } }))
    expect(first).toMatchObject({ version: 1, words: { problems: '锐控报价低 10%', support: '' } })
    const next = ok(
      await world.company.as('rep').put(path, {
        version: 1,
        words: { support: '借样机 1 套' },
        otherWork: [{ kind: 'proposal', hours: 1.5 }],
        dayType: 'fieldTrip',
      }),
    )
    expect(next).toMatchObject({
      version: 2,
      words: { problems: '锐控报价低 10%', support: '借样机 1 套' },
      otherWork: [{ kind: 'proposal', hours: 1.5 }],
      dayType: 'fieldTrip',
    })
  })

  it('are refused with an old version, and the report as it stands comes back', async () => {
    const reply = await world.company.as('rep').put(path, { version: 1, words: { problems: '别的' } })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ reason: 'records.stale' })
    expect((await mine()).words.problems).toBe('锐控报价低 10%')
  })

  it('are the person’s own until they are handed in', async () => {
    const seen = ok(await world.company.as('manager').get(`${path}&user=${world.company.users.rep}`))
    expect(seen).toMatchObject({
      words: { problems: '' },
      otherWork: [],
      abilities: { edit: false, submit: false, read: false },
    })
    expect(seen.metrics.visits.count).toBe(1)
  })

  it.each([
    ['an unknown word', { version: 2, words: { joke: 'x' } }, 422],
    ['an unknown day type', { version: 2, dayType: 'party' }, 422],
    ['an unknown kind of work', { version: 2, otherWork: [{ kind: 'nap', hours: 1 }] }, 422],
    ['quarters of hours', { version: 2, otherWork: [{ kind: 'travel', hours: 0.25 }] }, 422],
    ['no version', { words: {} }, 422],
    ['a text that is too long', { version: 2, words: { problems: 'x'.repeat(20_000) } }, 422],
    ['a zero byte', { version: 2, words: { problems: 'a\u0000b' } }, 422],
  ])('refuse %s', async (_name, body, status) => {
    expect((await world.company.as('rep').put(path, body)).status).toBe(status)
    expect((await mine()).version).toBe(2)
  })

  it('keep anything else as it was written', async () => {
    const text = "<script>alert(1)</script> '; drop table reports; -- 𠮷😀"
    expect(
      ok(await world.company.as('rep').put(path, { version: 2, words: { reflection: text } })).words.reflection,
    ).toBe(text)
  })
})

describe('handing in', () => {
  const submit = (id: string, body: object = {}) => world.company.as('rep').post(`/api/reports/${id}/submit`, body)

  it('freezes the numbers with the records they count', async () => {
    const { id, version } = await mine()
    const report = ok(await submit(id, { version, words: { suggestions: '做一页对比' } }))
    expect(report).toMatchObject({
      state: 'onTime',
      submissions: 1,
      submittedAt: TEST_NOW,
      words: { problems: '锐控报价低 10%', suggestions: '做一页对比' },
      differences: [],
    })
    expect(report.abilities).toEqual({ edit: false, submit: false, withdraw: true, read: false })
  })

  it('happens once', async () => {
    const { id } = await mine()
    expect(await submit(id)).toMatchObject({ status: 409, body: { reason: 'reports.already_submitted' } })
    expect(await world.company.as('rep').put(path, { version: 4, words: {} })).toMatchObject({ status: 409 })
  })

  it('shows later changes of facts instead of changing the numbers', async () => {
    const added = await visit('rep', { customerId: plainId, occurredAt: '2026-03-12T07:30:00.000Z' })
    const report = await mine()
    expect(report.metrics.visits.count).toBe(1)
    expect(report.differences).toContainEqual({
      metric: 'visits',
      kind: 'added',
      id: added.id,
      type: 'followUp',
      label: '南通江润纺织有限公司',
      before: null,
      after: { version: added.version },
    })
    const { items } = await evidenceOf('visits')
    const first = items[0]
    expect(items).toHaveLength(1)
    ok(await world.company.as('rep').delete(`/api/follow-ups/${first.id}?reason=记错了`))
    const after = await mine()
    expect(
      after.differences
        .filter((each: { metric: string }) => each.metric === 'visits')
        .map((each: { kind: string }) => each.kind)
        .sort(),
    ).toEqual(['added', 'removed'])
    expect((await evidenceOf('visits')).items).toMatchObject([{ id: first.id, change: 'removed' }])
    ok(await world.company.as('rep').post(`/api/follow-ups/${first.id}/restore`))
  })

  it('is undone by withdrawing; submitting again makes the next version of what is true now', async () => {
    const { id } = await mine()
    const open = ok(await world.company.as('rep').post(`/api/reports/${id}/withdraw`, {}))
    expect(open).toMatchObject({
      state: 'draft',
      submittedAt: null,
      metrics: { visits: { count: 2 } },
      differences: [],
    })
    expect(await world.company.as('rep').post(`/api/reports/${id}/withdraw`, {})).toMatchObject({
      status: 409,
      body: { reason: 'reports.not_submitted' },
    })
    expect(ok(await submit(id))).toMatchObject({ submissions: 2, metrics: { visits: { count: 2 } } })
  })

  it('is late after the due time and still said to be missing after the last', async () => {
    const late = world.company.as('teammate')
    const { id } = ok(await late.get(path))
    world.clock.set('2026-03-12T14:00:00.000Z')
    expect(ok(await late.post(`/api/reports/${id}/submit`, {}))).toMatchObject({ state: 'late' })
    const other = world.company.as('otherRep')
    const report = ok(await other.get(path))
    world.clock.set('2026-03-13T02:00:00.000Z')
    expect(ok(await other.post(`/api/reports/${report.id}/submit`, {}))).toMatchObject({
      state: 'missing',
      submittedAt: '2026-03-13T02:00:00.000Z',
    })
  })

  it('is refused for a day that has not begun', async () => {
    const { id } = ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-13'))
    expect(await submit(id)).toMatchObject({ status: 422, body: { reason: 'reports.day_not_begun' } })
  })

  it('is refused with an old version', async () => {
    const { id } = ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-11'))
    expect(await submit(id, { version: 3 })).toMatchObject({ status: 409, body: { reason: 'records.stale' } })
  })

  it('makes one version when a phone sends twice at once', async () => {
    const { id } = ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-10'))
    const replies = await Promise.all([submit(id, { version: 0 }), submit(id, { version: 0 })])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(ok(await world.company.as('rep').get('/api/reports/daily?date=2026-03-10')).submissions).toBe(1)
  })
})

describe('reading', () => {
  it('is noted once for each reader', async () => {
    const { id } = await mine()
    const { readAt } = ok(await world.company.as('manager').post(`/api/reports/${id}/read`))
    world.clock.set('2026-03-12T12:00:00.000Z')
    expect(ok(await world.company.as('manager').post(`/api/reports/${id}/read`)).readAt).toBe(readAt)
    expect((await mine()).reads).toEqual([{ user: { id: world.company.users.manager, name: '沈知行' }, at: readAt }])
  })

  it('is not for one’s own report, and not before it is handed in', async () => {
    const { id } = await mine()
    expect((await world.company.as('rep').post(`/api/reports/${id}/read`)).status).toBe(403)
    const open = ok(await world.company.as('rep').put('/api/reports/daily?date=2026-03-11', { version: 0 }))
    expect((await world.company.as('manager').post(`/api/reports/${open.id}/read`)).status).toBe(409)
  })
})

describe('who may see it', () => {
  const of = (user: string) => `${path}&user=${user}`

  it.each([
    ['a manager, of the team', 'manager', 'rep', 200],
    ['a director, of everybody', 'director', 'otherRep', 200],
    ['an auditor, of everybody', 'readonly', 'rep', 200],
    ['a teammate', 'teammate', 'rep', 404],
    ['a manager, of another department', 'manager', 'otherRep', 404],
    ['a salesperson, of the manager', 'rep', 'manager', 404],
  ] as const)('%s', async (_name, who, whose, status) => {
    const { users } = world.company
    expect((await world.company.as(who).get(of(users[whose]))).status).toBe(status)
    expect(
      (await world.company.as(who).get(`/api/reports/daily/evidence?date=${DAY}&metric=visits&user=${users[whose]}`))
        .status,
    ).toBe(status)
    expect((await world.company.as(who).get(`/api/reports/calendar?user=${users[whose]}`)).status).toBe(status)
  })

  it('never another company', async () => {
    const foreign = world.other.users.rep
    expect((await world.company.as('admin').get(of(foreign))).status).toBe(404)
    const { id } = ok(await world.other.as('rep').put(path, { version: 0 }))
    for (const act of ['submit', 'withdraw', 'read'])
      expect((await world.company.as('admin').post(`/api/reports/${id}/${act}`)).status).toBe(404)
  })

  it('nobody without a session, and nobody who may only read writes', async () => {
    expect((await world.anonymous.get(path)).status).toBe(401)
    expect((await world.company.as('readonly').put(path, { version: 0 })).status).toBe(403)
  })

  it('others cannot hand it in or take it back', async () => {
    const { id } = await mine()
    expect((await world.company.as('manager').post(`/api/reports/${id}/withdraw`)).status).toBe(403)
    expect((await world.company.as('teammate').post(`/api/reports/${id}/withdraw`)).status).toBe(404)
    expect((await world.company.as('rep').post(`/api/reports/${newId()}/submit`)).status).toBe(404)
  })

  it.each(['date=2026-02-30', 'date=x', 'user=1', 'evil=1'])('refuses the query %s', async (query) => {
    expect((await world.company.as('rep').get(`/api/reports/daily?${query}`)).status).toBe(400)
  })
})

it('the calendar shows how each day of the month stands', async () => {
  const { month, days } = ok(await world.company.as('rep').get('/api/reports/calendar?month=2026-03'))
  expect(month).toBe('2026-03')
  expect(days).toHaveLength(12)
  expect(days.at(-1)).toMatchObject({ day: DAY, state: 'onTime', workday: true })
  expect(days.find((each: { day: string }) => each.day === '2026-03-07')).toMatchObject({
    state: 'excused',
    excuse: 'restDay',
    workday: false,
  })
  expect(ok(await world.company.as('rep').get('/api/reports/calendar?month=2026-04')).days).toEqual([])
})
