import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The system account that runs the server, because PostgreSQL refuses to run as root. */
export interface Account {
  uid: number
  gid: number
}

/**
 * The account for the server: none when Tandem itself is not root; the owner of existing data;
 * otherwise `postgres`, a system account made for it, or `nobody`.
 * @param data folder of the cluster, which may not exist yet
 */
export function accountFor(data: string): Account | null {
  if (process.getuid?.() !== 0) return null
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  return named('postgres') ?? named('tandem') ?? created('tandem') ?? named('nobody') ?? { uid: 65534, gid: 65534 }
}

function named(name: string): Account | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : null
  } catch {
    return null
  }
}

function created(name: string): Account | null {
  try {
    const options = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ]
    execFileSync('useradd', [...options, name], { stdio: 'ignore' })
  } catch {
    return null
  }
  return named(name)
}

/** True when the account may enter a folder: asked of the system itself, so that links, groups and ACLs count. */
export function canReach(account: Account, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' })
  return asked.status === 0
}

/**
 * The folder below which the server's files lie: the data folder, or, when the account cannot enter it
 * (a checkout in /root), a folder in /var/lib that belongs to this data folder alone.
 */
export function homeFor(account: Account | null, dataDir: string): string {
  if (account === null || canReach(account, dataDir)) return dataDir
  // Entering, not listing, by the account's group is all the server needs.
  chownSync(dataDir, 0, account.gid)
  chmodSync(dataDir, statSync(dataDir).mode | 0o010)
  if (canReach(account, dataDir)) return dataDir
  const home = join('/var/lib', `tandem-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o755)
  return home
}

/** Gives a folder and all in it to the account, unless its top already is the account's. */
export function giveTo(account: Account | null, folder: string): void {
  if (account === null || lstatSync(folder).uid === account.uid) return
  const give = (path: string) => {
    const entry = lstatSync(path)
    if (entry.isSymbolicLink()) return
    if (entry.isDirectory()) for (const name of readdirSync(path)) give(join(path, name))
    chownSync(path, account.uid, account.gid)
  }
  give(folder)
}
