import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { preparedForOne } from '../../metrics/service.ts'
import type { ReportState } from '../contract.ts'

export interface DutyRow {
  userId: string
  day: string
  state: ReportState
  /** When the draft was announced; null when the sweep first saw the duty after that. */
  announcedAt: string | null
}

/** What the sweep has written down between two days (both included). */
export function dutiesBetween(ctx: Ctx, users: readonly string[], from: string, to: string): Promise<DutyRow[]> {
  return ctx.tx.rows<DutyRow>(
    preparedForOne(
      { users },
      sql`
    select user_id as "userId", period_start as day, state, announced_at as "announcedAt" from report_duties
    where tenant_id = ${ctx.tenantId} and kind = 'daily' and period_start between ${from} and ${to} and user_id = any(${[...users]}::uuid[])`,
    ),
  )
}

/** Writes down states; sorted, so that two workers never wait for each other. Returns those that are news. */
export function saveDuties(
  ctx: Ctx,
  rows: readonly Omit<DutyRow, 'announcedAt'>[],
): Promise<Pick<DutyRow, 'userId' | 'day' | 'state'>[]> {
  const now = ctx.clock.now()
  return ctx.tx.rows(sql`
    insert into report_duties as d (tenant_id, kind, user_id, period_start, state, announced_at, updated_at)
    select ${ctx.tenantId}, 'daily', user_id, period_start, state, ${now}, ${now}
    from unnest(${rows.map(({ userId }) => userId)}::uuid[], ${rows.map(({ day }) => day)}::date[], ${rows.map(({ state }) => state)}::text[])
      t(user_id, period_start, state)
    order by user_id, period_start
    on conflict (tenant_id, kind, user_id, period_start) do update set state = excluded.state, updated_at = excluded.updated_at
      where d.state <> excluded.state
    returning user_id as "userId", period_start as day, state`)
}
