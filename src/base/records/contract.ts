import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { isCurrency } from '../../platform/money.ts'
import { id, line, version } from '../../platform/schema.ts'
import { type FieldDefinition, type FieldKind, valueSchema } from '../forms/contract.ts'

/** A built-in field of a record type; `column` defaults to the key in snake_case. */
export interface RecordField extends FieldDefinition {
  column?: string
}

export interface RecordType<F extends Record<string, RecordField> = Record<string, RecordField>> {
  /** Singular name in code, for example `followUp`. */
  type: string
  /** Permission prefix, for example `followUps`. */
  plural: string
  /** Path segment, for example `follow-ups`. */
  path: string
  table: string
  /** Field that names the record in lists and references. */
  title: string
  fields: F
  /** Column of the owning user and, for facts, of their department on the day of the fact and of that day. */
  owner: { field: string; column: string; departmentColumn?: string; dayColumn?: string; required?: boolean }
  /** Whoever sees a record named by one of these fields sees this one too. */
  via?: readonly { field: string; to: string }[]
  /** What `q` finds; `hint`: fields (or `ownerId`) that tell found records of the same name apart. */
  search?: { names: string[]; phones: string[]; hint?: string[] }
  defaultSort: { field: string; descending: boolean }
  /** Fields shown in a list until somebody chooses. */
  listed: string[]
  /**
   * Making one is credited to its first owner, in their department of that day, and never moved by transfers.
   * `day`: the date field that says the day; without it the day is that of creation.
   * `further`: prefixes of more columns of the same kind, for a later deed such as closing a deal.
   */
  credit?: { day?: string; further?: readonly string[] }
  /** Records of nobody are in reach of everybody who may give them away. */
  unowned?: 'assigners'
  /** Records that are still to be worked on: only these go to somebody else when their owner leaves. */
  live?: { field: string; is: string }
  /** Where one is seen in the app, for example `/customers/{id}`. */
  page?: string
  /** Somebody who is given one by another person is told. */
  ownerTold?: true
}

/** Describes a record type once; everything of the record kit follows from it. */
export function defineRecord<const F extends Record<string, RecordField>>(type: RecordType<F>): RecordType<F> {
  return type
}

type ValueOf<K extends FieldKind> = K extends
  | 'text'
  | 'longText'
  | 'phone'
  | 'email'
  | 'date'
  | 'dateTime'
  | 'option'
  | 'user'
  | 'reference'
  | 'id'
  ? string
  : K extends 'integer' | 'number' | 'money'
    ? number
    : K extends 'checkbox'
      ? boolean
      : K extends 'json'
        ? unknown
        : string[]

/** Field values of a record type; null where nothing was said. */
export type Values<T extends RecordType> = {
  -readonly [K in keyof T['fields']]?: ValueOf<T['fields'][K]['kind']> | null
}

/** A record as services see it: values in domain form, money in major units. */
export type RecordOf<T extends RecordType = RecordType> = Values<T> & {
  id: string
  ownerId: string | null
  createdAt: string
  createdBy: string
  updatedAt: string
  version: number
  voidedAt: string | null
  currency?: string
  custom: Record<string, unknown>
}

export const recordId = z.strictObject({ id })
export const personRef = z.object({ id: z.string(), name: z.string() })
export const abilities = z.object({ edit: z.boolean(), delete: z.boolean(), assign: z.boolean() })

type Shape = Record<string, z.ZodType>

/** Money needs to say its currency; the field stands in every type that has a money field. */
export function hasMoney(type: RecordType): boolean {
  return Object.values(type.fields).some((field) => field.kind === 'money')
}

function shapeOf(type: RecordType, strict: boolean): Shape {
  const shape: Shape = {}
  for (const [key, field] of Object.entries(type.fields)) {
    if (field.system) continue
    const value = valueSchema(field)
    if (!field.required) shape[key] = value.nullish()
    else {
      const required = field.kind === 'text' || field.kind === 'longText' ? value.pipe(z.string().trim().min(1)) : value
      shape[key] = strict ? required : required.optional()
    }
  }
  if (hasMoney(type)) shape['currency'] = z.string().refine(isCurrency, 'records.money_unknown_currency').optional()
  shape['custom'] = z.record(z.string(), z.unknown()).optional()
  return shape
}

/** Body of POST: every field a fact needs is required, unknown fields are refused. */
export function createSchema(type: RecordType) {
  return z.strictObject({ id: id.optional(), ownerId: id.nullish(), ...shapeOf(type, true) })
}

/** Body of PATCH: only what changes, with the version it was read at. */
export function updateSchema(type: RecordType) {
  return z.strictObject({ version: z.int(), ...shapeOf(type, false) })
}

/** One record in a reply: every business field is optional, a hidden one is absent. */
export function replySchema(type: RecordType) {
  const shape: Shape = {}
  for (const [key, field] of Object.entries(type.fields)) {
    shape[key] = field.kind === 'json' ? valueSchema(field).nullish() : looseValue(field.kind).nullish()
    const label = refKey(key, field.kind)
    if (label !== null)
      shape[label] =
        field.kind === 'users' || field.kind === 'references' ? z.array(personRef).optional() : personRef.nullish()
  }
  if (hasMoney(type)) shape['currency'] = z.string().optional()
  return z.object({
    id: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    owner: personRef.nullable(),
    voidedAt: z.string().nullable(),
    custom: z.record(z.string(), z.unknown()),
    /** Names of what custom fields of people and records refer to. */
    customRefs: z.record(z.string(), personRef).optional(),
    abilities,
    ...shape,
  })
}

