import type { FastifyInstance } from 'fastify'
import { asSystem, createTenant, openSession } from '../base/people/service.ts'
import { fixedClock } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { testDatabase } from '../platform/testing/database.ts'
import { TEST_NOW } from '../platform/testing/server.ts'
import { createApp } from './server.ts'
import { addPeople, type PersonKey } from './testing-company.ts'

export type TestClock = ReturnType<typeof fixedClock>

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the route under test replies.
  body: any
  headers: Record<string, unknown>
}

/** Calls the API as one person, over the same pipeline as a browser. */
export interface Client {
  userId: string
  token: string
  get(path: string): Promise<Reply>
  post(path: string, body?: unknown): Promise<Reply>
  put(path: string, body?: unknown): Promise<Reply>
  patch(path: string, body?: unknown): Promise<Reply>
  delete(path: string): Promise<Reply>
}

/** A company with two departments below the root: 华东 (manager, rep, teammate) and 华南 (otherRep). */
export interface TestCompany {
  tenantId: string
  departments: { root: string; east: string; south: string }
  users: Record<PersonKey, string>
  as(who: PersonKey): Client
}

export interface TestApp {
  app: FastifyInstance
  db: Database
  ownerUrl: string
  appUrl: string
  clock: TestClock
  company: TestCompany
  /** A second tenant with the same people. */
  other: TestCompany
  /** Without a session. */
  anonymous: Omit<Client, 'userId' | 'token'>
  close(): Promise<void>
}

export { TEST_NOW }

/** A whole Tandem on a database of its own, with two companies and people signed in for every role. */
export async function testApp(): Promise<TestApp> {
  const database = await testDatabase()
  const db = await openDatabase(database.appUrl, { max: 16 })
  const clock = fixedClock(TEST_NOW)
  const app = await createApp({ db, clock })
  const company = await testCompany(app, db, clock, '衡川自动化')
  const other = await testCompany(app, db, clock, '别家公司')
  return {
    app,
    db,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    clock,
    company,
    other,
    anonymous: caller(app, null),
    close: async () => {
      await app.close()
      await db.close()
      await database.drop()
    },
  }
}

async function testCompany(app: FastifyInstance, db: Database, clock: TestClock, name: string): Promise<TestCompany> {
  const tenant = await createTenant(db, clock, {
    company: { name, scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier: `admin-${Math.random().toString(36).slice(2)}@example.com`, password: null },
  })
  return asSystem(db, clock, tenant.tenantId, async (ctx) => {
    const { users, departments } = await addPeople(ctx, tenant)
    const clients = new Map<PersonKey, Client>()
    for (const [key, userId] of Object.entries(users) as [PersonKey, string][]) {
      const token = await openSession(ctx, userId)
      clients.set(key, { userId, token, ...caller(app, token) })
    }
    return { tenantId: tenant.tenantId, users, departments, as: (who) => clients.get(who) as Client }
  })
}

function caller(app: FastifyInstance, token: string | null): Omit<Client, 'userId' | 'token'> {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<Reply> => {
    const reply = await app.inject({
      method,
      url,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    const isJson = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body = {}) => call('PUT', path, body),
    patch: (path, body = {}) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
  }
}
