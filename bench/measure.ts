import { createHash } from 'node:crypto'
import { type Child, startChild } from './child.ts'
import { connectionsTo, drive, type Run } from './client.ts'
import { NOW } from './clock.ts'
import type { DataSet } from './cluster.ts'
import { median, percentile } from './figures.ts'
import { databaseCpu } from './processor.ts'
import type { Kind } from './requests.ts'
import type { Statement } from './statements.ts'

/** Connections of the client, and of each server to the database. */
export const CONNECTIONS = 16
export const POOL = 12

export interface Effort {
  rounds: number
  /** Bounds of one round. */
  seconds: number
  writes: number
}

/** What one kind of request costs. Rates are requests per second, times are milliseconds. */
export interface Figure {
  floor: number
  ours: number
  ratio: number
  p50: number
  p95: number
  /** Follow-ups in the database. */
  rows: number
  /** Rows in the last reply. */
  replyRows: number
  /** Processor time of the server process for one request. */
  cpuMs: number
  floorCpuMs: number
  /** Processor time of the database for one request of Tandem, and of the floor. */
  dbCpuMs: number
  floorDbCpuMs: number
  statements: number
  /** Memory of the server process after the rounds, in MB. */
  rssMb: number
}

interface Side {
  child: Child
  port: number
}

interface Sides {
  ours: Side
  floor: Side
}

/** Starts both servers on a data set, runs `work`, and ends them. */
export async function withServers<T>(data: DataSet, work: (sides: Sides) => Promise<T>): Promise<T> {
  const [ours, floor] = [startChild(), startChild()]
  try {
    const { port, options } = await ours.ask('ours', { appUrl: data.appUrl, pool: POOL })
    const floorPort = await floor.ask('floor', { appUrl: data.appUrl, pool: POOL, options })
    return await work({ ours: { child: ours, port }, floor: { child: floor, port: floorPort } })
  } finally {
    await Promise.all([ours.end(), floor.end()])
  }
}

/** Measures one kind of request: teaches the floor what Tandem runs for it, warms both up, then loads them in turn. */
export async function measure(sides: Sides, data: DataSet, kind: Kind, size: number, effort: Effort): Promise<Figure> {
  const forms = formsOf(kind)
  const { statements, replyRows } = await teach(sides, data, kind, forms)
  const load = (side: Side, count: number, seconds: number) =>
    drive({ port: side.port, connections: CONNECTIONS, count, seconds, next: () => kind.call(forms()) })
  const isWrite = kind.subjects !== undefined
  const warmUp = isWrite ? 50 : 2000
  for (const side of [sides.ours, sides.floor]) await load(side, warmUp, effort.seconds / 2)
  const runs: Record<keyof Sides, (Run & { cpuMs: number; dbCpuMs: number })[]> = { ours: [], floor: [] }
  const profileDir = process.env['TANDEM_BENCH_PROFILE']
  if (profileDir) await sides.ours.child.ask('profile', {})
  for (let round = 0; round < effort.rounds; round++) {
    for (const name of ['floor', 'ours'] as const) {
      const before = await sides[name].child.ask('cost', null)
      const dbBefore = databaseCpu(data.pid)
      const run = await load(
        sides[name],
        isWrite ? effort.writes : Number.MAX_SAFE_INTEGER,
        effort.seconds * (isWrite ? 4 : 1),
      )
      const { cpuMs } = await sides[name].child.ask('cost', null)
      const dbCpuMs = (databaseCpu(data.pid) - dbBefore) / run.requests
      runs[name].push({ ...run, cpuMs: (cpuMs - before.cpuMs) / run.requests, dbCpuMs })
    }
  }
  if (profileDir) await sides.ours.child.ask('profile', { file: `${profileDir}/${kind.name}-${size}.cpuprofile` })
  const { rssMb } = await sides.ours.child.ask('cost', null)
  const rate = (name: keyof Sides) => median(runs[name].map((run) => run.requests / run.seconds))
  const times = runs.ours.flatMap((run) => run.times)
  return {
    floor: rate('floor'),
    ours: rate('ours'),
    ratio: rate('ours') / rate('floor'),
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    rows: size,
    replyRows,
    cpuMs: median(runs.ours.map((run) => run.cpuMs)),
    floorCpuMs: median(runs.floor.map((run) => run.cpuMs)),
    dbCpuMs: median(runs.ours.map((run) => run.dbCpuMs)),
    floorDbCpuMs: median(runs.floor.map((run) => run.dbCpuMs)),
    statements,
    rssMb,
  }
}

/** Numbers of forms in turn: those of reads begin anew, each of a write is used once. */
function formsOf(kind: Kind): () => number {
  let next = 0
  return () => {
    if (kind.subjects === undefined) return next++ % kind.forms
    if (next === kind.forms) throw new Error(`${kind.name}: all ${kind.forms} prepared requests are used up`)
    return next++
  }
}

/** Sends Tandem requests one at a time and gives the floor the statements that they ran. */
async function teach(
  { ours, floor }: Sides,
  { company }: DataSet,
  kind: Kind,
  forms: () => number,
): Promise<{ statements: number; replyRows: number }> {
  const connections = connectionsTo(ours.port, 1)
  let replyRows = 0
  const recorded = async (form: number): Promise<Statement[]> => {
    const call = kind.call(form)
    await ours.child.ask('record', null)
    const { status, text } = await connections.send(call)
    if (status !== 200 && status !== 201) throw new Error(`${call.mark}: ${status} ${text.slice(0, 2000)}`)
    replyRows = kind.rows(JSON.parse(text) as never)
    return ours.child.ask('recorded', null)
  }
  try {
    if (kind.subjects === undefined) {
      const reads: Statement[][] = []
      for (let form = 0; form < kind.forms; form++) reads.push(await recorded(form))
      await floor.child.ask('learn', { kind: kind.name, reads })
      return { statements: median(reads.map((each) => each.length)), replyRows }
    }
    // The first requests of a process load what later ones find loaded.
    for (let n = 0; n < 5; n++) await recorded(forms())
    const form = forms()
    const since = [Date.now(), Date.parse(NOW)]
    const statements = await recorded(form)
    const { subjects } = kind
    const session = (index: number) => sessionHash(kind.call(index).token)
    const subject = { ...subjects[form], session: session(form) }
    const all = subjects.map((each, index) => ({ ...each, session: session(index) }))
    await floor.child.ask('learn', {
      kind: kind.name,
      write: { recorded: { statements, subject, constant: [company.tenantId], since }, subjects: all },
    })
    return { statements: statements.length, replyRows }
  } finally {
    connections.close()
  }
}

/** As the sessions table knows a token. */
function sessionHash(token: string): string {
  return createHash('sha256')
    .update(token.split('.')[1] ?? '')
    .digest('hex')
}
