import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../platform/testing/server.ts'
import { routes } from '../routes.ts'
import { asSystem, createTenant, createUser, gate, openSession, type Tenant } from '../service.ts'

let server: TestServer
let tenant: Tenant
let other: Tenant
let admin: string
let otherAdmin: string
let repId: string
let rep: string

const found = (name: string, identifier: string) =>
  createTenant(server.db, server.clock, {
    company: { name, scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier, password: null },
  })
const tokenOf = (of: Tenant, userId: string) =>
  asSystem(server.db, server.clock, of.tenantId, (ctx) => openSession(ctx, userId))

beforeAll(async () => {
  server = await testServer(routes, gate)
  tenant = await found('衡川自动化', 'admin@hengchuan.example')
  other = await found('别家公司', 'admin@other.example')
  admin = await tokenOf(tenant, tenant.userId)
  otherAdmin = await tokenOf(other, other.userId)
  repId = await asSystem(server.db, server.clock, tenant.tenantId, async (ctx) => {
    const made = await createUser(ctx, {
      name: '陈思远',
      departmentId: tenant.departmentId,
      roleIds: [tenant.roleIds.rep],
      status: 'active',
    })
    return made.id
  })
  rep = await tokenOf(tenant, repId)
})
afterAll(() => server.close())

describe('departments', () => {
  const add = async (name: string, parentId = tenant.departmentId, extra: object = {}) =>
    (await server.call('POST /api/departments', { token: admin, body: { name, parentId, ...extra } })).body
  const change = (id: string, body: object, token = admin) =>
    server.call(`PATCH /api/departments/${id}`, { token, body })
  const pathOf = async (id: string) =>
    (await server.call('GET /api/departments', { token: rep })).body.items.find(
      (each: { id: string }) => each.id === id,
    )?.path

  test('form a tree whose paths follow a move with everything below', async () => {
    const east = await add('华东', undefined, { kind: 'inside' })
    const shanghai = await add('上海', east.id)
    const pudong = await add('浦东', shanghai.id)
    const south = await add('华南')
    expect([shanghai.path, shanghai.kind]).toEqual([`/${tenant.departmentId}/${east.id}/${shanghai.id}/`, 'inside'])
    const moved = await change(shanghai.id, { version: 1, parentId: south.id })
    expect(moved.body).toMatchObject({ parentId: south.id, path: `${south.path}${shanghai.id}/`, version: 2 })
    expect(await pathOf(pudong.id)).toBe(`${south.path}${shanghai.id}/${pudong.id}/`)
    expect(await pathOf(east.id)).toBe(east.path)
    const loop = await change(south.id, { version: 1, parentId: pudong.id })
    expect([loop.status, loop.body.reason]).toEqual([422, 'people.below_itself'])
    expect((await change(south.id, { version: 1, parentId: south.id })).body.reason).toBe('people.below_itself')
    expect((await change(tenant.departmentId, { version: 1, parentId: south.id })).body.reason).toBe(
      'people.root_stays',
    )
  })

  test('have a manager who works here', async () => {
    const unit = await add('市场')
    expect((await change(unit.id, { version: 1, managerId: repId })).body).toMatchObject({
      managerId: repId,
      managerName: '陈思远',
    })
    expect((await server.call('GET /api/me', { token: rep })).body.user.isManager).toBe(true)
    expect((await change(unit.id, { version: 2, managerId: other.userId })).body.errors[0].path).toBe('managerId')
    expect((await change(unit.id, { version: 1, managerId: null })).body.reason).toBe('records.stale')
    expect((await change(unit.id, { version: 2, managerId: null })).body.managerId).toBeNull()
  })

  test('do not grow deeper than twelve levels, by adding or moving', async () => {
    let parent = tenant.departmentId
    const chain: string[] = []
    for (let level = 2; level <= 12; level++) {
      parent = (await add(`第${level}层`, parent)).id
      chain.push(parent)
    }
    expect(
      (await server.call('POST /api/departments', { token: admin, body: { name: '太深', parentId: parent } })).body
        .reason,
    ).toBe('people.too_deep')
    const side = await add('旁支')
    const sideChild = await add('旁支下', side.id)
    expect((await change(side.id, { version: 1, parentId: chain[9] })).body.reason).toBe('people.too_deep')
    expect((await change(sideChild.id, { version: 1, parentId: chain[9] })).status).toBe(200)
  })

  test('are removed only while nothing hangs on them', async () => {
    const unit = await add('临时')
    const below = await add('临时下', unit.id)
    const remove = (id: string, token = admin) => server.call(`DELETE /api/departments/${id}`, { token })
    expect((await remove(unit.id)).body.reason).toBe('records.still_used')
    expect((await remove(tenant.departmentId)).body.reason).toBe('records.still_used')
    expect((await remove(below.id, otherAdmin)).status).toBe(404)
    expect((await remove(below.id, rep)).status).toBe(403)
    const link = await server.call('POST /api/join-links', {
      token: admin,
      body: { departmentId: below.id, roleId: tenant.roleIds.rep },
    })
    expect((await remove(below.id)).status).toBe(409)
    await server.call(`DELETE /api/join-links/${link.body.id}`, { token: admin })
    expect([(await remove(below.id)).status, (await remove(unit.id)).status, (await remove(unit.id)).status]).toEqual([
      204, 204, 404,
    ])
  })

  test('of another company are out of reach', async () => {
    expect((await change(other.departmentId, { version: 1, name: '偷改' })).status).toBe(404)
    const body = { name: '偷加', parentId: other.departmentId }
    expect((await server.call('POST /api/departments', { token: admin, body })).status).toBe(422)
    expect((await server.call('POST /api/departments', { token: rep, body })).status).toBe(403)
    expect((await server.call('GET /api/departments', { token: otherAdmin })).body.items).toHaveLength(1)
  })

  test('moved by many at once stay a tree', async () => {
    const units = [await add('甲'), await add('乙'), await add('丙')]
    await Promise.all(units.map((unit, i) => change(unit.id, { version: 1, parentId: units[(i + 1) % 3]?.id })))
    const { items } = (await server.call('GET /api/departments', { token: admin })).body
    for (const unit of items) {
      const parent = items.find((each: { id: string }) => each.id === unit.parentId)
      expect(unit.path).toBe(`${parent?.path ?? '/'}${unit.id}/`)
    }
  })
})

