import sql, { raw } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

/** Columns that say what a step is about, by type of record. */
export const subjectColumns: Readonly<Record<string, string>> = {
  customer: 'customer_id',
  lead: 'lead_id',
  opportunity: 'opportunity_id',
}

/** Open steps about some records. @param column one of `subjectColumns` */
export async function stepsAbout(ctx: Ctx, column: string, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select s.id from next_steps s
    where s.tenant_id = ${ctx.tenantId} and ${raw(`s.${column}`)} = any(${[...ids]}::uuid[]) and s.state = 'open' and s.voided_at is null`)
  return rows.map(({ id }) => id)
}

/** Open steps of a person whose day is one of another zone than theirs. */
export function stepsOfOtherZones(ctx: Ctx, ownerId: string, zone: string): Promise<{ id: string; at: string }[]> {
  return ctx.tx.rows(sql`
    select s.id, s.at from next_steps s
    where s.tenant_id = ${ctx.tenantId} and s.owner_id = ${ownerId} and s.state = 'open' and s.voided_at is null and s.time_zone <> ${zone}`)
}

export async function setDays(ctx: Ctx, zone: string, steps: readonly { id: string; day: string }[]): Promise<void> {
  if (steps.length === 0) return
  await ctx.tx.run(sql`
    update next_steps s set local_day = n.day, time_zone = ${zone}, updated_at = ${ctx.clock.now()}, version = s.version + 1
    from unnest(${steps.map(({ id }) => id)}::uuid[], ${steps.map(({ day }) => day)}::date[]) n(id, day)
    where s.tenant_id = ${ctx.tenantId} and s.id = n.id`)
}
