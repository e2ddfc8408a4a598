import type { FastifyInstance } from 'fastify'
import { fixedClock } from '../clock.ts'
import { type Database, openDatabase } from '../database.ts'
import type { Route } from '../http/route.ts'
import { buildServer, type Gate } from '../http/server.ts'
import { testDatabase } from './database.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the route under test replies.
  body: any
  headers: Record<string, string | string[] | number | undefined>
}

export interface Call {
  token?: string | undefined
  body?: unknown
  headers?: Record<string, string>
  ip?: string
}

export interface TestServer {
  app: FastifyInstance
  db: Database
  /** Role that owns the tables, for looking behind row-level security. */
  ownerUrl: string
  clock: ReturnType<typeof fixedClock>
  /** `call('GET /api/me', {token})`, over the same pipeline as every request. */
  call(route: string, options?: Call): Promise<Answer>
  close(): Promise<void>
}

/** 12 March 2026, a Thursday, 16:48 in Shanghai. */
export const TEST_NOW = '2026-03-12T08:48:00.000Z'

/** A server of some routes over a database of its own, for tests of one slice. */
export async function testServer(routes: readonly Route[], gate: Gate): Promise<TestServer> {
  const database = await testDatabase()
  const db = await openDatabase(database.appUrl, { max: 16 })
  const clock = fixedClock(TEST_NOW)
  const app = await buildServer({ db, clock, gate, routes })
  return {
    app,
    db,
    ownerUrl: database.ownerUrl,
    clock,
    call: (route, options) => call(app, route, options),
    close: async () => {
      await app.close()
      await db.close()
      await database.drop()
    },
  }
}

async function call(app: FastifyInstance, route: string, options: Call = {}): Promise<Answer> {
  const [method, url] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]
  const reply = await app.inject({
    method,
    url,
    ...(options.ip && { remoteAddress: options.ip }),
    headers: {
      ...(options.token && { authorization: `Bearer ${options.token}` }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body !== undefined && { payload: JSON.stringify(options.body) }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
}
