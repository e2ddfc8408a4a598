// Builds dist/: the server by esbuild, the browser's part by Vite. Parts that are up to date are left alone.
//   node bin/build.mjs            what is stale       node bin/build.mjs --all    everything
import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sourcesHash, staleParts, writeStamp } from './sources.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const builders = {
  server: async () => {
    const { build } = await import('esbuild')
    rmSync(`${root}/dist/server`, { recursive: true, force: true })
    await build({
      absWorkingDir: root,
      entryPoints: ['src/main.ts', 'src/cli.ts'].filter((entry) => existsSync(`${root}/${entry}`)),
      outdir: 'dist/server',
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'warning',
    })
  },
  web: async () => {
    const { build } = await import('vite')
    await build({ root, logLevel: 'warn' })
  },
}

/** Builds the given parts, `server` and `web`. */
export async function build(parts) {
  process.env.NODE_ENV = 'production'
  for (const part of parts) {
    const hash = sourcesHash(part)
    const started = Date.now()
    await builders[part]()
    writeStamp(part, hash)
    console.log(`构建完成 / built ${part} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(process.argv.includes('--all') ? Object.keys(builders) : staleParts()).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
