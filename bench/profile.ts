import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

export interface Profiler {
  start(): Promise<void>
  /** Writes what was seen since the start, to be opened in a browser's developer tools. */
  stop(file: string): Promise<void>
}

/** Watches where this process spends its time. */
export function profiler(): Profiler {
  const session = new Session()
  session.connect()
  return {
    start: async () => {
      await session.post('Profiler.enable')
      await session.post('Profiler.start')
    },
    stop: async (file) => {
      const { profile } = await session.post('Profiler.stop')
      writeFileSync(file, JSON.stringify(profile))
    },
  }
}
