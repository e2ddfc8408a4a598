import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../platform/testing/server.ts'
import { routes as peopleRoutes } from '../people/routes.ts'
import { asSystem, asUser, createTenant, createUser, gate, openSession, type Tenant } from '../people/service.ts'
import { routes } from './routes.ts'
import { historyOf, write } from './service.ts'

let server: TestServer
let tenant: Tenant
let other: Tenant
let admin: string
let otherAdmin: string
let repId: string
let rep: string

const RECORD = '0f0c1d8e-0000-4000-8000-00000000000a'
const found = (name: string, identifier: string) =>
  createTenant(server.db, server.clock, {
    company: { name, scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier, password: null },
  })
const tokenOf = (of: Tenant, userId: string) =>
  asSystem(server.db, server.clock, of.tenantId, (ctx) => openSession(ctx, userId))
const audit = (query: string, token = admin) => server.call(`GET /api/audit?${query}`, { token })

beforeAll(async () => {
  server = await testServer([...routes, ...peopleRoutes], gate)
  tenant = await found('衡川自动化', 'admin@hengchuan.example')
  other = await found('别家公司', 'admin@other.example')
  admin = await tokenOf(tenant, tenant.userId)
  otherAdmin = await tokenOf(other, other.userId)
  repId = await asSystem(server.db, server.clock, tenant.tenantId, async (ctx) => {
    const made = await createUser(ctx, {
      name: '陈思远',
      phone: '13812345678',
      departmentId: tenant.departmentId,
      roleIds: [tenant.roleIds.rep],
      status: 'active',
    })
    return made.id
  })
  rep = await tokenOf(tenant, repId)
})
afterAll(() => server.close())

test('tells who did what, when and in which request, with the values before and after', async () => {
  const reply = await server.call(`PATCH /api/users/${repId}`, {
    token: admin,
    body: { version: 1, name: '陈思源', phone: '13900001111' },
  })
  expect(reply.status).toBe(200)
  const { items } = (await audit(`record=${repId}&action=updated`)).body
  expect(items).toEqual([
    {
      id: expect.any(String),
      at: '2026-03-12T08:48:00.000Z',
      actor: { id: tenant.userId, name: '郑管理' },
      actorKind: 'user',
      action: 'updated',
      type: 'user',
      recordId: repId,
      changes: { name: ['陈思远', '陈思源'], phone: ['138****5678', '139****1111'] },
      requestId: expect.any(String),
    },
  ])
})

test('never holds a phone number, password or token', async () => {
  await server.call(`POST /api/users/${repId}/password-reset`, { token: admin, body: {} })
  const body = {
    name: '新人',
    email: 'new@hengchuan.example',
    password: 'zhao-shan-mu-tian',
    departmentId: tenant.departmentId,
    roleIds: [tenant.roleIds.rep],
  }
  await server.call('POST /api/users', { token: admin, body })
  const text = JSON.stringify((await audit('limit=200')).body)
  expect(text).not.toMatch(/13812345678|13900001111|zhao-shan|argon2|secret/i)
})

test('names nobody where the system acted', async () => {
  const { items } = (await audit(`record=${tenant.tenantId}`)).body
  expect(items).toEqual([
    expect.objectContaining({ action: 'created', type: 'company', actor: null, actorKind: 'system' }),
  ])
})

test('is filtered by person, type and days of the reader, and paged without losing or repeating', async () => {
  const night = [
    '2026-03-10T15:59:59.999Z',
    '2026-03-10T16:00:00.000Z',
    '2026-03-11T15:59:59.999Z',
    '2026-03-11T16:00:00.000Z',
  ]
  for (const at of night) {
    server.clock.set(at)
    await asUser(server.db, server.clock, tenant.tenantId, repId, (ctx) =>
      write(ctx, { action: 'updated', type: 'customer', recordId: RECORD }),
    )
  }
  server.clock.set('2026-03-12T08:48:00.000Z')
  const times = (reply: { body: { items: { at: string }[] } }) => reply.body.items.map((item) => item.at)
  expect(times(await audit('type=customer&from=2026-03-11&to=2026-03-11'))).toEqual([night[2], night[1]])
  expect(times(await audit(`type=customer&user=${tenant.userId}`))).toEqual([])
  const all = times(await audit(`user=${repId}`))
  expect(all).toEqual([...night].reverse())
  const first = await audit(`user=${repId}&limit=3`)
  const second = await audit(`user=${repId}&limit=3&cursor=${first.body.nextCursor}`)
  expect([...times(first), ...times(second)]).toEqual(all)
  expect(second.body.nextCursor).toBeNull()
})

test('pages through entries of the same moment', async () => {
  await asUser(server.db, server.clock, tenant.tenantId, repId, async (ctx) => {
    for (let i = 0; i < 7; i++) await write(ctx, { action: `step${i}`, type: 'task', recordId: null })
  })
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await audit(`type=task&limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((item: { id: string }) => item.id))
    cursor = body.nextCursor
  } while (cursor)
  expect(new Set(seen).size).toBe(7)
})

test('gives the history of one record without fields that the reader may not see', async () => {
  await asUser(server.db, server.clock, tenant.tenantId, repId, (ctx) =>
    write(ctx, {
      action: 'updated',
      type: 'customer',
      recordId: RECORD,
      changes: { phone: ['1', '2'], name: ['a', 'b'] },
    }),
  )
  const history = await asUser(server.db, server.clock, tenant.tenantId, repId, (ctx) =>
    historyOf({ ...ctx, actor: { ...ctx.actor, fieldRules: { 'customer.phone': 'hidden' } } }, 'customer', RECORD, {
      limit: 1,
    }),
  )
  expect(history.items[0]?.changes).toEqual({ name: ['a', 'b'] })
  expect(history.nextCursor).not.toBeNull()
})

test('cannot be changed or deleted by the role that serves requests', async () => {
  const tamper = (statement: ReturnType<typeof sql>) => server.db.tenant(tenant.tenantId, (tx) => tx.run(statement))
  await expect(
    tamper(sql`update audit_entries set action = 'nothing' where tenant_id = ${tenant.tenantId}`),
  ).rejects.toThrow('permission denied')
  await expect(tamper(sql`delete from audit_entries where tenant_id = ${tenant.tenantId}`)).rejects.toThrow(
    'permission denied',
  )
  await expect(tamper(sql`truncate audit_entries`)).rejects.toThrow('permission denied')
})

test('is undone with the deed it tells of', async () => {
  const failing = asUser(server.db, server.clock, tenant.tenantId, repId, async (ctx) => {
    await write(ctx, { action: 'undone', type: 'customer', recordId: RECORD })
    throw new Error('later step failed')
  })
  await expect(failing).rejects.toThrow('later step failed')
  expect((await audit('action=undone')).body.items).toEqual([])
})

test('is for those who may view it, and of their own company only', async () => {
  expect((await server.call('GET /api/audit')).status).toBe(401)
  expect((await audit('', rep)).status).toBe(403)
  expect((await audit(`record=${repId}`, otherAdmin)).body.items).toEqual([])
  const { items } = (await audit('', otherAdmin)).body
  expect(items.map((item: { recordId: string }) => item.recordId)).toEqual([other.tenantId])
})

test.each(['cursor=nonsense', 'cursor=WzEsMl0', 'limit=0', 'limit=201', 'from=2026-02-30', 'user=me', 'sort=at'])(
  'refuses the query %s',
  async (query) => {
    expect((await audit(query)).status).toBe(400)
  },
)
