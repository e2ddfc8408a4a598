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
  key: string
  label: string
  kind: FieldKind
  required?: boolean
  max?: number
  min?: number
  most?: number
  /** Choices of `option` and `options`. */
  options?: OptionMeta[]
  /** Path of the records that `reference` points to, for example `customers`; people are `users`. */
  to?: string
  filterable?: boolean
  sortable?: boolean
  readOnly?: boolean
  /** Stands in the record's `custom` object. */
  custom?: boolean
  hint?: string
}

interface Words {
  zh: string
  en: string
}

/** The word of a `{zh, en}` pair in the current language; Chinese where English is empty. */
export const wordOf = (words: Words): string => (language() === 'en' && words.en ? words.en : words.zh)

/** Types, fields, options and templates for this person, as `GET /api/meta` says. `T` is the contract of the slice that serves it. */
export function useMeta<T>(): T | undefined {
  return useQuery({ queryKey: ['meta'], queryFn: () => api.get<T>('/api/meta'), staleTime: 5 * 60_000 }).data
}

/** Value of a field in a record: custom ones stand in `custom`. */
export function fieldValueOf(record: Record<string, unknown>, field: FieldMeta): unknown {
  return field.custom ? (record.custom as Record<string, unknown> | undefined)?.[field.key] : record[field.key]
}
