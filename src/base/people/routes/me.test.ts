import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../platform/testing/server.ts'
import { routes } from '../routes.ts'
import { asSystem, createTenant, createUser, gate, openSession, type Tenant } from '../service.ts'

const PASSWORD = 'zhao-shan-mu-tian'
const NEXT = 'yi-nian-you-yi-nian'

let server: TestServer
let tenant: Tenant
let adminToken: string

beforeAll(async () => {
  server = await testServer(routes, gate)
  tenant = await createTenant(server.db, server.clock, {
    company: { name: '衡川自动化', scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier: 'admin@hengchuan.example', password: PASSWORD },
  })
  adminToken = await tokenOf(tenant.userId)
})
afterAll(() => server.close())

const tokenOf = (userId: string) =>
  asSystem(server.db, server.clock, tenant.tenantId, (ctx) => openSession(ctx, userId))

let n = 0
let person: { id: string; email: string }
let token: string
beforeEach(async () => {
  const email = `person${++n}@hengchuan.example`
  const roleIds = [tenant.roleIds.rep]
  const added = await asSystem(server.db, server.clock, tenant.tenantId, (ctx) =>
    createUser(ctx, { name: `陈思远${n}`, email, password: PASSWORD, departmentId: tenant.departmentId, roleIds }),
  )
  person = { id: added.id, email }
  token = await tokenOf(added.id)
})

const signIn = (identifier: string, password: string) =>
  server.call('POST /api/session?token=true', { body: { identifier, password }, ip: `10.3.0.${n}` })
const me = (of: string) => server.call('GET /api/me', { token: of })

describe('my own data', () => {
  test('keeps preferences beside each other and forgets those set to null', async () => {
    await server.call('PATCH /api/me', {
      token,
      body: { theme: 'dark', density: 'compact', preferences: { columns: ['name'], hints: true } },
    })
    const reply = await server.call('PATCH /api/me', {
      token,
      body: { density: 'standard', preferences: { hints: null } },
    })
    expect(reply.body.settings).toEqual({ theme: 'dark', density: 'standard', columns: ['name'] })
    expect((await me(token)).body.settings).toEqual(reply.body.settings)
  })

  test('changes language and time zone', async () => {
    const reply = await server.call('PATCH /api/me', { token, body: { locale: 'en', timeZone: 'Europe/Berlin' } })
    expect(reply.body.user).toMatchObject({ locale: 'en', timeZone: 'Europe/Berlin' })
    expect((await me(token)).body).toEqual(reply.body)
  })

  test.each([
    [{ roleIds: [] }, 'roleIds'],
    [{ status: 'active' }, 'status'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ theme: 'pink' }, 'theme'],
    [{ name: '' }, 'name'],
    [{ phone: 'anna@example.com' }, 'phone'],
    [{ preferences: { x: 'y'.repeat(30_000) } }, 'preferences'],
  ])('refuses %j', async (body, path) => {
    const reply = await server.call('PATCH /api/me', { token, body })
    expect([reply.status, reply.body.errors[0].path]).toEqual([422, path])
  })

  test('moves the sign-in to another e-mail only with the current password', async () => {
    const email = `moved${n}@hengchuan.example`
    const without = await server.call('PATCH /api/me', { token, body: { email } })
    expect(without.body).toMatchObject({ status: 422, reason: 'people.wrong_current_password' })
    const reply = await server.call('PATCH /api/me', { token, body: { email, currentPassword: PASSWORD } })
    expect(reply.body.user.email).toBe(email)
    expect((await signIn(person.email, PASSWORD)).status).toBe(401)
    expect((await signIn(email, PASSWORD)).status).toBe(200)
    const taken = await server.call('PATCH /api/me', {
      token,
      body: { email: 'admin@hengchuan.example', currentPassword: PASSWORD },
    })
    expect([taken.status, taken.body.reason]).toEqual([409, 'people.identifier_taken'])
    const none = await server.call('PATCH /api/me', { token, body: { email: null, currentPassword: PASSWORD } })
    expect(none.body.reason).toBe('people.needs_identifier')
    expect((await signIn(email, PASSWORD)).status).toBe(200)
  })
})

