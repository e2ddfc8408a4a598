import { type CustomField, valueSchema } from './contract.ts'

/** Custom values after a check: in one spelling, blank ones null. */
export interface CheckedCustom {
  values: Record<string, unknown>
  errors: { path: string; reason: string }[]
}

/**
 * Checks the custom values that somebody sends.
 * @param complete whether the record is new, so that required fields must be there
 */
export function checkCustom(fields: CustomField[], custom: Record<string, unknown>, complete: boolean): CheckedCustom {
  const known = new Set(fields.map((field) => field.key))
  const errors = Object.keys(custom)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: `custom.${key}`, reason: 'records.unknown_field' }))
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const path = `custom.${field.key}`
    const sent = custom[field.key]
    if (isBlank(sent)) {
      if (field.required && (complete || field.key in custom)) errors.push({ path, reason: 'records.required' })
      if (field.key in custom) values[field.key] = null
      continue
    }
    const parsed = valueSchema({ kind: field.kind }).safeParse(sent)
    if (!parsed.success) errors.push({ path, reason: 'records.wrong_type' })
    else if (!offered(field, parsed.data)) errors.push({ path, reason: 'records.unknown_option' })
    else values[field.key] = parsed.data
  }
  return { values, errors }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function offered(field: CustomField, value: unknown): boolean {
  const choices = new Set(field.choices.map((choice) => choice.key))
  if (field.kind === 'option') return choices.has(value as string)
  if (field.kind === 'options') return (value as string[]).every((key) => choices.has(key))
  return true
}
