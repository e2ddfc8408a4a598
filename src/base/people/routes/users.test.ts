import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bindListeners, on } from '../../../platform/events.ts'
import { type TestServer, testServer } from '../../../platform/testing/server.ts'
import type { MembershipChanged, UserDeactivated } from '../contract.ts'
import { routes } from '../routes.ts'
import {
  asSystem,
  createDepartment,
  createTenant,
  createUser,
  gate,
  membershipChanged,
  openSession,
  type Tenant,
  userDeactivated,
} from '../service.ts'

const PASSWORD = 'zhao-shan-mu-tian'
let server: TestServer
let tenant: Tenant
let other: Tenant
let south: string
let admin: string
let otherAdmin: string
let repId: string
let rep: string

async function found(name: string, identifier: string): Promise<Tenant> {
  return createTenant(server.db, server.clock, {
    company: { name, scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier, password: null },
  })
}
const tokenOf = (of: Tenant, userId: string) =>
  asSystem(server.db, server.clock, of.tenantId, (ctx) => openSession(ctx, userId))
const add = (extra: object = {}) =>
  server.call('POST /api/users', {
    token: admin,
    body: { name: '新人', departmentId: tenant.departmentId, roleIds: [tenant.roleIds.rep], ...extra },
  })

beforeAll(async () => {
  server = await testServer(routes, gate)
  tenant = await found('衡川自动化', 'admin@hengchuan.example')
  other = await found('别家公司', 'admin@other.example')
  admin = await tokenOf(tenant, tenant.userId)
  otherAdmin = await tokenOf(other, other.userId)
  await asSystem(server.db, server.clock, tenant.tenantId, async (ctx) => {
    south = (await createDepartment(ctx, { name: '华南', parentId: tenant.departmentId })).id
    const made = await createUser(ctx, {
      name: '陈思远',
      phone: '13812345678',
      departmentId: south,
      roleIds: [tenant.roleIds.rep],
      passwordHash: 'x',
    })
    repId = made.id
  })
  rep = await tokenOf(tenant, repId)
})
afterAll(() => server.close())

describe('the list of people', () => {
  test('gives colleagues little and masks their phones', async () => {
    const reply = await server.call('GET /api/users', { token: rep })
    const self = reply.body.items.find((each: { id: string }) => each.id === repId)
    expect(self).toEqual({
      id: repId,
      name: '陈思远',
      status: 'active',
      departmentId: south,
      departmentName: '华南',
      phone: '138****5678',
    })
    expect(JSON.stringify(reply.body)).not.toContain('13812345678')
    expect((await server.call(`GET /api/users/${repId}`, { token: rep })).body).toEqual(self)
  })

  test('gives those who manage people everything but secrets', async () => {
    const reply = await server.call(`GET /api/users/${repId}`, { token: admin })
    expect(reply.body).toMatchObject({
      phone: '13812345678',
      roleIds: [tenant.roleIds.rep],
      joinedOn: '2026-03-12',
      version: 1,
    })
    expect(JSON.stringify(reply.body)).not.toMatch(/hash|secret/i)
  })

  test('is searched, filtered and paged by name', async () => {
    for (const name of ['甲', '乙', '丙']) await add({ name: `分页${name}`, departmentId: south })
    const names = async (query: string) => {
      const { body } = await server.call(`GET /api/users?${query}`, { token: admin })
      return [body.items.map((each: { name: string }) => each.name), body.nextCursor]
    }
    const all = await names(`q=${encodeURIComponent('分页')}`)
    const [first, cursor] = await names(`q=${encodeURIComponent('分页')}&limit=2`)
    const [rest, end] = await names(`q=${encodeURIComponent('分页')}&limit=2&cursor=${cursor}`)
    expect([[...first, ...rest], end]).toEqual(all)
    expect((await names(`department=${south}`))[0]).toEqual(expect.arrayContaining(['陈思远', '分页甲']))
    expect((await names(`department=${tenant.departmentId}`))[0]).not.toContain('陈思远')
    expect((await server.call('GET /api/users?cursor=nonsense', { token: admin })).status).toBe(400)
    expect((await server.call('GET /api/users?limit=1000', { token: admin })).status).toBe(400)
    expect((await server.call('GET /api/users?role=x', { token: admin })).status).toBe(400)
  })

  test('shows people of another company to nobody', async () => {
    const reply = await server.call('GET /api/users', { token: otherAdmin })
    expect(reply.body.items.map((each: { id: string }) => each.id)).toEqual([other.userId])
    expect((await server.call(`GET /api/users/${repId}`, { token: otherAdmin })).status).toBe(404)
  })
})

