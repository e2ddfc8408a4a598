import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Script } from './floor.ts'
import type { Statement } from './statements.ts'

/** What the parent may ask of a server process. */
export interface Orders {
  /** Become Tandem; answers with the port and the settings of its database sessions. */
  ours: (input: { appUrl: string; pool: number }) => Promise<{ port: number; options: string }>
  /** Become the floor; answers with the port. */
  floor: (input: { appUrl: string; pool: number; options: string }) => Promise<number>
  record: (input: null) => Promise<void>
  recorded: (input: null) => Promise<Statement[]>
  learn: (input: Script) => Promise<void>
  /** Watch where time goes; with a file, stop and write it there. */
  profile: (input: { file?: string }) => Promise<void>
  /** CPU time since the process began, and its memory. */
  cost: (input: null) => Promise<{ cpuMs: number; rssMb: number }>
  end: (input: null) => Promise<void>
}

export interface Child {
  ask<K extends keyof Orders>(order: K, input: Parameters<Orders[K]>[0]): ReturnType<Orders[K]>
  end(): Promise<void>
}

/** Starts a server process, which becomes what it is told to be. */
export function startChild(): Child {
  const child: ChildProcess = fork(fileURLToPath(new URL('server.js', import.meta.url)), {
    serialization: 'advanced',
    execArgv: ['--enable-source-maps'],
  })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let last = 0
  child.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`a server process ended (${code})`))
  })
  const ask: Child['ask'] = (order, input) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve: resolve as (value: never) => void, reject })
      child.send({ id, order, input })
    }) as never
  return {
    ask,
    end: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await ask('end', null)
      await ended
    },
  }
}
