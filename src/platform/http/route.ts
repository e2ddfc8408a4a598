import type { z } from 'zod'
import type { Ctx, PublicCtx } from '../context.ts'
import type { ErrorCode } from '../errors.ts'
import type { Upload } from '../uploads.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call a route: `public` (no session), `signedIn` (any session), or the key of a permission.
 * It is required: a route without it does not compile.
 */
export type Can = 'public' | 'signedIn' | (string & {})

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface ReplyControl {
  /** Status other than 200. */
  status(code: number): void
  header(name: string, value: string): void
  /** Sets or clears (null) the session cookie. */
  session(token: string | null): void
}

export interface Input<P, Q, B> {
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  reply: ReplyControl
  /** Session token of the request, for sign-out and rotation. */
  token: string | null
  /** The file of a route that takes one, else null. */
  upload: Upload | null
}

export interface RouteSpec<C extends Can, P, Q, B, R> {
  method: Method
  path: `/api/${string}`
  can: C
  /** One line for the API reference. */
  summary: string
  params?: P
  query?: Q
  body?: B
  reply: R
  /** Error codes beyond the usual ones, for the API reference. */
  errors?: ErrorCode[]
  /** Larger or smaller than the usual 1 MB. */
  bodyLimit?: number
  /** The body is one file as `application/octet-stream`, streamed to the uploads folder up to `bodyLimit`. */
  upload?: true
  run: (
    ctx: C extends 'public' ? PublicCtx : Ctx,
    input: Input<P, Q, B>,
  ) => Promise<R extends z.ZodType ? z.input<R> : never>
}

/** A route with its types worn off, as the server keeps it. */
export interface Route {
  method: Method
  path: `/api/${string}`
  can: Can
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  reply: z.ZodType
  errors?: ErrorCode[]
  bodyLimit?: number
  upload?: true
  run: (ctx: never, input: never) => Promise<unknown>
}

/** Declares one route; `run` gets parsed input and its result is parsed by `reply` before it leaves. */
export function route<
  const C extends Can,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType = z.ZodType,
>(spec: RouteSpec<C, P, Q, B, R>): Route {
  return spec as unknown as Route
}
