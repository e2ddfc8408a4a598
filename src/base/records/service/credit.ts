import type { Ctx } from '../../../platform/context.ts'
import { localDay } from '../../../platform/time.ts'
import { departmentOn, timeZoneOf } from '../../people/service.ts'
import type { RecordOf, RecordType } from '../contract.ts'
import type { Row } from '../store/columns.ts'

/** Whom a deed is credited to: the person, their department on that day of theirs, and the zone the day is counted in. */
export interface Credit {
  userId: string
  departmentId: string | null
  day: string
  zone: string
}

/** @param when an instant, or a calendar day 'YYYY-MM-DD' that is meant as it stands */
export async function creditOf(ctx: Ctx, userId: string, when: string | Date): Promise<Credit> {
  const zone = await timeZoneOf(ctx, userId)
  const day = typeof when === 'string' && when.length === 10 ? when : localDay(when, zone)
  return { userId, departmentId: (await departmentOn(ctx, userId, day))?.id ?? null, day, zone }
}

/** Columns of a credit: `credit_user_id` …, or with another prefix. */
export function creditColumns(credit: Credit, prefix = 'credit'): Row {
  return {
    [`${prefix}_user_id`]: credit.userId,
    [`${prefix}_department_id`]: credit.departmentId,
    [`${prefix}_day`]: credit.day,
    [`${prefix}_zone`]: credit.zone,
  }
}

/** The credit of making a record, for its first owner; nothing while it has none. */
export async function firstCredit(ctx: Ctx, type: RecordType, record: RecordOf, at: string | Date): Promise<Row> {
  if (type.credit === undefined || record.ownerId === null) return {}
  const day =
    type.credit.day === undefined ? undefined : ((record as Record<string, unknown>)[type.credit.day] as string | null)
  return creditColumns(await creditOf(ctx, record.ownerId, day ?? at))
}
