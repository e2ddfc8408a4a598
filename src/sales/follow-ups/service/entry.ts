import { departmentOn } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { localDay } from '../../../platform/time.ts'
import { calendarOf } from '../../calendar/service.ts'
import { correctedEntry, correctedOccurrence, entryKind } from '../rules/entry.ts'

/** The clock of the device that wrote it down. */
export interface DeviceClock {
  deviceTime: string | null
  /** Its time at sending; the server's time then tells how wrong it is. */
  clientSentAt: string | null
}

export interface Times {
  occurredAt: string
  enteredAt: string
}

/** When it happened and when it was written down, by the server's clock. */
export function timesOf(ctx: Ctx, occurredAt: string | undefined, clock: DeviceClock): Times {
  const now = ctx.clock.now()
  const offset = clock.clientSentAt === null ? 0 : now.getTime() - Date.parse(clock.clientSentAt)
  const byDevice = clock.deviceTime ?? clock.clientSentAt
  const enteredAt = correctedEntry(clock.deviceTime === null ? null : new Date(clock.deviceTime), offset, now)
  const happened =
    occurredAt === undefined
      ? enteredAt
      : correctedOccurrence(new Date(occurredAt), byDevice === null ? null : new Date(byDevice), offset)
  return { occurredAt: happened.toISOString(), enteredAt: enteredAt.toISOString() }
}

/** The day of an interaction, and its author's department on it. */
export interface Placed {
  localDay: string
  timeZone: string
  departmentId: string | null
}

/** How an entry is judged: its day, and whether it still counts in that day's quantity. */
export interface Judged extends Placed {
  entryKind: 'normal' | 'late' | 'veryLate'
  counted: boolean
}

/** On which day of its author something happened. */
export async function placed(
  ctx: Ctx,
  occurredAt: string,
  by: { authorId: string; timeZone: string },
): Promise<Placed> {
  const day = localDay(occurredAt, by.timeZone)
  const department = await departmentOn(ctx, by.authorId, day)
  return { localDay: day, timeZone: by.timeZone, departmentId: department?.id ?? null }
}

/**
 * Judges an entry by the rules for late ones.
 * @throws AppError invalid for the future, for what is too old, and for a very late one without a reason
 */
export async function judged(
  ctx: Ctx,
  { occurredAt, enteredAt }: Times,
  by: { authorId: string; timeZone: string; lateReason: string | null },
): Promise<Judged> {
  const [rules, { lateUntil }] = [await settingOf(ctx, 'followUpRules'), await settingOf(ctx, 'reportTimes')]
  const entry = entryKind({
    occurredAt: new Date(occurredAt),
    enteredAt: new Date(enteredAt),
    timeZone: by.timeZone,
    calendar: await calendarOf(ctx),
    lateUntil,
    lateDays: rules.backfillDays,
    veryLateDays: rules.reasonDays,
  })
  if (entry.kind === 'refused') {
    throw invalidField('occurredAt', entry.reason === 'future' ? 'follow-ups.future' : 'follow-ups.too_old', {
      days: rules.reasonDays,
    })
  }
  if (entry.needsReason && !by.lateReason)
    throw invalidField('lateReason', 'follow-ups.late_reason_required', { days: rules.backfillDays })
  return { ...(await placed(ctx, occurredAt, by)), entryKind: entry.kind, counted: entry.counted }
}
