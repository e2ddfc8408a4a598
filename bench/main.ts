import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/platform/database.ts'
import { projectRoot } from '../src/platform/root.ts'
import { startCluster } from './cluster.ts'
import { type Figures, keyOf, tableOf, withGrowth } from './figures.ts'
import { type Effort, measure, withServers } from './measure.ts'
import { kindsOn } from './requests.ts'

const { values: given } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean' },
    sizes: { type: 'string' },
    only: { type: 'string' },
  },
})
const sizes = (given.sizes ?? (given.quick ? '20000' : '100000,1000000')).split(',').map(Number)
const only = given.only?.split(',')
const effort: Effort = given.quick ? { rounds: 1, seconds: 2, writes: 200 } : { rounds: 3, seconds: 5, writes: 700 }

const say = (text: string) => process.stderr.write(`${text}\n`)
const figures: Figures = {}
const cluster = await startCluster(process.env['TANDEM_BENCH_DATA'])
try {
  for (const size of sizes) {
    const started = performance.now()
    const data = await cluster.dataSet(size)
    say(`${size} follow-ups ready after ${((performance.now() - started) / 1000).toFixed(0)} s`)
    const db = await openDatabase(data.appUrl)
    const kinds = await kindsOn(db, data)
    await db.close()
    for (const kind of kinds.filter(({ name }) => only === undefined || only.includes(name))) {
      const figure = await withServers(data, (sides) => measure(sides, data, kind, size, effort))
      figures[keyOf(kind.name, size)] = figure
      say(`${keyOf(kind.name, size)}: floor ${figure.floor.toFixed(0)}/s, ours ${figure.ours.toFixed(0)}/s`)
    }
  }
} finally {
  await cluster.stop()
}

console.log(tableOf(withGrowth(figures, sizes)))
if (given.json !== undefined) writeFileSync(given.json, `${JSON.stringify(figures, null, 2)}\n`)
if (existsSync(join(projectRoot, 'dist/web/.vite/manifest.json')))
  spawnSync(process.execPath, ['bin/size.mjs'], { cwd: projectRoot, stdio: 'inherit' })
