import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import type { Route } from '../platform/http/route.ts'
import { recordTypes } from './slices.ts'
import type { Case, Fields, World } from './testing-acts.ts'
import { nounOf } from './testing-world.ts'

type Schema = z.core.JSONSchema.JSONSchema
const oddKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'tenantId', '', '未知']
const markup = ["'; drop table customers; --", '%_\\', '<img src=x onerror=alert(1)>', '../../etc/passwd']
const glyphs = ['a\u0000b', '\ud800', 'x\udfff', '👩‍👩‍👧‍👦🏳️‍🌈', '𠮷𪚥龘䶮', ' ']
const nasty = [...oddKeys, ...markup, ...glyphs, 'NaN', '9'.repeat(40), '长'.repeat(21_000)]
const dates = ['2026-03-12', '1900-01-01', '2199-12-31', '0000-00-00', '-271821-04-20', '9999-12-31']
const instants = ['2026-03-12T06:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']
const numbers = [0, -0, -1, 1, 0.1, 1e-7, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308]

/** What people usually send under a name, by the end of the name; the longest end that fits counts. */
const usual: Record<string, readonly unknown[]> = {
  phone: ['13800138000', '021-62345678'],
  phones: ['13900139000'],
  email: ['wang@example.com'],
  identifier: ['wang.jun@example.com'],
  timeZone: ['Asia/Shanghai'],
  currency: ['CNY'],
  month: ['2026-03'],
  from: ['2026-03-01'],
  to: ['2026-03-12'],
  day: ['2026-03-12'],
  date: ['2026-03-12'],
  On: ['2026-03-12', '2026-02-27'],
  fromDay: ['2026-04-01'],
  until: ['2026-04-20'],
  occurredAt: ['2026-03-12T06:00:00Z'],
  At: ['2026-03-12T08:40:00Z'],
  at: ['2026-03-20T06:00:00Z'],
  sort: ['id', '-updatedAt'],
  filter: ['{"and":[]}', '{"field":"createdAt","op":"within","value":"thisMonth"}'],
  password: ['一个够长的口令 42'],
  zh: ['选项甲'],
  en: ['Option A'],
  dayType: ['work', 'leave'],
  scenario: ['enterprise'],
  hours: [0.5, 2],
  type: ['customer', 'lead'],
}

/** Option keys that are in the built-in sets, by record type and field. */
const optionsOf: Record<string, Record<string, readonly string[]>> = {}
/** Tells the generator which options a company has. */
export function useOptions(sets: Record<string, { options: { key: string; retired: boolean }[] }>): void {
  for (const type of recordTypes) {
    const fields = Object.entries(type.fields).filter(([, field]) => field.set !== undefined)
    optionsOf[type.path] = Object.fromEntries(
      fields.map(([key, field]) => [key, sets[field.set ?? '']?.options.map((option) => option.key) ?? []]),
    )
  }
  usual['reason'] = sets['lossReason']?.options.map((option) => option.key) ?? []
}

interface Around {
  world: World
  path: string
  root: Schema
  /** Usual values only, for requests that should succeed. */
  plausible: boolean
}

/** Values that fit the JSON schema, its edges included. Rules that JSON schema cannot say may still refuse them. */
function fitting(schema: Schema, of: Around, key = '', depth = 0): Arbitrary<unknown> {
  const into = (inner: Schema) => fitting(inner, of, key, depth + 1)
  if (depth > 6) return fc.constant(null)
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) as string
    return into(schema.$ref === '#' ? of.root : ((of.root.$defs?.[name] ?? {}) as Schema))
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) {
    const said = choices.filter((choice) => !of.plausible || (choice as Schema).type !== 'null')
    return fc.oneof(...said.map((choice) => into(choice as Schema)))
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum)
  if (schema.type === 'string') return text(schema, of, key)
  if (schema.type === 'number' || schema.type === 'integer') return amount(schema, of, key)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'array') {
    const minLength = schema.minItems ?? 0
    const most = of.plausible ? 1 : 3
    return fc.array(into((schema.items ?? {}) as Schema), {
      minLength,
      maxLength: Math.max(minLength, Math.min(schema.maxItems ?? most, most)),
    })
  }
  if (schema.type === 'object') return fields(schema, of, depth)
  return of.plausible ? fc.constant({}) : oddValue(of)
}

const idOf = ({ world, path }: Around, key: string): Arbitrary<string> => {
  if (key === 'id') return fc.uuid()
  return fc.nat().map((n) => {
    const ids = world.ids(nounOf(key, path))
    return ids[ids.length - 1 - (n % Math.min(ids.length, 3))] ?? '00000000-0000-4000-8000-000000000000'
  })
}

function oddValue(of: Around): Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(...nasty, ...dates, ...instants, ...numbers, null, true, [], {}, [[]]),
    idOf(of, 'customerId'),
    fc.constantFrom(...oddKeys).map((key) => Object.fromEntries([[key, { polluted: true }]])),
  )
}

function usualOf(key: string, path: string): readonly unknown[] | undefined {
  const options = optionsOf[path.split('/')[2] ?? '']?.[key]
  if (options !== undefined && options.length > 0) return options
  const end = Object.keys(usual)
    .filter((name) => key === name || (/^[A-Z]/.test(name) && key.endsWith(name)))
    .sort((a, b) => b.length - a.length)[0]
  return end === undefined ? undefined : usual[end]
}

