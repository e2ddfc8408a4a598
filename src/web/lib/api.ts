import { signedInAgain } from './sign-in-again.ts'

export interface FieldError {
  path: string
  reason: string
  params?: Record<string, unknown>
}

interface Problem {
  status: number
  code: string
  reason: string
  errors?: FieldError[]
  params?: Record<string, unknown>
  current?: unknown
  requestId?: string
}

/** A refusal by the server, or code `offline` when no answer came. `reason` is the key that `errorText` words. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string
  readonly errors: FieldError[]
  readonly params: Record<string, unknown>
  /** The record as it stands now, on a version conflict. */
  readonly current: unknown
  readonly requestId: string | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, retryAfter?: number) {
    super(`${problem.status} ${problem.reason}`)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.reason = problem.reason
    this.errors = problem.errors ?? []
    this.params = problem.params ?? {}
    this.current = problem.current
    this.requestId = problem.requestId
    this.retryAfter = retryAfter
  }
}

export type Query = Record<string, string | number | boolean | null | undefined | object>

export interface CallOptions {
  query?: Query
  signal?: AbortSignal
  /** False for calls that ask who is signed in: a 401 is then an answer and opens no dialog. */
  askToSignIn?: boolean
  /** Milliseconds; default 30 000. */
  timeout?: number
  /** The person whose words these are; the server refuses them in another's session. */
  person?: string
}

/** `/api/x?a=1`; objects become JSON, empty values are left out. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

async function problemFrom(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined
  const isProblem = response.headers.get('content-type')?.includes('json')
  const body = isProblem ? ((await response.json().catch(() => ({}))) as Partial<Problem>) : {}
  return new ApiError(
    { ...body, status: response.status, code: body.code ?? 'unavailable', reason: body.reason ?? 'web.server_error' },
    retryAfter,
  )
}

async function send(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const signals = [AbortSignal.timeout(options.timeout ?? 30_000), ...(options.signal ? [options.signal] : [])]
  const isForm = body instanceof FormData
  const isFile = body instanceof Blob
  try {
    return await fetch(addressOf(path, options.query), {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.any(signals),
      headers: {
        accept: 'application/json',
        'x-tandem-csrf': '1',
        ...(options.person && { 'x-tandem-person': options.person }),
        ...(body !== undefined &&
          !isForm && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body !== undefined && { body: isForm || isFile ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    const slow = error instanceof DOMException && error.name === 'TimeoutError'
    throw new ApiError({ status: 0, code: 'offline', reason: slow ? 'web.no_answer' : 'web.offline' })
  }
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<T> {
  const response = await send(method, path, body, options)
  if (response.ok) {
    if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
    const isJson = response.headers.get('content-type')?.includes('json')
    return (isJson ? await response.json() : undefined) as T
  }
  if (response.status === 401 && options.askToSignIn !== false) {
    await signedInAgain(await problemFrom(response))
    return call(method, path, body, { ...options, askToSignIn: false })
  }
  throw await problemFrom(response)
}

/**
 * The one way to the server. Rejects with `ApiError`.
 * On 401 a sign-in dialog opens over the page and the call is sent again after it, so nothing typed is lost.
 */
export const api = {
  get: <T>(path: string, query?: Query, options: CallOptions = {}): Promise<T> =>
    call<T>('GET', path, undefined, { ...options, query }),
  post: <T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('PATCH', path, body, options),
  delete: <T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('DELETE', path, body, options),
}
