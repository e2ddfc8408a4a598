import type { Changes } from './contract.ts'

/** The fields of a list whose values differ, with both values. */
export function diff(before: object, after: object, fields: readonly string[]): Changes {
  const changes: Changes = {}
  for (const field of fields) {
    const old = fieldOf(before, field)
    const next = fieldOf(after, field)
    if (!same(old, next)) changes[field] = [old, next]
  }
  return changes
}

function fieldOf(record: object, field: string): unknown {
  return (record as Record<string, unknown>)[field] ?? null
}

/** Equal as JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}

/** Changes as a reader may see them: without fields that are hidden from them or masked. */
export function readable(type: string, changes: Changes, fieldRules: Readonly<Record<string, string>>): Changes {
  const open = (field: string) => !['hidden', 'masked'].includes(fieldRules[`${type}.${field}`] ?? '')
  return Object.fromEntries(Object.entries(changes).filter(([field]) => open(field)))
}
