import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../platform/testing/server.ts'
import { routes } from '../routes.ts'
import type { Tenant } from '../service.ts'
import { asSystem, createTenant, createUser, gate } from '../service.ts'

let server: TestServer
let hengchuan: Tenant
let other: Tenant

const PASSWORD = 'zhao-shan-mu-tian'

beforeAll(async () => {
  server = await testServer(routes, gate)
  const company = { scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' } as const
  hengchuan = await createTenant(server.db, server.clock, {
    company: { name: '衡川自动化', ...company },
    admin: { name: '郑管理', identifier: 'admin@hengchuan.example', password: PASSWORD },
  })
  other = await createTenant(server.db, server.clock, {
    company: { name: '别家公司', ...company },
    admin: { name: '别家管理', identifier: 'boss@other.example', password: PASSWORD },
  })
})
afterAll(() => server.close())

async function add(tenant: Tenant, name: string, extra: object = {}) {
  return asSystem(server.db, server.clock, tenant.tenantId, (ctx) =>
    createUser(ctx, { name, departmentId: tenant.departmentId, roleIds: [tenant.roleIds.rep], ...extra }),
  )
}

let address = 0
/** Every test comes from an address of its own, so that one does not use up the tries of another. */
const fresh = () => `10.1.${address >> 8}.${address++ & 255}`
const signIn = (identifier: string, password = PASSWORD, extra: { tenant?: string; ip?: string } = {}) => {
  const { ip = fresh(), ...rest } = extra
  return server.call('POST /api/session?token=true', { body: { identifier, password, ...rest }, ip })
}

describe('signing in', () => {
  test('by e-mail in any letter case gives a session that the next request may use', async () => {
    const reply = await signIn(' Admin@Hengchuan.EXAMPLE ')
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ user: { id: hengchuan.userId, name: '郑管理' } })
    expect(reply.body.token).toMatch(new RegExp(`^${hengchuan.tenantId}\\.[\\w-]{43}$`))
    const me = await server.call('GET /api/me', { token: reply.body.token })
    expect(me.body).toMatchObject({ user: { id: hengchuan.userId }, tenant: { name: '衡川自动化' } })
  })

  test('sets a cookie that no script can read, and keeps the token out of the body unless asked', async () => {
    const reply = await server.call('POST /api/session', {
      body: { identifier: 'admin@hengchuan.example', password: PASSWORD },
      ip: fresh(),
    })
    expect(reply.body).toEqual({ user: { id: hengchuan.userId, name: '郑管理' } })
    const cookie = String(reply.headers['set-cookie'])
    expect(cookie).toMatch(/^tandem_session=[^;]+;.*HttpOnly/)
    expect(cookie).toContain('SameSite=Lax')
  })

  test('works by phone however it is written', async () => {
    await add(hengchuan, '陈思远', { phone: '13812345678', password: PASSWORD })
    for (const phone of ['138 1234 5678', '+86 138-1234-5678', '１３８１２３４５６７８']) {
      expect((await signIn(phone)).status).toBe(200)
    }
  })

  test('tells a wrong password and an unknown person with the same words', async () => {
    const wrong = await signIn('admin@hengchuan.example', 'not-the-password')
    const unknown = await signIn('nobody@hengchuan.example', 'not-the-password')
    const nonsense = await signIn('¯\\_(ツ)_/¯', 'not-the-password')
    for (const reply of [wrong, unknown, nonsense]) {
      const { requestId: _, ...problem } = reply.body
      expect(problem).toEqual({
        type: 'about:blank',
        title: 'unauthenticated',
        status: 401,
        code: 'unauthenticated',
        reason: 'people.wrong_credentials',
      })
    }
  })

  test('refuses people who were invited, wait for approval or have left', async () => {
    await add(hengchuan, '被邀请', { email: 'invited@hengchuan.example' })
    expect((await signIn('invited@hengchuan.example')).status).toBe(401)
    await add(hengchuan, '等待中', {
      email: 'waiting@hengchuan.example',
      password: PASSWORD,
      status: 'pendingApproval',
    })
    expect((await signIn('waiting@hengchuan.example')).body).toMatchObject({ status: 403, reason: 'people.pending' })
    expect((await signIn('waiting@hengchuan.example', 'wrong-password')).body.reason).toBe('people.wrong_credentials')
  })

  test('names the companies to choose from only to somebody who knows the password', async () => {
    await add(hengchuan, '两家人', { email: 'both@example.com', password: PASSWORD })
    const twin = await add(other, '两家人', { email: 'both@example.com', password: PASSWORD })
    const choose = await signIn('both@example.com')
    expect(choose.body).toMatchObject({ status: 409, reason: 'people.choose_tenant' })
    expect(choose.body.params.tenants.map((each: { name: string }) => each.name).sort()).toEqual(
      ['别家公司', '衡川自动化'].sort(),
    )
    const wrong = await signIn('both@example.com', 'wrong-password')
    expect(wrong.status).toBe(401)
    expect(JSON.stringify(wrong.body)).not.toContain('别家')
    const chosen = await signIn('both@example.com', PASSWORD, { tenant: other.tenantId })
    expect(chosen.body.user.id).toBe(twin.id)
    expect(
      (await signIn('both@example.com', PASSWORD, { tenant: '7f0c1d8e-0000-4000-8000-000000000000' })).status,
    ).toBe(401)
  })

  test('goes straight in when the password fits in one of several companies', async () => {
    await add(hengchuan, '一', { email: 'two-passwords@example.com', password: PASSWORD })
    const second = await add(other, '二', { email: 'two-passwords@example.com', password: 'another-good-one' })
    expect((await signIn('two-passwords@example.com', 'another-good-one')).body.user.id).toBe(second.id)
  })

  test('refuses unknown fields and missing ones', async () => {
    const reply = await server.call('POST /api/session', {
      body: { identifier: 'a', password: 'b', role: 'admin' },
      ip: fresh(),
    })
    expect(reply.status).toBe(422)
    expect(reply.body.errors).toEqual([{ path: 'role', reason: 'records.unknown_field' }])
    expect((await server.call('POST /api/session', { body: {}, ip: fresh() })).status).toBe(422)
  })
})

