import type { Ctx } from '../../../platform/context.ts'
import { customFields } from '../../forms/service.ts'
import { type RecordOf, type RecordType, refKey } from '../contract.ts'
import { masked } from '../rules.ts'
import { fromRow, type Row } from '../store/columns.ts'
import { type Names, namesOf } from '../store/references.ts'
import type { RowAbilities } from '../store/rows.ts'
import { ruleOf } from './access.ts'

/** A record as it leaves: names beside ids, hidden fields gone, masked ones masked, abilities attached. */
export type Presented = Record<string, unknown> & { id: string; version: number }

export async function present(ctx: Ctx, type: RecordType, rows: (Row & RowAbilities)[]): Promise<Presented[]> {
  const records = rows.map((row) => fromRow(type, row))
  const names = await namesOf(ctx, wantedNames(type, records))
  const custom = await customFields(ctx, type.type)
  return records.map((record, i) => {
    const row = rows[i] as Row & RowAbilities
    const shown: Record<string, unknown> = {
      id: record.id,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      version: record.version,
      voidedAt: record.voidedAt,
      owner: personOf(names, record.ownerId),
      abilities: { edit: row.can_edit, delete: row.can_delete, assign: row.can_assign },
      custom: {},
      ...('currency' in record && { currency: record.currency }),
    }
    for (const [key, field] of Object.entries(type.fields)) {
      const rule = ruleOf(ctx, type, key)
      if (rule === 'hidden') continue
      const value = (record as Record<string, unknown>)[key]
      shown[key] = rule === 'masked' ? masked(field.kind, value) : value
      const label = refKey(key, field.kind)
      if (label !== null) shown[label] = refsOf(names, field.to ?? 'user', value as string | string[] | null)
    }
    for (const field of custom) {
      const rule = ruleOf(ctx, type, `custom.${field.key}`)
      const value = record.custom[field.key]
      if (rule !== 'hidden' && value !== undefined) {
        ;(shown['custom'] as Record<string, unknown>)[field.key] = rule === 'masked' ? masked(field.kind, value) : value
      }
    }
    return shown as Presented
  })
}

function wantedNames(type: RecordType, records: RecordOf[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>([['user', new Set()]])
  const add = (to: string, value: unknown) => {
    const ids = wanted.get(to) ?? new Set<string>()
    for (const id of Array.isArray(value) ? value : [value]) if (typeof id === 'string') ids.add(id)
    wanted.set(to, ids)
  }
  for (const record of records) {
    add('user', record.ownerId)
    for (const [key, field] of Object.entries(type.fields)) {
      if (refKey(key, field.kind) !== null) add(field.to ?? 'user', (record as Record<string, unknown>)[key])
    }
  }
  return wanted
}

function personOf(names: Names, id: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: names.get('user')?.get(id) ?? '' }
}

function refsOf(names: Names, to: string, value: string | string[] | null): unknown {
  const one = (id: string) => ({ id, name: names.get(to)?.get(id) ?? '' })
  if (value === null || value === undefined) return Array.isArray(value) ? [] : null
  return Array.isArray(value) ? value.map(one) : one(value)
}
