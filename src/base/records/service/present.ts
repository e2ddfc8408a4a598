import type { Ctx } from '../../../platform/context.ts'
import type { CustomField } from '../../forms/contract.ts'
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
  const custom = (await customFields(ctx, type.type)).filter((field) => ruleOf(ctx, type, `custom.${field.key}`) !== 'hidden')
  const names = await namesOf(ctx, wantedNames(ctx, type, records, custom))
  return records.map((record, i) => {
    const row = rows[i] as Row & RowAbilities
    return {
      id: record.id,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      version: record.version,
      voidedAt: record.voidedAt,
      owner: record.ownerId === null ? null : { id: record.ownerId, name: names.get('user')?.get(record.ownerId) ?? '' },
      abilities: { edit: row.can_edit, delete: row.can_delete, assign: row.can_assign },
      ...('currency' in record && { currency: record.currency }),
      ...shownFields(ctx, type, record, names),
      ...shownCustom(ctx, type, record, custom, names),
    }
  })
}

function shownFields(ctx: Ctx, type: RecordType, record: RecordOf, names: Names): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(type.fields)) {
    const rule = ruleOf(ctx, type, key)
    if (rule === 'hidden') continue
    const value = (record as Record<string, unknown>)[key]
    shown[key] = rule === 'masked' ? masked(field.kind, value) : value
    const label = refKey(key, field.kind)
    if (label !== null && rule !== 'masked') shown[label] = refsOf(ctx, names, field.to ?? 'user', value as string | string[] | null)
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

function wantedNames(ctx: Ctx, type: RecordType, records: RecordOf[], custom: CustomField[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>([['user', new Set()]])
  const add = (to: string, value: unknown) => {
    const ids = wanted.get(to) ?? new Set<string>()
    for (const id of Array.isArray(value) ? value : [value]) if (typeof id === 'string') ids.add(id)
    wanted.set(to, ids)
  }
  for (const record of records) {
    add('user', record.ownerId)
    for (const [key, field] of Object.entries(type.fields)) {
      const shown = refKey(key, field.kind) !== null && !isVeiled(ctx, type, key)
      if (shown) add(field.to ?? 'user', (record as Record<string, unknown>)[key])
    }
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
