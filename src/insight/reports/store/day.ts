import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import { toMajor } from '../../../platform/money.ts'
import { planned } from '../../metrics/service.ts'
import type { DealEvent, Interaction, Planned } from '../rules/compose.ts'
import type { ComposedPlan } from '../rules/frozen.ts'

type InteractionRow = Omit<Interaction, 'reached'> & { level: string | null }

/** A person's counted interactions of a day in order of time, with the level of their customer. */
export async function interactionsOf(ctx: Ctx, userId: string, day: string): Promise<InteractionRow[]> {
  const rows = await ctx.tx.rows<InteractionRow>(
    prepared(sql`
    select f.id, f.customer_id as "customerId", f.lead_id as "leadId", f.opportunity_id as "opportunityId", f.occurred_at as at, f.method, f.result,
      f.objections, f.state_before as before, f.state_after as after, c.level,
      case when s.id is null then null else json_build_object('id', s.id, 'at', s.at, 'day', s.local_day, 'action', s.action,
        'customerId', s.customer_id, 'leadId', s.lead_id) end as "nextStep"
    from follow_ups f
    left join customers c on c.tenant_id = ${ctx.tenantId} and c.id = f.customer_id
    left join next_steps s on s.tenant_id = ${ctx.tenantId} and s.id = f.next_step_id and s.voided_at is null
    where f.tenant_id = ${ctx.tenantId} and f.author_id = ${userId} and f.local_day = ${day} and f.voided_at is null and f.counted
    order by f.occurred_at, f.id`),
  )
  // Instants inside JSON are written by the database in another form.
  return rows.map((row) => ({
    ...row,
    nextStep: row.nextStep && { ...row.nextStep, at: new Date(row.nextStep.at).toISOString() },
  }))
}

interface EventRow {
  type: DealEvent['type']
  id: string
  customerId: string | null
  opportunityId: string | null
  amountMinor: number | null
  currency: string
  level: string | null
}

/** Deals and money that count for a person's day. */
export async function eventsOf(
  ctx: Ctx,
  userId: string,
  day: string,
): Promise<(DealEvent & { level: string | null })[]> {
  const rows = await ctx.tx.rows<EventRow>(
    prepared(sql`
    select e.type, e.id, e.customer_id as "customerId", e.opportunity_id as "opportunityId", e.amount_minor as "amountMinor", e.currency, c.level
    from (
      select o.outcome as type, o.id, o.customer_id, o.id as opportunity_id, o.amount_minor, o.currency, 1 as place from opportunities o
      where o.tenant_id = ${ctx.tenantId} and o.closing_user_id = ${userId} and o.closing_day = ${day} and o.voided_at is null and o.outcome in ('won', 'lost')
      union all
      select 'payment', p.id, p.customer_id, p.opportunity_id, p.amount_minor, p.currency, 2 from payments p
      where p.tenant_id = ${ctx.tenantId} and p.credit_user_id = ${userId} and p.credit_day = ${day} and p.voided_at is null
      union all
      select 'newOpportunity', o.id, o.customer_id, o.id, o.amount_minor, o.currency, 3 from opportunities o
      where o.tenant_id = ${ctx.tenantId} and o.credit_user_id = ${userId} and o.credit_day = ${day} and o.voided_at is null
    ) e left join customers c on c.tenant_id = ${ctx.tenantId} and c.id = e.customer_id
    order by e.place, e.id`),
  )
  return rows.map(({ amountMinor, ...row }) => ({
    ...row,
    amount: amountMinor === null ? null : toMajor(amountMinor, row.currency),
  }))
}

type StepRow = Planned & {
  result: ComposedPlan['result']
  movedToId: string | null
  movedToAt: string | null
  movedToDay: string | null
  carriedOver: boolean
  closedAt: string | null
}

/** A person's plans of some days, with what became of them. */
export function stepsOf(ctx: Ctx, userId: string, from: string, to: string): Promise<StepRow[]> {
  return ctx.tx.rows<StepRow>(
    prepared(sql`
    select s.id, s.at, s.local_day as day, s.action, s.customer_id as "customerId", s.lead_id as "leadId", s.state as result, s.closed_at as "closedAt",
      n.id as "movedToId", n.at as "movedToAt", n.local_day as "movedToDay",
      exists (select from next_steps b where b.tenant_id = ${ctx.tenantId} and b.moved_to_id = s.id and b.state = 'moved'
        and (b.customer_id = s.customer_id or b.lead_id = s.lead_id)) as "carriedOver"
    from next_steps s left join next_steps n on n.tenant_id = ${ctx.tenantId} and n.id = s.moved_to_id
    where s.tenant_id = ${ctx.tenantId} and s.owner_id = ${userId} and s.local_day between ${from} and ${to} and ${planned}
    order by s.at, s.id`),
  )
}