describe('changing the password', () => {
  const change = (of: string, current: string, password = NEXT) =>
    server.call('POST /api/me/password?token=true', { token: of, body: { current, password } })

  test('ends every other session and gives this one a new token', async () => {
    const elsewhere = await tokenOf(person.id)
    const reply = await change(token, PASSWORD)
    expect(reply.status).toBe(200)
    expect(String(reply.headers['set-cookie'])).toContain(`tandem_session=${reply.body.token}`)
    expect([(await me(token)).status, (await me(elsewhere)).status, (await me(reply.body.token)).status]).toEqual([
      401, 401, 200,
    ])
    expect([(await signIn(person.email, PASSWORD)).status, (await signIn(person.email, NEXT)).status]).toEqual([
      401, 200,
    ])
  })

  test('needs the current one, and a good new one', async () => {
    const wrong = await change(token, 'not-the-password')
    expect(wrong.body).toMatchObject({
      status: 422,
      errors: [{ path: 'current', reason: 'people.wrong_current_password' }],
    })
    for (const [password, reason] of [
      ['short', 'people.password_too_short'],
      ['password1', 'people.weak_password'],
      [person.email, 'people.weak_password'],
    ] as const) {
      expect((await change(token, PASSWORD, password)).body.errors).toEqual([
        expect.objectContaining({ path: 'password', reason }),
      ])
    }
    expect((await change(token, PASSWORD, 'x'.repeat(201))).status).toBe(422)
    expect((await signIn(person.email, PASSWORD)).status).toBe(200)
  })

  test('bears ten guesses of the current one, also many at once', async () => {
    const replies = await Promise.all(Array.from({ length: 16 }, (_, i) => change(token, `guess-number-${i}`)))
    const count = (status: number) => replies.filter((reply) => reply.status === status).length
    expect([count(422), count(429)]).toEqual([10, 6])
    const right = await change(token, PASSWORD)
    expect([right.status, Number(right.headers['retry-after'])]).toEqual([429, 900])
  })
})

describe('a link to set a password', () => {
  const makeLink = (id = person.id, of = adminToken) =>
    server.call(`POST /api/users/${id}/password-reset`, { token: of, body: {} })
  const reset = (link: string, password = NEXT, ip = `10.4.0.${n}`) =>
    server.call('POST /api/password-reset', { body: { token: link, password }, ip })

  test('works once, ends all sessions and lets the person in with the new one', async () => {
    const link = (await makeLink()).body
    expect(link.url).toBe(`/reset/${link.token}`)
    expect((await reset(link.token)).status).toBe(204)
    expect((await me(token)).status).toBe(401)
    expect([(await signIn(person.email, PASSWORD)).status, (await signIn(person.email, NEXT)).status]).toEqual([
      401, 200,
    ])
    expect((await reset(link.token, 'once-more-please')).body).toMatchObject({
      status: 422,
      reason: 'people.link_used',
    })
  })

  test('used by several at once sets one password', async () => {
    const { token: link } = (await makeLink()).body
    const replies = await Promise.all(Array.from({ length: 6 }, (_, i) => reset(link, `password-number-${i}x`)))
    expect(replies.map((reply) => reply.status).sort()).toEqual([204, ...Array(5).fill(422)])
  })

  test('is worth nothing after 24 hours, after a newer one, and after the person left', async () => {
    const old = (await makeLink()).body.token
    const newer = (await makeLink()).body.token
    expect((await reset(old)).body.reason).toBe('people.link_used')
    const now = server.clock.now()
    server.clock.set(new Date(now.getTime() + 24 * 3600_000))
    expect((await reset(newer)).body.reason).toBe('people.link_expired')
    server.clock.set(now)
    await server.call(`POST /api/users/${person.id}/deactivate`, { token: adminToken, body: { handOverTo: null } })
    expect((await reset(newer)).status).toBe(422)
    expect((await makeLink()).body.reason).toBe('people.wrong_status')
  })

  test('refuses a weak password without being spent', async () => {
    const { token: link } = (await makeLink()).body
    expect((await reset(link, 'password1')).body.errors[0].reason).toBe('people.weak_password')
    expect((await reset(link, person.email)).body.errors[0].reason).toBe('people.weak_password')
    expect((await reset(link)).status).toBe(204)
  })

  test('that was made up is refused, fifty times an address', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 51; i++)
      statuses.push((await reset(`${tenant.tenantId}.${'y'.repeat(43)}`, NEXT, '10.8.8.8')).status)
    expect(statuses).toEqual([...Array(50).fill(422), 429])
  })

  test('makes an invited person active', async () => {
    const body = {
      name: '被邀请',
      phone: `139111100${10 + n}`,
      departmentId: tenant.departmentId,
      roleIds: [tenant.roleIds.rep],
    }
    const invited = await server.call('POST /api/users', { token: adminToken, body })
    expect(invited.body.status).toBe('invited')
    await reset((await makeLink(invited.body.id)).body.token)
    expect((await signIn(body.phone, NEXT)).status).toBe(200)
  })

  test('is made by nobody without the right', async () => {
    expect((await makeLink(person.id, token)).status).toBe(403)
    expect((await makeLink('7f0c1d8e-0000-4000-8000-000000000000')).status).toBe(404)
  })
})
