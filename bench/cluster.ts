import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { bindSlices } from '../src/app/slices.ts'
import { asSystem } from '../src/base/people/service.ts'
import { countedDays, rebuildCells } from '../src/insight/metrics/service.ts'
import type { Ctx } from '../src/platform/context.ts'
import { openDatabase } from '../src/platform/database.ts'
import { startEmbedded } from '../src/platform/embedded/start.ts'
import { migrate } from '../src/platform/migrate.ts'
import { projectRoot } from '../src/platform/root.ts'
import { clockFrom } from './clock.ts'
import { type Company, makeCompany } from './company.ts'
import { fillHistory } from './history.ts'

export interface DataSet {
  ownerUrl: string
  appUrl: string
  company: Company
  /** Process of the database server. */
  pid: number
}

export interface Cluster {
  /** The database with so many follow-ups, made now unless it is kept from an earlier run. */
  dataSet(size: number): Promise<DataSet>
  stop(): Promise<void>
}

/** Starts the embedded PostgreSQL as people have it: durable, with the product's settings. @param keep folder that outlives the run */
export async function startCluster(keep: string | undefined): Promise<Cluster> {
  const dataDir = keep ?? mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const embedded = await startEmbedded({
    dataDir,
    log: { info: () => undefined, warn: (message) => process.stderr.write(`${message}\n`) },
  })
  bindSlices()
  return {
    dataSet: async (size) => ({ ...(await dataSet(embedded, size)), pid: embedded.pid }),
    stop: async () => {
      await embedded.stop()
      if (keep === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function dataSet(server: { ownerUrl: string; appUrl: string }, size: number): Promise<Omit<DataSet, 'pid'>> {
  const name = `bench_${size}_${version()}`
  const urls = { ownerUrl: urlOf(server.ownerUrl, name), appUrl: urlOf(server.appUrl, name) }
  const kept = await company(urls.ownerUrl)
  if (kept !== null) return { ...urls, company: kept }
  await asOwner(urlOf(server.ownerUrl, 'postgres'), async (owner) => {
    await owner.query(`drop database if exists ${name} with (force)`)
    await owner.query(`create database ${name} encoding 'UTF8'`)
    await owner.query(`grant connect on database ${name} to tandem_app`)
  })
  await migrate(urls.ownerUrl, { appRole: 'tandem_app' })
  const db = await openDatabase(urls.appUrl)
  try {
    const made = await asOwner(urls.ownerUrl, (owner) => makeCompany(db, owner))
    await fillHistory(urls.ownerUrl, made, size)
    // Planning the rebuild needs to know how much there is.
    await asOwner(urls.ownerUrl, (owner) => owner.query('vacuum (analyze)'))
    const inCompany = <T>(work: (ctx: Ctx) => Promise<T>) => asSystem(db, clockFrom(Date.now()), made.tenantId, work)
    for (const days of await inCompany(countedDays)) await inCompany((ctx) => rebuildCells(ctx, days))
    await asOwner(urls.ownerUrl, async (owner) => {
      await owner.query('vacuum (analyze) metric_days')
      await owner.query('create table bench_ready as select $1::uuid as tenant, $2::uuid as admin', [
        made.tenantId,
        made.adminId,
      ])
      await owner.query('checkpoint')
    })
    return { ...urls, company: made }
  } finally {
    await db.close()
  }
}

/** The company of a database that was finished earlier. */
async function company(ownerUrl: string): Promise<Company | null> {
  try {
    return await asOwner(ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ tenant: string; admin: string }>('select tenant, admin from bench_ready')
      return rows[0] ? { tenantId: rows[0].tenant, adminId: rows[0].admin } : null
    })
  } catch {
    return null
  }
}

/** Runs work on a connection of the role that owns the tables. */
export async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** A data set is made anew when the schema or the way it is made changes. */
function version(): string {
  const hash = createHash('sha256')
  for (const folder of ['migrations', 'bench']) {
    for (const name of readdirSync(join(projectRoot, folder)).sort()) {
      if (folder === 'migrations' || /^(facts|history|company)\.ts$/.test(name))
        hash.update(readFileSync(join(projectRoot, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 8)
}

function urlOf(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}
