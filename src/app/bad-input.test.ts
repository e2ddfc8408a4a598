import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RecordType } from '../base/records/contract.ts'
import { newId } from '../platform/id.ts'
import { tables } from '../platform/tables.ts'
import { recordTypes, routes } from './slices.ts'
import { type Client, type Reply, type TestApp, type TestCompany, testApp } from './testing.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'

let test: TestApp
let owner: pg.Client
let rep: Client
/** Record id by company and type. */
const ids = new Map<string, string>()
const idOf = (company: TestCompany, type: string) => ids.get(`${company.tenantId} ${type}`) as string

beforeAll(async () => {
  test = await testApp()
  owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  rep = test.company.as('rep')
  for (const company of [test.company, test.other]) {
    for (const type of recordTypes) {
      const made = await company.as('rep').post(`/api/${type.path}`, sampleOf(type.type, idOf(company, 'customer')))
      ids.set(`${company.tenantId} ${type.type}`, ok(made).id)
    }
  }
}, 120_000)
afterAll(async () => {
  await owner.end()
  await test.close()
})

/** Rows of every table and their contents in one number each; sessions remember when they were last seen. */
async function everything(): Promise<Record<string, unknown>> {
  const kept = Object.keys(tables).filter((name) => name !== 'sessions' && name !== 'schema_migrations')
  const sums = kept.map(
    (name) =>
      `select '${name}' as name, count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${name} t`,
  )
  const { rows } = await owner.query(sums.join(' union all '))
  return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]))
}

/** The reply to a request that must be refused. */
async function refused(call: Promise<Reply>): Promise<Reply> {
  const reply = await call
  expect(reply.headers['content-type'], JSON.stringify(reply.body)).toContain('application/problem+json')
  expect(reply.body).toMatchObject({
    status: reply.status,
    code: expect.any(String),
    reason: expect.stringMatching(/^[a-z-]+\.[a-z_]+$/),
  })
  return reply
}

const paths = ({ body }: Reply) => (body.errors ?? []).map((each: { path: string }) => each.path)
const refusal = (reply: Reply) => [reply.status, reply.body.code, reply.body.reason, ...paths(reply)]

const takes = (method: string, type: RecordType, end = '') =>
  routes.find((route) => route.method === method && route.path === `/api/${type.path}${end}`)

/** Fields that POST and PATCH of a type take, by kind. */
function fieldsOf(type: RecordType, ...kinds: string[]): string[] {
  const body = takes('POST', type)?.body
  const shape = body instanceof z.ZodObject ? body.shape : {}
  return Object.entries(type.fields).flatMap(([key, field]) =>
    !field.system && kinds.includes(field.kind) && key in shape ? [key] : [],
  )
}

const wrong: Record<string, unknown[]> = {
  text: [1, true, {}, ['x']],
  longText: [1, true, {}, ['x']],
  phone: [1, {}],
  phones: ['13800000000', [1]],
  email: [1, 'no address'],
  texts: [[1], {}],
  integer: [1.5, '7', 1e308],
  number: ['7', {}],
  money: ['7', {}, 1e300],
  date: ['2026-02-30', '12 March', 1, '0000-00-00', '9999-12-31', '1899-12-31'],
  dateTime: ['2026-03-12', 'soon', 1, '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-13-01T00:00:00Z'],
  option: ['no-such-key', 1, {}],
  options: [['no-such-key'], {}],
  checkbox: ['yes', 1],
  user: ['nobody', 1],
  reference: ['nothing', 1, '00000000-0000-4000-8000-00000000dead'],
  references: [['nothing'], 'x', ['00000000-0000-4000-8000-00000000dead']],
}
/** Fields whose problem is told at another one. */
const toldAt: Record<string, string> = { leadId: 'customerId' }
/** Clocks of devices may say anything; they are corrected. */
const anyTime = new Set(['deviceTime'])
/** Texts that only stand beside something else. */
const beside = new Set(['probabilityReason'])
const kindsOf = (type: RecordType) => Object.keys(wrong).filter((kind) => fieldsOf(type, kind).length > 0)
const types = recordTypes.map((type) => [type.type, type] as const)