describe('adding a person', () => {
  test('makes them active, invited or a placeholder by what is known of them', async () => {
    const reply = await add({ email: 'New@Hengchuan.example', password: PASSWORD })
    expect([reply.status, reply.body.status, reply.body.email]).toEqual([201, 'active', 'new@hengchuan.example'])
    expect((await add({ phone: '+86 137 1111 2222' })).body).toMatchObject({ status: 'invited', phone: '13711112222' })
    expect((await add({ name: '导入来的' })).body).toMatchObject({ status: 'placeholder', phone: null })
  })

  test.each([
    [{ email: 'new@hengchuan.example' }, 409, 'email'],
    [{ phone: '138-1234-5678' }, 409, 'phone'],
    [{ departmentId: '7f0c1d8e-0000-4000-8000-000000000000' }, 422, 'departmentId'],
    [{ roleIds: ['7f0c1d8e-0000-4000-8000-000000000000'] }, 422, 'roleIds'],
    [{ roleIds: [] }, 422, 'roleIds'],
    [{ password: PASSWORD }, 422, 'email'],
    [{ email: 'weak@example.com', password: 'password1' }, 422, 'password'],
    [{ joinedOn: '2026-02-30' }, 422, 'joinedOn'],
    [{ status: 'active' }, 422, 'status'],
    [{ name: 'a\u0000b' }, 422, 'name'],
    [{ name: 'x'.repeat(61) }, 422, 'name'],
  ])('refuses %j', async (extra, status, path) => {
    const reply = await add(extra)
    expect([reply.status, reply.body.errors?.[0].path]).toEqual([status, path])
  })

  test('refuses departments and roles of another company', async () => {
    expect((await add({ departmentId: other.departmentId })).body.errors[0].path).toBe('departmentId')
    expect((await add({ roleIds: [other.roleIds.admin] })).body.errors[0].path).toBe('roleIds')
  })

  test('takes any text as a name and gives it back as it was', async () => {
    for (const name of [
      "Robert'); drop table users;--",
      '<img src=x onerror=alert(1)>',
      '𠮷野家👨‍👩‍👧',
      'İstanbul ﷽',
    ]) {
      expect((await add({ name })).body.name).toBe(name)
    }
  })

  test('is refused to those who do not manage people', async () => {
    const body = { name: '新人', departmentId: south, roleIds: [tenant.roleIds.rep] }
    expect((await server.call('POST /api/users', { token: rep, body })).status).toBe(403)
  })

  test('with an id that is taken is a conflict', async () => {
    expect((await add({ id: repId.toUpperCase() })).status).toBe(409)
  })
})

