import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build as bundle } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'

const compressible = /\.(js|css|html|svg|json|webmanifest|txt)$/

/** Writes .gz and .br beside every text asset, so the server compresses nothing while it serves. */
function precompress(outDir: string): Plugin {
  return {
    name: 'tandem-precompress',
    apply: 'build',
    closeBundle: async () => {
      const files = (await readdir(outDir, { recursive: true })).filter((each) => compressible.test(each))
      for (const name of files) {
        const file = join(outDir, name)
        if ((await stat(file)).size < 1024) continue
        const bytes = await readFile(file)
        await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
        await writeFile(
          `${file}.br`,
          await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
        )
      }
    },
  }
}

/** Fails the build when any module that the phone entry can reach, now or lazily, is antd's. */
function phoneWithoutAntd(): Plugin {
  return {
    name: 'tandem-phone-without-antd',
    apply: 'build',
    buildEnd(error) {
      if (error) return
      const start = [...this.getModuleIds()].find((id) => id.endsWith('/src/web/phone.tsx'))
      const seen = new Map<string, string>()
      const queue = start ? [start] : []
      for (const id of queue) {
        const info = this.getModuleInfo(id)
        for (const next of [...(info?.importedIds ?? []), ...(info?.dynamicallyImportedIds ?? [])]) {
          if (seen.has(next)) continue
          seen.set(next, id)
          if (/node_modules\/(antd|@ant-design|@rc-component)\//.test(next))
            this.error(`the phone entry reaches antd: ${id} imports ${next}`)
          queue.push(next)
        }
      }
    },
  }
}

/** Beside the pages: what the phone app needs without a network. */
const alsoKept = ['/manifest.webmanifest', '/favicon.svg', '/icon-192.png']

/** Builds the service worker with the list of every file that the phone app can ask for. */
function phoneOffline(): Plugin {
  return {
    name: 'tandem-phone-offline',
    apply: 'build',
    async generateBundle(_options, output) {
      const chunks = Object.values(output).filter((each) => each.type === 'chunk')
      const starts = chunks.filter(({ facadeModuleId }) =>
        /src\/web\/phone\.tsx$|index\.html$/.test(facadeModuleId ?? ''),
      )
      const desk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/web/main.tsx'))?.fileName
      const files = new Set<string>()
      const queue = starts.map(({ fileName }) => fileName)
      for (const name of queue) {
        const chunk = output[name]
        if (name === desk || files.has(name) || chunk?.type !== 'chunk') continue
        files.add(name)
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css)
        queue.push(...chunk.imports, ...chunk.dynamicImports)
      }
      const list = [...alsoKept, ...[...files].sort().map((name) => `/${name}`)]
      const build = createHash('sha256').update(list.join()).digest('hex').slice(0, 12)
      const { outputFiles } = await bundle({
        entryPoints: ['src/web/sw.ts'],
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        minify: true,
        define: { BUILD: JSON.stringify(build), FILES: JSON.stringify(list) },
      })
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: outputFiles[0]?.text ?? '' })
    },
  }
}

export default defineConfig({
  plugins: [react(), phoneWithoutAntd(), phoneOffline(), precompress('dist/web')],
  // The host stays as the browser sent it: the server compares it with the origin.
  server: {
    port: 5173,
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.TANDEM_PORT ?? 8080}`, changeOrigin: false } },
  },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|dayjs)\//, priority: 20 },
          ],
        },
      },
    },
  },
})
