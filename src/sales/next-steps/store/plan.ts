import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Pickable } from '../contract.ts'

const MOST_STEPS = 300
const MOST_CONTACTS = 5
const MOST_PICKS = 100

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

/** Open steps of a person within days, both included; `visible` says whether the asker may see the customer or lead itself. */
export async function planRows(
  ctx: Ctx,
  query: { userId: string; from: string | null; to: string; limit?: number },
): Promise<PlanRow[]> {
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
      and s.local_day <= ${query.to} ${query.from === null ? empty : sql`and s.local_day >= ${query.from}`}
    order by s.local_day, s.at, s.id limit ${query.limit ?? MOST_STEPS}`)
}

/** Customers that the asker sees and nothing is planned with: the asker's own first, then one of each owner, the most promising first. */
export async function pickableCustomers(ctx: Ctx): Promise<Pickable[]> {
  return ctx.tx.rows<Pickable>(sql`
    select c.id, c.name, c.intent, c.level, c.last_follow_up_at as "lastFollowUpAt",
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as owner
    from (select c.*, row_number() over (partition by c.owner_id order by ${promising('c')}) as place from customers c
      where c.tenant_id = ${ctx.tenantId} and c.voided_at is null and c.next_step_at is null and c.owner_id is not null
        and ${await allowed(ctx, typeNamed('customer'), 'view', 'c')}) c
    left join users u on u.tenant_id = c.tenant_id and u.id = c.owner_id
    order by c.owner_id is distinct from ${ctx.actor.userId}, c.place, ${promising('c')} limit ${MOST_PICKS}`)
}

/** Order of customers by what may come of them. */
function promising(alias: string): Sql {
  const c = raw(alias)
  return sql`${c}.intent nulls last, (case ${c}.level when 'strategic' then 0 when 'key' then 1 else 2 end), ${c}.last_follow_up_at desc nulls last, ${c}.id`
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
