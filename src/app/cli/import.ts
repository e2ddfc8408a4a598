import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { asUser } from '../../base/people/service.ts'
import { type BatchReply, MAX_UPLOAD, mappingBody } from '../../exchange/import-export/contract.ts'
import { batch, importExample, remap, start, takeFile } from '../../exchange/import-export/service.ts'
import type { Ctx } from '../../platform/context.ts'
import { runNext } from '../../platform/jobs.ts'
import { saveUpload } from '../../platform/uploads.ts'
import { jobHandlers } from '../slices.ts'
import { administratorOf, CommandError, type Place, tenantOf } from './place.ts'

const POLL_MS = 300

/** `import <file>`: the same dry run and the same writing as in the browser. */
export async function importFile(place: Place, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { tenant: { type: 'string' }, 'dry-run': { type: 'boolean' }, mapping: { type: 'string' } },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new CommandError('请给一个文件 / give one file: import <file>')
  if (!existsSync(path)) throw new CommandError(`没有文件 ${path} / no such file: ${path}`)
  const body = values.mapping === undefined ? undefined : decisionsFrom(values.mapping)
  const tenantId = await tenantOf(place, values.tenant)
  const administratorId = await administratorOf(place, tenantId)
  const act = <T>(work: (ctx: Ctx) => Promise<T>) => asUser(place.db, place.clock, tenantId, administratorId, work)
  const upload = await saveUpload(createReadStream(path), MAX_UPLOAD)
  let found = await act((ctx) => takeFile(ctx, basename(path), upload))
  if (body !== undefined) found = await act((ctx) => remap(ctx, found.id, body))
  process.stdout.write(reportOf(found))
  if (values['dry-run']) return 0
  await act((ctx) => start(ctx, found.id))
  for (;;) {
    const now = await act((ctx) => batch(ctx, found.id))
    if (now.state !== 'running') {
      process.stdout.write(
        `${now.state}: ${JSON.stringify(now.made)}${now.failure === null ? '' : ` ${now.failure}`}\n`,
      )
      return now.state === 'done' ? 0 : 1
    }
    // A server beside this command may have taken the job already.
    if (!(await runNext(place.db, place.clock, jobHandlers(place.db, place.clock)))) await setTimeout(POLL_MS)
  }
}

/** `import-example <folder>` */
export async function importExampleCommand(place: Place, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { tenant: { type: 'string' } } })
  const [folder] = positionals
  if (folder === undefined) throw new CommandError('请给数据目录 / give the folder: import-example <folder>')
  for (const name of ['accounts.csv', 'products.csv', 'sales_teams.csv', 'sales_pipeline.csv'])
    if (!existsSync(`${folder}/${name}`)) throw new CommandError(`目录里没有 ${name} / the folder has no ${name}`)
  const tenantId = await tenantOf(place, values.tenant)
  const administratorId = await administratorOf(place, tenantId)
  const act = <T>(work: (ctx: Ctx) => Promise<T>) => asUser(place.db, place.clock, tenantId, administratorId, work)
  const running = new Set<string>()
  const work = async (id: string): Promise<void> => {
    running.add(id)
    while ((await act((ctx) => batch(ctx, id))).state === 'running')
      if (!(await runNext(place.db, place.clock, jobHandlers(place.db, place.clock)))) await setTimeout(POLL_MS)
  }
  await importExample({ ...place, tenantId, administratorId, folder, work })
  let isGood = true
  for (const id of running) {
    const { fileName, state, made } = await act((ctx) => batch(ctx, id))
    process.stdout.write(`${fileName} ${state}: ${JSON.stringify(made)}\n`)
    isGood &&= state === 'done'
  }
  return isGood ? 0 : 1
}

function decisionsFrom(path: string) {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new CommandError(`不能读 ${path} / cannot read ${path}: ${(error as Error).message}`)
  }
  const parsed = mappingBody.safeParse(json)
  if (!parsed.success)
    throw new CommandError(
      `${path}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    )
  return parsed.data
}

function reportOf({ fileName, mapping, plan }: BatchReply): string {
  const { rows, importable, duplicates, errors, skipped } = plan.counts
  const lines = [
    `${fileName}: ${rows} 行 / rows — ${importable} 可导入 / importable, ${duplicates} 重复 / duplicates, ${errors} 有错 / errors, ${skipped} 跳过 / skipped`,
  ]
  for (const sheet of mapping) {
    if (!sheet.use) continue
    lines.push(`  ${sheet.sheet}`)
    for (const column of sheet.columns) lines.push(`    ${column.header || column.index + 1} → ${column.target ?? '?'}`)
  }
  for (const group of plan.groups)
    lines.push(
      `  ${group.cause}: ${group.rows} (${group.first.sheet} ${group.first.row}: ${group.first.value}) → ${group.fixes.join(', ')}`,
    )
  for (const { name, customers } of plan.placeholders) lines.push(`  + ${name} (${customers})`)
  return `${lines.join('\n')}\n`
}
