import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../platform/http/route.ts'
import { logTo } from '../platform/log.ts'
import { createApp } from './server.ts'
import { recordTypes, routes } from './slices.ts'
import { type Client, type TestApp, testApp } from './testing.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'

/** Numbers that stand nowhere else; the second of a pair is the one it is changed to. */
const planted = ['13811112222', '13811113333', '13922224444', '13922225555', '13733336666', '13733337777']
const masks = { 'customer.phone': 'masked', 'contact.phones': 'masked', 'lead.phone': 'masked' }
const roles = ['rep', 'manager', 'director', 'readonly'] as const
const day = '2026-03-12'

let test: TestApp
/** Id by noun of the path. */
const ids: Record<string, string> = {}
let written = ''

beforeAll(async () => {
  test = await testApp()
  const admin = test.company.as('admin')
  const rep = test.company.as('rep')
  for (const role of ok(await admin.get('/api/roles')).items) {
    if (role.key !== 'admin')
      ok(await admin.patch(`/api/roles/${role.id}`, { version: role.version, fieldRules: masks }))
  }
  const numbers: Record<string, [string, string, string]> = {
    customer: ['phone', planted[0] as string, planted[1] as string],
    contact: ['phones', planted[2] as string, planted[3] as string],
    lead: ['phone', planted[4] as string, planted[5] as string],
  }
  for (const type of recordTypes) {
    const body = { ...sampleOf(type.type, ids['customers'] ?? ''), ownerId: rep.userId }
    const { ownerId: _, ...own } = body
    const [field, first, second] = numbers[type.type] ?? []
    const value = (number: string | undefined) => (field === 'phones' ? [number] : number)
    const maker = type.type === 'followUp' ? rep : admin
    const made = ok(
      await maker.post(`/api/${type.path}`, {
        ...(type.type === 'followUp' ? { ...own, contactIds: [ids['contacts']] } : body),
        ...(field && { [field]: value(first) }),
      }),
    )
    ids[type.path] = made.id
    if (field) ok(await admin.patch(`/api/${type.path}/${made.id}`, { version: 1, [field]: value(second) }))
  }
  ids['reports'] = ok(await rep.get('/api/reports/daily')).id
  ok(await rep.post(`/api/reports/${ids['reports']}/submit`))
  ids['users'] = rep.userId
}, 120_000)
afterAll(() => test.close())

const filters = [
  { field: 'phone', op: 'eq', value: planted[1] },
  { field: 'phones', op: 'eq', value: planted[3] },
]
const finds = planted.flatMap((number) => [`q=${number}`, `q=${number.slice(-4)}`])
const queries: Record<string, string[]> = {
  '/api/search': [...finds, 'q=矩阵', 'q=周启航'],
  '/api/customers/duplicates': planted.flatMap((number) => [`phone=${number}`, `name=矩阵客户&phone=${number}`]),
  '/api/metrics': [`from=${day}&to=${day}`],
  '/api/views': ['type=customer'],
  '/api/reports/daily/evidence': ['dials', 'connectedCalls', 'followUps', 'newCustomers'].map(
    (metric) => `metric=${metric}&date=${day}`,
  ),
}
for (const type of recordTypes) {
  const filtered = filters.map((filter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`)
  queries[`/api/${type.path}`] = ['', 'count=true', 'voided=true', ...finds, ...filtered]
}

/** Every address of a GET route that leads to the planted records. */
function addresses(route: Route): string[] {
  const noun = route.path.split('/')[2] ?? ''
  const path = route.path
    .replace('{id}', ids[noun] ?? '')
    .replace('{key}', 'company')
    .replace('{type}', 'customer')
  return (queries[route.path] ?? ['']).map((query) => (query === '' ? path : `${path}?${query}`))
}

const reads = routes.filter((route) => route.method === 'GET' && route.can !== 'public')
const told = (text: string) => planted.filter((number) => text.replaceAll(/[\s-]/g, '').includes(number))
const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

describe('a number that is masked for a role', () => {
  const cases = roles.flatMap((role) => reads.map((route) => [role, route.path, route] as const))
  it.each(cases)('is never whole for %s in the replies of %s', async (role, _path, route) => {
    for (const address of addresses(route)) {
      const { body, status } = await test.company.as(role).get(address)
      expect(status, address).toBeLessThan(500)
      // What was asked by its number may be said back; it is no record's.
      expect([address, told(asText(body))]).toEqual([address, []])
    }
  })

  it.each(roles)('is masked for %s in replies to writes and in their errors', async (role) => {
    const client: Client = test.company.as(role)
    const replies = await Promise.all([
      client.patch(`/api/customers/${ids['customers']}`, { version: 2, region: '苏州' }),
      client.patch(`/api/customers/${ids['customers']}`, { version: 1, region: '苏州' }),
      client.patch(`/api/contacts/${ids['contacts']}`, { version: 1, title: '总监' }),
      client.patch(`/api/leads/${ids['leads']}`, { version: 1, title: '总监' }),
      client.post(`/api/leads/${ids['leads']}/invalidate`, { reason: '空号' }),
      client.post(`/api/leads/${ids['leads']}/revive`),
      client.post('/api/customers', { id: ids['customers'], name: '同一编号' }),
      client.post('/api/follow-ups/no-answer', { customerId: ids['customers'], contactIds: [ids['contacts']] }),
    ])
    for (const { body } of replies) expect(told(asText(body))).toEqual([])
    expect(replies.some(({ body }) => /\d{3}\*{4}\d{4}/.test(asText(body)))).toBe(role !== 'readonly')
  })

  it('stands whole in the records for those whom no rule binds, so that this test would see it', async () => {
    const seen = new Set<string>()
    for (const route of reads) {
      for (const address of addresses(route)) {
        const { body } = await test.company.as('admin').get(address)
        for (const number of told(asText(body))) seen.add(number)
        if (route.path === '/api/search') expect(told(asText(body))).toEqual([])
      }
    }
    expect([...seen].sort()).toEqual([...planted].sort())
  })
})

describe('the log', () => {
  it('holds no number, not even one that was asked for, at its most talkative', async () => {
    const sink = new Writable({
      write: (part, _encoding, done) => {
        written += String(part)
        done()
      },
    })
    const app = await createApp({ db: test.db, clock: test.clock, logger: logTo('trace', sink) })
    const { token } = test.company.as('admin')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    for (const url of reads.flatMap(addresses)) await app.inject({ method: 'GET', url, headers })
    for (const [url, payload] of [
      ['/api/customers', { name: '新客户', phone: planted[0] }],
      ['/api/customers', { phone: planted[0] }],
      ['/api/session', { identifier: planted[0], password: 'x' }],
    ] as const)
      await app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) })
    await app.close()
    expect(written).toContain('/api/customers')
    expect(told(written)).toEqual([])
    expect(written).not.toContain(token)
  })
})
