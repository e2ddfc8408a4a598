import type { z } from 'zod'
import { type Ctx, once } from '../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import { changed } from '../../platform/live.ts'
import { diff, write } from '../audit/service.ts'
import type { CustomField, changedCustomField, newCustomField } from './contract.ts'
import { insertField, listFields, updateField } from './store.ts'

export { checkCustom } from './rules.ts'

const MOST_FIELDS = 200
const types = new Set<string>()

/** Makes a record type one that fields may be added to and may refer to; called by the record kit at start. */
export function offerType(name: string): void {
  types.add(name)
}

/** Custom fields in use of one type (all types without one), in the order of the form. */
export async function customFields(ctx: Ctx, type?: string): Promise<CustomField[]> {
  const all = await once(ctx, 'forms.fields', () => listFields(ctx))
  return all.filter((field) => field.retiredAt === null && (type === undefined || field.type === type))
}

/** Custom fields of a type that are asked no more. */
export async function retiredFields(ctx: Ctx, type: string): Promise<CustomField[]> {
  const all = await once(ctx, 'forms.fields', () => listFields(ctx))
  return all.filter((field) => field.retiredAt !== null && field.type === type)
}

/** All fields of a type, retired ones too: what the settings page shows. */
export function everyField(ctx: Ctx, type: string): Promise<CustomField[]> {
  if (!types.has(type)) throw notFound()
  return listFields(ctx, type)
}

/**
 * Adds a field to a record type; it is there at once in forms, lists, filters, API and audit.
 * @throws AppError not_found for no record type; invalid for a key in use, a reference to nothing, a select without choices
 */
export async function addField(ctx: Ctx, type: string, input: z.output<typeof newCustomField>): Promise<CustomField> {
  if (!types.has(type)) throw notFound()
  const existing = await listFields(ctx, type)
  if (existing.length >= MOST_FIELDS)
    throw new AppError('invalid', 'forms.too_many_fields', { params: { most: MOST_FIELDS } })
  const key = input.key ?? nextKey(existing)
  if (existing.some((field) => field.key === key) || key in {}) throw invalidField('key', 'forms.key_taken')
  const needsChoices = input.kind === 'option' || input.kind === 'options'
  if (needsChoices) assertChoices(input.choices)
  if (input.kind === 'reference' && input.to === null) throw invalidField('to', 'records.required')
  if (input.to !== null && (input.kind !== 'reference' || !types.has(input.to)))
    throw invalidField('to', 'forms.no_such_type')
  const field = await insertField(ctx, {
    ...input,
    id: input.id ?? newId(),
    key,
    type,
    position: (existing.at(-1)?.position ?? 0) + 10,
    choices: needsChoices ? input.choices : [],
  })
  told(ctx)
  await write(ctx, {
    action: 'created',
    type: 'customField',
    recordId: field.id,
    changes: { [`${type}.${key}`]: [null, input.labelZh] },
  })
  return field
}

/** What was known of the fields is so no more, here and on every screen. */
function told(ctx: Ctx): void {
  ctx.memo.clear()
  changed(ctx, { topic: 'meta', can: 'signedIn', people: [] })
}

function assertChoices(choices: CustomField['choices']): void {
  if (choices.length === 0) throw invalidField('choices', 'records.required')
  if (new Set(choices.map((choice) => choice.key)).size < choices.length)
    throw invalidField('choices', 'forms.key_taken')
}

function nextKey(existing: CustomField[]): string {
  let n = existing.length + 1
  while (existing.some((field) => field.key === `field${n}`)) n++
  return `field${n}`
}

/** Changes labels, choices, order, or retires a field; its values are kept. */
export async function changeField(
  ctx: Ctx,
  id: string,
  input: z.output<typeof changedCustomField>,
): Promise<CustomField> {
  const before = (await listFields(ctx)).find((field) => field.id === id)
  if (before === undefined) throw notFound()
  const { retired, version, ...rest } = input
  if (rest.choices !== undefined && before.choices.length > 0) assertChoices(rest.choices)
  const retiredAt = retired === undefined ? before.retiredAt : retired ? ctx.clock.now().toISOString() : null
  const after = await updateField(ctx, { ...before, ...definedOnly(rest), retiredAt, version })
  if (after === undefined) throw new AppError('conflict', 'records.stale', { current: before })
  told(ctx)
  const keys = ['labelZh', 'labelEn', 'required', 'choices', 'position', 'retiredAt']
  await write(ctx, { action: 'updated', type: 'customField', recordId: id, changes: diff(before, after, keys) })
  return after
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
