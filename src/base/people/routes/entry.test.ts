import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type TestServer, testServer } from '../../../platform/testing/server.ts'
import { routes } from '../routes.ts'
import { asSystem, createTenant, gate, openSession, type Tenant } from '../service.ts'

const PASSWORD = 'zhao-shan-mu-tian'
const company = { name: '衡川自动化', scenario: 'growth', timeZone: 'Asia/Shanghai' } as const

describe('setting up', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await testServer(routes, gate)
  })
  afterAll(() => server.close())
  const setUp = (body: object) => server.call('POST /api/setup', { body })
  const admin = { name: '郑管理', identifier: '138 1234 5678', password: PASSWORD }

  test('is needed on a new server', async () => {
    expect((await server.call('GET /api/setup')).body).toEqual({ needed: true })
  })

  test.each([
    [{ company: { ...company, scenario: 'bakery' }, admin }, 'company.scenario'],
    [{ company: { ...company, timeZone: 'Mars/Olympus' }, admin }, 'company.timeZone'],
    [{ company: { ...company, currency: 'XXQ' }, admin }, 'company.currency'],
    [{ company: { ...company, name: '  ' }, admin }, 'company.name'],
    [{ company, admin: { ...admin, identifier: 'anna' } }, 'admin.identifier'],
    [{ company, admin: { ...admin, password: 'short' } }, 'admin.password'],
    [{ company, admin: { ...admin, password: 'password123' } }, 'admin.password'],
    [
      { company: { ...company, name: '昭山暮田又一年春' }, admin: { ...admin, password: '昭山暮田又一年春' } },
      'admin.password',
    ],
    [{ company, admin, demo: true }, 'demo'],
  ])('refuses %j', async (body, path) => {
    const reply = await setUp(body)
    expect([reply.status, reply.body.errors[0].path]).toEqual([422, path])
    expect((await server.call('GET /api/setup')).body).toEqual({ needed: true })
  })

  test('of many at once makes one company, whose administrator is signed in', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) => setUp({ company: { ...company, name: `公司${i}` }, admin })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, ...Array(7).fill(409)])
    const won = replies.find((reply) => reply.status === 201) as Answer
    const cookie = String(won.headers['set-cookie']).split(';')[0] ?? ''
    const me = await server.call('GET /api/me', { headers: { cookie } })
    expect(me.body).toMatchObject({
      user: {
        id: won.body.user.id,
        name: '郑管理',
        phone: '13812345678',
        email: null,
        timeZone: 'Asia/Shanghai',
        locale: 'zh-CN',
      },
      tenant: { scenario: 'growth', currency: 'CNY', goLiveOn: '2026-03-12' },
      permissions: { 'customers.view': 'all', 'people.manage': 'all', 'roles.manage': 'all' },
      settings: {},
    })
    const roles = await server.call('GET /api/roles', { headers: { cookie } })
    expect(roles.body.items.map((role: { name: string }) => role.name)).toEqual([
      '业务员',
      '主管',
      '总监',
      '管理员',
      '只读',
    ])
    const departments = await server.call('GET /api/departments', { headers: { cookie } })
    expect(departments.body.items).toEqual([
      expect.objectContaining({ name: me.body.tenant.name, parentId: null, people: 1, kind: 'field' }),
    ])
  })

  test('is over for good afterwards', async () => {
    expect((await server.call('GET /api/setup')).body).toEqual({ needed: false })
    const reply = await setUp({ company, admin: { ...admin, identifier: 'other@example.com' } })
    expect([reply.status, reply.body.reason]).toEqual([409, 'people.already_set_up'])
  })
})

