import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../platform/testing/server.ts'
import { routes as auditRoutes } from '../audit/routes.ts'
import { routes as peopleRoutes } from '../people/routes.ts'
import { asSystem, createTenant, createUser, gate, openSession, type Tenant } from '../people/service.ts'
import { routes } from './routes.ts'
import { optionKeys, scenarioOf, settingOf } from './service.ts'

let server: TestServer
let tenant: Tenant
let other: Tenant
let admin: string
let otherAdmin: string
let rep: string

const found = (name: string, identifier: string, scenario: 'enterprise' | 'growth') =>
  createTenant(server.db, server.clock, {
    company: { name, scenario, timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier, password: null },
  })
const system = <T>(of: Tenant, work: Parameters<typeof asSystem<T>>[3]) =>
  asSystem(server.db, server.clock, of.tenantId, work)

beforeAll(async () => {
  server = await testServer([...routes, ...peopleRoutes, ...auditRoutes], gate)
  tenant = await found('衡川自动化', 'admin@hengchuan.example', 'enterprise')
  other = await found('别家公司', 'admin@other.example', 'growth')
  admin = await system(tenant, (ctx) => openSession(ctx, tenant.userId))
  otherAdmin = await system(other, (ctx) => openSession(ctx, other.userId))
  rep = await system(tenant, async (ctx) => {
    const made = await createUser(ctx, {
      name: '陈思远',
      departmentId: tenant.departmentId,
      roleIds: [tenant.roleIds.rep],
      status: 'active',
    })
    return openSession(ctx, made.id)
  })
})
afterAll(() => server.close())

const get = (key: string, token = rep) => server.call(`GET /api/settings/${key}`, { token })
const patch = (key: string, version: number, value: object, token = admin) =>
  server.call(`PATCH /api/settings/${key}`, { token, body: { version, value } })

describe('settings', () => {
  test('have the defaults of the scenario until somebody changes them', async () => {
    expect((await get('reportTimes')).body).toEqual({
      key: 'reportTimes',
      version: 0,
      value: {
        draftAt: '17:30',
        dueAt: { field: '21:00', inside: '19:00' },
        lateUntil: '09:00',
        autoSubmit: false,
        trialDays: 3,
        managersOwe: false,
      },
    })
    expect((await get('company')).body.value).toMatchObject({
      name: '衡川自动化',
      currency: 'CNY',
      goLiveOn: '2026-03-12',
      scenario: 'enterprise',
    })
    expect((await get('company', otherAdmin)).body.value).toMatchObject({ name: '别家公司', scenario: 'growth' })
  })

  test('change in parts, hold at once, and are audited', async () => {
    const reply = await patch('reportTimes', 0, { draftAt: '18:00', autoSubmit: true })
    expect(reply.body).toMatchObject({ version: 1, value: { draftAt: '18:00', autoSubmit: true, lateUntil: '09:00' } })
    expect((await get('reportTimes')).body).toEqual(reply.body)
    expect((await get('reportTimes', otherAdmin)).body.version).toBe(0)
    const { items } = (await server.call('GET /api/audit?type=setting', { token: admin })).body
    expect(items[0].changes).toEqual({
      'reportTimes.draftAt': ['17:30', '18:00'],
      'reportTimes.autoSubmit': [false, true],
    })
  })

  test('changed from an old version are a conflict, also for the first change of two at once', async () => {
    const replies = await Promise.all(
      [1, 2, 3].map((trialDays) => patch('followUpRules', 0, { coverageDays: 30 + trialDays })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409])
    const stale = await patch('followUpRules', 0, { coverageDays: 90 })
    expect([stale.body.reason, stale.body.current.version]).toEqual(['records.stale', 1])
  })

  test.each([
    ['reportTimes', { draftAt: '25:00' }, 'draftAt'],
    ['reportTimes', { draftAt: '20:00' }, 'draftAt'],
    ['reportTimes', { color: 'red' }, 'color'],
    ['reportTimes', { dueAt: { field: '21:00' } }, 'dueAt.inside'],
    ['calendar', { overrides: { '2026-02-30': 'work' } }, 'overrides.2026-02-30'],
    ['calendar', { overrides: { '2026-02-28': 'maybe' } }, 'overrides.2026-02-28'],
    ['calendar', { restWeekdays: [8] }, 'restWeekdays.0'],
    ['appearance', { upDownColors: 'pink' }, 'upDownColors'],
    ['followUpRules', { reasonDays: 3 }, 'reasonDays'],
    ['company', { scenario: 'bakery' }, 'scenario'],
    ['company', { currency: 'XXQ' }, 'currency'],
    ['company', { id: '0f0c1d8e-0000-4000-8000-00000000000a' }, 'id'],
    ['company', { goLiveOn: 'soon' }, 'goLiveOn'],
  ])('of %s refuse %j', async (key, value, path) => {
    const { version } = (await get(key)).body
    const reply = await patch(key, version, value)
    expect([reply.status, reply.body.errors[0].path]).toEqual([422, path])
  })

  test('of the company change name, currency and zone, with a version', async () => {
    const { version } = (await get('company')).body
    const reply = await patch('company', version, {
      name: '衡川集团',
      currency: 'USD',
      timeZone: 'Europe/Berlin',
      goLiveOn: null,
    })
    expect(reply.body.value).toMatchObject({ name: '衡川集团', currency: 'USD', goLiveOn: null })
    expect((await patch('company', version, { name: '晚了' })).status).toBe(409)
    const me = await server.call('GET /api/me', { token: rep })
    expect([me.body.tenant.name, me.body.user.timeZone]).toEqual(['衡川集团', 'Europe/Berlin'])
    await patch('company', version + 1, { timeZone: 'Asia/Shanghai' })
  })

  test('are read by everybody who is signed in and changed by those who may', async () => {
    expect((await server.call('GET /api/settings/company')).status).toBe(401)
    expect((await patch('appearance', 0, { upDownColors: 'greenUp' }, rep)).status).toBe(403)
    expect((await get('nothing')).status).toBe(400)
    expect((await get('__proto__')).status).toBe(400)
  })
})

