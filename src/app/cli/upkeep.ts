import { parseArgs } from 'node:util'
import { asSystem, isSetUpNeeded } from '../../base/people/service.ts'
import { repairCells, verifyCells } from '../../insight/metrics/service.ts'
import { ensureDemo } from '../demo/seed.ts'
import { CommandError, type Place, tenantOf } from './place.ts'

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
  return asSystem(place.db, place.clock, tenantId, async (ctx) => {
    if (values.rebuild) process.stdout.write(`重算 / counted anew: ${(await repairCells(ctx)).length}\n`)
    const wrong = await verifyCells(ctx)
    for (const each of wrong.slice(0, 50)) process.stdout.write(`${JSON.stringify(each)}\n`)
    process.stdout.write(
      wrong.length === 0
        ? '全部一致 / all figures agree\n'
        : `${wrong.length} 处不一致 / figures differ; verify --rebuild computes them anew\n`,
    )
    return wrong.length === 0 ? 0 : 1
  })
}
