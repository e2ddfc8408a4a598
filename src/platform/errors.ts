/** The closed list of error codes; each maps to one HTTP status. */
export const statusOf = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOf

export interface FieldError {
  /** Dotted path into the request, for example `nextStep.at`. */
  path: string
  /** Stable key that the browser words, for example `records.required`. */
  reason: string
  params?: Record<string, unknown>
}

export interface ErrorDetails {
  errors?: FieldError[]
  /** Values the browser's sentence needs. */
  params?: Record<string, unknown>
  /** The record as it stands now, for version conflicts. */
  current?: unknown
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
  /** Overrides the status of the code (400 for requests that cannot be read at all). */
  status?: number
}

/**
 * The one error a service throws for an expected refusal.
 * `reason` is a stable key owned by the slice (`people.wrong_password`); the browser words it.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly details: ErrorDetails

  constructor(code: ErrorCode, reason: string, details: ErrorDetails = {}) {
    super(reason)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.details = details
  }
}

/** A 422 for one field. */
export function invalidField(path: string, reason: string, params?: Record<string, unknown>): AppError {
  return new AppError('invalid', reason, { errors: [{ path, reason, ...(params && { params }) }] })
}

/** A record that does not exist or that this person may not see; the two are never told apart. */
export function notFound(reason = 'records.not_found'): AppError {
  return new AppError('not_found', reason)
}
