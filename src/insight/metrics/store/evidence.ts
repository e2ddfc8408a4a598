import sql, { raw, type Sql } from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'

/** What evidence shows of a record, before field rules. */
export interface Shown {
  id: string
  label: string | null
  at: string | null
  method: string | null
  result: string | null
  detail: string | null
  distance: number | null
  canOpen: boolean
}

const subject = sql`left join customers c on c.tenant_id = r.tenant_id and c.id = r.customer_id
  left join leads l on l.tenant_id = r.tenant_id and l.id = r.lead_id`
const nothing = sql`null as at, null as method, null as result, null as detail, null::float8 as distance`

const looks: Record<string, { columns: Sql; joins: Sql }> = {
  followUp: {
    columns: sql`coalesce(c.name, l.name) as label, r.occurred_at as at, r.method, r.result, left(r.summary, 120) as detail,
      (r.location->>'distance')::float8 as distance`,
    joins: subject,
  },
  nextStep: {
    columns: sql`coalesce(c.name, l.name) as label, r.at, r.action as method, r.state as result, r.goal as detail, null::float8 as distance`,
    joins: subject,
  },
  opportunity: {
    columns: sql`r.name as label, null as at, null as method, r.outcome as result, c.name as detail, null::float8 as distance`,
    joins: sql`left join customers c on c.tenant_id = r.tenant_id and c.id = r.customer_id`,
  },
  payment: {
    columns: sql`c.name as label, null as at, r.method, null as result, r.voucher as detail, null::float8 as distance`,
    joins: sql`left join customers c on c.tenant_id = r.tenant_id and c.id = r.customer_id`,
  },
  customer: { columns: sql`r.name as label, ${nothing}`, joins: sql`` },
  lead: { columns: sql`r.name as label, ${nothing}`, joins: sql`` },
}

/** How the records of one type look, also voided ones, and whether the actor may open them. */
export async function shownOf(ctx: Ctx, typeName: string, ids: readonly string[]): Promise<Shown[]> {
  const look = looks[typeName]
  if (look === undefined || ids.length === 0) return []
  const type = typeNamed(typeName)
  return ctx.tx.rows<Shown>(sql`
    select r.id, ${look.columns}, ${await allowed(ctx, type, 'view')} as "canOpen"
    from ${raw(type.table)} r ${look.joins}
    where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...ids]}::uuid[])`)
}
