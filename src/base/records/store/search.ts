import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { searchTerms } from '../../../platform/text.ts'
import type { CustomField } from '../../forms/contract.ts'
import type { RecordOf, RecordType } from '../contract.ts'

/** Rewrites what a record is found by. */
export async function indexRecord(ctx: Ctx, type: RecordType, record: RecordOf): Promise<void> {
  if (type.search === undefined) return
  const values = (keys: string[]) => keys.flatMap((key) => record[key as keyof RecordOf] as string | string[] | null).filter((text): text is string => !!text)
  const names = values(type.search.names)
  const terms = searchTerms({ names, phones: values(type.search.phones), pinyin: names.map((name) => pinyinOf(name)) })
  await ctx.tx.run(sql`
    delete from search_terms where tenant_id = ${ctx.tenantId} and type = ${type.type} and record_id = ${record.id}
      and not term = any(${terms})`)
  await ctx.tx.run(sql`
    insert into search_terms (tenant_id, type, term, record_id)
    select ${ctx.tenantId}::uuid, ${type.type}, term, ${record.id}::uuid from unnest(${terms}::text[]) as term
    on conflict do nothing`)
}

/** Rewrites the index of a record's filterable custom fields. */
export async function indexCustom(ctx: Ctx, recordId: string, custom: Record<string, unknown>, fields: CustomField[]): Promise<void> {
  const rows = fields.filter((field) => field.filterable).flatMap((field) => indexedValues(field, custom[field.key]))
  await ctx.tx.run(sql`delete from field_index where tenant_id = ${ctx.tenantId} and record_id = ${recordId}`)
  if (rows.length === 0) return
  await ctx.tx.run(sql`
    insert into field_index (tenant_id, field_id, record_id, ordinal, text_value, number_value)
    select ${ctx.tenantId}::uuid, f, ${recordId}::uuid, o, t, n
    from unnest(${rows.map((row) => row.field)}::uuid[], ${rows.map((row) => row.ordinal)}::int[],
                ${rows.map((row) => row.text)}::text[], ${rows.map((row) => row.number)}::float8[]) as x (f, o, t, n)`)
}

function indexedValues(field: CustomField, value: unknown): { field: string; ordinal: number; text: string | null; number: number | null }[] {
  const list = Array.isArray(value) ? value : [value]
  return list
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map((one, ordinal) => ({
      field: field.id,
      ordinal,
      text: typeof one === 'number' ? null : String(one).slice(0, 500),
      number: typeof one === 'number' ? one : null,
    }))
}