describe('changing a person', () => {
  const change = (id: string, body: object, token = admin) => server.call(`PATCH /api/users/${id}`, { token, body })

  test('takes the version it was read at, and tells the current one when that is old', async () => {
    const { body: before } = await add({ name: '改前' })
    const first = await change(before.id, { version: 1, name: '改后' })
    expect(first.body).toMatchObject({ name: '改后', version: 2 })
    const stale = await change(before.id, { version: 1, name: '又改' })
    expect([stale.status, stale.body.reason, stale.body.current.name]).toEqual([409, 'records.stale', '改后'])
  })

  test('invites a placeholder as soon as there is a way to reach them', async () => {
    const { body: before } = await add({ name: '占位' })
    expect((await change(before.id, { version: 1, email: 'reachable@hengchuan.example' })).body.status).toBe('invited')
    expect((await change(before.id, { version: 2, email: null })).body.errors[0]).toEqual({
      path: 'email',
      reason: 'people.needs_identifier',
    })
  })

  test('frees the old e-mail and holds the new one', async () => {
    const { body: before } = await add({ email: 'old@hengchuan.example' })
    await change(before.id, { version: 1, email: 'renewed@hengchuan.example' })
    expect((await add({ email: 'renewed@hengchuan.example' })).status).toBe(409)
    expect((await add({ email: 'old@hengchuan.example' })).status).toBe(201)
  })

  test('gives rights that hold for the next request of an open session', async () => {
    const { body: user } = await add({ email: 'promoted@hengchuan.example', password: PASSWORD })
    const token = await tokenOf(tenant, user.id)
    expect((await server.call('GET /api/permissions', { token })).status).toBe(403)
    await change(user.id, { version: 1, roleIds: [tenant.roleIds.rep, tenant.roleIds.admin] })
    expect((await server.call('GET /api/permissions', { token })).status).toBe(200)
    await change(user.id, { version: 2, roleIds: [tenant.roleIds.rep] })
    expect((await server.call('GET /api/permissions', { token })).status).toBe(403)
  })

  test('never takes the last administrator away, also by two at once', async () => {
    const only = await change(tenant.userId, { version: 1, roleIds: [tenant.roleIds.rep] })
    expect([only.status, only.body.reason]).toEqual([409, 'people.last_administrator'])
    const { body: second } = await add({
      email: 'second@hengchuan.example',
      password: PASSWORD,
      roleIds: [tenant.roleIds.admin],
    })
    const secondToken = await tokenOf(tenant, second.id)
    const demote = (id: string, token: string) => change(id, { version: 1, roleIds: [tenant.roleIds.rep] }, token)
    const [first, last] = await Promise.all([demote(tenant.userId, secondToken), demote(second.id, admin)])
    expect([first.status, last.status].filter((status) => status === 200)).toHaveLength(1)
    if (first.status === 200) await change(tenant.userId, { version: 2, roleIds: [tenant.roleIds.admin] }, secondToken)
    expect((await server.call('GET /api/permissions', { token: admin })).status).toBe(200)
  })

  test('reaches nobody of another company', async () => {
    expect((await change(other.userId, { version: 1, name: '偷改' })).status).toBe(404)
    for (const what of ['password-reset', 'deactivate', 'reactivate', 'approve', 'refuse', 'membership']) {
      const body =
        { deactivate: { handOverTo: null }, membership: { departmentId: south, fromDay: '2026-03-12' } }[what] ?? {}
      expect([
        what,
        (await server.call(`POST /api/users/${other.userId}/${what}`, { token: admin, body })).status,
      ]).toEqual([what, 404])
    }
  })
})

describe('somebody who manages people but not roles', () => {
  let hr: string
  beforeAll(async () => {
    const role = await server.call('POST /api/roles', {
      token: admin,
      body: { name: '人事', grants: { 'people.manage': [{ reach: 'all' }] } },
    })
    const { body } = await add({ email: 'hr@hengchuan.example', password: PASSWORD, roleIds: [role.body.id] })
    hr = await tokenOf(tenant, body.id)
  })

  test('cannot hand out more than they hold, nor take over the account of somebody who holds more', async () => {
    const body = { name: '后门', departmentId: south, roleIds: [tenant.roleIds.admin] }
    expect((await server.call('POST /api/users', { token: hr, body })).status).toBe(403)
    const target = `/api/users/${tenant.userId}`
    expect((await server.call(`POST ${target}/password-reset`, { token: hr, body: {} })).status).toBe(403)
    expect((await server.call(`POST ${target}/deactivate`, { token: hr, body: { handOverTo: null } })).status).toBe(403)
    expect(
      (await server.call(`PATCH ${target}`, { token: hr, body: { version: 1, email: 'hr2@hengchuan.example' } }))
        .status,
    ).toBe(403)
  })
})

