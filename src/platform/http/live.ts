import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database.ts'
import { AppError } from '../errors.ts'
import { listen, type Message } from '../live.ts'
import { type Gate, publicCtxOf, tokenOf } from './server.ts'

const HEARTBEAT_MS = 25_000
/** A change of rights counts within 5 seconds. */
const RECHECK_MS = 4_000
const STREAMS_PER_SESSION = 8
const STREAMS_PER_PERSON = 30
/** A reader that leaves so much unread is gone or hopelessly slow: it may come back. */
const MOST_UNREAD_BYTES = 64 * 1024

interface Stream {
  token: string
  tenantId: string
  actor: Actor
  response: ServerResponse
}

/** How many streams are open now. */
export type StreamCount = () => number

/**
 * `GET /api/live`: server-sent events, each the name of what a browser should fetch again; `*` is all of it.
 * A stream ends when its session does and when rights change; the browser opens it anew.
 */
export function registerLive(app: FastifyInstance, options: { db: Database; clock: Clock; gate: Gate }): StreamCount {
  const { db, gate } = options
  const streams = new Set<Stream>()
  const end = (stream: Stream): void => {
    streams.delete(stream)
    stream.response.end()
    stream.response.socket?.destroySoon()
  }
  const write = (stream: Stream, text: string): void => {
    stream.response.write(text)
    if (stream.response.writableLength > MOST_UNREAD_BYTES) stream.response.destroy()
  }
  const recheck = async (): Promise<void> => {
    for (const tenantId of new Set([...streams].map((stream) => stream.tenantId))) {
      const those = [...streams].filter((stream) => stream.tenantId === tenantId)
      const actors = await gate.actors(options, tenantId, [...new Set(those.map(({ token }) => token))])
      for (const stream of those) if (!sameRights(stream.actor, actors.get(stream.token))) end(stream)
    }
  }

  app.get('/api/live', async (request, reply) => {
    const token = tokenOf(request)?.value
    if (token === undefined) throw new AppError('unauthenticated', 'people.no_session')
    const who = await gate.withSession(publicCtxOf(request, options), token, true, ({ tenantId, actor }) =>
      Promise.resolve({ tenantId, actor }),
    )
    const stream: Stream = { token, ...who, response: reply.raw }
    refuseTooMany(streams, stream)
    reply.hijack()
    streams.add(stream)
    reply.raw.on('close', () => streams.delete(stream))
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    // Browsers come back spread over two seconds, so that a restart is not followed by all of them at once.
    reply.raw.write(`retry: ${1000 + Math.round(Math.random() * 2000)}\n\n`)
  })

  let stop = (): Promise<void> => Promise.resolve()
  app.addHook('onReady', (done) => {
    const listening = listen(db, (message) => {
      for (const stream of streams) {
        if (message === null || concerns(message, stream)) write(stream, `data: ${message?.topic ?? '*'}\n\n`)
      }
    })
    const beat = setInterval(() => {
      for (const stream of streams) write(stream, ':\n\n')
    }, HEARTBEAT_MS)
    // Without the database nobody's rights change.
    const check = setInterval(() => void recheck().catch(() => undefined), RECHECK_MS)
    stop = () => {
      clearInterval(beat)
      clearInterval(check)
      return listening.stop()
    }
    done()
  })
  app.addHook('preClose', async () => {
    for (const stream of streams) end(stream)
    await stop()
  })
  return () => streams.size
}

function refuseTooMany(streams: ReadonlySet<Stream>, { token, tenantId, actor }: Stream): void {
  const own = [...streams].filter((each) => each.tenantId === tenantId && each.actor.userId === actor.userId)
  if (own.length >= STREAMS_PER_PERSON || own.filter((each) => each.token === token).length >= STREAMS_PER_SESSION)
    throw new AppError('too_many', 'http.too_many_streams', { retryAfter: 30 })
}

/** Whoever sees only their own hears only of that. */
function concerns({ tenant, can, people }: Message, { tenantId, actor }: Stream): boolean {
  if (tenant !== tenantId) return false
  if (can === 'signedIn') return true
  const grants = can === undefined ? [] : (actor.grants[can] ?? [])
  if (can !== undefined && grants.length === 0) return false
  return people.includes(actor.userId) || grants.some(({ reach }) => reach !== 'own')
}

function sameRights(then: Actor, now: Actor | undefined): boolean {
  const rights = ({ grants, departmentPath }: Actor): string => JSON.stringify([grants, departmentPath])
  return now !== undefined && rights(then) === rights(now)
}
