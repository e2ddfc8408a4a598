import sql, { type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { phoneTerms, queryTerms, searchTerms } from '../../../platform/text.ts'
import type { CustomField } from '../../forms/contract.ts'
import type { RecordOf, RecordType } from '../contract.ts'

/** Rewrites what a record is found by. */
export async function indexRecord(ctx: Ctx, type: RecordType, record: RecordOf): Promise<void> {
  const terms = recordTerms(type, record)
  await ctx.tx.run(sql`
    delete from search_terms where tenant_id = ${ctx.tenantId} and record_id = ${record.id} and type = ${type.type}
      and not term = any(${terms})`)
  await ctx.tx.run(sql`
    insert into search_terms (tenant_id, type, term, record_id)
    select ${ctx.tenantId}::uuid, ${type.type}, term, ${record.id}::uuid from unnest(${terms}::text[]) as term
    on conflict do nothing`)
}

/** Terms of sensitive fields carry the field's name, so that readers from whom it is hidden do not find by it. */
export function recordTerms(type: RecordType, record: RecordOf): string[] {
  const { names = [], phones = [] } = type.search ?? {}
  const open = names.filter((key) => !isSensitive(type, key)).flatMap((key) => texts(record, key))
  const terms = new Set(searchTerms({ names: open, pinyin: open.map((name) => pinyinOf(name)) }))
  for (const key of names.filter((each) => isSensitive(type, each))) {
    const values = texts(record, key)
    const own = searchTerms({ names: values, pinyin: values.map((name) => pinyinOf(name, 'person')) })
    for (const term of own) terms.add(`${key}:${term}`)
  }
  for (const key of phones) for (const term of texts(record, key).flatMap(phoneTerms)) terms.add(`${key}:${term}`)
  return [...terms]
}

function texts(record: RecordOf, key: string): string[] {
  const value = record[key as keyof RecordOf] as string | string[] | null
  return (Array.isArray(value) ? value : [value]).filter((text): text is string => Boolean(text))
}

function isSensitive(type: RecordType, key: string): boolean {
  return type.fields[key]?.sensitive === true
}

/**
 * Conditions of a question: every one of its terms must be among the record's; a text without any term finds nothing.
 * @param hidden fields that the actor may not see: nothing is found by them
 */
export function foundBy(ctx: Ctx, type: RecordType, question: string, hidden: ReadonlySet<string>): Sql[] {
  const terms = queryTerms(question)
  const { names = [], phones = [] } = type.search ?? {}
  const byName = names.some((key) => !isSensitive(type, key) && !hidden.has(key))
  const prefixed = [...names.filter((key) => isSensitive(type, key)), ...phones].filter((key) => !hidden.has(key))
  if (terms.length === 0 || (!byName && prefixed.length === 0)) return [sql`false`]
  return terms.map((term) => {
    const spellings = [...(byName ? [term] : []), ...prefixed.map((key) => `${key}:${term}`)]
    return sql`exists (select from search_terms st where st.tenant_id = ${ctx.tenantId}
      and st.type = ${type.type} and st.term = any(${spellings}) and st.record_id = r.id)`
  })
}

/** Rewrites the index of a record's filterable custom fields; a new record has none yet. */
export async function indexCustom(
  ctx: Ctx,
  { id: recordId, custom }: RecordOf,
  fields: CustomField[],
  isNew: boolean,
): Promise<void> {
  const rows = fields.filter((field) => field.filterable).flatMap((field) => indexedValues(field, custom[field.key]))
  if (!isNew)
    await ctx.tx.run(sql`delete from field_index where tenant_id = ${ctx.tenantId} and record_id = ${recordId}`)
  if (rows.length === 0) return
  await ctx.tx.run(sql`
    insert into field_index (tenant_id, field_id, record_id, ordinal, text_value, number_value)
    select ${ctx.tenantId}::uuid, f, ${recordId}::uuid, o, t, n
    from unnest(${rows.map((row) => row.field)}::uuid[], ${rows.map((row) => row.ordinal)}::int[],
                ${rows.map((row) => row.text)}::text[], ${rows.map((row) => row.number)}::float8[]) as x (f, o, t, n)`)
}

interface IndexRow {
  field: string
  ordinal: number
  text: string | null
  number: number | null
}

function indexedValues(field: CustomField, value: unknown): IndexRow[] {
  return (Array.isArray(value) ? value : [value])
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map((one, ordinal) => ({
      field: field.id,
      ordinal,
      text: typeof one === 'number' ? null : String(one),
      number: typeof one === 'number' ? one : null,
    }))
}
