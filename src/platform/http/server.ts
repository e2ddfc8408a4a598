import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Ctx, PublicCtx } from '../context.ts'
import type { Database } from '../database.ts'
import { AppError } from '../errors.ts'
import { newId } from '../id.ts'
import { removeUpload, saveUpload, type Upload } from '../uploads.ts'
import { endConnections } from './closing.ts'
import { expectedError, invalidInput, problemOf } from './problem.ts'
import type { ReplyControl, Route } from './route.ts'

export const SESSION_COOKIE = 'tandem_session'
export const CSRF_HEADER = 'x-tandem-csrf'
/** Whose session a request counts on: what one person wrote is never taken in the name of another who signed in since. */
export const PERSON_HEADER = 'x-tandem-person'
const FILE_TYPE = 'application/octet-stream'

/** What the web server asks of the people slice: it knows no user itself. */
export interface Gate {
  /** Runs work inside the tenant of a session token; throws `unauthenticated` for a token that is not valid now. */
  withSession<T>(request: PublicCtx, token: string, readOnly: boolean, work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Who is behind session tokens of one tenant now, by token; those that are not valid (any more) are missing. */
  actors(of: { db: Database; clock: Clock }, tenantId: string, tokens: readonly string[]): Promise<Map<string, Actor>>
}

export interface ServerOptions {
  /** Answers addresses that are no route, before the 404. */
  fallback?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
  db: Database
  clock: Clock
  gate: Gate
  routes: readonly Route[]
  logger?: FastifyBaseLogger
  /** Sessions travel over HTTPS only. */
  secureCookies?: boolean
  trustProxy?: boolean
  /** Certificate and key as PEM text: serves HTTPS by itself. */
  tls?: { cert: string; key: string }
}

/** Builds the HTTP server of the given routes; it does not listen yet, so tests use `inject`. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.tls && { https: options.tls }),
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    genReqId: () => newId(),
    bodyLimit: 1_048_576,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
  })
  endConnections(app)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurity(options.secureCookies ?? false) },
    hsts: options.secureCookies ?? false,
  })
  // Everything but files is JSON; plain text is what a foreign page could send without being asked.
  app.removeContentTypeParser('text/plain')
  // Handed on as a stream: only routes that take a file read it.
  app.addContentTypeParser(FILE_TYPE, (_request, payload, done) => done(null, payload))
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  app.setNotFoundHandler(
    (request, reply) =>
      options.fallback?.(request, reply) ??
      sendError(new AppError('not_found', 'http.no_such_address'), request, reply),
  )
  for (const route of options.routes) register(app, route, options)
  return app
}

function contentSecurity(secure: boolean): Record<string, string[] | null> {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    // Ant Design computes its component styles in the browser; scripts stay strict.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'upgrade-insecure-requests': secure ? [] : null,
  }
}

function register(app: FastifyInstance, route: Route, options: ServerOptions): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const result = await handle(route, request, reply, options)
      const parsed = route.reply.safeParse(result)
      if (!parsed.success)
        throw new Error(`reply of ${route.method} ${route.path} breaks its schema: ${parsed.error.message}`)
      if (parsed.data === undefined) return reply.code(204).send()
      return parsed.data
    },
  })
}

async function handle(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ServerOptions,
): Promise<unknown> {
  const token = tokenOf(request)
  const publicCtx = publicCtxOf(request, options)
  const run = route.run as (ctx: unknown, input: unknown) => Promise<unknown>
  const control = controlOf(reply, options.secureCookies ?? false)
  if (route.can === 'public') {
    refuseForgery(request, token)
    return run(publicCtx, { ...parse(route, request), reply: control, token: token?.value ?? null, upload: null })
  }
  if (token === null) throw new AppError('unauthenticated', 'people.no_session')
  refuseForgery(request, token)
  const act = (
    readOnly: boolean,
    upload: Upload | null,
    work: (ctx: Ctx, input: object) => Promise<unknown>,
  ): Promise<unknown> =>
    options.gate.withSession(publicCtx, token.value, readOnly, async (ctx) => {
      const meant = request.headers[PERSON_HEADER]
      if (meant !== undefined && meant !== ctx.actor.userId)
        throw new AppError('unauthenticated', 'people.other_person')
      if (route.can !== 'signedIn' && !ctx.actor.grants[route.can]?.length) {
        throw new AppError('forbidden', 'people.not_allowed', { params: { permission: route.can } })
      }
      return work(ctx, { ...parse(route, request), reply: control, token: token.value, upload })
    })
  if (!route.upload) return act(route.method === 'GET', null, run)
  // Who may not send a file is refused before it is read, and no transaction waits for a slow one.
  await act(true, null, () => Promise.resolve())
  if (!(request.body instanceof Readable)) throw new AppError('invalid', 'http.file_expected', { status: 415 })
  const upload = await saveUpload(request.body, route.bodyLimit ?? 1_048_576)
  return act(false, upload, run).catch(async (error: unknown) => {
    await removeUpload(upload.file)
    throw error
  })
}

export function publicCtxOf(request: FastifyRequest, { db, clock }: { db: Database; clock: Clock }): PublicCtx {
  const userAgent = String(request.headers['user-agent'] ?? '').slice(0, 300)
  return { db, clock, requestId: request.id, ip: request.ip, userAgent }
}

interface Token {
  value: string
  from: 'cookie' | 'bearer'
}

export function tokenOf(request: FastifyRequest): Token | null {
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { value: bearer, from: 'bearer' }
  const value = request.cookies[SESSION_COOKIE]
  return value ? { value, from: 'cookie' } : null
}

/** A browser sends cookies by itself, the header only by our own script: without it a cookie may not change anything. */
function refuseForgery(request: FastifyRequest, token: Token | null): void {
  if (request.method === 'GET' || token?.from === 'bearer') return
  const origin = request.headers.origin
  const foreign =
    origin !== undefined &&
    origin !== 'null' &&
    !(URL.canParse(origin) && new URL(origin).host === request.headers.host)
  const unmarked = token !== null && request.headers[CSRF_HEADER] === undefined
  if (foreign || unmarked) throw new AppError('forbidden', 'http.forged')
}

function parse(route: Route, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  const part = (schema: Route['body'], value: unknown, status: 400 | 422) => {
    if (schema === undefined) return undefined
    const result = schema.safeParse(value, { reportInput: true })
    if (!result.success) throw invalidInput(result.error, status)
    return result.data
  }
  return {
    params: part(route.params, request.params, 400),
    query: part(route.query, request.query, 400),
    body: part(route.body, request.body instanceof Readable ? null : (request.body ?? {}), 422),
  }
}

function controlOf(reply: FastifyReply, secure: boolean): ReplyControl {
  return {
    status: (code) => void reply.code(code),
    header: (name, value) => void reply.header(name, value),
    session: (token) => {
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
      if (token === null) reply.clearCookie(SESSION_COOKIE, options)
      else reply.setCookie(SESSION_COOKIE, token, { ...options, maxAge: 30 * 24 * 3600 })
    },
  }
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const expected = expectedError(error)
  if (expected === null) request.log.error({ err: error }, 'request failed')
  const answer = expected ?? new AppError('unavailable', 'http.unexpected', { status: 500 })
  const problem = problemOf(answer, request.id)
  if (answer.details.retryAfter !== undefined) reply.header('retry-after', String(answer.details.retryAfter))
  return reply.code(problem.status).type('application/problem+json').send(problem)
}
