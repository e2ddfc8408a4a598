import sql, { type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { NextStepBrief } from '../contract.ts'

/** Whom steps and interactions are about: one of the two is null. */
export interface Subject {
  customerId: string | null
  leadId: string | null
}

export interface OpenStep {
  id: string
  ownerId: string | null
  at: string
  localDay: string
}

function about({ customerId, leadId }: Subject): Sql {
  return customerId === null ? sql`s.lead_id = ${leadId}` : sql`s.customer_id = ${customerId}`
}

/** Open steps of a customer or lead, locked, the earliest first. */
export function openSteps(ctx: Ctx, subject: Subject): Promise<OpenStep[]> {
  return ctx.tx.rows<OpenStep>(
    prepared(sql`
    select s.id, s.owner_id as "ownerId", s.at, s.local_day as "localDay" from next_steps s
    where s.tenant_id = ${ctx.tenantId} and ${about(subject)} and s.state = 'open' and s.voided_at is null
    order by s.at, s.id for no key update`),
  )
}

/** Whether a step, open or not, is about this customer or lead. */
export async function isAbout(ctx: Ctx, subject: Subject, id: string): Promise<boolean> {
  const found = await ctx.tx.maybe(
    prepared(
      sql`select 1 from next_steps s where s.tenant_id = ${ctx.tenantId} and s.id = ${id} and ${about(subject)}`,
    ),
  )
  return found !== undefined
}

/** Steps that a follow-up closed, or that gave way to the step it made; locked. */
export function stepsClosedBy(
  ctx: Ctx,
  subject: Subject,
  followUpId: string,
  madeId: string | null,
): Promise<{ id: string; state: string }[]> {
  return ctx.tx.rows(
    prepared(sql`
    select s.id, s.state from next_steps s
    where s.tenant_id = ${ctx.tenantId} and ${about(subject)} and s.voided_at is null
      and (s.state = 'kept' and s.kept_by_follow_up_id = ${followUpId} or s.state = 'moved' and s.moved_to_id = ${madeId})
    order by s.id for no key update`),
  )
}

/** The step that a follow-up made itself, whoever may see it; undefined for one that was there before. */
export function madeStep(
  ctx: Ctx,
  followUpId: string,
  id: string,
): Promise<{ id: string; state: string; dropReason: string | null } | undefined> {
  return ctx.tx.maybe(
    prepared(sql`
    select s.id, s.state, s.drop_reason as "dropReason" from next_steps s
    where s.tenant_id = ${ctx.tenantId} and s.id = ${id} and s.made_by_follow_up_id = ${followUpId} and s.voided_at is null`),
  )
}

/** When a customer is next planned for, and what its own row says about it. The row is locked first. */
export async function plannedAt(
  ctx: Ctx,
  customerId: string,
): Promise<{ known: string | null; earliest: string | null }> {
  const known = await ctx.tx.maybe<{ at: string | null }>(
    prepared(sql`
    select next_step_at as at from customers where tenant_id = ${ctx.tenantId} and id = ${customerId} for update`),
  )
  return { known: known?.at ?? null, earliest: await earliestOpen(ctx, customerId) }
}

export async function earliestOpen(ctx: Ctx, customerId: string): Promise<string | null> {
  const row = await ctx.tx.maybe<{ at: string }>(
    prepared(sql`
    select s.at from next_steps s
    where s.tenant_id = ${ctx.tenantId} and s.customer_id = ${customerId} and s.state = 'open' and s.voided_at is null
    order by s.at limit 1`),
  )
  return row?.at ?? null
}

/**
 * Makes others who change plans of the same customer wait. Taken before a step is inserted or locked, so that nobody waits in a circle:
 * an inserted step holds its customer by the foreign key already.
 */
export async function lockCustomer(ctx: Ctx, customerId: string): Promise<void> {
  await ctx.tx.run(sql`select from customers where tenant_id = ${ctx.tenantId} and id = ${customerId} for update`)
}

/** The same for the customer of a step. */
export async function lockCustomerOf(ctx: Ctx, stepId: string): Promise<void> {
  const step = await ctx.tx.maybe<{ customerId: string | null }>(sql`
    select s.customer_id as "customerId" from next_steps s where s.tenant_id = ${ctx.tenantId} and s.id = ${stepId}`)
  if (step?.customerId) await lockCustomer(ctx, step.customerId)
}

/** Steps as others show them beside their own records, by id. */
export async function briefsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, NextStepBrief>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx.rows<Omit<NextStepBrief, 'owner'> & { ownerId: string | null; ownerName: string | null }>(
    prepared(sql`
    select s.id, coalesce(s.goal, '') as name, s.at, s.local_day as day, s.action, s.goal, s.state, u.id as "ownerId", u.name as "ownerName"
    from next_steps s left join users u on u.tenant_id = s.tenant_id and u.id = s.owner_id
    where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...ids]}::uuid[])`),
  )
  return new Map(
    rows.map(({ ownerId, ownerName, ...step }) => [
      step.id,
      { ...step, owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' } },
    ]),
  )
}

/** Which of these belong to another customer (or, for an opportunity, to some customer at all when the subject is a lead). */
export async function foreignTo(
  ctx: Ctx,
  customerId: string | null,
  refs: { opportunityId?: string | null; contactIds?: readonly string[] },
): Promise<('opportunityId' | 'contactIds')[]> {
  const contactIds = refs.contactIds ?? []
  if (!refs.opportunityId && contactIds.length === 0) return []
  const row = await ctx.tx.one<{ opportunity: boolean; contacts: boolean }>(
    prepared(sql`
    select exists (select from opportunities o where o.tenant_id = ${ctx.tenantId} and o.id = ${refs.opportunityId ?? null}
        and o.customer_id is distinct from ${customerId}::uuid and (o.customer_id is not null or ${customerId}::uuid is null)) as opportunity,
      exists (select from contacts c where c.tenant_id = ${ctx.tenantId} and c.id = any(${[...contactIds]}::uuid[])
        and c.customer_id is distinct from ${customerId}::uuid) as contacts`),
  )
  return [...(row.opportunity ? (['opportunityId'] as const) : []), ...(row.contacts ? (['contactIds'] as const) : [])]
}
