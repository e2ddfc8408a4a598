import { createHash } from 'node:crypto'
import { type Ctx, once } from '../../../platform/context.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { amountProblem } from '../../../platform/money.ts'
import type { FieldKind } from '../../forms/contract.ts'
import { checkCustom, customFields } from '../../forms/service.ts'
import { optionKeys } from '../../settings/service.ts'
import type { RecordOf, RecordType } from '../contract.ts'
import { isList } from '../store/columns.ts'
import { statusesOf, strangers } from '../store/references.ts'
import { typeNamed } from '../store/registry.ts'
import { idsAllowed } from '../store/rows.ts'

/**
 * Everything about an input that only the database can tell: options, references, people, money, custom fields.
 * Values that a record has already are not asked again: an option may be retired, a reference out of sight by now.
 * @param complete whether fields that the company requires must be there
 * @returns the input in one spelling: blank texts are null, custom values normal
 */
export async function checkValues(
  ctx: Ctx,
  type: RecordType,
  input: Record<string, unknown>,
  before: RecordOf | null,
  currency: string | undefined,
  imported: boolean,
  complete: boolean,
): Promise<Record<string, unknown>> {
  const values = withoutBlanks(type, input)
  const old = (before ?? {}) as Record<string, unknown>
  const fieldErrors = ([key, field]: [string, RecordType['fields'][string]]): FieldError[] | Promise<FieldError[]> => {
    const given =
      field.kind === 'money' && currency !== before?.currency && before !== null
        ? (values[key] ?? old[key])
        : values[key]
    if (given === undefined || given === null) return []
    return field.kind === 'money'
      ? moneyErrors(key, given as number, currency)
      : newOnes(ctx, key, field, given, old[key])
  }
  const custom = values['custom'] as Record<string, unknown> | undefined
  const asksCustom = custom !== undefined || complete
  // What the fields ask of the database does not depend on each other and is asked in one go.
  const [ofFields, ofOwner, fields] = await Promise.all([
    Promise.all(Object.entries(type.fields).map(fieldErrors)),
    typeof values['ownerId'] === 'string' ? ownerErrors(ctx, values['ownerId'], imported) : [],
    asksCustom ? customFields(ctx, type.type) : [],
  ])
  const errors: FieldError[] = [...ofFields.flat(), ...ofOwner, ...(before === null ? [] : emptied(type, values))]
  if (asksCustom) {
    const checked = checkCustom(fields, custom ?? {}, complete)
    errors.push(...checked.errors)
    const oldCustom = before?.custom ?? {}
    for (const field of fields) {
      const value = checked.values[field.key]
      const to = field.kind === 'user' ? 'user' : field.to
      if (to !== null && typeof value === 'string' && value !== oldCustom[field.key]) {
        errors.push(...(await unknownIds(ctx, `custom.${field.key}`, to, [value])))
      }
    }
    if (custom !== undefined) values['custom'] = checked.values
  }
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
  return values
}

const texts: ReadonlySet<FieldKind> = new Set(['text', 'longText', 'phone', 'email', 'option'])

function withoutBlanks(type: RecordType, input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      value === '' && texts.has(type.fields[key]?.kind ?? 'json') ? null : value,
    ]),
  )
}

/** Fields that must go on saying something and would not. */
function emptied(type: RecordType, values: Record<string, unknown>): FieldError[] {
  return Object.entries(type.fields)
    .filter(([key, field]) => field.always && values[key] === null)
    .map(([path]) => ({ path, reason: 'records.required' }))
}

/** Problems of options, people and references that were not there before. */
async function newOnes(
  ctx: Ctx,
  key: string,
  field: RecordType['fields'][string],
  given: unknown,
  old: unknown,
): Promise<FieldError[]> {
  const known = new Set(Array.isArray(old) ? old : [old])
  const values = (isList(field.kind) ? (given as string[]) : [given as string]).filter((value) => !known.has(value))
  if (values.length === 0) return []
  if (field.set !== undefined) return optionErrors(ctx, key, field.set, values)
  if (field.kind === 'user' || field.kind === 'users') return unknownIds(ctx, key, 'user', values)
  return field.to === undefined ? [] : unknownIds(ctx, key, field.to, values)
}

function moneyErrors(path: string, amount: number, currency: string | undefined): FieldError[] {
  const problem = amountProblem(amount, currency ?? 'CNY')
  return problem === null
    ? []
    : [{ path: problem === 'unknownCurrency' ? 'currency' : path, reason: `records.money_${snakeCase(problem)}` }]
}

function snakeCase(word: string): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

async function optionErrors(ctx: Ctx, path: string, set: string, values: string[]): Promise<FieldError[]> {
  const known = await optionKeys(ctx, set)
  return values
    .filter((value) => !known.has(value))
    .map((value) => ({ path, reason: 'records.unknown_option', params: { value } }))
}

async function unknownIds(ctx: Ctx, path: string, to: string, ids: string[]): Promise<FieldError[]> {
  const unknown = to === 'user' ? await strangers(ctx, ids) : await unseen(ctx, to, ids)
  return unknown.length === 0 ? [] : [{ path, reason: 'records.unknown_reference' }]
}

/** Ids of nothing that the actor may see. What was seen once in a request is not asked for again: the parts of a request name the same records. */
async function unseen(ctx: Ctx, to: string, ids: string[]): Promise<string[]> {
  const seen = await once(ctx, `records.seen:${to}`, () => Promise.resolve(new Set<string>()))
  const asked = ids.filter((id) => !seen.has(id))
  if (asked.length > 0) for (const id of await idsAllowed(ctx, typeNamed(to), asked, 'view')) seen.add(id)
  return asked.filter((id) => !seen.has(id))
}

/** Nobody who has left is given anything new; imports may still name them. */
export async function ownerErrors(ctx: Ctx, ownerId: string, imported = false): Promise<FieldError[]> {
  const status = (await statusesOf(ctx, [ownerId])).get(ownerId)
  if (status === undefined) return [{ path: 'ownerId', reason: 'records.unknown_reference' }]
  return status === 'disabled' && !imported ? [{ path: 'ownerId', reason: 'records.owner_has_left' }] : []
}

/** Fingerprint of a create request: the same id with the same body is the same request. */
export function bodyHash(body: Record<string, unknown>): string {
  return createHash('sha256').update(canonical(body)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`
}
