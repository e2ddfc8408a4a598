import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { SourceKey } from './facts.ts'

export interface Credit {
  id: string
  source: SourceKey
  userId: string
  day: string
}

const tables = {
  lead: ['leads', 'leads'],
  customer: ['customers', 'customers'],
  opportunity: ['opportunities', 'opportunities'],
  payment: ['payments', 'payments'],
} as const satisfies Record<string, readonly [table: string, source: SourceKey]>

/** For whom and for which day records count, as it stands on them: when they were made and, for deals, when they were closed. */
export async function creditsOf(ctx: Ctx, ids: Record<keyof typeof tables, readonly string[]>): Promise<Credit[]> {
  const parts: Sql[] = []
  for (const [type, [table, source]] of Object.entries(tables)) {
    const wanted = [...new Set(ids[type as keyof typeof tables])]
    if (wanted.length === 0) continue
    parts.push(part(ctx, table, source, 'credit', wanted))
    if (type === 'opportunity') parts.push(part(ctx, table, 'closings', 'closing', wanted))
  }
  return parts.length === 0 ? [] : ctx.tx.rows<Credit>(prepared(join(parts, ' union all ')))
}

function part(ctx: Ctx, table: string, source: SourceKey, prefix: 'credit' | 'closing', ids: readonly string[]): Sql {
  return sql`select r.id, ${source} as source, ${raw(`r.${prefix}_user_id`)} as "userId", ${raw(`r.${prefix}_day`)} as day
    from ${raw(table)} r where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...ids]}::uuid[])
      and ${raw(`r.${prefix}_user_id`)} is not null and ${raw(`r.${prefix}_day`)} is not null`
}
