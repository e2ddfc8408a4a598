import sql from 'sql-template-tag'
import { allowed, typeNamed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { KnownContact, KnownCustomer } from '../rules/parse/types.ts'

/** Of a term that many names share, so many are looked at. */
const MOST_OF_A_TERM = 200
const MOST_NAMED = 300
const MOST_RECENT = 200
const MOST_CONTACTS = 500
/** So much of one's own is carried along on a device. */
const MOST_OWN = 2_000
const MOST_OWN_CONTACTS = 6_000
/** The latest deals tell which rivals and products the company deals with. */
const LATEST_DEALS = 1_000
const MOST_WORDS = 300

/**
 * Customers in the actor's reach that words may name: those that share the most search terms with them, and the actor's own latest,
 * whose short or misheard names no term finds.
 */
export async function customersLike(ctx: Ctx, terms: readonly string[]): Promise<KnownCustomer[]> {
  const visible = await allowed(ctx, typeNamed('customer'), 'view', 'c')
  return ctx.tx.rows<KnownCustomer>(sql`
    with hit as (
      select st.record_id, count(*) as n from unnest(${[...terms]}::text[]) as t (term)
      cross join lateral (
        select s.record_id from search_terms s
        where s.tenant_id = ${ctx.tenantId} and s.type = 'customer' and s.term = t.term limit ${MOST_OF_A_TERM}) st
      group by st.record_id
    ), named as (
      select c.id from hit join customers c on c.tenant_id = ${ctx.tenantId} and c.id = hit.record_id
      where c.voided_at is null and ${visible} order by hit.n desc, c.id limit ${MOST_NAMED}
    ), recent as (
      select c.id from customers c
      where c.tenant_id = ${ctx.tenantId} and c.owner_id = ${ctx.actor.userId} and c.voided_at is null and ${visible}
      order by c.updated_at desc, c.id desc limit ${MOST_RECENT}
    )
    select c.id, c.name, c.short_names as "shortNames" from customers c
    where c.tenant_id = ${ctx.tenantId} and c.id in (select id from named union select id from recent)
    order by c.id`)
}

/** Contacts of customers, as far as the actor may see them. */
export async function contactsOf(
  ctx: Ctx,
  customerIds: readonly string[],
  most = MOST_CONTACTS,
): Promise<KnownContact[]> {
  if (customerIds.length === 0) return []
  return ctx.tx.rows<KnownContact>(sql`
    select k.id, k.customer_id as "customerId", k.name, k.title from contacts k
    where k.tenant_id = ${ctx.tenantId} and k.customer_id = any(${[...customerIds]}::uuid[]) and k.voided_at is null
      and ${await allowed(ctx, typeNamed('contact'), 'view', 'k')}
    order by k.created_at limit ${most}`)
}

/** The actor's own customers, the latest first, and their contacts. */
export async function ownNamed(ctx: Ctx): Promise<{ customers: KnownCustomer[]; contacts: KnownContact[] }> {
  const customers = await ctx.tx.rows<KnownCustomer>(sql`
    select c.id, c.name, c.short_names as "shortNames" from customers c
    where c.tenant_id = ${ctx.tenantId} and c.owner_id = ${ctx.actor.userId} and c.voided_at is null
      and ${await allowed(ctx, typeNamed('customer'), 'view', 'c')}
    order by c.updated_at desc, c.id desc limit ${MOST_OWN}`)
  return {
    customers,
    contacts: await contactsOf(
      ctx,
      customers.map(({ id }) => id),
      MOST_OWN_CONTACTS,
    ),
  }
}

/** Rivals and products that the latest deals in the actor's reach name, the most frequent first. */
export async function wordsOfDeals(ctx: Ctx): Promise<{ competitors: string[]; products: string[] }> {
  const [row] = await ctx.tx.rows<{ competitors: string[] | null; products: string[] | null }>(sql`
    with latest as (
      select o.competitors, o.products from opportunities o
      where o.tenant_id = ${ctx.tenantId} and o.voided_at is null
        and ${await allowed(ctx, typeNamed('opportunity'), 'view', 'o')}
      order by o.updated_at desc, o.id desc limit ${LATEST_DEALS}
    )
    select
      (select array_agg(w.word) from (
        select word from latest, unnest(competitors) as word group by word order by count(*) desc, word limit ${MOST_WORDS}) w
      ) as competitors,
      (select array_agg(w.word) from (
        select word from latest, unnest(products) as word group by word order by count(*) desc, word limit ${MOST_WORDS}) w
      ) as products`)
  return { competitors: row?.competitors ?? [], products: row?.products ?? [] }
}
