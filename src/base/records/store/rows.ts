import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { prepared } from '../../../platform/database.ts'
import type { RecordType } from '../contract.ts'
import { columnOf, type Row } from './columns.ts'
import { allowed, type Verb } from './visibility.ts'

/** What the actor may do to a row, computed by the same conditions that guard the acts. */
export interface RowAbilities {
  can_edit: boolean
  can_delete: boolean
  can_assign: boolean
}

/** `r.*` with the three abilities. */
export async function selectList(ctx: Ctx, type: RecordType): Promise<Sql> {
  const [edit, remove, assign] = await Promise.all(
    (['edit', 'delete', 'assign'] as const).map((verb) => allowed(ctx, type, verb)),
  )
  return sql`r.*, ${edit as Sql} as can_edit, ${remove as Sql} as can_delete, ${assign as Sql} as can_assign`
}

export interface FindOptions {
  verb?: Verb
  /** Locks the row until the transaction ends. */
  lock?: boolean
}

/** One row that the actor may see (or act on, with `verb`); undefined when there is none for them. */
export async function findRow(
  ctx: Ctx,
  type: RecordType,
  id: string,
  options: FindOptions = {},
): Promise<(Row & RowAbilities) | undefined> {
  const condition = await allowed(ctx, type, options.verb ?? 'view')
  return ctx.tx.maybe(
    prepared(sql`
    select ${await selectList(ctx, type)} from ${raw(type.table)} r
    where r.tenant_id = ${ctx.tenantId} and r.id = ${id} and ${condition}
    ${options.lock ? sql`for update of r` : sql``}`),
  )
}

/** One row whoever asks: for the kit's own conflict checks and for system work. */
export async function anyRow(
  ctx: Ctx,
  type: RecordType,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Row | undefined> {
  return ctx.tx.maybe(
    prepared(sql`
    select r.* from ${raw(type.table)} r where r.tenant_id = ${ctx.tenantId} and r.id = ${id}
    ${options.lock ? sql`for update` : sql``}`),
  )
}

/** Ids among the given ones that the actor may act on; voided records are none of them. */
export async function idsAllowed(ctx: Ctx, type: RecordType, ids: string[], verb: Verb): Promise<string[]> {
  const condition = await allowed(ctx, type, verb)
  const rows = await ctx.tx.rows<{ id: string }>(
    prepared(sql`
    select r.id from ${raw(type.table)} r where r.tenant_id = ${ctx.tenantId} and r.id = any(${ids}::uuid[])
      and r.voided_at is null and ${condition}`),
  )
  return rows.map((row) => row.id)
}

/** Inserts a row; undefined when the id (or another unique key) is taken already. */
export async function insertRow(ctx: Ctx, type: RecordType, row: Row): Promise<Row | undefined> {
  const names = Object.keys(row)
  return ctx.tx.maybe(
    prepared(sql`
    insert into ${raw(type.table)} (tenant_id, ${join(names.map((name) => raw(name)))})
    values (${ctx.tenantId}, ${join(Object.values(row).map((value) => sql`${value}`))})
    on conflict (tenant_id, id) do nothing
    returning *`),
  )
}

/** Updates a row if it still has the given version; undefined when somebody was faster. */
export async function updateRow(
  ctx: Ctx,
  type: RecordType,
  id: string,
  version: number,
  changes: Row,
): Promise<Row | undefined> {
  const assignments = Object.entries({ ...changes, updated_at: ctx.clock.now(), version: version + 1 })
  return ctx.tx.maybe(
    prepared(sql`
    update ${raw(type.table)} set ${join(assignments.map(([name, value]) => sql`${raw(name)} = ${value}`))}
    where tenant_id = ${ctx.tenantId} and id = ${id} and version = ${version}
    returning *`),
  )
}

/** Records that came from the same place before: their ids by external id. */
export async function idsByExternal(
  ctx: Ctx,
  type: RecordType,
  source: string,
  externalIds: string[],
): Promise<Map<string, string>> {
  const rows = await ctx.tx.rows<{ id: string; external_id: string }>(sql`
    select r.id, r.external_id from ${raw(type.table)} r
    where r.tenant_id = ${ctx.tenantId} and r.import_source = ${source} and r.external_id = any(${externalIds})`)
  return new Map(rows.map((row) => [row.external_id, row.id]))
}

/** Moves every live record of one owner to another, or only those of some ids. @returns ids of the moved records */
export async function moveOwner(
  ctx: Ctx,
  type: RecordType,
  from: string,
  to: string,
  ids?: readonly string[],
): Promise<string[]> {
  const owner = raw(type.owner.column)
  const live = type.live === undefined ? sql`true` : sql`${raw(columnOf(type, type.live.field))} = ${type.live.is}`
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    update ${raw(type.table)} set ${owner} = ${to}, updated_at = ${ctx.clock.now()}, version = version + 1
    where tenant_id = ${ctx.tenantId} and ${owner} = ${from} and voided_at is null and ${live}
      and ${ids === undefined ? sql`true` : sql`id = any(${[...ids]}::uuid[])`}
    returning id`)
  return rows.map((row) => row.id)
}
