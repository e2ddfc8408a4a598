// Tells whether dist/ was built from the sources as they are now, by a hash of their contents. No dependencies.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const always = ['bin/build.mjs', 'package-lock.json']

/** What each part of the build is made from, and the file that shows that it is complete. */
const parts = {
  server: { from: ['src', 'locales'], skip: /\/web\/|\.tsx$/, proof: 'dist/server/main.js' },
  web: {
    from: ['src', 'locales', 'public', 'index.html', 'vite.config.ts'],
    skip: /\/(store|store\.ts|service\.ts)$/,
    proof: 'dist/web/index.html',
  },
}

/** Hash of the sources of `server` or `web`; tests do not count. */
export function sourcesHash(part) {
  const { from, skip } = parts[part]
  const hash = createHash('sha256')
  for (const file of [...always, ...from].flatMap(filesBelow)) {
    if (/\.test\.tsx?$/.test(file) || skip.test(file)) continue
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Parts that have to be built again. */
export function staleParts() {
  return Object.keys(parts).filter(
    (part) => !existsSync(join(root, parts[part].proof)) || readStamp(part) !== sourcesHash(part),
  )
}

/** Remembers what a part was built from; the hash is taken before the build, so an edit meanwhile is not missed. */
export function writeStamp(part, hash) {
  mkdirSync(dirname(stampOf(part)), { recursive: true })
  writeFileSync(stampOf(part), hash)
}

function readStamp(part) {
  return existsSync(stampOf(part)) ? readFileSync(stampOf(part), 'utf8') : ''
}

function stampOf(part) {
  return join(root, 'dist', `.${part}`)
}

function filesBelow(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}
