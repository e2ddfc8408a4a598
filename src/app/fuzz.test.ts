import fc, { type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asSystem, openSession } from '../base/people/service.ts'
import type { Route } from '../platform/http/route.ts'
import { routes } from './slices.ts'
import { type TestApp, testApp } from './testing.ts'

const SEED = 20_260_312
const CASES = process.env.TANDEM_LONG === '1' ? 1000 : 25

/** Routes this test cannot speak to, each with its reason. */
const cannotFuzz: Record<string, string> = { 'POST /api/imports': 'its body is a file, not a schema' }

type Schema = z.core.JSONSchema.JSONSchema
type Fields = Record<string, unknown>
interface Case {
  params: Record<string, string>
  query: Fields
  body: unknown
  /** A body that was given a field its strict schema does not know. */
  hasUnknown: boolean
}

const oddKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'tenantId', '', '未知']
const markup = ["'; drop table customers; --", '%_\\', '<img src=x onerror=alert(1)>', '../../etc/passwd']
const glyphs = ['a\u0000b', '\ud800', 'x\udfff', '👩‍👩‍👧‍👦🏳️‍🌈', '𠮷𪚥龘䶮', ' ']
const nasty = [...oddKeys, ...markup, ...glyphs, 'NaN', '9'.repeat(40), '长'.repeat(21_000)]
const dates = ['2026-03-12', '1900-01-01', '2199-12-31', '0000-00-00', '-271821-04-20', '9999-12-31']
const instants = ['2026-03-12T06:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']
const numbers = [0, -0, -1, 1, 0.1, 1e-7, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308]

/** Ids that exist in the company, so that cases get past "not found"; replies add to it. */
const knownIds: string[] = []
const anId: Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.nat().map((n) => knownIds[n % knownIds.length] as string) },
  { weight: 1, arbitrary: fc.uuid() },
)
const oddValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...nasty, ...dates, ...instants, ...numbers, null, true, [], {}, [[]]),
  anId,
  fc.constantFrom(...oddKeys).map((key) => Object.fromEntries([[key, { polluted: true }]])),
)

/** Values that fit the JSON schema, its edges included. Rules that JSON schema cannot say may still refuse them. */
function fitting(schema: Schema, root: Schema, key = '', depth = 0): Arbitrary<unknown> {
  const into = (inner: Schema) => fitting(inner, root, key, depth + 1)
  if (depth > 6) return fc.constant(null)
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) as string
    return into(schema.$ref === '#' ? root : ((root.$defs?.[name] ?? {}) as Schema))
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => into(choice as Schema)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum)
  if (schema.type === 'string') return text(schema, key)
  if (schema.type === 'number' || schema.type === 'integer') return amount(schema)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'array') {
    const minLength = schema.minItems ?? 0
    return fc.array(into((schema.items ?? {}) as Schema), {
      minLength,
      maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 3, 3)),
    })
  }
  if (schema.type === 'object') return fields(schema, root, depth)
  return oddValue
}

function text(schema: Schema, key: string): Arbitrary<string> {
  const min = schema.minLength ?? 0
  const max = schema.maxLength ?? 200
  if (schema.format === 'uuid' || schema.format === 'guid' || /Id$|^id$/.test(key)) return anId
  if (schema.format === 'date-time' || /At$|^at$/.test(key)) return fc.constantFrom(...instants)
  if (/On$|^(from|to|day|month|date)$/i.test(key)) return fc.constantFrom(...dates)
  const words = fc.constantFrom(
    '衡川自动化',
    'customer',
    'phone',
    'CNY',
    'Asia/Shanghai',
    '09:30',
    '13800138000',
    'a@b.cn',
  )
  const edges = fc.constantFrom('龘'.repeat(min), '龘'.repeat(Math.min(max, 20_000)))
  return fc.oneof({ weight: 4, arbitrary: words }, edges, fc.string({ unit: 'binary', maxLength: Math.min(max, 60) }))
}

function amount(schema: Schema): Arbitrary<number> {
  const least = Number(schema.minimum ?? schema.exclusiveMinimum ?? -1e6)
  const most = Number(schema.maximum ?? schema.exclusiveMaximum ?? 1e6)
  const inner = fc.integer({
    min: Math.ceil(Math.max(least, -1e6)),
    max: Math.floor(Math.max(least, Math.min(most, 1e6))),
  })
  return fc.oneof(inner, fc.constantFrom(least, most))
}

function fields(schema: Schema, root: Schema, depth: number): Arbitrary<Fields> {
  const required = new Set(schema.required ?? [])
  const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => {
    const value = fitting(inner as Schema, root, key, depth + 1).map((made) => [[key, made]])
    return required.has(key) ? value : fc.oneof(value, fc.constant([]))
  })
  const extra = schema.additionalProperties
  if (typeof extra === 'object' && Object.keys(extra).length > 0) {
    const key = fc.constantFrom(...oddKeys, 'phone', 'visit')
    entries.push(
      fc.oneof(
        fc.constant([]),
        fc.tuple(key, fitting(extra, root, '', depth + 1)).map((pair) => [[...pair]]),
      ),
    )
  }
  // fromEntries makes `__proto__` a field of its own, as JSON from outside would.
  return fc.tuple(...entries).map((parts) => Object.fromEntries(parts.flat() as [string, unknown][]))
}

