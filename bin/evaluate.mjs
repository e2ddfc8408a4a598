// Judges the rules that read and assess what people write, against labelled texts. No server or database needed.
//   npm run --silent evaluate -- parse|parse-many|assess FILE.jsonl [--out OUT.jsonl] [--misses]
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

await build({
  absWorkingDir: root,
  entryPoints: ['bench/evaluate.ts'],
  outdir: 'dist/evaluate',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
})
// Files are named from where the command was given.
const child = spawnSync(
  process.execPath,
  ['--enable-source-maps', `${root}/dist/evaluate/evaluate.js`, ...process.argv.slice(2)],
  {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  },
)
process.exitCode = child.status ?? 1
