import sql, { type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import { toMajor } from '../../../platform/money.ts'
import type { Subject } from '../../next-steps/service.ts'
import type { FollowUpState } from '../contract.ts'

const MOST = 500

/** What another follow-up of the same customer says about its state. */
export interface Spoken {
  occurredAt: string
  voided: boolean
  intent: string | null
  status: string | null
  stage: string | null
  probability: number | null
  amount: number | null
  opportunityId: string | null
  stateBefore: FollowUpState
  stateAfter: FollowUpState
}

function about({ customerId, leadId }: Subject): Sql {
  return customerId === null ? sql`f.lead_id = ${leadId}` : sql`f.customer_id = ${customerId}`
}

/** What the others say, the newest first; with `after` only those that happened later. */
export async function spokenBy(
  ctx: Ctx,
  subject: Subject,
  of: { except: string; after?: string | undefined },
): Promise<Spoken[]> {
  const rows = await ctx.tx.rows<Omit<Spoken, 'amount'> & { amountMinor: number | null; currency: string }>(
    prepared(sql`
    select f.occurred_at as "occurredAt", f.voided_at is not null as voided, f.intent, f.status, f.stage, f.probability,
      f.amount_minor as "amountMinor", f.currency, f.opportunity_id as "opportunityId", f.state_before as "stateBefore", f.state_after as "stateAfter"
    from follow_ups f
    where f.tenant_id = ${ctx.tenantId} and ${about(subject)} and f.id <> ${of.except}
      ${of.after === undefined ? sql`` : sql`and f.occurred_at > ${of.after}`}
    order by f.occurred_at desc, f.id desc limit ${MOST}`),
  )
  return rows.map(({ amountMinor, currency, ...row }) => ({
    ...row,
    amount: amountMinor === null ? null : toMajor(amountMinor, currency),
  }))
}

/** When the others last reached the customer, the lead, or (with `opportunityId`) spoke about a deal; null for never. */
export async function lastReached(
  ctx: Ctx,
  subject: Subject,
  of: { except: string; unreached: readonly string[]; opportunityId?: string },
): Promise<string | null> {
  const row = await ctx.tx.maybe<{ at: string }>(
    prepared(sql`
    select f.occurred_at as at from follow_ups f
    where f.tenant_id = ${ctx.tenantId} and ${about(subject)} and f.id <> ${of.except} and f.voided_at is null
      and (f.result is null or not f.result = any(${[...of.unreached]}))
      ${of.opportunityId === undefined ? sql`` : sql`and f.opportunity_id = ${of.opportunityId}`}
    order by f.occurred_at desc limit 1`),
  )
  return row?.at ?? null
}

export interface Meeting {
  id: string
  /** What the contact's own row says. */
  known: string | null
  /** The last visit to them in other follow-ups. */
  others: string | null
}

/** When contacts were last met. */
export function meetingsOf(
  ctx: Ctx,
  contactIds: readonly string[],
  of: { except: string; visits: readonly string[]; unreached: readonly string[] },
): Promise<Meeting[]> {
  return ctx.tx.rows<Meeting>(
    prepared(sql`
    select k.id, k.last_met_at as known, (
      select f.occurred_at from follow_ups f
      where f.tenant_id = ${ctx.tenantId} and f.customer_id = k.customer_id and f.id <> ${of.except} and f.voided_at is null
        and k.id = any(f.contact_ids) and f.method = any(${[...of.visits]}) and (f.result is null or not f.result = any(${[...of.unreached]}))
      order by f.occurred_at desc limit 1) as others
    from contacts k where k.tenant_id = ${ctx.tenantId} and k.id = any(${[...contactIds]}::uuid[]) order by k.id`),
  )
}

/** Results of the latest interactions, the newest first; voided ones left out. */
export async function recentResults(ctx: Ctx, subject: Subject, most: number): Promise<(string | null)[]> {
  const rows = await ctx.tx.rows<{ result: string | null }>(sql`
    select f.result from follow_ups f
    where f.tenant_id = ${ctx.tenantId} and ${about(subject)} and f.voided_at is null
    order by f.occurred_at desc, f.id desc limit ${most}`)
  return rows.map(({ result }) => result)
}
