// `npm start` on a bare machine: checks Node, installs and builds what is missing or stale, then runs the server in this
// process, so that signals and the exit code are the server's own. Nothing here may need an installed package.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}，请升级：https://nodejs.org / Node.js 20.19 or newer is needed, this is ${process.versions.node}; get it at https://nodejs.org`,
  )
  process.exit(1)
}

const { installPackages } = await import('./packages.mjs')
const { staleParts } = await import('./sources.mjs')

if (!installPackages(false)) {
  console.error(
    '依赖安装失败，请检查网络或 npm 镜像后重试 / packages could not be installed; check the network or the npm registry and try again',
  )
  process.exit(1)
}

const stale = staleParts()
if (stale.length > 0) {
  const { spawnSync } = await import('node:child_process')
  const { fileURLToPath } = await import('node:url')
  // The builders' memory goes with their process.
  const result = spawnSync(process.execPath, [fileURLToPath(new URL('./build.mjs', import.meta.url))], {
    stdio: 'inherit',
  })
  if (result.status !== 0) {
    console.error('构建失败，原因见上 / the build failed; the reason is above')
    process.exit(1)
  }
}

// A package manager that dies with its shell (`npm start` killed from outside) leaves this process behind: end cleanly too.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

process.setSourceMapsEnabled(true)
process.env.NODE_ENV ??= 'production'
await import(new URL('../dist/server/main.js', import.meta.url).href)
