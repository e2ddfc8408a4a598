import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { createApp } from '../src/app/server.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Orders } from './child.ts'
import { clockFrom } from './clock.ts'
import { type Floor, floorServer } from './floor.ts'
import { profiler } from './profile.ts'
import { type Recorder, recordStatements } from './statements.ts'

// The process of one server; the parent tells it by messages what to be and asks it what it cost.

let recorder: Recorder | undefined
let floor: Floor | undefined
const profile = profiler()

const obey: Orders = {
  ours: async ({ appUrl, pool }) => {
    recorder = recordStatements()
    const db = await openDatabase(appUrl, { max: pool })
    const app = await createApp({ db, clock: clockFrom(Date.now()) })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return { port: (app.server.address() as AddressInfo).port, options: recorder.options }
  },
  floor: async ({ appUrl, pool, options }) => {
    floor = floorServer(new pg.Pool({ connectionString: appUrl, max: pool, options }))
    const { server } = floor
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  },
  record: async () => recorder?.start(),
  recorded: async () => recorder?.take() ?? [],
  learn: async (script) => floor?.learn(script),
  profile: ({ file }) => (file === undefined ? profile.start() : profile.stop(file)),
  cost: async () => {
    const { user, system } = process.cpuUsage()
    return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6 }
  },
  end: async () => {
    // Leaves time for the answer.
    setTimeout(() => process.exit(0), 50)
  },
}

process.on('message', ({ id, order, input }: { id: number; order: keyof Orders; input: never }) => {
  obey[order](input).then(
    (value: unknown) => process.send?.({ id, value }),
    (error: Error) => process.send?.({ id, error: error.stack ?? error.message }),
  )
})
process.on('disconnect', () => process.exit(0))