/** Whatever is refused leaves every row as it was. */
function leavesEverything(): void {
  let before: Record<string, unknown>
  beforeEach(async () => {
    before = await everything()
  })
  afterEach(async () => {
    expect(await everything()).toEqual(before)
  })
}

describe.each(types)('bad input for %s', (_name, type) => {
  leavesEverything()
  const path = `/api/${type.path}`
  const own = () => idOf(test.company, type.type)
  const sample = () => sampleOf(type.type, idOf(test.company, 'customer'))
  const version = async () => ok(await rep.get(`${path}/${own()}`)).version
  /** POST and, where the type has it, PATCH with some fields changed. */
  const attempts = async (change: Record<string, unknown>): Promise<Reply[]> => {
    const made = await refused(rep.post(path, { ...sample(), ...change }))
    if (takes('PATCH', type, '/{id}') === undefined) return [made]
    const at = await version()
    return [made, await refused(rep.patch(`${path}/${own()}`, { version: at, ...change }))]
  }

  it('a field that there is not, or that only the system sets', async () => {
    const system = Object.keys(type.fields).filter((key) => type.fields[key]?.system)
    for (const key of ['nonsense', 'tenantId', 'constructor', 'createdAt', 'abilities', ...system]) {
      const change = Object.fromEntries([[key, 'x']])
      for (const reply of await attempts(change))
        expect(refusal(reply)).toEqual([422, 'invalid', 'records.invalid', key])
    }
    for (const reply of await attempts({ custom: { nonsense: 1 } }))
      expect(refusal(reply)).toEqual([422, 'invalid', 'records.invalid', 'custom.nonsense'])
  })

  it.each(kindsOf(type))('a %s of another type, out of range or unknown', async (kind) => {
    for (const key of fieldsOf(type, kind).filter((each) => !anyTime.has(each))) {
      for (const value of wrong[kind] ?? []) {
        for (const reply of await attempts({ [key]: value })) {
          expect([reply.status, reply.body.code], `${key}: ${JSON.stringify(value)}`).toEqual([422, 'invalid'])
          expect(
            paths(reply).some((each: string) => each === key || each === toldAt[key] || each.startsWith(`${key}.`)),
            JSON.stringify(reply.body),
          ).toBe(true)
        }
      }
    }
  })

  it('a text of a megabyte, and one that is just too long', async () => {
    for (const key of fieldsOf(type, 'text', 'longText', 'phone', 'email')) {
      const most = type.fields[key]?.max ?? 200
      for (const reply of await attempts({ [key]: '长'.repeat(most + 1) })) {
        expect(reply.status).toBe(422)
        expect(paths(reply)).toContain(key)
      }
    }
    const [key] = fieldsOf(type, 'text', 'longText')
    const reply = await refused(rep.post(path, { ...sample(), [key as string]: 'x'.repeat(1_048_577) }))
    expect(refusal(reply)).toEqual([413, 'invalid', 'http.too_large'])
  })

  it('characters that no text can hold', async () => {
    for (const key of fieldsOf(type, 'text', 'longText')) {
      for (const value of ['a\u0000b', 'x\ud800']) {
        for (const reply of await attempts({ [key]: value })) {
          expect([reply.status, reply.body.code], JSON.stringify(value)).toEqual([422, 'invalid'])
          expect(paths(reply)).toEqual([key])
        }
      }
    }
  })

  it('a version that is old or none', async () => {
    if (takes('PATCH', type, '/{id}') === undefined) return
    const [key] = fieldsOf(type, 'text', 'longText') as [string]
    for (const stale of [0, 999, -1]) {
      const reply = await refused(rep.patch(`${path}/${own()}`, { version: stale, [key]: '改' }))
      expect([reply.status, reply.body.code, reply.body.reason, reply.body.current?.id]).toEqual([
        409,
        'conflict',
        'records.stale',
        own(),
      ])
    }
    for (const none of [undefined, null, '1', 1.5]) {
      const reply = await refused(rep.patch(`${path}/${own()}`, { version: none, [key]: '改' }))
      expect(refusal(reply)).toEqual([422, 'invalid', 'records.invalid', 'version'])
    }
    expect(refusal(await refused(rep.delete(`${path}/${own()}?version=999`))).slice(0, 2)).toEqual(
      type.plural in { customers: 1, opportunities: 1, payments: 1 } ? [403, 'forbidden'] : [409, 'conflict'],
    )
  })

  it('the id of another record with another body, and the id of another company', async () => {
    const [key] = fieldsOf(type, 'text', 'longText') as [string]
    const again = await refused(rep.post(path, { ...sample(), id: own(), [key]: '另一内容' }))
    expect([again.status, again.body.reason]).toEqual([409, 'records.id_taken'])
    const foreign = idOf(test.other, type.type)
    for (const call of [
      () => rep.get(`${path}/${foreign}`),
      () => rep.patch(`${path}/${foreign}`, { version: 1, [key]: '改' }),
      () => rep.get(`${path}/${foreign}/history`),
      () => rep.put(`${path}/${foreign}/collaborators`, { userIds: [] }),
    ]) {
      const reply = await refused(call())
      expect([reply.status, reply.body.code]).toEqual([404, 'not_found'])
    }
    for (const strange of ['nothing', '%00', '..%2f..', `${own()}x`]) {
      const reply = await refused(rep.get(`${path}/${strange}`))
      expect([reply.status, reply.body.code]).toEqual([400, 'invalid'])
    }
  })

  it('references to people and records of another company', async () => {
    const references = fieldsOf(type, 'reference', 'references')
    for (const key of references) {
      const id = idOf(test.other, type.fields[key]?.to ?? '')
      for (const reply of await attempts({ [key]: type.fields[key]?.kind === 'references' ? [id] : id })) {
        expect(reply.status).toBe(422)
        expect(JSON.stringify(reply.body)).not.toContain('矩阵')
      }
    }
    const to = test.other.users.rep
    if (takes('POST', type, '/assign'))
      expect(
        (await refused(test.company.as('admin').post(`${path}/assign`, { ids: [own()], ownerId: to }))).status,
      ).toBe(422)
  })
})

