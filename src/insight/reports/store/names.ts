import sql, { raw } from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'

export type NameTable = 'customers' | 'leads' | 'opportunities'

export async function namesIn(ctx: Ctx, table: NameTable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx.rows<{ id: string; name: string }>(
    prepared(sql`
    select t.id, t.name from ${raw(table)} t where t.tenant_id = ${ctx.tenantId} and t.id = any(${[...ids]}::uuid[])`),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What interactions say, and whether the actor may open them. */
export async function interactionWords(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { summary: string; canOpen: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx.rows<{ id: string; summary: string; canOpen: boolean }>(
    prepared(sql`
    select r.id, left(r.summary, 400) as summary, ${await allowed(ctx, typeNamed('followUp'), 'view')} as "canOpen"
    from follow_ups r where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...ids]}::uuid[])`),
  )
  return new Map(rows.map(({ id, ...words }) => [id, words]))
}

export interface StepWords {
  goal: string | null
  reason: string | null
}

export async function stepWords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, StepWords>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx.rows<StepWords & { id: string }>(
    prepared(sql`
    select s.id, s.goal, coalesce(s.drop_reason, s.closing_note) as reason from next_steps s
    where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...ids]}::uuid[])`),
  )
  return new Map(rows.map(({ id, ...words }) => [id, words]))
}
