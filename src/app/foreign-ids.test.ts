import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RecordType } from '../base/records/contract.ts'
import type { Route } from '../platform/http/route.ts'
import { newId } from '../platform/id.ts'
import { recordTypes, routes } from './slices.ts'
import { type Reply, type TestApp, type TestCompany, testApp } from './testing.ts'
import type { PersonKey } from './testing-company.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'
import { nounOf } from './testing-world.ts'

// An id that somebody may not know about answers exactly as one that nobody ever made.

let test: TestApp
/** Ids by noun: of `rep`, of `otherRep` in another department, of the other company. */
let own: Ids
let outOfReach: Ids
let foreign: Ids
type Ids = Record<string, string>

beforeAll(async () => {
  test = await testApp()
  own = await idsOf(test.company, 'rep', 'east')
  outOfReach = await idsOf(test.company, 'otherRep', 'south')
  foreign = await idsOf(test.other, 'rep', 'east')
}, 120_000)
afterAll(() => test.close())

async function idsOf(company: TestCompany, who: PersonKey, department: 'east' | 'south'): Promise<Ids> {
  const ids: Ids = { users: company.users[who], departments: company.departments[department] }
  for (const { type, path } of recordTypes)
    ids[path] = ok(await company.as(who).post(`/api/${path}`, sampleOf(type, ids['customers'] ?? ''))).id
  return ids
}

/** What else a route asks for. */
const usual: Record<string, string> = {
  metric: 'followUps',
  from: '2026-03-01',
  to: '2026-03-12',
  month: '2026-03',
  type: 'customer',
}

/** Everybody may look up who works where in the own company. */
const directory = '/api/users'

interface Place {
  route: Route
  key: string
}

const propertiesOf = (route: Route) => {
  const { properties = {}, required = [] } = z.toJSONSchema(route.query as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  })
  return { properties: properties as Record<string, { format?: string }>, required }
}

const reading = routes.filter((route) => route.method === 'GET' && route.query !== undefined)
const places: Place[] = reading.flatMap((route) =>
  Object.entries(propertiesOf(route).properties)
    .filter(([, { format }]) => format === 'uuid')
    .map(([key]) => ({ route, key })),
)

function ask(who: PersonKey, { route, key }: Place, id: string): Promise<Reply> {
  const { required } = propertiesOf(route)
  const others = required
    .filter((name) => name !== key)
    .map((name) => [name, usual[name] ?? own[nounOf(name, '')] ?? ''])
  return test.company.as(who).get(`${route.path}?${new URLSearchParams({ ...Object.fromEntries(others), [key]: id })}`)
}

/** A reply without what differs from request to request. */
const saying = ({ status, body }: Reply, id: string) => [
  status,
  JSON.stringify({ ...body, requestId: undefined }).replaceAll(id, 'the id'),
]

async function unknownSays(who: PersonKey, call: (id: string) => Promise<Reply>): Promise<unknown[]> {
  const id = newId()
  const reply = await call(id)
  expect([200, 403, 404, 422], `${who}: ${JSON.stringify(reply.body)}`).toContain(reply.status)
  return saying(reply, id)
}

describe('an id in a parameter', () => {
  it.each(places.map((place) => [`${place.route.path}?${place.key}`, place] as const))('%s', async (_name, place) => {
    const noun = place.key === 'record' ? `${usual['type']}s` : nounOf(place.key, place.route.path)
    const named = (ids: Ids) => ids[noun] as string
    for (const who of ['rep', 'manager', 'admin'] as const) {
      const unknown = await unknownSays(who, (id) => ask(who, place, id))
      const hidden = who === 'admin' || place.route.path === directory ? [foreign] : [foreign, outOfReach]
      for (const id of hidden.map(named)) expect(saying(await ask(who, place, id), id)).toEqual(unknown)
    }
    // The parameter does something at all.
    const known = await ask('admin', place, named(own))
    expect(known.status).toBe(200)
    expect(saying(known, named(own))).not.toEqual(await unknownSays('admin', (id) => ask('admin', place, id)))
  })
})

const filtered = recordTypes.flatMap((type) =>
  ['ownerId', ...Object.keys(type.fields)]
    .map((key) => ({ key, noun: nounIn(type, key) }))
    .filter(({ noun }) => noun !== undefined)
    .map(({ key, noun }) => [`${type.path} by ${key}`, type, key, noun as string] as const),
)

function nounIn(type: RecordType, key: string): string | undefined {
  const field = type.fields[key]
  if (key === 'ownerId' || field?.kind === 'user' || field?.kind === 'users') return 'users'
  if (field?.kind !== 'reference' && field?.kind !== 'references') return undefined
  return recordTypes.find((each) => each.type === field.to)?.path
}

describe('an id in a filter', () => {
  it.each(filtered)('%s', async (_name, type, key, noun) => {
    const list = (who: PersonKey, id: string, op: string) => {
      const filter = JSON.stringify({ field: key, op, value: op === 'in' ? [id] : id })
      return test.company.as(who).get(`/api/${type.path}?count=true&filter=${encodeURIComponent(filter)}`)
    }
    for (const op of ['eq', 'in']) {
      for (const who of ['rep', 'manager', 'admin'] as const) {
        const unknown = await unknownSays(who, (id) => list(who, id, op))
        const hidden = who === 'admin' ? [foreign] : [foreign, outOfReach]
        for (const ids of hidden) {
          const reply = await list(who, ids[noun] as string, op)
          expect(saying(reply, ids[noun] as string)).toEqual(unknown)
          if (reply.status === 200) expect([reply.body.items, reply.body.total]).toEqual([[], 0])
        }
      }
    }
  })
})
