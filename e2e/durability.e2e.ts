import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Dice, dice } from '../src/app/testing-dice.ts'
import { type Log, recordUntil, type Sent, type Server, sendAgain } from './recorders.ts'
import { databaseProcess, databaseUrl, type System, startSystem } from './system.ts'

const ROUNDS = process.env.TANDEM_LONG === '1' ? 50 : 3
const CLIENTS = 8
const SEED = Number(process.env.TANDEM_SEED ?? (process.env.TANDEM_LONG === '1' ? Date.now() % 1e9 : 20_260_312))
const victims = ['node', 'database', 'both'] as const
type Victim = (typeof victims)[number]

const admin = { name: '郑管理', identifier: 'admin@example.com', password: 'tandem-durable' }

let system: System
let server: Server
const log: Log = { sent: [], statuses: {}, faults: [] }
/** Milliseconds from each kill to the first answer that the system is ready. */
const back: number[] = []

async function call(path: string, body: unknown, token?: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${system.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Record<string, unknown>
}

beforeAll(async () => {
  system = await startSystem({ database: 'embedded' })
  const company = { name: '衡川自动化', scenario: 'enterprise', timeZone: 'Asia/Shanghai' }
  await call('/api/setup', { company, admin })
  const { token } = (await call('/api/session?token=true', {
    identifier: admin.identifier,
    password: admin.password,
  })) as { token: string }
  server = { url: () => system.url, token, customerIds: [] }
  for (let i = 0; i < 12; i++) {
    const { id } = await call('/api/customers', { name: `耐久客户 ${i}` }, token)
    server.customerIds.push(id as string)
  }
})
afterAll(() => system?.remove())

/** Kills, and waits until the system is ready again: by itself, or started anew where Node is gone. */
async function killAndWait(victim: Victim): Promise<void> {
  const killed = Date.now()
  const database = databaseProcess(system.dataDir)
  if (victim !== 'node' && database !== undefined) process.kill(database, 'SIGKILL')
  if (victim !== 'database') {
    const { dataDir } = system
    await system.kill()
    system = await startSystem({ database: 'embedded', dataDir })
  } else {
    await expect.poll(() => databaseProcess(system.dataDir), { timeout: 60_000, interval: 20 }).not.toBe(database)
    await expect.poll(isReady, { timeout: 60_000, interval: 20 }).toBe(true)
  }
  back.push(Date.now() - killed)
}

const isReady = () =>
  fetch(`${system.url}/api/ready`).then(
    (response) => response.ok,
    () => false,
  )

/** One round: clients at work, a kill at a random moment, the clients go on until it is back, some send again. */
async function round(roll: Dice, victim: Victim): Promise<void> {
  const stop = new AbortController()
  const clients = Array.from({ length: CLIENTS }, () =>
    recordUntil(stop.signal, server, log, dice(roll.below(2 ** 31))),
  )
  await sleep(300 + roll.below(1200))
  await killAndWait(victim)
  await sleep(200)
  stop.abort()
  await Promise.all(clients)
  for (const sent of log.sent.filter(({ acknowledged }) => acknowledged === null)) {
    if (roll.chance(0.7)) await sendAgain(server, log, sent)
  }
}

interface Row {
  id: string
  summary: string
  made: number
  steps: number
}

/** Every interaction in the database with how often its making was noted and how many next steps came of it. */
async function stored(): Promise<{ rows: Row[]; cells: number; facts: number }> {
  const client = new pg.Client({ connectionString: databaseUrl(system.dataDir) })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(
      `select id, summary,
         (select count(*)::int from audit_entries a where a.record_id = f.id and a.action = 'created') as made,
         (select count(*)::int from next_steps n where n.made_by_follow_up_id = f.id) as steps
       from follow_ups f`,
    )
    const counted = await client.query<{ cells: number; facts: number }>(
      `select (select sum(count)::int from metric_days where metric in ('visits', 'dials', 'followUps')) as cells,
         (select (count(*) + count(*) filter (where method in ('phone', 'visit')))::int from follow_ups) as facts`,
    )
    return { rows, cells: counted.rows[0]?.cells ?? 0, facts: counted.rows[0]?.facts ?? 0 }
  } finally {
    await client.end()
  }
}

/** What the database has against the clients' list, in words. */
function differences(rows: Row[], list: Sent[]): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = new Map(list.map((sent) => [sent.id, sent]))
  const missing = list.filter(({ id, acknowledged }) => acknowledged !== null && !byId.has(id))
  return [
    ...missing.map(({ id }) => `${id} is missing`),
    ...rows.flatMap(({ id, summary, made, steps }) => {
      const sent = known.get(id)
      if (sent === undefined) return [`${id} was never sent`]
      const faults: string[] = []
      if (made !== 1 || steps !== 1) faults.push(`${id} was made ${made} times with ${steps} next steps`)
      if (sent.acknowledged !== null && sent.acknowledged['summary'] !== summary)
        faults.push(`${id} says something else`)
      if (!sent.bodies.some((body) => body['summary'] === summary)) faults.push(`${id} says what nobody sent`)
      return faults
    }),
  ]
}

/** `verify` of the command line. @returns what it printed when the figures differ from the facts, else null */
function figuresDiffer(): Promise<string | null> {
  const program = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url))
  const env = { ...process.env, TANDEM_DATA: system.dataDir, DATABASE_URL: '' }
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'verify'], { env }, (error, stdout, stderr) =>
      resolve(error === null ? null : `${stdout}${stderr}`),
    )
  })
}

const acknowledged = () => log.sent.filter((sent) => sent.acknowledged !== null).length

function figures(): string {
  return [
    `${back.length} kills, seed ${SEED}: ${acknowledged()} of ${log.sent.length} interactions acknowledged`,
    `answers by status ${JSON.stringify(log.statuses)}`,
    `back after at most ${Math.max(...back)} ms`,
  ].join(', ')
}

test(`nothing acknowledged is lost or counted twice in ${ROUNDS} rounds of kill -9 under load (seed ${SEED})`, {
  timeout: ROUNDS * 40_000 + 60_000,
}, async () => {
  const roll = dice(SEED)
  for (let n = 0; n < ROUNDS; n++) {
    const victim = n < victims.length ? (victims[n] as Victim) : roll.one(victims)
    await round(roll, victim)
    const { rows, cells, facts } = await stored()
    const where = `round ${n + 1}, killed: ${victim}, seed ${SEED}`
    expect(differences(rows, log.sent), where).toEqual([])
    expect(log.faults, where).toEqual([])
    expect(cells, where).toBe(facts)
    expect(await figuresDiffer(), where).toBeNull()
    if (n % 10 === 9 || n === ROUNDS - 1) process.stdout.write(`${figures()}\n`)
  }
  expect(acknowledged()).toBeGreaterThan(ROUNDS * 20)
  expect(log.statuses[409]).toBeGreaterThan(0)
  expect(Math.max(...back)).toBeLessThan(30_000)
})