describe('joining by link', () => {
  let server: TestServer
  let tenant: Tenant
  let token: string
  let repToken: string

  beforeAll(async () => {
    server = await testServer(routes, gate)
    tenant = await createTenant(server.db, server.clock, {
      company: { ...company, currency: 'CNY' },
      admin: { name: '郑管理', identifier: 'admin@hengchuan.example', password: null },
    })
    token = await asSystem(server.db, server.clock, tenant.tenantId, (ctx) => openSession(ctx, tenant.userId))
    const rep = {
      name: '陈思远',
      departmentId: tenant.departmentId,
      roleIds: [tenant.roleIds.rep],
      phone: '13900001111',
      password: PASSWORD,
    }
    const added = await server.call('POST /api/users', { token, body: rep })
    repToken = await asSystem(server.db, server.clock, tenant.tenantId, (ctx) => openSession(ctx, added.body.id))
  })
  afterAll(() => server.close())

  const makeLink = (extra: object = {}) =>
    server.call('POST /api/join-links', {
      token,
      body: { departmentId: tenant.departmentId, roleId: tenant.roleIds.rep, ...extra },
    })
  const join = (link: string, body: object, ip?: string) =>
    server.call(`POST /api/join/${link}`, {
      body: { name: '周扬', password: PASSWORD, ...body },
      ...(ip !== undefined && { ip }),
    })
  const signIn = (identifier: string) =>
    server.call('POST /api/session?token=true', { body: { identifier, password: PASSWORD } })

  test('shows whom it invites to, and the person may work only after approval', async () => {
    const link = await makeLink()
    expect([link.status, link.body.url]).toEqual([201, `/join/${link.body.token}`])
    expect((await server.call(`GET /api/join/${link.body.token}`)).body).toEqual({
      tenantName: '衡川自动化',
      departmentName: '衡川自动化',
    })
    expect((await join(link.body.token, { identifier: 'zhou@hengchuan.example' })).status).toBe(204)
    expect((await signIn('zhou@hengchuan.example')).body.reason).toBe('people.pending')
    expect(
      (await server.call('GET /api/users', { token: repToken })).body.items.map((each: { name: string }) => each.name),
    ).not.toContain('周扬')
    const waiting = await server.call('GET /api/users?status=pendingApproval', { token })
    expect(waiting.body.items).toEqual([
      expect.objectContaining({ name: '周扬', email: 'zhou@hengchuan.example', roleIds: [tenant.roleIds.rep] }),
    ])
    const [{ id }] = waiting.body.items
    expect((await server.call(`POST /api/users/${id}/approve`, { token: repToken, body: {} })).status).toBe(403)
    expect((await server.call(`POST /api/users/${id}/approve`, { token, body: {} })).body).toMatchObject({
      status: 'active',
      joinedOn: '2026-03-12',
    })
    const signedIn = await signIn('zhou@hengchuan.example')
    expect((await server.call('GET /api/me', { token: signedIn.body.token })).body.permissions['customers.view']).toBe(
      'own',
    )
    expect((await server.call(`POST /api/users/${id}/approve`, { token, body: {} })).body.reason).toBe(
      'people.wrong_status',
    )
  })

  test('gives somebody the company knows already the account, with everything in their name', async () => {
    const [known, busy] = await Promise.all(
      ['林嘉怡', '赵志强'].map(
        async (name) =>
          (
            await server.call('POST /api/users', {
              token,
              body: { name, departmentId: tenant.departmentId, roleIds: [tenant.roleIds.rep] },
            })
          ).body,
      ),
    )
    const link = await makeLink()
    await join(link.body.token, { identifier: '13700003333', name: '林嘉怡' })
    const [{ id }] = (await server.call('GET /api/users?status=pendingApproval', { token })).body.items
    const approve = (placeholderId: string) =>
      server.call(`POST /api/users/${id}/approve`, { token, body: { placeholderId, roleIds: [tenant.roleIds.rep] } })
    expect((await approve(tenant.userId)).status).toBe(422)
    expect((await approve('00000000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await approve(known.id)).body).toMatchObject({ id: known.id, status: 'active', phone: '13700003333' })
    expect((await signIn('13700003333')).status).toBe(200)
    expect((await server.call(`GET /api/users/${id}`, { token })).status).toBe(404)
    expect((await server.call(`GET /api/users/${busy.id}`, { token })).body.status).toBe('placeholder')
  })

  test('leaves nothing of a person who is refused', async () => {
    const link = await makeLink()
    await join(link.body.token, { identifier: '13700002222', name: '不认识' })
    const [{ id }] = (await server.call('GET /api/users?status=pendingApproval', { token })).body.items
    expect((await server.call(`POST /api/users/${id}/refuse`, { token, body: {} })).status).toBe(204)
    expect((await signIn('13700002222')).status).toBe(401)
    expect((await server.call(`GET /api/users/${id}`, { token })).status).toBe(404)
    expect((await join(link.body.token, { identifier: '13700002222' })).status).toBe(204)
  })

  test('refuses an identifier that has an account', async () => {
    const link = await makeLink()
    const reply = await join(link.body.token, { identifier: '+86 139 0000 1111' })
    expect([reply.status, reply.body.reason, reply.body.errors]).toEqual([
      409,
      'people.identifier_taken',
      [{ path: 'identifier', reason: 'people.identifier_taken' }],
    ])
  })

  test('stops when the link expires, is closed or was made up', async () => {
    const link = (await makeLink({ days: 1 })).body
    const closed = (await makeLink()).body
    expect(
      (await server.call('GET /api/join-links', { token })).body.items.map((each: { id: string }) => each.id),
    ).toEqual(expect.arrayContaining([link.id, closed.id]))
    expect((await server.call(`DELETE /api/join-links/${closed.id}`, { token })).status).toBe(204)
    expect((await server.call(`DELETE /api/join-links/${closed.id}`, { token })).status).toBe(404)
    const now = server.clock.now()
    server.clock.set(new Date(now.getTime() + 24 * 3600_000))
    for (const text of [link.token, closed.token, `${tenant.tenantId}.${'x'.repeat(43)}`, 'nonsense']) {
      expect((await server.call(`GET /api/join/${text}`)).body).toMatchObject({
        status: 404,
        reason: 'people.link_expired',
      })
      expect((await join(text, { identifier: 'late@example.com' })).body).toMatchObject({
        status: 404,
        reason: 'people.link_expired',
      })
    }
    server.clock.set(now)
  })

  test('is made only by those who manage people, and never with a role above their own', async () => {
    const body = { departmentId: tenant.departmentId, roleId: tenant.roleIds.rep }
    expect((await server.call('POST /api/join-links', { token: repToken, body })).status).toBe(403)
    const hr = await server.call('POST /api/roles', {
      token,
      body: { name: '人事', grants: { 'people.manage': [{ reach: 'all' }] } },
    })
    const person = {
      name: '人事',
      departmentId: tenant.departmentId,
      roleIds: [hr.body.id],
      email: 'hr@hengchuan.example',
      password: PASSWORD,
    }
    await server.call('POST /api/users', { token, body: person })
    const hrToken = (await signIn('hr@hengchuan.example')).body.token
    expect(
      (await server.call('POST /api/join-links', { token: hrToken, body: { ...body, roleId: tenant.roleIds.admin } }))
        .status,
    ).toBe(403)
    expect(
      (await server.call('POST /api/join-links', { token: hrToken, body: { ...body, roleId: hr.body.id } })).status,
    ).toBe(201)
    expect(
      (await server.call('POST /api/join-links', { token, body: { ...body, roleId: tenant.departmentId } })).body
        .errors[0].path,
    ).toBe('roleId')
  })

  test('bears fifty failed requests of one address', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 51; i++)
      statuses.push((await join('nonsense', { identifier: 'x@example.com' }, '10.9.9.9')).status)
    expect(statuses).toEqual([...Array(50).fill(404), 429])
  })
})
