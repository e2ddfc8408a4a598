import type { Ctx } from '../../../platform/context.ts'
import type { CustomField, FieldKind } from '../../forms/contract.ts'
import { customFields } from '../../forms/service.ts'
import { type RecordOf, type RecordType, refKey } from '../contract.ts'
import { masked } from '../rules.ts'
import { fromRow, type Row } from '../store/columns.ts'
import { type Names, namesOf } from '../store/references.ts'
import { typeNamed } from '../store/registry.ts'
import type { RowAbilities } from '../store/rows.ts'
import { isVeiled, ruleOf } from './access.ts'

/** A record as it leaves: names beside ids, hidden fields gone, masked ones masked, abilities attached. */
export type Presented = Record<string, unknown> & { id: string; version: number }

export async function present(ctx: Ctx, type: RecordType, rows: (Row & RowAbilities)[]): Promise<Presented[]> {
  const records = rows.map((row) => fromRow(type, row))
  const custom = (await customFields(ctx, type.type)).filter(
    (field) => ruleOf(ctx, type, `custom.${field.key}`) !== 'hidden',
  )
  const fields = shownOf(ctx, type)
  const names = await namesOf(ctx, wantedNames(fields, records, custom))
  return records.map((record, i) => {
    const row = rows[i] as Row & RowAbilities
    return {
      id: record.id,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      version: record.version,
      voidedAt: record.voidedAt,
      owner:
        record.ownerId === null ? null : { id: record.ownerId, name: names.get('user')?.get(record.ownerId) ?? '' },
      abilities: { edit: row.can_edit, delete: row.can_delete, assign: row.can_assign },
      ...('currency' in record && { currency: record.currency }),
      ...shownFields(ctx, fields, record, names),
      ...shownCustom(ctx, type, record, custom, names),
    }
  })
}

/** A field that the actor gets to see. */
interface Shown {
  key: string
  kind: FieldKind
  masked: boolean
  /** Key under which the name of what it refers to stands beside it. */
  label: string | null
  to: string
}

function shownOf(ctx: Ctx, type: RecordType): Shown[] {
  return Object.entries(type.fields).flatMap(([key, field]) => {
    const rule = ruleOf(ctx, type, key)
    const label = rule === 'masked' ? null : refKey(key, field.kind)
    return rule === 'hidden'
      ? []
      : [{ key, kind: field.kind, masked: rule === 'masked', label, to: field.to ?? 'user' }]
  })
}

function shownFields(ctx: Ctx, fields: readonly Shown[], record: RecordOf, names: Names): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const field of fields) {
    const value = (record as Record<string, unknown>)[field.key]
    shown[field.key] = field.masked ? masked(field.kind, value) : value
    if (field.label !== null) shown[field.label] = refsOf(ctx, names, field.to, value as string | string[] | null)
  }
  return shown
}

function shownCustom(ctx: Ctx, type: RecordType, record: RecordOf, fields: CustomField[], names: Names) {
  const custom: Record<string, unknown> = {}
  const customRefs: Record<string, { id: string; name: string }> = {}
  for (const field of fields) {
    const value = record.custom[field.key]
    if (value === undefined || value === null) continue
    const veiled = isVeiled(ctx, type, `custom.${field.key}`)
    custom[field.key] = veiled ? masked(field.kind, value) : value
    const to = targetOf(field)
    if (to !== null && !veiled) customRefs[field.key] = nameOf(ctx, names, to, value as string)
  }
  return { custom, ...(Object.keys(customRefs).length > 0 && { customRefs }) }
}

function targetOf(field: CustomField): string | null {
  return field.kind === 'user' ? 'user' : field.kind === 'reference' ? field.to : null
}

function wantedNames(fields: readonly Shown[], records: RecordOf[], custom: CustomField[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>([['user', new Set()]])
  const add = (to: string, value: unknown) => {
    const ids = wanted.get(to) ?? new Set<string>()
    if (typeof value === 'string') ids.add(value)
    else if (Array.isArray(value)) for (const id of value) ids.add(id)
    wanted.set(to, ids)
  }
  const referring = fields.filter(({ label }) => label !== null)
  for (const record of records) {
    add('user', record.ownerId)
    for (const { key, to } of referring) add(to, (record as Record<string, unknown>)[key])
    for (const field of custom) {
      const to = targetOf(field)
      if (to !== null) add(to, record.custom[field.key])
    }
  }
  return wanted
}

function nameOf(ctx: Ctx, names: Names, to: string, id: string): { id: string; name: string } {
  const name = names.get(to)?.get(id) ?? ''
  if (to === 'user') return { id, name }
  const target = typeNamed(to)
  const rule = ruleOf(ctx, target, target.title)
  return { id, name: rule === 'hidden' ? '' : rule === 'masked' ? String(masked('text', name)) : name }
}

function refsOf(ctx: Ctx, names: Names, to: string, value: string | string[] | null): unknown {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.map((id) => nameOf(ctx, names, to, id)) : nameOf(ctx, names, to, value)
}