/** Puts an odd value in the place of one field. */
function breakOne(good: unknown): Arbitrary<unknown> {
  const keys = typeof good === 'object' && good !== null ? Object.keys(good) : []
  if (keys.length === 0) return oddValue
  return fc
    .tuple(fc.constantFrom(...keys), oddValue)
    .map(([at, bad]) => Object.fromEntries(Object.entries(good as Fields).map(([k, v]) => [k, k === at ? bad : v])))
}

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

function part(schema: z.ZodType | undefined): Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const json = schemaOf(schema)
  const good = fitting(json, json)
  return fc.oneof({ weight: 3, arbitrary: good }, { weight: 1, arbitrary: good.chain(breakOne) })
}

function cases(route: Route): Arbitrary<Case> {
  const json = route.body === undefined ? {} : schemaOf(route.body)
  const strict = json.additionalProperties === false
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  const place = fc.oneof(
    { weight: 20, arbitrary: anId },
    { weight: 1, arbitrary: fc.constantFrom('customer', 'me') },
    { weight: 1, arbitrary: fc.constantFrom(...nasty.filter((word) => word.length < 100)) },
  )
  return fc
    .record({
      params: fc
        .tuple(...names.map(() => place))
        .map((made) => Object.fromEntries(names.map((n, i) => [n, made[i] as string]))),
      query: part(route.query).map((made) => (typeof made === 'object' && made !== null ? (made as Fields) : {})),
      body: part(route.body),
      unknown: strict ? fc.option(fc.constantFrom(...oddKeys), { freq: 4 }) : fc.constant(null),
    })
    .map(({ unknown, ...made }) => {
      const open = typeof made.body === 'object' && made.body !== null && !Array.isArray(made.body)
      const known = unknown === null || (json.properties ?? {})
      if (!open || known === true || Object.hasOwn(known, unknown as string)) return { ...made, hasUnknown: false }
      const body = Object.fromEntries([...Object.entries(made.body as Fields), [unknown as string, 'x']])
      return { ...made, body, hasUnknown: true }
    })
}

let test: TestApp
let token = ''

async function signIn(): Promise<void> {
  token = await asSystem(test.db, test.clock, test.company.tenantId, (ctx) =>
    openSession(ctx, test.company.users.admin),
  )
}

beforeAll(async () => {
  test = await testApp()
  await signIn()
  const admin = test.company.as('admin')
  knownIds.push(...Object.values(test.company.users), ...Object.values(test.company.departments))
  const customerId: string = (await admin.post('/api/customers', { name: '模糊客户' })).body.id
  knownIds.push(customerId, customerId)
}, 120_000)
afterAll(() => test.close())

/** Percent-encodes as a browser does: a lone surrogate becomes U+FFFD instead of an error. */
const encoded = (value: string) => new URLSearchParams({ v: value }).toString().slice(2).replaceAll('+', '%20')

function send(route: Route, made: Case) {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, key: string) => encoded(made.params[key] ?? ''))
  const query = Object.entries(made.query).map(
    ([key, value]) => `${encoded(key)}=${encoded(typeof value === 'string' ? value : JSON.stringify(value ?? ''))}`,
  )
  return test.app.inject({
    method: route.method,
    url: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(made.body ?? {}),
  })
}

async function holds(route: Route, made: Case): Promise<void> {
  let reply = await send(route, made)
  if (reply.statusCode === 401 && route.can !== 'public') {
    // An earlier case ended the session, which is what it asked for.
    await signIn()
    reply = await send(route, made)
  }
  expect(reply.statusCode, reply.body).toBeLessThan(500)
  if (made.hasUnknown) expect(reply.statusCode, reply.body).toBeGreaterThanOrEqual(400)
  if (reply.statusCode >= 400) {
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: expect.any(String), reason: expect.any(String) })
    return
  }
  const schema = route.reply instanceof z.ZodObject ? route.reply.strict() : route.reply
  const isJson = String(reply.headers['content-type']).includes('json')
  const sent: unknown = isJson ? reply.json() : reply.body === '' ? undefined : reply.body
  expect(schema.safeParse(sent).error).toBeUndefined()
  const madeId = (sent as { id?: unknown } | null | undefined)?.id
  if (typeof madeId === 'string') knownIds.push(madeId)
}

function nameOf(route: Route): string {
  return `${route.method} ${route.path}`
}

describe('whatever is sent, the answer keeps its contract', () => {
  it('every route that takes a file is named with its reason', () => {
    const files = routes.filter((route) => route.upload).map(nameOf)
    expect(Object.keys(cannotFuzz)).toEqual(files)
  })
  it.each(
    routes.filter((route) => cannotFuzz[nameOf(route)] === undefined).map((route) => [nameOf(route), route] as const),
  )(
    '%s',
    async (_name, route) => {
      await fc.assert(
        fc.asyncProperty(cases(route), (made) => holds(route, made)),
        {
          seed: SEED,
          numRuns: CASES,
          endOnFailure: true,
        },
      )
    },
    CASES * 400 + 20_000,
  )
})
