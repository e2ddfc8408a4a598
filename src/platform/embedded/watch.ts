import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes.ts'
import { adoptOrClear, type Launch, launchServer, type Running } from './server.ts'

const LOOK_MS = 500

/**
 * Watches a server, started or taken over, and brings it back on its port when it dies.
 * Looks at the process instead of waiting for it, because a server taken over is no child of ours.
 */
export function keepRunning(launch: Launch, first: Running): { current(): Running; end(): Promise<void> } {
  let running = first
  let over = false
  let busy: Promise<void> | null = null

  const look = async () => {
    if (over || isAlive(running.pid)) return
    launch.log.warn(`database server (process ${running.pid}) is gone, starting it again`)
    try {
      running = (await adoptOrClear(launch)) ?? (await launchServer(launch, running.port))
      launch.log.info(`database server is back (process ${running.pid}, port ${running.port})`)
    } catch (error) {
      launch.log.warn(`database server did not come back: ${(error as Error).message}`)
      await sleep(LOOK_MS)
    }
  }
  const timer = setInterval(() => {
    busy ??= look().finally(() => {
      busy = null
    })
  }, LOOK_MS)
  timer.unref()

  return {
    current: () => running,
    end: async () => {
      over = true
      clearInterval(timer)
      await busy
    },
  }
}
