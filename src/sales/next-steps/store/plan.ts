import sql, { type Sql } from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'

const MOST_STEPS = 300
const MOST_CONTACTS = 5

export interface PlanRow {
  id: string
  version: number
  at: string
  localDay: string
  action: string
  goal: string | null
  customer: {
    id: string
    name: string
    visible: boolean
    level: string
    intent: string | null
    address: string | null
    phone: string | null
    location: unknown
    lastFollowUpAt: string | null
  } | null
  lead: { id: string; name: string; visible: boolean; phone: string | null } | null
  opportunity: { id: string; name: string } | null
  contacts: { id: string; name: string; title: string | null; phones: string[] }[]
}

/** Open steps of a person on a day, and before it if asked; `visible` says whether the asker may see the customer or lead itself. */
export async function planRows(ctx: Ctx, query: { userId: string; day: string; overdue: boolean }): Promise<PlanRow[]> {
  const customer = await allowed(ctx, typeNamed('customer'), 'view', 'c')
  const lead = await allowed(ctx, typeNamed('lead'), 'view', 'l')
  return ctx.tx.rows<PlanRow>(sql`
    select s.id, s.version, s.at, s.local_day as "localDay", s.action, s.goal,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'visible', ${customer}, 'level', c.level, 'intent', c.intent,
        'address', c.address, 'phone', c.phone, 'location', c.location, 'lastFollowUpAt', c.last_follow_up_at) end as customer,
      case when l.id is not null then json_build_object('id', l.id, 'name', l.name, 'visible', ${lead}, 'phone', l.phone) end as lead,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as opportunity,
      coalesce((${await contactsOf(ctx)}), '[]') as contacts
    from next_steps s
    left join customers c on c.tenant_id = s.tenant_id and c.id = s.customer_id
    left join leads l on l.tenant_id = s.tenant_id and l.id = s.lead_id
    left join opportunities o on o.tenant_id = s.tenant_id and o.id = s.opportunity_id
    where s.tenant_id = ${ctx.tenantId} and s.owner_id = ${query.userId} and s.voided_at is null and s.state = 'open'
      and ${query.overdue ? sql`s.local_day <= ${query.day}` : sql`s.local_day = ${query.day}`}
    order by s.local_day, s.at, s.id limit ${MOST_STEPS}`)
}

/** Those the step names, else the customer's; who can be called stands first. */
async function contactsOf(ctx: Ctx): Promise<Sql> {
  return sql`
    select json_agg(json_build_object('id', k.id, 'name', k.name, 'title', k.title, 'phones', k.phones)) from (
      select t.id, t.name, t.title, t.phones from contacts t
      where t.tenant_id = ${ctx.tenantId} and t.customer_id = s.customer_id and t.voided_at is null
        and (s.contact_ids = '{}' or t.id = any(s.contact_ids)) and ${await allowed(ctx, typeNamed('contact'), 'view', 't')}
      order by (t.phones = '{}'), t.last_met_at desc nulls last, t.created_at, t.id limit ${MOST_CONTACTS}) k`
}
