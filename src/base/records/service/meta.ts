import type { Ctx } from '../../../platform/context.ts'
import { currencies } from '../../../platform/money.ts'
import type { CustomField, FieldDefinition, FieldMeta, Meta, TypeMeta } from '../../forms/contract.ts'
import { customFields, retiredFields } from '../../forms/service.ts'
import { holds } from '../../people/service.ts'
import { allOptions, settingOf } from '../../settings/service.ts'
import type { RecordType } from '../contract.ts'
import { allTypes, isTypeName, typeNamed } from '../store/registry.ts'
import { ruleOf } from './access.ts'

/** Types, fields and options as this person may use them: what forms, lists, filters and integrations are drawn from. */
export async function metaFor(ctx: Ctx): Promise<Meta> {
  const types: TypeMeta[] = []
  for (const type of allTypes()) if (holds(ctx, `${type.plural}.view`)) types.push(await typeMeta(ctx, type))
  const sets = await allOptions(ctx)
  return {
    types,
    options: Object.fromEntries(Object.entries(sets).map(([set, { options }]) => [set, options])),
    currencies: [...currencies],
    currency: (await settingOf(ctx, 'company')).currency,
  }
}

async function typeMeta(ctx: Ctx, type: RecordType): Promise<TypeMeta> {
  const custom = await customFields(ctx, type.type)
  const retired = await retiredFields(ctx, type.type)
  const fields = [
    ...Object.entries(type.fields).map(([key, field]) => builtIn(ctx, type, key, field)),
    ...custom.map((field) => added(ctx, type, field)),
  ].filter((field) => field !== null)
  const shown = new Set(fields.map((field) => field.key))
  const may = (verb: string) => holds(ctx, `${type.plural}.${verb}`)
  return {
    type: type.type,
    plural: type.plural,
    path: type.path,
    labelKey: `records:types.${type.type}`,
    title: type.title,
    fields,
    retired: retired.map((field) => added(ctx, type, field)).filter((field) => field !== null),
    abilities: {
      view: true,
      create: may('create'),
      edit: may('edit'),
      delete: may('delete'),
      assign: may('assign'),
      export: may('export'),
    },
    listed: type.listed.filter((key) => key === 'ownerId' || shown.has(key)),
    defaultSort: type.defaultSort,
    searchable: type.search !== undefined,
  }
}

/** Hidden fields are not there at all. */
function builtIn(ctx: Ctx, type: RecordType, key: string, field: FieldDefinition): FieldMeta | null {
  const rule = ruleOf(ctx, type, key)
  if (rule === 'hidden') return null
  return {
    key,
    kind: field.kind,
    labelKey: `records:fields.${type.type}.${key}`,
    required: field.required ?? false,
    filterable: (field.filterable ?? false) && rule !== 'masked',
    sortable: (field.sortable ?? false) && rule !== 'masked',
    readOnly: field.system === true || rule !== undefined,
    masked: rule === 'masked',
    custom: false,
    ...(field.sensitive && { sensitive: true }),
    ...(field.max !== undefined && { max: field.max }),
    ...(field.min !== undefined && { min: field.min }),
    ...(field.most !== undefined && { most: field.most }),
    ...(field.unit !== undefined && { unit: field.unit }),
    ...(field.set !== undefined && { set: field.set }),
    ...targetOf(field.to),
  }
}

function added(ctx: Ctx, type: RecordType, field: CustomField): FieldMeta | null {
  const key = `custom.${field.key}`
  const rule = ruleOf(ctx, type, key)
  if (rule === 'hidden') return null
  return {
    key,
    kind: field.kind,
    label: { zh: field.labelZh, en: field.labelEn || field.labelZh },
    required: field.required,
    filterable: field.filterable && rule !== 'masked',
    sortable: false,
    readOnly: rule !== undefined,
    masked: rule === 'masked',
    custom: true,
    ...(field.choices.length > 0 && { choices: field.choices }),
    ...targetOf(field.to),
  }
}

function targetOf(to: string | null | undefined): { to?: string; toPath?: string } {
  return to && isTypeName(to) ? { to, toPath: typeNamed(to).path } : {}
}
