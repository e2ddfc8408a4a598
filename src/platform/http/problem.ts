import type { ZodError } from 'zod'
import { AppError, type FieldError, statusOf } from '../errors.ts'

/** RFC 9457 body of every error reply. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  reason: string
  detail?: string
  errors?: FieldError[]
  params?: Record<string, unknown>
  current?: unknown
  requestId: string
}

export function problemOf(error: AppError, requestId: string): Problem {
  const status = error.details.status ?? statusOf[error.code]
  return {
    type: 'about:blank',
    title: error.code.replaceAll('_', ' '),
    status,
    code: error.code,
    reason: error.reason,
    ...(error.details.errors && { errors: error.details.errors }),
    ...(error.details.params && { params: error.details.params }),
    ...(error.details.current !== undefined && { current: error.details.current }),
    requestId,
  }
}

/** Database refusals that a request can cause: the reply says what kind, never the SQL. */
const databaseRefusals: Record<string, () => AppError> = {
  '22021': () => new AppError('invalid', 'http.bad_characters'),
  '22P05': () => new AppError('invalid', 'http.bad_characters'),
  '23503': () => new AppError('conflict', 'records.still_used'),
  '23505': () => new AppError('conflict', 'records.already_exists'),
  '23P01': () => new AppError('conflict', 'records.overlaps'),
  '57014': () => new AppError('unavailable', 'http.took_too_long', { retryAfter: 5 }),
  '55P03': () => new AppError('unavailable', 'http.busy', { retryAfter: 1 }),
  '57P01': () => new AppError('unavailable', 'http.database_away', { retryAfter: 2 }),
  '57P03': () => new AppError('unavailable', 'http.database_away', { retryAfter: 2 }),
  EPIPE: () => new AppError('unavailable', 'http.database_away', { retryAfter: 2 }),
  ECONNREFUSED: () => new AppError('unavailable', 'http.database_away', { retryAfter: 2 }),
  ECONNRESET: () => new AppError('unavailable', 'http.database_away', { retryAfter: 2 }),
}

/** Turns whatever was thrown into an AppError, or null when it is a defect that must stay hidden. */
export function expectedError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const known = error as { code?: string; statusCode?: number; message?: string }
  const refusal = known.code === undefined ? undefined : databaseRefusals[known.code]
  if (refusal) return refusal()
  if (/^Connection terminated|is not queryable$/.test(known.message ?? '')) {
    return new AppError('unavailable', 'http.database_away', { retryAfter: 2 })
  }
  if (known.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('invalid', 'http.too_large', { status: 413 })
  if (known.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('invalid', 'http.not_json', { status: 415 })
  if (known.statusCode !== undefined && known.statusCode < 500) {
    return new AppError('invalid', 'http.unreadable', { status: known.statusCode })
  }
  return null
}

/** Field errors of a body, query or path that does not fit its schema. */
export function invalidInput(error: ZodError, status: 400 | 422): AppError {
  const errors: FieldError[] = error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, reason: 'records.unknown_field' }))
    }
    return [{ path, reason: reasonOf(issue), params: limitsOf(issue) }]
  })
  return new AppError('invalid', 'records.invalid', { status, errors })
}

type Issue = ZodError['issues'][number]

function reasonOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'records.required' : 'records.wrong_type'
  if (issue.code === 'too_small')
    return issue.origin === 'string' && issue.minimum === 1 ? 'records.required' : 'records.too_small'
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'records.too_long' : 'records.too_big'
  // A rule of ours says its own reason as the message of a refinement.
  if (issue.code === 'custom' && /^[a-z-]+\.[a-z_]+$/.test(issue.message)) return issue.message
  return 'records.wrong_format'
}

function limitsOf(issue: Issue): Record<string, unknown> {
  return {
    ...('minimum' in issue && { minimum: Number(issue.minimum) }),
    ...('maximum' in issue && { maximum: Number(issue.maximum) }),
  }
}
