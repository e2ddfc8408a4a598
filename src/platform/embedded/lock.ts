import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { birthOf, isAlive } from './processes.ts'

/**
 * Takes the data folder for this process; the mark of a process that is gone is taken over.
 * @returns gives it back
 * @throws StartError when another running Tandem works in this folder
 */
export function takeFolder(dataDir: string): () => void {
  const path = join(dataDir, 'tandem.lock')
  for (let attempt = 1; ; attempt++) {
    if (created(path)) return () => rmSync(path, { force: true })
    const holder = holderOf(path)
    if (holder !== undefined || attempt === 5) {
      throw new StartError(
        `数据目录 ${dataDir} 正被另一个 Tandem 使用（进程 ${holder}），请先停止它，或用 TANDEM_DATA 指定其他目录`,
        `data folder ${dataDir} is in use by another Tandem (process ${holder}); stop it or set TANDEM_DATA`,
      )
    }
    rmSync(path, { force: true })
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
