import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultGrants } from '../base/people/policy.ts'
import type { Grant } from '../platform/context.ts'
import type { Route } from '../platform/http/route.ts'
import { newId } from '../platform/id.ts'
import { recordTypes, routes } from './slices.ts'
import { type Client, type TestApp, type TestCompany, testApp } from './testing.ts'
import { sampleOf } from './testing-records.ts'

const roles = ['rep', 'manager', 'director', 'readonly', 'admin'] as const
const owners = ['rep', 'teammate', 'otherRep'] as const
type Role = (typeof roles)[number]

let test: TestApp
/** Record id by company, owner and type. */
const records = new Map<string, string>()

beforeAll(async () => {
  test = await testApp()
  for (const company of [test.company, test.other]) for (const owner of owners) await fill(company, owner)
}, 120_000)
afterAll(() => test.close())

async function fill(company: TestCompany, owner: (typeof owners)[number]): Promise<void> {
  const client = company.as(owner)
  let customerId = ''
  for (const type of recordTypes) {
    const reply = await client.post(`/api/${type.path}`, sampleOf(type.type, customerId))
    expect(reply.status, `${type.type}: ${JSON.stringify(reply.body)}`).toBe(201)
    if (type.type === 'customer') customerId = reply.body.id
    records.set(key(company, owner, type.type), reply.body.id)
  }
}

const key = (company: TestCompany, owner: string, type: string) => `${company.tenantId} ${owner} ${type}`

/** Whether a role of the fixture company reaches a record of this owner. */
function inReach(role: Role, owner: (typeof owners)[number], grants: Grant[] | undefined): boolean {
  if (!grants?.length) return false
  const sameDepartment = owner !== 'otherRep'
  return grants.some(({ reach }) => {
    if (reach === 'all') return true
    if (reach === 'own') return role === owner
    return role === 'director' || sameDepartment
  })
}

describe('no session', () => {
  it.each(
    routes.filter((route) => route.can !== 'public').map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s asks to sign in', async (_name, route) => {
    const reply = await call(test.anonymous as Client, route)
    expect(reply.status).toBe(401)
    expect(reply.body.code).toBe('unauthenticated')
  })
})

describe('a role without the permission', () => {
  const cases = roles.flatMap((role) => {
    const grants = defaultGrants(role)
    return routes
      .filter((route) => route.can !== 'public' && route.can !== 'signedIn' && !grants[route.can]?.length)
      .map((route) => [role, `${route.method} ${route.path}`, route] as const)
  })
  it.each(cases)('%s is refused %s', async (role, _name, route) => {
    const reply = await call(test.company.as(role), route)
    expect(reply.status).toBe(403)
    expect(reply.body.code).toBe('forbidden')
  })
})

describe('records of one tenant do not exist in another', () => {
  const cases = recordTypes.flatMap((type) =>
    routes
      .filter((route) => route.path.startsWith(`/api/${type.path}/{id}`))
      .map((route) => [`${route.method} ${route.path}`, type, route] as const),
  )
  it.each(cases)('%s', async (_name, type, route) => {
    const foreign = records.get(key(test.other, 'rep', type.type)) as string
    const reply = await call(test.company.as('admin'), route, foreign)
    expect([404, 422]).toContain(reply.status)
    expect(JSON.stringify(reply.body)).not.toContain('矩阵')
  })
})

describe('what else one tenant has does not exist in another', () => {
  const foreign: Record<string, () => Promise<string>> = {
    users: async () => test.other.users.rep,
    departments: async () => test.other.departments.east,
    roles: async () => (await test.other.as('admin').get('/api/roles')).body.items[0].id,
    reports: async () => (await test.other.as('rep').get('/api/reports/daily')).body.id,
    views: async () =>
      (await test.other.as('admin').post('/api/views', { type: 'customer', name: '重点', definition: {} })).body.id,
  }
  const cases = routes.filter((route) => route.path.includes('{id}') && foreign[route.path.split('/')[2] ?? ''])
  it.each(cases.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
    const id = await foreign[route.path.split('/')[2] ?? '']?.()
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect([404, 422]).toContain((await call(test.company.as('admin'), route, id)).status)
  })
})

describe('reach of each role', () => {
  const cases = recordTypes.flatMap((type) =>
    roles.flatMap((role) => owners.map((owner) => [type.type, role, owner, type] as const)),
  )
  it.each(cases)('%s as %s, record of %s', async (_type, role, owner, type) => {
    const grants = defaultGrants(role)
    const client = test.company.as(role)
    const id = records.get(key(test.company, owner, type.type)) as string
    const path = `/api/${type.path}/${id}`
    const sees = inReach(role, owner, grants[`${type.plural}.view`])
    const got = await client.get(path)
    expect(got.status).toBe(grants[`${type.plural}.view`]?.length ? (sees ? 200 : 404) : 403)
    if (!sees) return
    const expected = (verb: string) => inReach(role, owner, grants[`${type.plural}.${verb}`])
    expect(got.body.abilities).toEqual({
      edit: expected('edit'),
      delete: expected('delete'),
      assign: expected('assign'),
    })
    const listed = await client.get(`/api/${type.path}?limit=200`)
    expect(listed.body.items.some((item: { id: string }) => item.id === id)).toBe(true)
    const patched = await client.patch(path, { version: got.body.version })
    expect(patched.status).toBe(expected('edit') ? 200 : 403)
  })
})

/** Calls a route with well-formed parameters; bodies are empty, since rights are asked before bodies are read. */
function call(client: Pick<Client, 'get' | 'post' | 'put' | 'patch' | 'delete'>, route: Route, id = newId()) {
  const path = route.path.replace('{id}', id).replaceAll(/\{\w+\}/g, 'customer')
  const verb = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
  return client[verb](path)
}
