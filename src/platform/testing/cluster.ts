import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Embedded, startEmbedded } from '../embedded/start.ts'
import { migrate } from '../migrate.ts'

const TEMPLATE = 'tandem'

/** A database of its own for one test file. */
export interface DatabaseUrls {
  name: string
  ownerUrl: string
  appUrl: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address at which test files ask for databases. */
    databases: string
  }
}

/**
 * Vitest's global set-up: one PostgreSQL for the whole run, started when the first test file asks for a database,
 * so that runs of pure tests cost nothing. It lives in a temporary folder and ends with the run, however that ends.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<TestCluster> | undefined
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const work = async (): Promise<DatabaseUrls | null> => {
      cluster ??= startCluster()
      const name = pathname.slice(1)
      if (request.method === 'DELETE') return (await cluster).drop(name).then(() => null)
      return (await cluster).create(name, searchParams.has('migrated'))
    }
    work().then(
      (body) => response.end(JSON.stringify(body)),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('databases', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.closeAllConnections()
    server.close()
    await cluster?.then(
      (running) => running.stop(),
      () => undefined,
    )
  }
}

interface TestCluster {
  create(name: string, migrated: boolean): Promise<DatabaseUrls>
  drop(name: string): Promise<void>
  stop(): Promise<void>
}

async function startCluster(): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-test-'))
  const cleaner = cleanUpAfterKill(dataDir)
  try {
    const log = { info: () => undefined, warn: (message: string) => process.stderr.write(`${message}\n`) }
    const embedded = await startEmbedded({ dataDir, log, durable: false })
    cleaner.stdin?.write(`${embedded.pid}\n`)
    await migrate(embedded.ownerUrl, { appRole: 'tandem_app' })
    return clusterOf(embedded, dataDir, cleaner)
  } catch (error) {
    cleaner.stdin?.end()
    throw error
  }
}

function clusterOf(embedded: Embedded, dataDir: string, cleaner: ChildProcess): TestCluster {
  const admin = new pg.Pool({ connectionString: urlFor(embedded.ownerUrl, 'postgres'), max: 1 })
  // The server may stop before the closing connection is gone.
  admin.on('error', () => undefined)
  return {
    create: async (name, migrated) => {
      const identifier = pg.escapeIdentifier(name)
      await admin.query(`create database ${identifier} ${migrated ? `template ${TEMPLATE}` : `encoding 'UTF8'`}`)
      return { name, ownerUrl: urlFor(embedded.ownerUrl, name), appUrl: urlFor(embedded.appUrl, name) }
    },
    drop: async (name) => {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    },
    stop: async () => {
      await admin.end()
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
      cleaner.stdin?.end()
    },
  }
}

function urlFor(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}

/** A small process that outlives a killed test run, then ends the server it was told of and removes the folder. */
function cleanUpAfterKill(dataDir: string): ChildProcess {
  const script = `
    let told = ''
    process.stdin.on('data', (text) => { told += text }).on('end', () => {
      const pid = Number(told)
      try { if (pid) process.kill(pid, 'SIGINT') } catch {}
      setTimeout(() => require('node:fs').rmSync(process.argv[1], { recursive: true, force: true }), pid ? 1500 : 0)
    })
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {})`
  const options = { detached: true, stdio: ['pipe', 'ignore', 'ignore'] as ['pipe', 'ignore', 'ignore'] }
  const cleaner = spawn(process.execPath, ['-e', script, dataDir], { ...options, cwd: '/' })
  cleaner.stdin?.on('error', () => undefined)
  cleaner.unref()
  return cleaner
}
