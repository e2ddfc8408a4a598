import { Agent, request } from 'node:http'

export interface Call {
  method: 'GET' | 'POST'
  path: string
  token: string
  /** Which of the prepared requests this is: the floor finds its statements by it, Tandem ignores it. */
  mark: string
  body?: unknown
}

export interface Answer {
  status: number
  text: string
}

/** Keep-alive connections to one server of this machine. */
export interface Connections {
  send(call: Call): Promise<Answer>
  close(): void
}

/** Opens at most `count` connections to a port of the loopback address. */
export function connectionsTo(port: number, count: number): Connections {
  const agent = new Agent({ keepAlive: true, maxSockets: count, scheduling: 'fifo' })
  return {
    send: (call) =>
      new Promise((resolve, reject) => {
        const text = call.body === undefined ? undefined : JSON.stringify(call.body)
        const headers = {
          authorization: `Bearer ${call.token}`,
          'x-bench': call.mark,
          ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        }
        const sent = request(
          { agent, host: '127.0.0.1', port, method: call.method, path: call.path, headers },
          (reply) => {
            const parts: Buffer[] = []
            reply.on('data', (part: Buffer) => parts.push(part))
            reply.on('end', () =>
              resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
            )
            reply.on('error', reject)
          },
        )
        sent.on('error', reject)
        sent.end(text)
      }),
    close: () => agent.destroy(),
  }
}

export interface Load {
  port: number
  connections: number
  /** The run ends with whichever bound is met first. */
  count: number
  seconds: number
  /** Next request to send; each is asked for once. */
  next: () => Call
}

export interface Run {
  requests: number
  seconds: number
  /** Milliseconds of every request. */
  times: number[]
}

/** Sends requests over all connections, each connection one after the other, until a bound is met. @throws when one fails */
export async function drive(load: Load): Promise<Run> {
  const connections = connectionsTo(load.port, load.connections)
  const times: number[] = []
  const started = performance.now()
  const until = started + load.seconds * 1000
  let left = load.count
  const loop = async () => {
    while (left-- > 0 && performance.now() < until) {
      const call = load.next()
      const sent = performance.now()
      const { status, text } = await connections.send(call)
      times.push(performance.now() - sent)
      if (status !== 200 && status !== 201)
        throw new Error(`${call.method} ${call.path} (${call.mark}): ${status} ${text.slice(0, 2000)}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: load.connections }, loop))
  } finally {
    connections.close()
  }
  return { requests: times.length, seconds: (performance.now() - started) / 1000, times }
}