describe('guessing', () => {
  const guess = (identifier: string, ip = fresh()) => signIn(identifier, 'a-wrong-guess', { ip })

  test('one person bears ten tries in a quarter of an hour, from wherever they come', async () => {
    await add(hengchuan, '被猜', { email: 'guessed@hengchuan.example', password: PASSWORD })
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await guess('guessed@hengchuan.example')).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    const right = await signIn('Guessed@hengchuan.example')
    expect(right.status).toBe(429)
    expect(Number(right.headers['retry-after'])).toBe(900)
    expect((await signIn('admin@hengchuan.example')).status).toBe(200)
  })

  test('many guesses at once are not more than ten', async () => {
    const replies = await Promise.all(Array.from({ length: 25 }, () => guess('nobody-at-once@hengchuan.example')))
    expect(replies.filter((reply) => reply.status === 401)).toHaveLength(10)
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(15)
  })

  test('one address bears fifty, whomever it tries', async () => {
    const ip = '2001:db8:1:2::1'
    const statuses: number[] = []
    for (let i = 0; i < 51; i++) statuses.push((await guess(`person${i}@hengchuan.example`, ip)).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(50)
    expect(statuses.at(-1)).toBe(429)
    expect((await guess('person99@hengchuan.example', '2001:db8:1:2:ffff::9')).status).toBe(429)
    expect((await guess('person99@hengchuan.example', '2001:db8:1:3::1')).status).toBe(401)
  })

  test('tries that succeed do not count, and time heals', async () => {
    await add(hengchuan, '常来', { email: 'often@hengchuan.example', password: PASSWORD })
    const ip = fresh()
    for (let i = 0; i < 12; i++) expect((await signIn('often@hengchuan.example', PASSWORD, { ip })).status).toBe(200)
    for (let i = 0; i < 10; i++) await guess('often@hengchuan.example')
    expect((await signIn('often@hengchuan.example')).status).toBe(429)
    server.clock.set(new Date(server.clock.now().getTime() + 15 * 60_000 + 1))
    expect((await signIn('often@hengchuan.example')).status).toBe(200)
  })
})

