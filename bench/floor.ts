import { createServer, type IncomingMessage, type Server } from 'node:http'
import type pg from 'pg'
import { fill, type Recorded, type Subject, templateOf } from './replay.ts'
import type { Statement } from './statements.ts'

/** What the floor answers requests of one kind with, found by the number in the request's mark. */
export interface Script {
  kind: string
  /** Reads: statements of each prepared request, run again as they are. */
  reads?: Statement[][]
  /** Writes: one recorded request, and what the others are about. */
  write?: { recorded: Recorded; subjects: Subject[] }
}

export interface Floor {
  learn(script: Script): void
  server: Server
}

/** A bare server: parses the body, runs the statements one after the other on one connection, sends the rows as JSON. */
export function floorServer(pool: pg.Pool): Floor {
  const scripts = new Map<string, (index: number) => Statement[]>()
  const server = createServer((request, response) => {
    const [kind = '', index = ''] = String(request.headers['x-bench']).split('/')
    const work = async () => {
      const body = await bodyOf(request)
      if (body !== '') JSON.parse(body)
      const rows = await run(pool, scripts.get(kind)?.(Number(index)) ?? [])
      const text = JSON.stringify(rows)
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      })
      response.end(text)
    }
    work().catch((error: Error) => response.writeHead(500).end(error.stack))
  })
  return { server, learn: (script) => void scripts.set(script.kind, statementsOf(script)) }
}

function statementsOf({ reads, write }: Script): (index: number) => Statement[] {
  if (write === undefined) return (index) => reads?.[index] ?? []
  const template = templateOf(write.recorded)
  return (index) => fill(template, write.subjects[index] as Subject)
}

async function run(pool: pg.Pool, statements: Statement[]): Promise<unknown[]> {
  const client = await pool.connect()
  try {
    const results: unknown[] = []
    for (const statement of statements) {
      const result = statement.values.length === 0 ? await client.query(statement.text) : await client.query(statement)
      if (result.rows?.length > 0) results.push(result.rows)
    }
    client.release()
    return results
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