function text(schema: Schema, of: Around, key: string): Arbitrary<string> {
  const min = schema.minLength ?? 0
  const max = schema.maxLength ?? 200
  const isId = schema.format === 'uuid' || schema.format === 'guid' || /Id$|^id$/.test(key)
  if (isId) return of.plausible ? idOf(of, key) : fc.oneof({ weight: 9, arbitrary: idOf(of, key) }, fc.uuid())
  if (of.plausible) {
    const values = usualOf(key, of.path) ?? ['衡川自动化', '新客户介绍', 'Kunshan plant 2']
    return fc.constantFrom(...(values as string[]))
  }
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

function amount(schema: Schema, of: Around, key: string): Arbitrary<number> {
  const least = Number(schema.minimum ?? schema.exclusiveMinimum ?? -1e6)
  const most = Number(schema.maximum ?? schema.exclusiveMaximum ?? 1e6)
  const values = of.plausible ? usualOf(key, of.path) : undefined
  if (values !== undefined) return fc.constantFrom(...(values as number[]))
  const inner = fc.integer({
    min: Math.ceil(Math.max(least, of.plausible ? 1 : -1e6)),
    max: Math.floor(Math.max(least, Math.min(most, of.plausible ? 100 : 1e6))),
  })
  return of.plausible ? inner : fc.oneof(inner, fc.constantFrom(least, most))
}

function fields(schema: Schema, of: Around, depth: number): Arbitrary<Fields> {
  const required = new Set(schema.required ?? [])
  const absent = fc.constant([] as unknown[])
  const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => {
    const value = fitting(inner as Schema, of, key, depth + 1).map((made): unknown[] => [[key, made]])
    return required.has(key) ? value : fc.oneof(value, { weight: of.plausible ? 3 : 1, arbitrary: absent })
  })
  const extra = schema.additionalProperties
  if (!of.plausible && typeof extra === 'object' && Object.keys(extra).length > 0) {
    const key = fc.constantFrom(...oddKeys, 'phone', 'visit')
    const more = fc.tuple(key, fitting(extra, of, '', depth + 1)).map((pair): unknown[] => [[...pair]])
    entries.push(fc.oneof(absent, more))
  }
  // fromEntries makes `__proto__` a field of its own, as JSON from outside would.
  return fc.tuple(...entries).map((parts) => Object.fromEntries(parts.flat() as [string, unknown][]))
}

/** Puts an odd value in the place of one field. */
function breakOne(good: unknown, of: Around): Arbitrary<unknown> {
  const keys = typeof good === 'object' && good !== null ? Object.keys(good) : []
  if (keys.length === 0) return oddValue(of)
  return fc
    .tuple(fc.constantFrom(...keys), oddValue(of))
    .map(([at, bad]) => Object.fromEntries(Object.entries(good as Fields).map(([k, v]) => [k, k === at ? bad : v])))
}

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

function part(schema: z.ZodType | undefined, of: Omit<Around, 'root'>): Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const json = schemaOf(schema)
  const around = { ...of, root: json }
  const good = fitting(json, around)
  if (of.plausible) return good
  return fc.oneof(
    { weight: 2, arbitrary: good },
    { weight: 1, arbitrary: good.chain((made) => breakOne(made, around)) },
  )
}

/** Requests of a route: half of them meant to succeed, the others at the edges of what its schemas allow and beyond. */
export function cases(route: Route, world: World): Arbitrary<Case> {
  const json = route.body === undefined ? {} : schemaOf(route.body)
  const strict = json.additionalProperties === false
  const make = (plausible: boolean): Arbitrary<Case> => {
    const of = { world, path: route.path, plausible }
    return fc
      .record({
        params: fc.record(Object.fromEntries(namesIn(route).map((name) => [name, place(route, name, of)]))),
        query: part(route.query, of).map((made) => (typeof made === 'object' && made !== null ? (made as Fields) : {})),
        body: part(route.body, of),
        unknown: strict && !plausible ? fc.option(fc.constantFrom(...oddKeys), { freq: 4 }) : fc.constant(null),
        plausible: fc.constant(plausible),
        isCurrent: plausible ? fc.constant(true) : fc.boolean(),
      })
      .map(({ unknown, ...made }) => {
        const open = typeof made.body === 'object' && made.body !== null && !Array.isArray(made.body)
        if (unknown === null || !open || Object.hasOwn(json.properties ?? {}, unknown))
          return { ...made, hasUnknown: false }
        const body = Object.fromEntries([...Object.entries(made.body as Fields), [unknown, 'x']])
        return { ...made, body, hasUnknown: true }
      })
  }
  return fc.oneof(make(true), make(false))
}

const namesIn = (route: Route) => [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)

/** A value for one part of the path. */
function place(route: Route, name: string, of: Omit<Around, 'root'>): Arbitrary<string> {
  const json = route.params === undefined ? undefined : schemaOf(route.params)
  const known = (json?.properties?.[name] as Schema | undefined)?.enum as string[] | undefined
  const real: Arbitrary<string> =
    name === 'id'
      ? fc.nat().map((n) => {
          const ids = of.world.ids(route.path.split('/')[2] ?? '')
          return (
            ids[ids.length - 1 - (n % Math.min(ids.length || 1, of.plausible ? 1 : 6))] ??
            '00000000-0000-4000-8000-000000000000'
          )
        })
      : fc.constantFrom(...(known ?? [...of.world.ids(name), 'unknown']))
  if (of.plausible) return real
  return fc.oneof(
    { weight: 20, arbitrary: real },
    { weight: 2, arbitrary: fc.constantFrom('customer', 'me') },
    { weight: 1, arbitrary: fc.constantFrom(...nasty.filter((word) => word.length < 100)) },
  )
}
