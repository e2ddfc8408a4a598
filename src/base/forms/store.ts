import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'
import { prepared } from '../../platform/database.ts'
import type { CustomField } from './contract.ts'

interface Row {
  id: string
  type: string
  key: string
  kind: CustomField['kind']
  label_zh: string
  label_en: string
  required: boolean
  filterable: boolean
  choices: CustomField['choices']
  to_type: string | null
  position: number
  retired_at: string | null
  version: number
}

function fromRow(row: Row): CustomField {
  return {
    id: row.id,
    type: row.type,
    key: row.key,
    kind: row.kind,
    labelZh: row.label_zh,
    labelEn: row.label_en,
    required: row.required,
    filterable: row.filterable,
    choices: row.choices,
    to: row.to_type,
    position: row.position,
    retiredAt: row.retired_at,
    version: row.version,
  }
}

/** Custom fields of a type in the order of the form, or of every type. */
export async function listFields(ctx: Ctx, type?: string): Promise<CustomField[]> {
  const rows = await ctx.tx.rows<Row>(
    prepared(sql`
    select * from custom_fields where tenant_id = ${ctx.tenantId} and (${type ?? null}::text is null or type = ${type ?? null})
    order by type, position, created_at, id`),
  )
  return rows.map(fromRow)
}

export async function insertField(ctx: Ctx, field: Omit<CustomField, 'retiredAt' | 'version'>): Promise<CustomField> {
  const row = await ctx.tx.one<Row>(sql`
    insert into custom_fields (tenant_id, id, type, key, kind, label_zh, label_en, required, filterable, choices, to_type, position, created_at, created_by)
    values (${ctx.tenantId}, ${field.id}, ${field.type}, ${field.key}, ${field.kind}, ${field.labelZh}, ${field.labelEn}, ${field.required},
      ${field.filterable}, ${JSON.stringify(field.choices)}, ${field.to}, ${field.position}, ${ctx.clock.now()}, ${ctx.actor.userId})
    returning *`)
  return fromRow(row)
}

/** Undefined when the version is no longer the newest. */
export async function updateField(ctx: Ctx, field: CustomField): Promise<CustomField | undefined> {
  const row = await ctx.tx.maybe<Row>(sql`
    update custom_fields set label_zh = ${field.labelZh}, label_en = ${field.labelEn}, required = ${field.required},
      choices = ${JSON.stringify(field.choices)}, position = ${field.position}, retired_at = ${field.retiredAt}, version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${field.id} and version = ${field.version}
    returning *`)
  return row && fromRow(row)
}
