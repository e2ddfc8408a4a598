import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../platform/database.ts'
import { testDatabase } from '../platform/testing/database.ts'
import { createApp } from './server.ts'
import { type Client, type TestApp, testApp } from './testing.ts'

let test: TestApp
/** The second process on the same database. */
let elsewhere: { app: FastifyInstance; db: Database; url: string }
const opened: AbortController[] = []

beforeAll(async () => {
  test = await testApp()
  const db = await openDatabase(test.appUrl)
  const app = await createApp({ db, clock: test.clock, live: true })
  elsewhere = { app, db, url: await app.listen({ port: 0, host: '127.0.0.1' }) }
})
afterAll(async () => {
  for (const each of opened) each.abort()
  await elsewhere.app.close()
  await elsewhere.db.close()
  await test.close()
})

interface Heard {
  status: number
  headers: Headers
  topics: string[]
  ended: boolean
}

/** Opens a stream at the other process and notes what it tells. */
async function open(client: Pick<Client, 'token'> | null, url = elsewhere.url): Promise<Heard> {
  const stop = new AbortController()
  opened.push(stop)
  const response = await fetch(`${url}/api/live`, {
    signal: stop.signal,
    headers: client === null ? {} : { authorization: `Bearer ${client.token}` },
  })
  const heard: Heard = { status: response.status, headers: response.headers, topics: [], ended: false }
  void read(response, heard).catch(() => undefined)
  return heard
}

async function read(response: Response, heard: Heard): Promise<void> {
  const decoder = new TextDecoder()
  for await (const part of response.body ?? []) {
    for (const [, topic = ''] of decoder.decode(part).matchAll(/^data: (.*)$/gm)) heard.topics.push(topic)
  }
  heard.ended = true
}

const soon = { timeout: 10_000, interval: 20 }

/** Waits until the other process hears the database, by changing something until it is told. */
async function untilHeard(heard: Heard, topic: string, change: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(
    async () => {
      await change()
      await vi.waitFor(() => expect(heard.topics).toContain(topic), { timeout: 600, interval: 20 })
    },
    { timeout: 15_000 },
  )
}

const newCustomer = (who: Client) => who.post('/api/customers', { name: `明锐电子 ${Math.random()}` })

describe('a stream of what to fetch again', () => {
  it('needs a session', async () => {
    expect((await open(null)).status).toBe(401)
    expect((await open({ token: `${test.company.tenantId}.${'x'.repeat(43)}` })).status).toBe(401)
  })

  it('passes proxies unbuffered and is never stored', async () => {
    const heard = await open(test.company.as('rep'))
    expect(heard.status).toBe(200)
    expect(heard.headers.get('content-type')).toContain('text/event-stream')
    expect(heard.headers.get('cache-control')).toBe('no-store, no-transform')
    expect(heard.headers.get('x-accel-buffering')).toBe('no')
    expect(heard.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('tells the own changes and those in reach, of another process too, and no other company anything', async () => {
    const rep = await open(test.company.as('rep'))
    const manager = await open(test.company.as('manager'))
    const teammate = await open(test.company.as('teammate'))
    const foreign = await open(test.other.as('admin'))
    await untilHeard(rep, 'customers', () => newCustomer(test.company.as('rep')))
    await vi.waitFor(() => expect(manager.topics).toEqual(expect.arrayContaining(['customers', 'reports'])), soon)
    expect(teammate.topics).not.toContain('customers')
    expect(foreign.topics).not.toContain('customers')
  })

  it('makes one message of a burst', async () => {
    const heard = await open(test.company.as('rep'))
    await untilHeard(heard, 'customers', () => newCustomer(test.company.as('rep')))
    await new Promise((resolve) => setTimeout(resolve, 500))
    heard.topics.length = 0
    await Promise.all(Array.from({ length: 20 }, () => newCustomer(test.company.as('rep'))))
    await new Promise((resolve) => setTimeout(resolve, 500))
    const told = heard.topics.filter((topic) => topic === 'customers').length
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThan(10)
  })

  it('says nothing of what was rolled back', async () => {
    const heard = await open(test.company.as('rep'))
    await untilHeard(heard, 'customers', () => newCustomer(test.company.as('rep')))
    await new Promise((resolve) => setTimeout(resolve, 500))
    heard.topics.length = 0
    expect((await test.company.as('rep').post('/api/customers', { name: '' })).status).toBe(422)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(heard.topics).toEqual([])
  })

  it('goes on after the database has ended every connection', async () => {
    const heard = await open(test.company.as('rep'))
    await untilHeard(heard, 'customers', () => newCustomer(test.company.as('rep')))
    const owner = new pg.Client({ connectionString: test.ownerUrl })
    await owner.connect()
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await owner.end()
    await vi.waitFor(() => expect(heard.topics).toContain('*'), soon)
    heard.topics.length = 0
    await untilHeard(heard, 'customers', () => newCustomer(test.company.as('rep')))
  })

  it('ends within five seconds of the session and of the account', async () => {
    const leaver = test.company.as('otherRep')
    const heard = await open(leaver)
    const asked = await test.company
      .as('admin')
      .post(`/api/users/${leaver.userId}/deactivate`, { handOverTo: test.company.users.manager })
    expect(asked.status).toBe(200)
    await vi.waitFor(() => expect(heard.ended).toBe(true), { timeout: 5_000 })
    expect((await open(leaver)).status).toBe(401)
  })

  it('ends when rights change, so that it is opened with the new ones', async () => {
    const heard = await open(test.company.as('teammate'))
    const admin = test.company.as('admin')
    const roles = (await admin.get('/api/roles')).body.items as { id: string }[]
    const { version } = (await admin.get(`/api/users/${test.company.users.teammate}`)).body
    const roleIds = roles.map(({ id }) => id)
    expect((await admin.patch(`/api/users/${test.company.users.teammate}`, { version, roleIds })).status).toBe(200)
    await vi.waitFor(() => expect(heard.ended).toBe(true), { timeout: 5_000 })
  })

  it('is opened only a few times per session', async () => {
    const readonly = test.company.as('readonly')
    const streams = await Promise.all(Array.from({ length: 10 }, () => open(readonly)))
    expect(streams.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(2)
  })
})

it('where LISTEN is accepted but nothing arrives, as behind a pooler, everything is to be fetched every five seconds', async () => {
  const silent = await testDatabase()
  const db = await openDatabase(test.appUrl)
  const deaf = { ...db, connection: () => new pg.Client({ connectionString: silent.appUrl }) }
  const app = await createApp({ db: deaf, clock: test.clock, live: true })
  const heard = await open(test.company.as('rep'), await app.listen({ port: 0, host: '127.0.0.1' }))
  await vi.waitFor(() => expect(heard.topics).toEqual(['*', '*']), { timeout: 14_000 })
  await app.close()
  await db.close()
  await silent.drop()
})

it('closing the server does not wait for open streams', async () => {
  const db = await openDatabase(test.appUrl)
  const app = await createApp({ db, clock: test.clock, live: true })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const heard = await open(test.company.as('admin'), url)
  const began = Date.now()
  await app.close()
  await db.close()
  expect(Date.now() - began).toBeLessThan(1_000)
  await vi.waitFor(() => expect(heard.ended).toBe(true), soon)
})
