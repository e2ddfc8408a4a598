import i18next from 'i18next'
import { ApiError, type FieldError } from './api.ts'

function wordsOf(reason: string, params: Record<string, unknown>): string | undefined {
  const [slice = '', ...rest] = reason.split('.')
  const name = rest.join('.')
  for (const key of [`${slice}:reasons.${name}`, `web:reasons.${reason.replaceAll('.', '_')}`, `web:reasons.${name}`]) {
    if (i18next.exists(key)) return i18next.t(key, params)
  }
  return undefined
}

/**
 * The sentence for a refusal. A slice words its reasons under `reasons` in its namespace
 * (`people.wrong_password` → `people:reasons.wrong_password`); unknown ones fall back to a sentence per code.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return i18next.t('web:codes.unknown')
  const params = { ...error.params, ...(error.retryAfter !== undefined && { seconds: error.retryAfter }) }
  const known = wordsOf(error.reason, params)
  if (known) return known
  const first = error.errors[0]
  const field = first && wordsOf(first.reason, first.params ?? {})
  if (field) return field
  const byCode = `web:codes.${error.code}`
  return i18next.exists(byCode) ? i18next.t(byCode, params) : i18next.t('web:codes.unknown')
}

/** The sentence for one field's refusal. */
export function fieldErrorText(error: FieldError): string {
  return wordsOf(error.reason, error.params ?? {}) ?? i18next.t('web:reasons.not_accepted')
}

/** Field errors of a refusal by path, worded; empty when it concerns no field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.errors.map((each) => [each.path, fieldErrorText(each)]))
}
