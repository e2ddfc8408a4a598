import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { assertCan } from '../../people/service.ts'
import { settingOf } from '../../settings/service.ts'
import { hasMoney, type RecordOf, type RecordType } from '../contract.ts'
import type { Row } from '../store/columns.ts'
import { firstCredit } from './credit.ts'

export interface Origin {
  /** Where an imported record came from; with `externalId` it is found again by the next import. */
  source: string
  externalId: string
  /** When it was made there. */
  createdAt?: Date
}

export interface SaveOptions {
  origin?: Origin
  /** Columns that are not fields (facts the system computes); written as they are. */
  columns?: Row
  /** Made in passing: nobody is shown the record, so only its id and version are told. */
  quiet?: boolean
  /** Made without a form: fields that the company requires could not be asked. So are quiet ones. */
  unasked?: boolean
}

/** @throws 422 for a fact of nobody */
export function assertOwner(type: RecordType, ownerId: string | null): void {
  if (ownerId === null && type.owner.required) throw invalidField('ownerId', 'records.required')
}

/** A new record belongs to its maker; giving it to somebody else needs the right to assign. */
export async function ownerOf(ctx: Ctx, type: RecordType, wanted: string | null | undefined): Promise<string | null> {
  if (wanted === undefined) return ctx.actor.kind === 'user' ? ctx.actor.userId : null
  if (wanted !== ctx.actor.userId && ctx.actor.kind === 'user') assertCan(ctx, `${type.plural}.assign`)
  return wanted
}

export async function currencyOf(
  ctx: Ctx,
  type: RecordType,
  values: Record<string, unknown>,
): Promise<string | undefined> {
  if (!hasMoney(type)) return undefined
  return (values['currency'] as string | undefined) ?? (await settingOf(ctx, 'company')).currency
}

/** Amounts keep their face value when only the currency changes. */
export function keepAmounts(type: RecordType, before: RecordOf, changed: Record<string, unknown>): void {
  for (const [key, field] of Object.entries(type.fields)) {
    if (field.kind === 'money' && !(key in changed)) changed[key] = (before as Record<string, unknown>)[key]
  }
}

/** The first owner of a record made without one gets the credit; a corrected day moves the credit to that day. */
export async function creditOfChange(
  ctx: Ctx,
  type: RecordType,
  row: Row,
  after: RecordOf,
  changed: Record<string, unknown>,
): Promise<Row> {
  if (row['credit_user_id'] === null && 'ownerId' in changed) return firstCredit(ctx, type, after, ctx.clock.now())
  const day = type.credit?.day
  if (day === undefined || !(day in changed) || typeof row['credit_user_id'] !== 'string') return {}
  return firstCredit(ctx, type, { ...after, ownerId: row['credit_user_id'] }, ctx.clock.now())
}

/** Values not sent stay, also those of retired fields; null takes a value away. */
export function mergedCustom(before: Record<string, unknown>, sent: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...before, ...sent }).filter(([, value]) => value !== null))
}

export function blankRow(ctx: Ctx): Row {
  const now = ctx.clock.now().toISOString()
  return { created_at: now, created_by: ctx.actor.userId, updated_at: now, version: 1, voided_at: null, custom: {} }
}

export function stamps(ctx: Ctx, origin: Origin | undefined): Row {
  return {
    created_at: origin?.createdAt ?? ctx.clock.now(),
    created_by: ctx.actor.userId,
    updated_at: ctx.clock.now(),
    ...(origin && { import_source: origin.source, external_id: origin.externalId }),
  }
}
