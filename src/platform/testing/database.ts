import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import type { DatabaseUrls } from './cluster.ts'

export interface TestDatabase {
  /** Connection of the role that owns the tables. */
  ownerUrl: string
  /** Connection of the role that serves requests. */
  appUrl: string
  drop(): Promise<void>
}

/**
 * A database of one test file's own, newly migrated and empty; drop it in `afterAll`.
 * @param options.migrated false for a database without any table
 */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const address = `${inject('databases')}/t_${randomBytes(8).toString('hex')}`
  const response = await fetch(options.migrated === false ? address : `${address}?migrated`, { method: 'POST' })
  if (!response.ok) throw new Error(`no test database: ${await response.text()}`)
  const { ownerUrl, appUrl } = (await response.json()) as DatabaseUrls
  return {
    ownerUrl,
    appUrl,
    drop: async () => {
      await fetch(address, { method: 'DELETE' })
    },
  }
}
