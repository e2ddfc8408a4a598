// Installs npm packages when what is in node_modules is not what package-lock.json asks for. No dependencies.
//   node bin/packages.mjs          production packages      node bin/packages.mjs --dev    all packages
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Names of packages that are missing or have another version; npm's own record of node_modules is compared. */
export function missingPackages(withDev) {
  const wanted = packagesOf('package-lock.json')
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && isNeeded(entry, withDev) && installed[path]?.version !== entry.version)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
}

/** Installs what is missing. Production packages only, unless the tools of development are asked for or already there. */
export function installPackages(withDev) {
  const missing = missingPackages(withDev)
  if (missing.length === 0) return true
  console.log(`安装依赖 / installing packages (${missing.length}) …`)
  const options = ['ci', ...(withDev ? [] : ['--omit=dev']), '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const result = npm
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  return result.status === 0
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages
  } catch {
    return {}
  }
}

function isNeeded(entry, withDev) {
  if ((entry.dev || entry.devOptional) && !withDev) return false
  if (!entry.optional && !entry.devOptional) return true
  // Optional packages are mostly programs for one kind of machine; only those for this one are needed.
  const fits = (list, value) => list?.includes(value)
  return Boolean(fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && !entry.libc)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = installPackages(process.argv.includes('--dev')) ? 0 : 1
}
