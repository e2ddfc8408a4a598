import { z } from 'zod'
import { day, id, isStorable, version } from '../../platform/schema.ts'
import { optionReply } from '../settings/contract.ts'

/** Every kind of value a field can hold; built-in and custom fields share the list. `id`: of something that is no record type. */
export const fieldKinds = [
  'text',
  'longText',
  'texts',
  'phone',
  'phones',
  'email',
  'integer',
  'number',
  'money',
  'date',
  'dateTime',
  'option',
  'options',
  'checkbox',
  'user',
  'users',
  'reference',
  'references',
  'id',
  'json',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** The kinds an administrator can add without code. */
export const customKinds = [
  'text',
  'number',
  'money',
  'date',
  'option',
  'options',
  'checkbox',
  'user',
  'reference',
] as const
export type CustomKind = (typeof customKinds)[number]

/** What holds for a field, whether built in or added by an administrator. */
export interface FieldDefinition {
  kind: FieldKind
  required?: boolean
  /** Has a value from the beginning, the one given or a default; it may be changed but not emptied. */
  always?: boolean
  /** Longest text, in characters. */
  max?: number
  /** Bounds of numbers. */
  min?: number
  most?: number
  /** What the number counts; a percentage is shown with its sign. */
  unit?: 'percent'
  /** Option set of `option` and `options`. */
  set?: string
  /** Record type of `reference` and `references`. */
  to?: string
  /** May stand in filters and sort orders. */
  filterable?: boolean
  sortable?: boolean
  /** Personal data: shown masked when a role says so, never in logs. */
  sensitive?: boolean
  /** Set by the system only. */
  system?: boolean
  /** Schema of `json` values. */
  schema?: z.ZodType
}

/** An instant between the years 1900 and 2200, in one spelling: UTC with milliseconds. */
const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= '1900' && text < '2200')
  .transform((text) => new Date(text).toISOString())
const plainText = (max: number) => z.string().max(max).refine(isStorable, 'records.bad_characters')

/** Schema of one value of a field, without null. */
export function valueSchema(field: FieldDefinition): z.ZodType {
  switch (field.kind) {
    case 'text':
      return plainText(field.max ?? 200)
    case 'longText':
      return plainText(field.max ?? 20_000)
    case 'texts':
      return z.array(plainText(field.max ?? 200)).max(50)
    case 'phone':
      return plainText(40)
    case 'phones':
      return z.array(plainText(40)).max(20)
    case 'email':
      return plainText(200).refine((text) => text === '' || /^[^@\s]+@[^@\s]+$/.test(text), 'records.not_an_email')
    case 'integer':
      return z
        .int()
        .min(field.min ?? -2_147_483_648)
        .max(field.most ?? 2_147_483_647)
    case 'number':
      return z
        .number()
        .min(field.min ?? -1e15)
        .max(field.most ?? 1e15)
    case 'money':
      return z
        .number()
        .min(field.min ?? -9e13)
        .max(field.most ?? 9e13)
    case 'date':
      return day
    case 'dateTime':
      return instant
    case 'option':
      return plainText(60)
    case 'options':
      return z.array(plainText(60)).max(50)
    case 'checkbox':
      return z.boolean()
    case 'user':
    case 'reference':
    case 'id':
      return id
    case 'users':
    case 'references':
      return z.array(id).max(100)
    case 'json':
      return field.schema ?? z.unknown()
  }
}

/** A field that an administrator added to a record type. */
export const customField = z.object({
  id: z.string(),
  type: z.string(),
  key: z.string(),
  kind: z.enum(customKinds),
  labelZh: z.string(),
  labelEn: z.string(),
  required: z.boolean(),
  filterable: z.boolean(),
  /** Choices of select fields. */
  choices: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string() })),
  /** Record type of a reference. */
  to: z.string().nullable(),
  position: z.int(),
  retiredAt: z.string().nullable(),
  version: z.int(),
})
export type CustomField = z.output<typeof customField>

const choice = z.strictObject({
  key: z.string().regex(/^[a-zA-Z0-9_]{1,40}$/),
  zh: z.string().min(1).max(60),
  en: z.string().max(60),
})

export const newCustomField = z.strictObject({
  id: id.optional(),
  key: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
    .optional(),
  kind: z.enum(customKinds),
  labelZh: z.string().min(1).max(60),
  labelEn: z.string().max(60).default(''),
  required: z.boolean().default(false),
  filterable: z.boolean().default(true),
  choices: z.array(choice).max(200).default([]),
  to: z.string().max(40).nullable().default(null),
})

export const changedCustomField = z.strictObject({
  version,
  labelZh: z.string().min(1).max(60).optional(),
  labelEn: z.string().max(60).optional(),
  required: z.boolean().optional(),
  choices: z.array(choice).max(200).optional(),
  position: z.int().min(0).max(10_000).optional(),
  retired: z.boolean().optional(),
})

/** One field as a person may use it; hidden fields are not told at all. */
export const fieldMeta = z.object({
  /** Key in the record; `custom.<key>` for one that an administrator added. */
  key: z.string(),
  kind: z.enum(fieldKinds),
  /** Key of the words of a built-in field. */
  labelKey: z.string().optional(),
  /** Words of a custom field. */
  label: z.object({ zh: z.string(), en: z.string() }).optional(),
  required: z.boolean(),
  filterable: z.boolean(),
  sortable: z.boolean(),
  readOnly: z.boolean(),
  masked: z.boolean(),
  custom: z.boolean(),
  sensitive: z.boolean().optional(),
  max: z.number().optional(),
  min: z.number().optional(),
  most: z.number().optional(),
  unit: z.literal('percent').optional(),
  /** Option set of the company, or own choices of a custom field. */
  set: z.string().optional(),
  choices: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string() })).optional(),
  /** Record type that it refers to, and the path of that type. */
  to: z.string().optional(),
  toPath: z.string().optional(),
})
export type FieldMeta = z.output<typeof fieldMeta>

/** A record type as a person may use it. */
export const typeMeta = z.object({
  type: z.string(),
  plural: z.string(),
  path: z.string(),
  labelKey: z.string(),
  /** Field that names the record. */
  title: z.string(),
  fields: z.array(fieldMeta),
  /** Custom fields that are asked no more: words for what the history tells of them. */
  retired: z.array(fieldMeta),
  abilities: z.record(z.enum(['view', 'create', 'edit', 'delete', 'assign', 'export']), z.boolean()),
  /** Fields shown in a list until somebody chooses. */
  listed: z.array(z.string()),
  defaultSort: z.object({ field: z.string(), descending: z.boolean() }),
  searchable: z.boolean(),
})
export type TypeMeta = z.output<typeof typeMeta>

export const metaReply = z.object({
  types: z.array(typeMeta),
  options: z.record(z.string(), z.array(optionReply)),
  currencies: z.array(z.string()),
  /** Currency of amounts of which nobody says one. */
  currency: z.string(),
})
export type Meta = z.input<typeof metaReply>
