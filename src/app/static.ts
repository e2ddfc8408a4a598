import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '../platform/root.ts'

/** Serves the built browser app; every address that is not a file or the API opens the app itself. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const root = join(projectRoot, 'dist', 'web')
  if (!existsSync(root)) return
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
    wildcard: false,
  })
  app.route({
    method: 'GET',
    url: '/*',
    handler: (request, reply) => {
      const isPage = !request.url.startsWith('/api/') && !/\.\w{1,8}$/.test(request.url.split('?')[0] ?? '')
      return isPage ? reply.sendFile('index.html') : reply.callNotFound()
    },
  })
}