/** Stored values are already checked; masked ones are no longer valid phones or addresses. */
function looseValue(kind: FieldKind): z.ZodType {
  if (kind === 'integer' || kind === 'number') return z.number()
  if (kind === 'money') return z.number()
  if (kind === 'checkbox') return z.boolean()
  if (['texts', 'phones', 'options', 'users', 'references'].includes(kind)) return z.array(z.string())
  return z.string()
}

/** `customerId` is shown beside `customer: {id, name}`; `contactIds` beside `contacts`. */
export function refKey(key: string, kind: FieldKind): string | null {
  if (kind === 'user' || kind === 'reference') return key.endsWith('Id') ? key.slice(0, -2) : null
  if (kind === 'users' || kind === 'references') return key.endsWith('Ids') ? `${key.slice(0, -3)}s` : null
  return null
}

/** One condition of a filter. Values are those of the field; people may be `me`, days may be a named range. */
export const filterOps = [
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'within',
  'empty',
  'notEmpty',
] as const
export type FilterOp = (typeof filterOps)[number]
export interface Condition {
  field: string
  op: FilterOp
  value?: unknown
}
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | Condition

export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(filterSchema).max(50) }),
    z.strictObject({ or: z.array(filterSchema).max(50) }),
    z.strictObject({ not: filterSchema }),
    z.strictObject({ field: z.string().max(80), op: z.enum(filterOps), value: z.unknown().optional() }),
  ]),
)

const DEEPEST_FILTER = 12

/** How deep objects and lists are nested; stops counting where a filter is refused. */
function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > 3 * DEEPEST_FILTER) return depth
  return Math.max(depth, ...Object.values(value).map((part) => depthOf(part, depth + 1)))
}

/** A filter as JSON text in a URL. */
export const filterQuery = z
  .string()
  .max(10_000)
  .transform((text, ctx) => {
    try {
      const value: unknown = JSON.parse(text)
      const parsed = depthOf(value) > 2 * DEEPEST_FILTER ? undefined : filterSchema.safeParse(value)
      if (parsed?.success) return parsed.data
    } catch {
      // falls through to the issue below
    }
    ctx.addIssue({ code: 'custom', message: 'records.bad_filter' })
    return z.NEVER
  })

/** Query of every list. `sort` is a field name, with `-` in front for descending. */
export const listQuery = z.strictObject({
  filter: filterQuery.optional(),
  sort: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  q: z.string().max(200).optional(),
  count: z.enum(['true', 'false']).optional(),
  voided: z.enum(['true', 'false']).optional(),
})
export type ListQuery = z.output<typeof listQuery>

export function listReply(item: z.ZodType) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() })
}

/** Something happened to a record; heard in the same transaction. */
export interface RecordChange {
  type: string
  id: string
  action: 'created' | 'updated' | 'voided' | 'restored' | 'assigned'
  before: RecordOf | null
  after: RecordOf
  /** Imported history neither notifies nor makes duties. */
  imported: boolean
}

export const recordChanged = defineEvent<RecordChange>('record.changed')

export const voidQuery = z.strictObject({
  version: z.coerce.number().int().optional(),
  reason: z.string().max(500).optional(),
})
/** `withOpen`: what is still open with the records goes along. */
export const assignBody = z.strictObject({
  ids: z.array(id).min(1).max(500),
  ownerId: id,
  withOpen: z.boolean().default(true),
})
export type Assignment = z.input<typeof assignBody>

/** Records of one former owner went to another; heard in the same transaction by what hangs on them. */
export interface RecordsGiven {
  type: string
  ids: string[]
  from: string
  to: string
  withOpen: boolean
}

export const recordsGiven = defineEvent<RecordsGiven>('records.given')

export const collaboratorsBody = z.strictObject({ userIds: z.array(id).max(50) })
export const historyReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actor: personRef.nullable(),
      action: z.string(),
      changes: z.record(z.string(), z.array(z.unknown())),
    }),
  ),
  nextCursor: z.string().nullable(),
})

/** Query of the search over all types. */
export const searchQuery = z.strictObject({
  q: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
/** `type` is the path of the record's type, for example `customers`. */
export const searchReply = z.object({
  items: z.array(z.object({ type: z.string(), id: z.string(), title: z.string(), subtitle: z.string().nullable() })),
})

/** What a saved view remembers of a list. */
const viewDefinition = z.strictObject({
  filter: filterSchema.optional(),
  sort: z.string().max(80).optional(),
  columns: z.array(z.string().max(80)).max(60).optional(),
  layout: z.enum(['table', 'board']).optional(),
})
const view = { name: line(60), shared: z.boolean(), definition: viewDefinition }
export const newView = z.strictObject({
  id: id.optional(),
  type: z.string().max(40),
  ...view,
  shared: view.shared.default(false),
})
export const changedView = z.strictObject({
  version,
  name: view.name.optional(),
  shared: view.shared.optional(),
  definition: viewDefinition.optional(),
})
export const viewsQuery = z.strictObject({ type: z.string().max(40) })
export const savedView = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  shared: z.boolean(),
  definition: viewDefinition,
  /** Whether the reader may change it. */
  editable: z.boolean(),
  owner: personRef,
  version: z.int(),
})
export type SavedView = z.output<typeof savedView>
export const viewsReply = z.object({ items: z.array(savedView) })
