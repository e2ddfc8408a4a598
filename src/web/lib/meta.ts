import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { language } from './i18n.ts'

export type FieldKind =
  | 'text'
  | 'longText'
  | 'texts'
  | 'phone'
  | 'phones'
  | 'email'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'dateTime'
  | 'option'
  | 'options'
  | 'checkbox'
  | 'user'
  | 'users'
  | 'reference'
  | 'references'
  | 'json'

export interface OptionMeta {
  key: string
  label: string
  /** Retired options stay readable on old records and cannot be chosen. */
  retired?: boolean
  tone?: 'ok' | 'warn' | 'bad' | 'info' | 'pri'
}

/** What parts need to draw, edit and filter one field; built in or custom alike. */
export interface FieldMeta {
  /** Key in the record; `custom.<key>` for one that an administrator added. */
  key: string
  label: string
  kind: FieldKind
  required?: boolean
  max?: number
  min?: number
  most?: number
  unit?: 'percent'
  /** Choices of `option` and `options`. */
  options?: OptionMeta[]
  /** Path of the records that `reference` points to, for example `customers`; people are `users`. */
  to?: string
  filterable?: boolean
  sortable?: boolean
  readOnly?: boolean
  /** Added by an administrator; stands in the record's `custom` object. */
  custom?: boolean
  hint?: string
}

interface Words {
  zh: string
  en: string
}

/** The word of a `{zh, en}` pair in the current language; Chinese where English is empty. */
export const wordOf = (words: Words): string => (language() === 'en' && words.en ? words.en : words.zh)

/** Types, fields and options for this person, as `GET /api/meta` says. `T` is the contract of the slice that serves it. */
export function useMeta<T>(): T | undefined {
  return useQuery({ queryKey: ['meta'], queryFn: () => api.get<T>('/api/meta') }).data
}

/** Where the value of a field stands in a record, as a path of keys. */
export const pathOf = (field: FieldMeta): string[] => field.key.split('.')

/** Key of an added field inside `custom`. */
export const bareKey = (field: FieldMeta): string => pathOf(field)[1] ?? ''

/** Value of a field in a record: added ones stand in `custom`. */
export function fieldValueOf(record: Record<string, unknown>, field: FieldMeta): unknown {
  return pathOf(field).reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], record)
}

/** Nothing said; no for a tick is something. */
export const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Value with which a form starts: a tick that must be said starts as no, everything else that is not there empty. */
export const startOf = (record: Record<string, unknown>, field: FieldMeta): unknown =>
  fieldValueOf(record, field) ?? (field.required && field.kind === 'checkbox' ? false : null)

/** A record that holds these values and nothing else. */
export function recordWith(values: [FieldMeta, unknown][]): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [field, value] of values) {
    if (field.custom) custom[bareKey(field)] = value
    else record[field.key] = value
  }
  return Object.keys(custom).length > 0 ? { ...record, custom } : record
}

/** Whether the record tells of a field at all; hidden ones are absent, an added one without a value is not. */
export const tellsOf = (record: Record<string, unknown>, field: FieldMeta): boolean =>
  field.custom === true || field.key in record

/** Values of a form without those that nobody gave, as a new record is sent. */
export function givenOf(values: Record<string, unknown>): Record<string, unknown> {
  const given = (of: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined))
  const { custom, ...rest } = values
  return { ...given(rest), ...(custom ? { custom: given(custom as Record<string, unknown>) } : {}) }
}

/** What differs between two records of these fields, with the values of the second. */
export function changedOf(
  fields: FieldMeta[],
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const value = (of: Record<string, unknown>, field: FieldMeta) => fieldValueOf(of, field) ?? null
  return recordWith(
    fields
      .filter((field) => JSON.stringify(value(before, field)) !== JSON.stringify(value(after, field)))
      .map((field) => [field, value(after, field)]),
  )
}
