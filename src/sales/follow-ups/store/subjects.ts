import sql from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import { toMajor } from '../../../platform/money.ts'

/** A customer as a follow-up finds it. `editable`: whether the actor may change it themselves. */
export interface CustomerFacts {
  id: string
  intent: string | null
  status: string | null
  lastFollowUpAt: string | null
  nextStepAt: string | null
  location: unknown
  voided: boolean
  editable: boolean
}

/** Locks a customer that the actor may see; recording for one customer happens one after the other. */
export async function lockCustomer(ctx: Ctx, id: string): Promise<CustomerFacts | undefined> {
  const customer = typeNamed('customer')
  return ctx.tx.maybe<CustomerFacts>(
    prepared(sql`
    select c.id, c.intent, c.status, c.last_follow_up_at as "lastFollowUpAt", c.next_step_at as "nextStepAt", c.location,
      c.voided_at is not null as voided, ${await allowed(ctx, customer, 'edit', 'c')} as editable
    from customers c where c.tenant_id = ${ctx.tenantId} and c.id = ${id} and ${await allowed(ctx, customer, 'view', 'c')}
    for update of c`),
  )
}

/** The same whoever asks: for taking back what was done to it. */
export function lockCustomerAnyway(ctx: Ctx, id: string): Promise<CustomerFacts | undefined> {
  return ctx.tx.maybe<CustomerFacts>(
    prepared(sql`
    select c.id, c.intent, c.status, c.last_follow_up_at as "lastFollowUpAt", c.next_step_at as "nextStepAt", c.location,
      c.voided_at is not null as voided, true as editable
    from customers c where c.tenant_id = ${ctx.tenantId} and c.id = ${id} for update of c`),
  )
}

export interface LeadFacts {
  id: string
  status: string
  lastFollowUpAt: string | null
  voided: boolean
}

export function lockLead(ctx: Ctx, id: string): Promise<LeadFacts | undefined> {
  return ctx.tx.maybe<LeadFacts>(
    prepared(sql`
    select l.id, l.status, l.last_follow_up_at as "lastFollowUpAt", l.voided_at is not null as voided
    from leads l where l.tenant_id = ${ctx.tenantId} and l.id = ${id} for update of l`),
  )
}

export interface OpportunityFacts {
  id: string
  stage: string
  probability: number | null
  probabilityReason: string | null
  amount: number | null
  currency: string
  outcome: string
  lastFollowUpAt: string | null
  editable: boolean
}

/** An opportunity as it stands; whether the actor may see it at all has been checked with the follow-up's other references. */
export async function opportunityFacts(ctx: Ctx, id: string): Promise<OpportunityFacts | undefined> {
  const row = await ctx.tx.maybe<Omit<OpportunityFacts, 'amount'> & { amountMinor: number | null }>(
    prepared(sql`
    select o.id, o.stage, o.probability, o.probability_reason as "probabilityReason", o.amount_minor as "amountMinor", o.currency, o.outcome,
      o.last_follow_up_at as "lastFollowUpAt", ${await allowed(ctx, typeNamed('opportunity'), 'edit', 'o')} as editable
    from opportunities o where o.tenant_id = ${ctx.tenantId} and o.id = ${id}`),
  )
  if (row === undefined) return undefined
  const { amountMinor, ...facts } = row
  return { ...facts, amount: amountMinor === null ? null : toMajor(amountMinor, facts.currency) }
}