describe('moving to another department', () => {
  const heard: MembershipChanged[] = []
  beforeEach(() => bindListeners([on(membershipChanged, async (_, payload) => void heard.push(payload))]))
  afterEach(() => bindListeners([]))
  const move = (id: string, body: object, token = admin) =>
    server.call(`POST /api/users/${id}/membership`, { token, body })

  test('keeps who was where on which day and tells what has changed', async () => {
    const { body: user } = await add({ name: '调动', joinedOn: '2026-01-05' })
    const reply = await move(user.id, { departmentId: south, fromDay: '2026-02-01' })
    expect(reply.body.items.map((each: MembershipChanged) => [each.departmentId, each.fromDay, each.toDay])).toEqual([
      [tenant.departmentId, '2026-01-05', '2026-01-31'],
      [south, '2026-02-01', null],
    ])
    expect(heard.at(-1)).toEqual({ userId: user.id, departmentId: south, fromDay: '2026-02-01', toDay: null })
    expect((await server.call(`GET /api/users/${user.id}`, { token: admin })).body.departmentId).toBe(south)
    const before = heard.length
    await move(user.id, { departmentId: south, fromDay: '2026-03-01' })
    expect(heard).toHaveLength(before)
  })

  test('is undone altogether when a listener fails', async () => {
    const { body: user } = await add({ name: '不动' })
    bindListeners([
      on(membershipChanged, async () => {
        throw new Error('listener failed')
      }),
    ])
    expect((await move(user.id, { departmentId: south, fromDay: '2026-03-12' })).status).toBe(500)
    expect((await server.call(`GET /api/users/${user.id}`, { token: admin })).body.departmentId).toBe(
      tenant.departmentId,
    )
  })

  test('needs a department of the company and the right to do it', async () => {
    expect((await move(repId, { departmentId: other.departmentId, fromDay: '2026-03-12' })).status).toBe(422)
    expect((await move(repId, { departmentId: tenant.departmentId, fromDay: 'tomorrow' })).status).toBe(422)
    expect((await move(repId, { departmentId: tenant.departmentId, fromDay: '2026-03-12' }, rep)).status).toBe(403)
    expect((await server.call(`GET /api/users/${repId}/membership`, { token: rep })).status).toBe(403)
  })
})

describe('leaving', () => {
  const heard: UserDeactivated[] = []
  beforeEach(() => bindListeners([on(userDeactivated, async (_, payload) => void heard.push(payload))]))
  afterEach(() => bindListeners([]))
  const leave = (id: string, body: object, token = admin) =>
    server.call(`POST /api/users/${id}/deactivate`, { token, body })
  const signIn = (identifier: string) => server.call('POST /api/session', { body: { identifier, password: PASSWORD } })

  test('ends open sessions and sign-in at once, hands records over, and can be undone', async () => {
    const { body: user } = await add({ name: '要走', phone: '13600001111', password: PASSWORD })
    const token = await tokenOf(tenant, user.id)
    const unit = await server.call('POST /api/departments', {
      token: admin,
      body: { name: '西北', parentId: tenant.departmentId, managerId: user.id },
    })
    const reply = await leave(user.id, { handOverTo: repId })
    expect(reply.body).toMatchObject({ status: 'disabled', leftOn: '2026-03-12' })
    expect(heard.at(-1)).toEqual({ userId: user.id, handOverTo: repId })
    expect((await server.call('GET /api/me', { token })).body.reason).toBe('people.session_ended')
    expect((await signIn('13600001111')).body.reason).toBe('people.wrong_credentials')
    const { body: list } = await server.call('GET /api/departments', { token: admin })
    expect(list.items.find((each: { id: string }) => each.id === unit.body.id)).toMatchObject({ managerId: null })
    expect(
      (await server.call('GET /api/users', { token: rep })).body.items.map((each: { id: string }) => each.id),
    ).not.toContain(user.id)
    expect((await server.call(`GET /api/users/${user.id}`, { token: rep })).status).toBe(404)
    expect((await leave(user.id, { handOverTo: null })).body.reason).toBe('people.wrong_status')
    expect((await server.call(`POST /api/users/${user.id}/reactivate`, { token: admin, body: {} })).body).toMatchObject(
      { status: 'active', leftOn: null },
    )
    expect((await signIn('13600001111')).status).toBe(200)
    expect((await server.call('GET /api/me', { token })).status).toBe(401)
  })

  test('frees the phone number for somebody else', async () => {
    const { body: user } = await add({ name: '旧号主', phone: '13600002222' })
    await leave(user.id, { handOverTo: null })
    expect((await add({ name: '新号主', phone: '13600002222' })).status).toBe(201)
    const back = await server.call(`POST /api/users/${user.id}/reactivate`, { token: admin, body: {} })
    expect([back.status, back.body.reason]).toEqual([409, 'people.identifier_taken'])
  })

  test('is not for oneself, nor to somebody who is not there', async () => {
    expect((await leave(tenant.userId, { handOverTo: null })).body.reason).toBe('people.not_yourself')
    const { body: user } = await add({ name: '无人接' })
    for (const heir of [user.id, other.userId, '7f0c1d8e-0000-4000-8000-000000000000']) {
      expect((await leave(user.id, { handOverTo: heir })).body.errors[0].path).toBe('handOverTo')
    }
    expect((await leave(user.id, {})).status).toBe(422)
    expect((await leave(user.id, { handOverTo: null }, rep)).status).toBe(403)
  })
})