describe.each(types)('%s', (_name, type) => {
  const path = `/api/${type.path}`
  const sample = () => sampleOf(type.type, idOf(test.company, 'customer'))

  it('markup, SQL and rare characters in every text are kept as they are, as data', async () => {
    const words = [
      "'; drop table customers; --",
      '<script>alert(1)</script>',
      '{{7*7}}#{7*7}',
      '𠮷𪚥龘 é é',
      'مرحبا ‮abc',
      '👩‍👩‍👧‍👦🏳️‍🌈',
      '=1+1',
      '\\u0000',
    ]
    const keys = fieldsOf(type, 'text', 'longText').filter((key) => !beside.has(key))
    for (const word of words) {
      const body = { ...sample(), ...Object.fromEntries(keys.map((key) => [key, word])) }
      const made = await rep.post(path, body)
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      const read = ok(await rep.get(`${path}/${made.body.id}`))
      for (const key of keys) expect([key, read[key]]).toEqual([key, word])
    }
    expect((await owner.query('select count(*)::int as n from customers')).rows[0].n).toBeGreaterThan(1)
  })
})

describe('what is no request at all', () => {
  leavesEverything()
  it.each(['{', '[1', 'null', '"text"', '[]', '\u0000', '{"name":"a","name":', '{"name":"a","__proto__":{}}'])(
    'the body %j is refused',
    async (payload) => {
      const reply = await test.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers: { authorization: `Bearer ${rep.token}`, 'content-type': 'application/json' },
        payload,
      })
      expect([400, 422]).toContain(reply.statusCode)
      expect(reply.headers['content-type']).toContain('application/problem+json')
    },
  )

  it('another content type is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      const reply = await test.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers: { authorization: `Bearer ${rep.token}`, 'content-type': type },
        payload: 'name=x',
      })
      expect([reply.statusCode, reply.json().reason]).toEqual([415, 'http.not_json'])
    }
  })

  it('unknown and wrong parameters of a list are refused', async () => {
    for (const query of [
      'nonsense=1',
      'limit=0',
      'limit=201',
      'limit=x',
      'sort=nonsense',
      'filter={',
      'filter=[]',
      'cursor=x',
      'count=maybe',
      `q=${'x'.repeat(201)}`,
    ]) {
      const reply = await refused(rep.get(`/api/customers?${query}`))
      expect([400, 422], query).toContain(reply.status)
    }
    expect((await rep.get(`/api/customers/${newId()}`)).status).toBe(404)
  })
})
