import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { projectRoot } from '../platform/root.ts'

const root = join(projectRoot, 'dist', 'web')

/** Serves the files of the built browser app, compressed where the browser takes it. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  if (!existsSync(root)) return
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** Every address that is neither a file nor the API opens the app itself, which knows its own screens. */
export function openApp(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const isPage =
    request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{1,8}$/.test(request.url.split('?')[0] ?? '')
  return isPage && typeof reply.sendFile === 'function' ? reply.sendFile('index.html') : undefined
}
