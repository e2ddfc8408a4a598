import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { birthOf, isAlive } from './processes.ts'

/** A killed process may take a moment to go. */
const DYING_MS = 2_000

/**
 * Takes the data folder for this process; the mark of a process that is gone is taken over.
 * @returns gives it back
 * @throws StartError when another running Tandem works in this folder
 */
export async function takeFolder(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'tandem.lock')
  const until = Date.now() + DYING_MS
  for (;;) {
    if (created(path)) return () => rmSync(path, { force: true })
    const holder = holderOf(path)
    if (holder === undefined) rmSync(path, { force: true })
    else if (Date.now() < until) await sleep(50)
    else {
      throw new StartError(
        `数据目录 ${dataDir} 正被另一个 Tandem 使用（进程 ${holder}），请先停止它，或用 TANDEM_DATA 指定其他目录`,
        `data folder ${dataDir} is in use by another Tandem (process ${holder}); stop it or set TANDEM_DATA`,
      )
    }
  }
}

/** The running process that holds the data folder, if any. */
export function folderHolder(dataDir: string): number | undefined {
  return holderOf(join(dataDir, 'tandem.lock'))
}

function created(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, `${process.pid} ${birthOf(process.pid)}`)
    closeSync(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function holderOf(path: string): number | undefined {
  try {
    const [pid, birth] = readFileSync(path, 'utf8').split(' ')
    const holder = Number(pid)
    return holder > 0 && isAlive(holder) && birthOf(holder) === birth ? holder : undefined
  } catch {
    return undefined
  }
}
