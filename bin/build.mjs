// Builds dist/: the server by esbuild, the browser's part by Vite. Parts that are up to date are left alone.
//   node bin/build.mjs            what is stale       node bin/build.mjs --all    everything
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** Waits until no other build runs in this folder. @returns ends the turn */
async function takeTurn() {
  const mark = `${root}/dist/.building`
  mkdirSync(`${root}/dist`, { recursive: true })
  for (;;) {
    try {
      writeFileSync(mark, String(process.pid), { flag: 'wx' })
      return () => rmSync(mark, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isRunning(mark)) rmSync(mark, { force: true })
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function isRunning(mark) {
  try {
    const { mtimeMs } = statSync(mark)
    // A number may be given to another process later; no build takes minutes.
    if (Date.now() - mtimeMs > 300_000) return false
    process.kill(Number(readFileSync(mark, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const endTurn = await takeTurn()
  try {
    await build(process.argv.includes('--all') ? Object.keys(builders) : staleParts())
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  } finally {
    endTurn()
  }
}
