import sql, { join, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'
import { prepared, type Tx } from '../../platform/database.ts'
import type { AuditEntry, Changes } from './contract.ts'

export interface NewEntry {
  id: string
  at: Date
  actorId: string | null
  actorKind: string
  action: string
  type: string
  recordId: string | null
  changes: Changes
  requestId: string
}

const MOST_AT_ONCE = 500

export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += MOST_AT_ONCE) {
    const rows = JSON.stringify(entries.slice(from, from + MOST_AT_ONCE))
    await tx.run(
      prepared(sql`
      insert into audit_entries (tenant_id, id, at, actor_id, actor_kind, action, type, record_id, changes, request_id)
      select ${tx.tenantId}, e.id, e.at, e."actorId", e."actorKind", e.action, e.type, e."recordId", e.changes, e."requestId"
      from jsonb_to_recordset(${rows}::jsonb) as e (id uuid, at timestamptz, "actorId" uuid, "actorKind" text, action text, type text,
        "recordId" uuid, changes jsonb, "requestId" text)`),
    )
  }
}

export interface EntryFilter {
  actorId?: string | undefined
  type?: string | undefined
  action?: string | undefined
  recordId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
  /** Where the page before ended. */
  after?: { at: string; id: string } | undefined
  limit: number
}

/** The newest entries first. */
export function findEntries(ctx: Ctx, filter: EntryFilter): Promise<AuditEntry[]> {
  return ctx.tx.rows<AuditEntry>(sql`
    select a.id, a.at, case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end as actor,
      a.actor_kind as "actorKind", a.action, a.type, a.record_id as "recordId", a.changes, a.request_id as "requestId"
    from audit_entries a
    left join users u on u.tenant_id = ${ctx.tenantId} and u.id = a.actor_id
    where ${join(conditions(ctx, filter), ' and ')}
    order by a.at desc, a.id desc
    limit ${filter.limit}`)
}

function conditions(ctx: Ctx, filter: EntryFilter): Sql[] {
  const found: Sql[] = [sql`a.tenant_id = ${ctx.tenantId}`]
  if (filter.actorId !== undefined) found.push(sql`a.actor_id = ${filter.actorId}`)
  if (filter.type !== undefined) found.push(sql`a.type = ${filter.type}`)
  if (filter.action !== undefined) found.push(sql`a.action = ${filter.action}`)
  if (filter.recordId !== undefined) found.push(sql`a.record_id = ${filter.recordId}`)
  if (filter.from !== undefined) found.push(sql`a.at >= ${filter.from}`)
  if (filter.until !== undefined) found.push(sql`a.at < ${filter.until}`)
  if (filter.after !== undefined)
    found.push(sql`(a.at, a.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`)
  return found
}
