import { join } from 'node:path'
import { pino } from 'pino'
import { banner } from '../platform/banner.ts'
import { systemClock } from '../platform/clock.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { startEmbedded } from '../platform/embedded/start.ts'
import { prepareExternal } from '../platform/external.ts'
import { explainListenError } from '../platform/listen.ts'
import { logTo } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { StartError, startFailureLine } from '../platform/start-error.ts'
import { keepUploadsIn } from '../platform/uploads.ts'
import { demoRoutes } from './demo/routes.ts'
import { ensureDemo } from './demo/seed.ts'
import { createApp } from './server.ts'
import { jobHandlers } from './slices.ts'
import { startWorker } from './worker.ts'

const DRAIN_MS = 20_000

export interface OpenedDatabase {
  db: Database
  ownerUrl: string
  stop(): Promise<void>
}

/** Starts (or reaches) the database, brings its schema up to date and opens it as the role that serves. */
export async function openConfigured(config: Config, log: pino.Logger, share = false): Promise<OpenedDatabase> {
  keepUploadsIn(join(config.dataDir, 'uploads'))
  if (config.database === undefined) {
    const embedded = await startEmbedded({ dataDir: config.dataDir, log, share })
    await migrate(embedded.ownerUrl, { appRole: 'tandem_app' })
    const db = await openDatabase(embedded.appUrl)
    return { db, ownerUrl: embedded.ownerUrl, stop: () => db.close().then(() => embedded.stop()) }
  }
  const urls = await prepareExternal(config.database.ownerUrl, config.database.appUrl, config.dataDir)
  await migrate(urls.ownerUrl, { appRole: urls.appRole })
  const db = await openDatabase(urls.appUrl).catch((error: Error) => {
    throw new StartError(
      `应用账号 ${urls.appRole} 不能用：${error.message}，请检查 DATABASE_APP_URL`,
      `the app role ${urls.appRole} cannot be used: ${error.message}; check DATABASE_APP_URL`,
      error,
    )
  })
  return { db, ownerUrl: urls.ownerUrl, stop: () => db.close() }
}

/** The whole program: configuration → database → schema → web and jobs → listen. Ends the process with 1 and one clear line when it cannot. */
export async function run(env: NodeJS.ProcessEnv, argv: readonly string[]): Promise<void> {
  try {
    await start(loadConfig(env, argv))
  } catch (error) {
    process.stderr.write(`${startFailureLine(error)}\n`)
    process.exit(1)
  }
}

async function start(config: Config): Promise<void> {
  const log = logTo(config.logLevel, pino.destination(2))
  const database = await openConfigured(config, log)
  const { db } = database
  const app = await createApp({
    db,
    clock: systemClock,
    logger: log,
    web: true,
    live: true,
    more: demoRoutes,
    secureCookies: config.tls !== undefined || config.publicUrl?.startsWith('https:') === true,
    trustProxy: config.publicUrl !== undefined,
    ...(config.tls && { tls: config.tls }),
  })
  try {
    if (config.demo) await ensureDemo(db, systemClock)
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await database.stop()
    throw explainListenError(error, config.port, config.host)
  }
  const worker = startWorker({
    db,
    clock: systemClock,
    handlers: jobHandlers(db, systemClock),
    onError: (error) => log.error({ err: error }, 'worker'),
  })
  drainOnSignal(async () => {
    await app.close()
    await worker.stop()
    await database.stop()
  }, log)
  process.stdout.write(
    await banner({
      port: config.port,
      host: config.host,
      secure: config.tls !== undefined,
      ...(config.publicUrl && { publicUrl: config.publicUrl }),
    }),
  )
}

/** SIGTERM and SIGINT finish what is under way, then end; a second signal ends at once. */
function drainOnSignal(drain: () => Promise<void>, log: pino.Logger): void {
  let draining = false
  const onSignal = () => {
    if (draining) process.exit(1)
    draining = true
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