describe('roles', () => {
  const create = (body: object, token = admin) => server.call('POST /api/roles', { token, body })
  const change = (id: string, body: object, token = admin) => server.call(`PATCH /api/roles/${id}`, { token, body })
  const remove = (id: string, token = admin) => server.call(`DELETE /api/roles/${id}`, { token })

  test('are made, changed and removed', async () => {
    const made = await create({
      name: '售前',
      grants: { 'customers.view': [{ reach: 'all' }], 'leads.view': [] },
      fieldRules: { 'customer.phone': 'hidden' },
    })
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        builtIn: false,
        grants: { 'customers.view': [{ reach: 'all' }] },
        fieldRules: { 'customer.phone': 'hidden' },
        people: 0,
        version: 1,
      }),
    ])
    expect((await change(made.body.id, { version: 1, name: '售前支持' })).body).toMatchObject({
      name: '售前支持',
      version: 2,
    })
    expect((await change(made.body.id, { version: 1, name: '晚了' })).body).toMatchObject({
      status: 409,
      current: { name: '售前支持' },
    })
    expect((await create({ name: '售前支持', grants: {} })).status).toBe(409)
    expect([(await remove(made.body.id)).status, (await remove(made.body.id)).status]).toEqual([204, 404])
  })

  test.each([
    [{ 'customers.fly': [{ reach: 'all' }] }, 'people.unknown_permission'],
    [{ 'people.manage': [{ reach: 'own' }] }, 'people.wrong_reach'],
    [{ 'reports.submit': [{ reach: 'all' }] }, 'people.wrong_reach'],
    [{ 'customers.view': [{ reach: 'chosen' }] }, 'people.wrong_reach'],
    [
      { 'customers.view': [{ reach: 'own', departments: ['7f0c1d8e-0000-4000-8000-000000000000'] }] },
      'people.wrong_reach',
    ],
    [
      { 'customers.view': [{ reach: 'chosen', departments: ['7f0c1d8e-0000-4000-8000-000000000000'] }] },
      'records.unknown_reference',
    ],
    [{ 'customers.view': [{ reach: 'everywhere' }] }, 'records.wrong_format'],
  ])('refuse the grants %j', async (grants, reason) => {
    const reply = await create({ name: '坏角色', grants })
    expect([reply.status, reply.body.errors[0].reason]).toEqual([422, reason])
  })

  test('that are built in may be changed but not removed, nor one that somebody holds', async () => {
    expect((await remove(tenant.roleIds.readonly)).body.reason).toBe('people.built_in_role')
    const { body: role } = await create({ name: '有人用', grants: {} })
    await server.call('POST /api/users', {
      token: admin,
      body: { name: '用的人', departmentId: tenant.departmentId, roleIds: [role.id] },
    })
    expect((await remove(role.id)).body.reason).toBe('records.still_used')
  })

  test('hold from the next request of an open session on', async () => {
    const permissions = async () => (await server.call('GET /api/me', { token: rep })).body
    expect((await permissions()).permissions['customers.export']).toBeUndefined()
    const role = (await server.call('GET /api/roles', { token: admin })).body.items.find(
      (each: { key: string }) => each.key === 'rep',
    )
    const grants = {
      ...role.grants,
      'customers.export': [{ reach: 'own' }],
      'customers.view': [{ reach: 'department' }, { reach: 'own' }],
    }
    await change(role.id, { version: role.version, grants, fieldRules: { 'customer.phone': 'masked' } })
    expect(await permissions()).toMatchObject({
      permissions: { 'customers.export': 'own', 'customers.view': 'department' },
      fieldRules: { 'customer.phone': 'masked' },
    })
    await change(role.id, { version: role.version + 1, grants: role.grants, fieldRules: {} })
    expect((await permissions()).permissions['customers.export']).toBeUndefined()
  })

  test('never lose the last way to manage people and roles', async () => {
    const role = (await server.call('GET /api/roles', { token: admin })).body.items.find(
      (each: { key: string }) => each.key === 'admin',
    )
    const { 'roles.manage': _, ...grants } = role.grants
    expect((await change(role.id, { version: role.version, grants })).body.reason).toBe('people.last_administrator')
    expect((await server.call('GET /api/permissions', { token: admin })).status).toBe(200)
  })

  test('are shown and changed only by those who may', async () => {
    expect((await server.call('GET /api/roles', { token: rep })).status).toBe(403)
    expect((await server.call('GET /api/permissions', { token: rep })).status).toBe(403)
    expect((await create({ name: '偷建', grants: {} }, rep)).status).toBe(403)
    expect((await change(tenant.roleIds.rep, { version: 1, name: '偷改' }, rep)).status).toBe(403)
    expect((await remove(tenant.roleIds.rep, rep)).status).toBe(403)
    expect((await change(other.roleIds.rep, { version: 1, name: '偷改' })).status).toBe(404)
    expect((await remove(other.roleIds.rep)).status).toBe(404)
  })
})
