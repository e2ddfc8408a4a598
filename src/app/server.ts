import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { gate } from '../base/people/service.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { registerLive } from '../platform/http/live.ts'
import { openApi } from '../platform/http/openapi.ts'
import type { Route } from '../platform/http/route.ts'
import { buildServer } from '../platform/http/server.ts'
import { registerOperations } from './operations.ts'
import { bindSlices, routes } from './slices.ts'
import { openApp, serveWeb } from './static.ts'

export interface AppOptions {
  db: Database
  clock: Clock
  logger?: FastifyBaseLogger
  secureCookies?: boolean
  trustProxy?: boolean
  tls?: { cert: string; key: string }
  /** Routes beyond those of the slices. */
  more?: readonly Route[]
  /** Tell browsers what to fetch again, over streams. */
  live?: boolean
  /** Serve the built browser app too. */
  web?: boolean
}

export const apiInfo = { title: 'Tandem', version: '0.1.0' }

/** The whole HTTP side of Tandem: every slice's routes, health, API document and the browser app. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  bindSlices()
  const all = [...routes, ...(options.more ?? [])]
  const app = await buildServer({ ...options, gate, routes: all, ...(options.web && { fallback: openApp }) })
  const streams = options.live ? registerLive(app, { ...options, gate }) : () => 0
  registerOperations(app, options.db, { document: () => openApi(all, apiInfo), streams })
  if (options.web) await serveWeb(app)
  return app
}
