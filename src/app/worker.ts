import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { type JobHandler, runNext, sweepDue } from '../platform/jobs.ts'
import { schedule } from './schedule.ts'

const IDLE_MS = 500

export interface Worker {
  /** Finishes the job at hand, a long one at its next good point, and takes no more. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  db: Database
  clock: Clock
  handlers: Readonly<Record<string, JobHandler>>
  onError: (error: unknown) => void
}

/** Runs sweeps and jobs until stopped; any number of workers may share a database. */
export function startWorker(options: WorkerOptions): Worker {
  const ending = new AbortController()
  const { signal } = ending
  let wake: () => void = () => undefined
  const lastSweep = new Map<string, number>()
  const turn = async (): Promise<boolean> => {
    await sweep(options, lastSweep)
    return runNext(options.db, options.clock, options.handlers, signal)
  }
  const loop = async () => {
    while (!signal.aborted) {
      const worked = await turn().catch((error: unknown) => {
        if (!signal.aborted) options.onError(error)
        return false
      })
      if (!worked && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, IDLE_MS)
        })
      }
    }
  }
  const running = loop()
  return {
    stop: () => {
      ending.abort()
      wake()
      return running
    },
  }
}

async function sweep({ db, clock }: WorkerOptions, lastSweep: Map<string, number>): Promise<void> {
  for (const { sweep: kind, everySeconds } of schedule) {
    const now = clock.now()
    if (now.getTime() - (lastSweep.get(kind) ?? 0) < everySeconds * 1000) continue
    lastSweep.set(kind, now.getTime())
    await sweepDue(db, kind, now)
  }
}
