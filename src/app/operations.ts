import type { FastifyInstance } from 'fastify'
import type { Database } from '../platform/database.ts'
import { referencePage } from '../platform/http/reference.ts'

/** Addresses for those who operate Tandem: is it alive, may it get traffic, how is it, what does the API offer. */
export function registerOperations(
  app: FastifyInstance,
  db: Database,
  { document, streams }: { document: () => object; streams: () => number },
): void {
  const started = Date.now()
  let handled = 0
  let failed = 0
  let json: string | undefined
  let page: string | undefined
  app.addHook('onResponse', (_request, reply, done) => {
    handled++
    if (reply.statusCode >= 500) failed++
    done()
  })
  app.get('/api/health', () => ({ status: 'ok' }))
  app.get('/api/ready', async (_request, reply) => {
    const ready = await db.ping()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database_away' })
  })
  app.get('/api/openapi.json', (_request, reply) => {
    json ??= JSON.stringify(document())
    return reply.type('application/json').send(json)
  })
  app.get('/api/docs', (_request, reply) => {
    page ??= referencePage(document() as Record<string, unknown>)
    return reply.type('text/html; charset=utf-8').send(page)
  })
  app.get('/metrics', (request, reply) => {
    // Figures of the process are for its own machine and network only, never for the internet.
    if (!isPrivate(request.ip)) return reply.callNotFound()
    const memory = process.memoryUsage()
    const lines = {
      tandem_http_requests_total: handled,
      tandem_http_errors_total: failed,
      tandem_live_streams: streams(),
      tandem_uptime_seconds: Math.round((Date.now() - started) / 1000),
      process_resident_memory_bytes: memory.rss,
      nodejs_heap_used_bytes: memory.heapUsed,
    }
    return reply.type('text/plain; version=0.0.4').send(
      `${Object.entries(lines)
        .map(([name, value]) => `${name} ${value}`)
        .join('\n')}\n`,
    )
  })
}

function isPrivate(ip: string): boolean {
  return /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/.test(ip)
}
