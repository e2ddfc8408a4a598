import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { amountProblem } from '../../../platform/money.ts'
import { customErrors, customFields } from '../../forms/service.ts'
import { optionKeys } from '../../settings/service.ts'
import type { RecordType } from '../contract.ts'
import { isList } from '../store/columns.ts'
import { missingIds } from '../store/references.ts'
import { typeNamed } from '../store/registry.ts'
import { idsAllowed } from '../store/rows.ts'

/** Everything about an input that only the database can tell: options, references, people, money, custom fields. */
export async function checkValues(ctx: Ctx, type: RecordType, input: Record<string, unknown>, currency: string | undefined, complete: boolean): Promise<void> {
  const errors: FieldError[] = []
  for (const [key, field] of Object.entries(type.fields)) {
    const value = input[key]
    if (value === undefined || value === null) continue
    const values = isList(field.kind) ? (value as string[]) : [value as string]
    if (field.kind === 'money') errors.push(...moneyErrors(key, value as number, currency))
    else if (field.set !== undefined) errors.push(...(await optionErrors(ctx, key, field.set, values)))
    else if (field.kind === 'user' || field.kind === 'users') errors.push(...(await unknownIds(ctx, key, 'user', values)))
    else if (field.to !== undefined) errors.push(...(await unknownIds(ctx, key, field.to, values)))
  }
  const fields = await customFields(ctx, type.type)
  const custom = input['custom'] as Record<string, unknown> | undefined
  if (custom !== undefined || complete) errors.push(...customErrors(fields, custom ?? {}, complete))
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
}

function moneyErrors(path: string, amount: number, currency: string | undefined): FieldError[] {
  const problem = amountProblem(amount, currency ?? 'CNY')
  return problem === null ? [] : [{ path: problem === 'unknownCurrency' ? 'currency' : path, reason: `records.money_${snakeCase(problem)}` }]
}

function snakeCase(word: string): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

async function optionErrors(ctx: Ctx, path: string, set: string, values: string[]): Promise<FieldError[]> {
  const known = await optionKeys(ctx, set)
  return values.filter((value) => !known.has(value)).map((value) => ({ path, reason: 'records.unknown_option', params: { value } }))
}

async function unknownIds(ctx: Ctx, path: string, to: string, ids: string[]): Promise<FieldError[]> {
  if (ids.length === 0) return []
  const unknown = to === 'user' ? await missingIds(ctx, 'user', ids) : await unseen(ctx, to, ids)
  return unknown.length === 0 ? [] : [{ path, reason: 'records.unknown_reference' }]
}

async function unseen(ctx: Ctx, to: string, ids: string[]): Promise<string[]> {
  const seen = new Set(await idsAllowed(ctx, typeNamed(to), ids, 'view'))
  return ids.filter((id) => !seen.has(id))
}

/** Fingerprint of a create request: the same id with the same body is the same request. */
export function bodyHash(body: Record<string, unknown>): string {
  return createHash('sha256').update(canonical(body)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null)
  return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
