import { useTranslation } from 'react-i18next'
import { type FieldKind, type FieldMeta, type OptionMeta, useMeta, wordOf } from './meta.ts'
import { type OptionRow, useOptionSets } from './options.ts'

/** The part of a record type's description that screens need; what its fields are, the server says. */
export interface Described {
  type: string
  owner: { field: string }
}

type Words = { zh: string; en: string }

/** A field as `GET /api/meta` tells it. */
export interface ToldField {
  key: string
  kind: string
  label?: Words
  required: boolean
  filterable: boolean
  sortable: boolean
  readOnly: boolean
  custom: boolean
  max?: number
  min?: number
  most?: number
  unit?: 'percent'
  set?: string
  choices?: (Words & { key: string })[]
  toPath?: string
}

interface Told {
  types: { type: string; fields: ToldField[]; retired: ToldField[] }[]
}

const tones: Record<string, OptionMeta['tone']> = {
  accent: 'pri',
  success: 'ok',
  warning: 'warn',
  error: 'bad',
  info: 'info',
}
const undrawn = new Set(['json', 'id'])

/** The tag's tone for the tone of an option. */
export const toneOfOption = (tone: string | undefined): OptionMeta['tone'] => tones[tone ?? '']

function optionOf(option: Omit<OptionRow, 'state'>): OptionMeta {
  const tone = toneOfOption(option.tone)
  return { key: option.key, label: wordOf(option), ...(option.retired && { retired: true }), ...(tone && { tone }) }
}

/**
 * A told field as forms, lists, filters and details draw it.
 * @param label word of a built-in field by its key
 * @param choices options of a set of the company
 */
export function fieldOf(
  told: ToldField,
  label: (key: string) => string,
  choices: (set: string) => OptionRow[],
): FieldMeta {
  const options = told.choices ?? (told.set === undefined ? undefined : choices(told.set))
  return {
    key: told.key,
    label: told.label ? wordOf(told.label) : label(told.key),
    kind: told.kind as FieldKind,
    ...(told.required && { required: true }),
    ...(told.filterable && { filterable: true }),
    ...(told.sortable && { sortable: true }),
    ...(told.readOnly && { readOnly: true }),
    ...(told.custom && { custom: true }),
    ...(told.max !== undefined && { max: told.max }),
    ...(told.min !== undefined && { min: told.min }),
    ...(told.most !== undefined && { most: told.most }),
    ...(told.unit !== undefined && { unit: told.unit }),
    ...(told.toPath !== undefined && { to: told.toPath }),
    ...(options && { options: options.map(optionOf) }),
  }
}

function useTold(type: Described, namespace: string, at: string) {
  const { t } = useTranslation([namespace, 'web'])
  const sets = useOptionSets()?.sets
  const told = useMeta<Told>()?.types.find((each) => each.type === type.type)
  const label = (key: string): string => t(`${namespace}:${at}.${key}`)
  const drawn = (fields: ToldField[]) =>
    fields
      .filter((field) => !undrawn.has(field.kind))
      .map((field) => fieldOf(field, label, (set) => sets?.[set]?.options ?? []))
  return { told, label, drawn }
}

/**
 * The fields of a record type as this person may use them, built in and added ones, and its owner last: for forms, filters, lists
 * and details. Fields that a role hides are not among them; none while they load. Labels of built-in fields stand under `at` in the
 * slice's words, and the namespace must be loaded by the screen.
 */
export function useFields(type: Described, namespace: string, at = 'fields'): FieldMeta[] {
  const { told, label, drawn } = useTold(type, namespace, at)
  if (!told) return []
  const owner: FieldMeta = {
    key: 'ownerId',
    label: label(type.owner.field),
    kind: 'user',
    filterable: true,
    readOnly: true,
  }
  return [...drawn(told.fields), owner]
}

/** The same with added fields that are asked no more: the history still tells of them. */
export function useFieldsEver(type: Described, namespace: string, at = 'fields'): FieldMeta[] {
  const { told, drawn } = useTold(type, namespace, at)
  return [...useFields(type, namespace, at), ...drawn(told?.retired ?? [])]
}
