import { parseArgs } from 'node:util'
import { asSystem, isSetUpNeeded } from '../../base/people/service.ts'
import { countedDays, repairCells, verifyCells } from '../../insight/metrics/service.ts'
import type { Ctx } from '../../platform/context.ts'
import { ensureDemo } from '../demo/seed.ts'
import { CommandError, type Place, tenantOf } from './place.ts'

const MOST_SHOWN = 50

/** `seed`: the demo company, on a server that has none. */
export async function seed({ db, clock }: Place, args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  if (!(await isSetUpNeeded(db)))
    throw new CommandError(
      '数据目录里已有公司，示例只建在空的数据目录 / there is a company already; the demo is made in an empty data folder only',
    )
  await ensureDemo(db, clock)
  process.stdout.write(
    '示例公司已建好 / the demo company is ready: admin@example.com, manager@example.com, rep@example.com\n',
  )
  return 0
}

/** `verify`: whether every stored figure says what the facts say. */
export async function verify(place: Place, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { rebuild: { type: 'boolean' }, tenant: { type: 'string' } } })
  const tenantId = await tenantOf(place, values.tenant)
  const inCompany = <T>(work: (ctx: Ctx) => Promise<T>) => asSystem(place.db, place.clock, tenantId, work)
  const parts = await inCompany(countedDays)
  if (values.rebuild) {
    let anew = 0
    for (const days of parts) anew += (await inCompany((ctx) => repairCells(ctx, days))).length
    process.stdout.write(`重算 / counted anew: ${anew}\n`)
  }
  let wrong = 0
  for (const days of parts) {
    const found = await inCompany((ctx) => verifyCells(ctx, days))
    for (const each of found.slice(0, Math.max(0, MOST_SHOWN - wrong)))
      process.stdout.write(`${JSON.stringify(each)}\n`)
    wrong += found.length
  }
  process.stdout.write(
    wrong === 0
      ? '全部一致 / all figures agree\n'
      : `${wrong} 处不一致 / figures differ; verify --rebuild computes them anew\n`,
  )
  return wrong === 0 ? 0 : 1
}
