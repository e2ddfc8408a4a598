import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

export interface KnownCustomer {
  id: string
  name: string
  shortNames: string[]
  phones: string[]
  externalId: string | null
  voided: boolean
}

/** Every customer by the names, numbers and external ids it may be known by. */
export function knownCustomers(ctx: Ctx, source: string): Promise<KnownCustomer[]> {
  return ctx.tx.rows<KnownCustomer>(sql`
    select c.id, c.name, c.short_names as "shortNames", c.voided_at is not null as voided,
      case when c.import_source = ${source} then c.external_id end as "externalId",
      array_remove(coalesce(p.phones, '{}') || c.phone, null) as phones
    from customers c
    left join (select co.customer_id, array_agg(phone) as phones from contacts co, unnest(co.phones) phone
      where co.tenant_id = ${ctx.tenantId} and co.voided_at is null group by co.customer_id) p on p.customer_id = c.id
    where c.tenant_id = ${ctx.tenantId} and (c.voided_at is null or c.import_source = ${source})`)
}

const tableOf = {
  customer: 'customers',
  contact: 'contacts',
  opportunity: 'opportunities',
  nextStep: 'next_steps',
  followUp: 'follow_ups',
  user: 'users',
} as const
export type MadeType = keyof typeof tableOf

/** Remembers what a batch made, with the version each record has now. */
export async function noteMade(
  ctx: Ctx,
  batchId: string,
  made: ReadonlyMap<MadeType, readonly string[]>,
): Promise<void> {
  for (const [type, ids] of made) {
    if (ids.length === 0) continue
    await ctx.tx.run(sql`
      insert into import_records (tenant_id, batch_id, type, record_id, version)
      select ${ctx.tenantId}, ${batchId}, ${type}, r.id, r.version from ${raw(tableOf[type])} r
      where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...ids]}::uuid[])
      on conflict (tenant_id, batch_id, type, record_id) do update set version = excluded.version`)
  }
}

/** Customers of a batch whose versions moved because the batch itself added parts to them later. */
export async function noteAgain(ctx: Ctx, batchId: string, customerIds: readonly string[]): Promise<void> {
  await ctx.tx.run(sql`
    update import_records m set version = c.version from customers c
    where m.tenant_id = ${ctx.tenantId} and m.batch_id = ${batchId} and m.type = 'customer' and m.record_id = any(${[...customerIds]}::uuid[])
      and c.tenant_id = ${ctx.tenantId} and c.id = m.record_id`)
}

/** Up to `limit` records of a type that are still to be taken back, and whether somebody changed them since. */
export function toUndo(
  ctx: Ctx,
  batchId: string,
  type: MadeType,
  limit: number,
): Promise<{ id: string; changed: boolean }[]> {
  // Customers were decided on before their parts went, which touches them.
  const untouched =
    type === 'user'
      ? sql`r.status = 'placeholder'`
      : type === 'customer'
        ? sql`r.voided_at is null`
        : sql`r.version = m.version and r.voided_at is null`
  return ctx.tx.rows(sql`
    select m.record_id as id, not (${untouched}) as changed from import_records m
    join ${raw(tableOf[type])} r on r.tenant_id = m.tenant_id and r.id = m.record_id
    where m.tenant_id = ${ctx.tenantId} and m.batch_id = ${batchId} and m.type = ${type} and m.undone is null
    order by m.record_id limit ${limit}`)
}

export async function noteUndone(
  ctx: Ctx,
  batchId: string,
  type: MadeType,
  ids: readonly string[],
  undone: 'voided' | 'kept',
): Promise<void> {
  await ctx.tx.run(sql`
    update import_records set undone = ${undone}
    where tenant_id = ${ctx.tenantId} and batch_id = ${batchId} and type = ${type} and record_id = any(${[...ids]}::uuid[])`)
}

/** Keeps customers that somebody changed, or that have live parts which the batch did not make or somebody changed. */
export async function keepUsedCustomers(ctx: Ctx, batchId: string): Promise<void> {
  const foreign = (['contact', 'opportunity', 'nextStep', 'followUp'] as const).map(
    (type) => sql`exists (
    select 1 from ${raw(tableOf[type])} p left join import_records pm on pm.tenant_id = p.tenant_id and pm.batch_id = ${batchId} and pm.type = ${type} and pm.record_id = p.id
    where p.tenant_id = ${ctx.tenantId} and p.customer_id = c.id and p.voided_at is null and (pm.version is null or pm.version <> p.version))`,
  )
  await ctx.tx.run(sql`
    update import_records m set undone = 'kept' from customers c
    where m.tenant_id = ${ctx.tenantId} and m.batch_id = ${batchId} and m.type = 'customer' and m.undone is null
      and c.tenant_id = m.tenant_id and c.id = m.record_id and (c.version <> m.version or c.voided_at is not null or ${join(foreign, ' or ')})`)
}

/** Placeholders of a batch that still answer for something stay. */
export async function keepUsedPlaceholders(ctx: Ctx, batchId: string): Promise<void> {
  const used = (['customer', 'contact', 'opportunity', 'nextStep'] as const).map(
    (type) => sql`exists (
    select 1 from ${raw(tableOf[type])} r where r.tenant_id = ${ctx.tenantId} and r.owner_id = m.record_id and r.voided_at is null)`,
  )
  await ctx.tx.run(sql`
    update import_records m set undone = 'kept'
    where m.tenant_id = ${ctx.tenantId} and m.batch_id = ${batchId} and m.type = 'user' and m.undone is null and (${join(used, ' or ')})`)
}

export interface ImportedCustomer {
  id: string
  name: string
  intent: string | null
  level: string | null
  lastFollowUpAt: string | null
  owner: { id: string; name: string; status: string } | null
}

const promising = sql`r.intent nulls last, (case r.level when 'strategic' then 0 when 'key' then 1 else 2 end), r.last_follow_up_at desc nulls last, r.id`

/** Live customers that a batch made: the most promising of each owner first, then the second ones. @param visible what the reader may see, over `r` */
export function customersOfBatch(ctx: Ctx, batchId: string, visible: Sql): Promise<ImportedCustomer[]> {
  return ctx.tx.rows<ImportedCustomer>(sql`
    select r.id, r.name, r.intent, r.level, r.last_follow_up_at as "lastFollowUpAt",
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name, 'status', u.status) end as owner
    from import_records m join customers r on r.tenant_id = m.tenant_id and r.id = m.record_id
    left join users u on u.tenant_id = r.tenant_id and u.id = r.owner_id
    where m.tenant_id = ${ctx.tenantId} and m.batch_id = ${batchId} and m.type = 'customer' and r.voided_at is null and ${visible}
    order by row_number() over (partition by r.owner_id order by ${promising}), ${promising} limit 500`)
}
