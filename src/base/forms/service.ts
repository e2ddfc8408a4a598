import type { z } from 'zod'
import { type Ctx, once } from '../../platform/context.ts'
import { AppError, type FieldError, invalidField, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import { diff, write } from '../audit/service.ts'
import { type changedCustomField, type CustomField, type newCustomField, valueSchema } from './contract.ts'
import { insertField, listFields, updateField } from './store.ts'

const MOST_FIELDS = 200

/** Custom fields in use of one type (all types without one), in the order of the form. */
export async function customFields(ctx: Ctx, type?: string): Promise<CustomField[]> {
  const all = await once(ctx, 'forms.fields', () => listFields(ctx))
  return all.filter((field) => field.retiredAt === null && (type === undefined || field.type === type))
}

/** All fields of a type, retired ones too: what the settings page shows. */
export function everyField(ctx: Ctx, type: string): Promise<CustomField[]> {
  return listFields(ctx, type)
}

/** Adds a field to a record type; it is there at once in forms, lists, filters, API and audit. */
export async function addField(ctx: Ctx, type: string, input: z.output<typeof newCustomField>): Promise<CustomField> {
  const existing = await listFields(ctx, type)
  if (existing.length >= MOST_FIELDS) throw new AppError('invalid', 'forms.too_many_fields', { params: { most: MOST_FIELDS } })
  const key = input.key ?? nextKey(existing)
  if (existing.some((field) => field.key === key)) throw invalidField('key', 'forms.key_taken')
  const needsChoices = input.kind === 'option' || input.kind === 'options'
  if (needsChoices && input.choices.length === 0) throw invalidField('choices', 'records.required')
  if (input.kind === 'reference' && input.to === null) throw invalidField('to', 'records.required')
  const field = await insertField(ctx, {
    ...input,
    id: input.id ?? newId(),
    key,
    type,
    position: (existing.at(-1)?.position ?? 0) + 10,
    choices: needsChoices ? input.choices : [],
  })
  ctx.memo.delete('forms.fields')
  await write(ctx, { action: 'created', type: 'customField', recordId: field.id, changes: { [`${type}.${key}`]: [null, input.labelZh] } })
  return field
}

function nextKey(existing: CustomField[]): string {
  let n = existing.length + 1
  while (existing.some((field) => field.key === `field${n}`)) n++
  return `field${n}`
}

/** Changes labels, choices, order, or retires a field; its values are kept. */
export async function changeField(ctx: Ctx, id: string, input: z.output<typeof changedCustomField>): Promise<CustomField> {
  const before = (await listFields(ctx)).find((field) => field.id === id)
  if (before === undefined) throw notFound()
  const { retired, version, ...rest } = input
  const retiredAt = retired === undefined ? before.retiredAt : retired ? ctx.clock.now().toISOString() : null
  const after = await updateField(ctx, { ...before, ...definedOnly(rest), retiredAt, version })
  if (after === undefined) throw new AppError('conflict', 'records.stale', { current: before })
  ctx.memo.delete('forms.fields')
  await write(ctx, { action: 'updated', type: 'customField', recordId: id, changes: diff(before, after, ['labelZh', 'labelEn', 'required', 'choices', 'position', 'retiredAt']) })
  return after
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** Problems of the custom values of a record, by path; unknown keys are problems too. */
export function customErrors(fields: CustomField[], custom: Record<string, unknown>, complete: boolean): FieldError[] {
  const known = new Map(fields.map((field) => [field.key, field]))
  const errors: FieldError[] = Object.keys(custom)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: `custom.${key}`, reason: 'records.unknown_field' }))
  for (const field of fields) {
    const value = custom[field.key]
    const missing = value === undefined || value === null || value === ''
    const path = `custom.${field.key}`
    if (missing) {
      if (field.required && (complete || field.key in custom)) errors.push({ path, reason: 'records.required' })
    } else if (!fits(field, value)) errors.push({ path, reason: 'records.wrong_type' })
  }
  return errors
}

function fits(field: CustomField, value: unknown): boolean {
  if (!valueSchema({ kind: field.kind }).safeParse(value).success) return false
  const choices = new Set(field.choices.map((choice) => choice.key))
  if (field.kind === 'option') return choices.has(value as string)
  if (field.kind === 'options') return (value as string[]).every((key) => choices.has(key))
  return true
}
