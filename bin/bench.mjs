// Measures Tandem against a bare handler that runs the same statements.
//   node bin/bench.mjs [--json FILE] [--quick] [--sizes 100000,1000000] [--only NAME,…]
// TANDEM_BENCH_DATA=folder keeps the databases there for the next run; TANDEM_BENCH_PROFILE=folder writes CPU profiles of Tandem there.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

// Bundled as the product is: running from source costs time in places where the product has none.
rmSync(`${root}/dist/bench`, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts', 'bench/server.ts'],
  outdir: 'dist/bench',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
})
const child = spawn(process.execPath, ['--enable-source-maps', 'dist/bench/main.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
})
child.on('exit', (code) => process.exit(code ?? 1))