describe('vocabularies', () => {
  const optionsNow = async (token = rep) => (await server.call('GET /api/options', { token })).body.sets
  const put = (set: string, version: number, options: object[], token = admin) =>
    server.call(`PUT /api/options/${set}`, { token, body: { version, options } })

  test('come in both languages with what their set says about them', async () => {
    const sets = await optionsNow()
    expect(sets.method.options[0]).toEqual({
      key: 'visit',
      zh: '上门拜访',
      en: 'Visit',
      class: 'visit',
      retired: false,
    })
    expect(sets.stage.options.find((each: { key: string }) => each.key === 'quote')).toMatchObject({
      probability: 60,
      state: 'open',
      requires: ['amount', 'expectedSignOn'],
    })
    expect((await optionsNow(otherAdmin)).stage.options[0].key).toBe('connected')
  })

  test('change for one company: words, order, new options, retired ones', async () => {
    const { version, options } = (await optionsNow()).source
    const wanted = [
      ...options
        .slice(1)
        .reverse()
        .map(({ key, zh, en }: Record<string, string>) => ({ key, zh, en })),
      { zh: '行业群', en: 'Trade group', tone: 'info' },
    ]
    const reply = await put('source', version, wanted)
    expect(reply.status).toBe(200)
    const after = (await optionsNow()).source
    expect(after).toEqual({ version: 1, options: reply.body.options })
    expect(after.options.map((each: { key: string }) => each.key)).toEqual([
      ...wanted.slice(0, -1).map((each) => each.key),
      'own1',
      options[0].key,
    ])
    expect(after.options.at(-1)).toMatchObject({ key: options[0].key, retired: true })
    expect((await optionsNow(otherAdmin)).source).toEqual({ version: 0, options })
    const keys = await system(tenant, (ctx) => optionKeys(ctx, 'source'))
    expect([keys.has('own1'), keys.has(options[0].key), keys.has('nonsense')]).toEqual([true, true, false])
    expect((await put('source', version, wanted)).body).toMatchObject({
      reason: 'records.stale',
      current: { version: 1 },
    })
    const { items } = (await server.call('GET /api/audit?type=options', { token: admin })).body
    expect(items[0].changes['source.own1']).toEqual([null, expect.objectContaining({ zh: '行业群' })])
  })

  test('of stages keep their ends and their attributes', async () => {
    const { version, options } = (await optionsNow()).stage
    const active = options
      .filter((each: { retired: boolean }) => !each.retired)
      .map(({ retired: _, ...rest }: { retired: boolean }) => rest)
    const without = active.filter((each: { key: string }) => each.key !== 'won')
    expect((await put('stage', version, without)).body.errors).toEqual([
      { path: 'options', reason: 'settings.stage_ends' },
    ])
    const more = [
      ...active.slice(0, 2),
      { zh: '试点', en: 'Pilot', probability: 40, maxDays: 20, requires: ['amount'] },
      ...active.slice(2),
    ]
    const reply = await put('stage', version, more)
    expect(reply.body.options[2]).toEqual({
      key: 'own1',
      zh: '试点',
      en: 'Pilot',
      probability: 40,
      maxDays: 20,
      requires: ['amount'],
      state: 'open',
      entry: null,
      retired: false,
    })
    expect(reply.body.options.map((each: { key: string }) => each.key)).toContain('inquiry')
  })

  test('keep their words when the company changes its scenario', async () => {
    const { version } = (await get('company', otherAdmin)).body
    await patch('company', version, { scenario: 'foreignTrade' }, otherAdmin)
    const { options } = (await optionsNow(otherAdmin)).stage
    expect(options[0]).toMatchObject({ key: 'inquiry', retired: false })
    expect(options.find((each: { key: string }) => each.key === 'connected')).toMatchObject({
      zh: '接通',
      retired: true,
    })
    expect((await system(other, scenarioOf)).key).toBe('foreignTrade')
    expect((await system(other, (ctx) => settingOf(ctx, 'followUpRules'))).nightRule).toBe(false)
  })

  test('refuse bad lists and people without the right', async () => {
    expect((await put('nothing', 0, [{ zh: '甲', en: 'A' }])).status).toBe(404)
    expect((await put('industry', 0, [])).status).toBe(422)
    expect((await put('industry', 0, [{ zh: '甲', en: 'A', color: 'red' }])).body.errors[0].path).toBe(
      'options.0.color',
    )
    expect((await put('industry', 0, [{ key: '中文', zh: '甲', en: 'A' }])).body.errors[0].path).toBe('options.0.key')
    expect((await put('industry', 0, [{ zh: '甲', en: 'A' }], rep)).status).toBe(403)
    expect((await server.call('GET /api/options')).status).toBe(401)
  })
})
