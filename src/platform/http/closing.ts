import type { FastifyInstance } from 'fastify'

const LOOK_MS = 25
/** So long a request may take to finish once the server is told to stop. */
const GRACE_MS = 10_000

/**
 * Lets a server stop soon: requests under way are answered first, but connections that only stand open do not hold it up. A browser
 * opens some ahead of need; without a request they count as busy for a minute.
 */
export function endConnections(app: FastifyInstance): void {
  let busy = 0
  let looking: ReturnType<typeof setInterval> | undefined
  app.addHook('onRequest', (_request, reply, done) => {
    busy++
    reply.raw.once('close', () => busy--)
    done()
  })
  app.addHook('preClose', (done) => {
    const until = Date.now() + GRACE_MS
    looking = setInterval(() => {
      if (busy === 0 || Date.now() > until) app.server.closeAllConnections()
    }, LOOK_MS)
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearInterval(looking)
    done()
  })
}
