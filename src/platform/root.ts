import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, migrations/ and locales/; the same from source and from the bundle. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'migrations'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json and migrations/ not found above the program')
  return findRoot(parent)
}