describe('a session', () => {
  test('is asked for by every route that is not public', async () => {
    for (const route of routes.filter((each) => each.can !== 'public')) {
      const path = route.path.replace('{id}', hengchuan.userId)
      const nobody = await server.call(`${route.method} ${path}`, { body: route.method === 'GET' ? undefined : {} })
      expect([route.path, nobody.status, nobody.body.reason]).toEqual([route.path, 401, 'people.no_session'])
    }
  })

  test('does not come from a token that was made up, cut or sent to another company', async () => {
    const { token } = (await signIn('admin@hengchuan.example')).body
    const secret = token.split('.')[1]
    const bad = [
      'x',
      `${hengchuan.tenantId}.`,
      token.slice(0, -1),
      `${other.tenantId}.${secret}`,
      `${token}.x`,
      `' or 1=1;--.${secret}`,
      `7f0c1d8e-0000-4000-8000-000000000000.${secret}`,
    ]
    for (const text of bad) {
      expect((await server.call('GET /api/me', { headers: { authorization: `Bearer ${text}` } })).status).toBe(401)
    }
  })

  test('lives for thirty days after its last use and ninety in all', async () => {
    const start = server.clock.now().getTime()
    const day = 24 * 3600_000
    const { token } = (await signIn('admin@hengchuan.example')).body
    const { token: idle } = (await signIn('admin@hengchuan.example')).body
    const at = async (days: number, which: string) => {
      server.clock.set(new Date(start + days * day))
      return (await server.call('GET /api/me', { token: which })).status
    }
    expect([await at(25, token), await at(29, idle)]).toEqual([200, 200])
    expect([await at(50, token), await at(60, idle)]).toEqual([200, 401])
    expect([await at(75, token), await at(89, token), await at(90, token)]).toEqual([200, 200, 401])
    server.clock.set(new Date(start))
  })

  test('ends on signing out, alone or everywhere', async () => {
    const tokens: string[] = []
    for (let i = 0; i < 3; i++) tokens.push((await signIn('admin@hengchuan.example')).body.token)
    const [first, second, third] = tokens
    const out = await server.call('DELETE /api/session', { token: first })
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([204, expect.stringContaining('tandem_session=;')])
    expect((await server.call('GET /api/me', { token: first })).status).toBe(401)
    const list = await server.call('GET /api/sessions', { token: second })
    expect(list.body.items.filter((each: { current: boolean }) => each.current)).toHaveLength(1)
    expect(JSON.stringify(list.body)).not.toContain('ecret')
    expect((await server.call('DELETE /api/sessions', { token: second })).status).toBe(204)
    expect((await server.call('GET /api/me', { token: third })).status).toBe(401)
    expect((await server.call('DELETE /api/session', { token: third })).status).toBe(204)
  })

  test('takes nothing that was written by somebody else who was signed in before', async () => {
    const { token } = (await signIn('admin@hengchuan.example')).body
    const me = (await server.call('GET /api/me', { token })).body.user.id
    const patch = (person: string) =>
      server.call('PATCH /api/me', { token, body: { locale: 'en' }, headers: { 'x-tandem-person': person } })
    const refused = await patch('01a21424-c8a2-7f2a-9b6e-000000000000')
    expect([refused.status, refused.body.reason]).toEqual([401, 'people.other_person'])
    expect((await patch(me)).status).toBe(200)
  })

  test('of a browser changes nothing without the mark of our own script', async () => {
    const { token } = (await signIn('admin@hengchuan.example')).body
    const cookie = `tandem_session=${token}`
    expect((await server.call('GET /api/me', { headers: { cookie } })).status).toBe(200)
    const body = { locale: 'en' }
    expect((await server.call('PATCH /api/me', { body, headers: { cookie } })).body.reason).toBe('http.forged')
    expect((await server.call('DELETE /api/session', { headers: { cookie } })).body.reason).toBe('http.forged')
    const marked = { cookie, 'x-tandem-csrf': '1' }
    expect((await server.call('PATCH /api/me', { body, headers: marked })).status).toBe(200)
    expect(
      (await server.call('PATCH /api/me', { body, headers: { ...marked, origin: 'https://evil.example' } })).status,
    ).toBe(403)
  })

  test('that a browser had is ended when somebody signs in there again', async () => {
    const { token: old } = (await signIn('admin@hengchuan.example')).body
    const reply = await server.call('POST /api/session', {
      body: { identifier: 'boss@other.example', password: PASSWORD },
      headers: { cookie: `tandem_session=${old}`, 'x-tandem-csrf': '1' },
      ip: fresh(),
    })
    expect(reply.status).toBe(200)
    expect((await server.call('GET /api/me', { token: old })).status).toBe(401)
  })
})
