// Measures the phone's JavaScript in dist/web (gzip) and fails above the budgets of docs/architecture.md.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budget = { first: 180_000, later: 120_000 }
const dist = new URL('../dist/web/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const registry = readFileSync(new URL('../src/web/screens.phone.ts', import.meta.url), 'utf8')

/** Files that a module loads at once: itself and its static imports. */
function filesOf(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`not in the manifest: ${key}`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const each of chunk.imports ?? []) filesOf(each, found)
  return found
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
const sum = (files) => [...files].reduce((total, file) => total + gzip(file), 0)
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const screens = [...registry.matchAll(/path: '([^']+)'.*import\('([^']+)'\)/g)]
  .filter(([, path]) => path !== '/_gallery')
  .map(([, path, file]) => ({
    path,
    key: new URL(file, 'file:///src/web/').pathname.slice(1),
  }))
const words = ['web', 'shell'].map((each) => `locales/zh-CN/${each}.json`)
const home = screens.find((each) => each.path === '/')
const first = new Set(
  ['index.html', 'src/web/phone.tsx', ...words, ...(home ? [home.key] : [])].flatMap((key) => [...filesOf(key)]),
)

let failed = false
function report(name, bytes, limit) {
  const over = bytes > limit
  failed ||= over
  console.log(`${over ? 'OVER ' : 'ok   '} ${kB(bytes).padStart(9)} of ${kB(limit)}  ${name}`)
}

report(home ? 'phone until 今天' : 'phone shell (no screen at / yet)', sum(first), budget.first)
for (const screen of screens) {
  if (screen === home) continue
  report(screen.path, sum([...filesOf(screen.key)].filter((file) => !first.has(file))), budget.later)
}
process.exit(failed ? 1 : 0)
