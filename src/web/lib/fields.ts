import { useTranslation } from 'react-i18next'
import { type FieldKind, type FieldMeta, type OptionMeta, wordOf } from './meta.ts'
import { useOptionSets } from './options.ts'

interface BuiltIn {
  kind: string
  set?: string
  required?: boolean
  max?: number
  min?: number
  most?: number
  to?: string
  filterable?: boolean
  sortable?: boolean
  system?: boolean
}

export interface Described {
  owner: { field: string }
  fields: Record<string, BuiltIn>
}

const tones: Record<string, OptionMeta['tone']> = {
  accent: 'pri',
  success: 'ok',
  warning: 'warn',
  error: 'bad',
  info: 'info',
}
const paths: Record<string, string> = {
  customer: 'customers',
  contact: 'contacts',
  lead: 'leads',
  opportunity: 'opportunities',
  followUp: 'follow-ups',
  nextStep: 'next-steps',
}
const hidden = new Set(['json', 'id'])

/** The tag's tone for the tone of an option. */
export const toneOfOption = (tone: string | undefined): OptionMeta['tone'] => tones[tone ?? '']

/**
 * The built-in fields of a record type with the company's options, and its owner, for forms, filters and details.
 * Labels stand under `at` in the slice's words, and the namespace must be loaded by the screen.
 */
export function useFields(type: Described, namespace: string, at = 'fields'): FieldMeta[] {
  const { t } = useTranslation([namespace, 'web'])
  const sets = useOptionSets()?.sets
  const label = (key: string): string => t(`${namespace}:${at}.${key}`)
  const owner: FieldMeta = {
    key: 'ownerId',
    label: label(type.owner.field),
    kind: 'user',
    filterable: true,
    readOnly: true,
  }
  const fields = Object.entries(type.fields)
    .filter(([, field]) => !hidden.has(field.kind))
    .map(
      ([key, field]): FieldMeta => ({
        key,
        label: label(key),
        kind: field.kind as FieldKind,
        ...(field.required && { required: true }),
        ...(field.max !== undefined && { max: field.max }),
        ...(field.min !== undefined && { min: field.min }),
        ...(field.most !== undefined && { most: field.most }),
        ...(field.to && { to: paths[field.to] ?? field.to }),
        ...(field.filterable && { filterable: true }),
        ...(field.sortable && { sortable: true }),
        ...(field.system && { readOnly: true }),
        ...(field.set && {
          options: (sets?.[field.set]?.options ?? []).map((option) => ({
            key: option.key,
            label: wordOf(option),
            ...(option.retired && { retired: true }),
            ...(tones[option.tone ?? ''] && { tone: tones[option.tone ?? ''] }),
          })),
        }),
      }),
    )
  return [...fields, owner]
}
