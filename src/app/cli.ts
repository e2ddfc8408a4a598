import { pino } from 'pino'
import { systemClock } from '../platform/clock.ts'
import { loadConfig } from '../platform/config.ts'
import { AppError } from '../platform/errors.ts'
import { StartError, startFailureLine } from '../platform/start-error.ts'
import { createAdministrator } from './cli/administrator.ts'
import { importExampleCommand, importFile } from './cli/import.ts'
import { CommandError, type Place } from './cli/place.ts'
import { seed, verify } from './cli/upkeep.ts'
import { wordsOf } from './cli/words.ts'
import { openConfigured } from './run.ts'
import { bindSlices } from './slices.ts'

const commands: Record<string, (place: Place, args: string[]) => Promise<number>> = {
  import: importFile,
  'import-example': importExampleCommand,
  'create-admin': createAdministrator,
  seed,
  verify,
}

const usage = `用法 / Usage: node dist/server/cli.js <command>

  import <file> [--dry-run] [--mapping <json>] [--tenant <id>]
      导入 Excel 或 CSV / brings in customers from Excel or CSV; --mapping: {"mapping"?, "decisions"?, "departmentId"?} as in PUT /api/imports/{id}/mapping
  import-example <folder> [--tenant <id>]
      导入示例销售数据 / brings in the documented example (docs/guides/import-example.md)
  create-admin --name <name> --login <e-mail or phone> --password <password> [--company <name>] [--scenario <key>] [--currency <code>] [--time-zone <zone>] [--tenant <id>]
      新建公司和管理员，或给已有公司加管理员 / makes the company with its administrator, or one more administrator
  seed
      建示例公司 / makes the demo company in an empty data folder
  verify [--rebuild] [--tenant <id>]
      核对指标 / compares every stored figure with the facts behind it; --rebuild computes them anew

数据目录和数据库与服务器相同 / data folder and database as for the server: TANDEM_DATA, DATABASE_URL
`

/** Runs one command of the command line beside a server or without one. @returns the exit code: 0 done, 1 failed, 2 not understood */
export async function runCommand(env: NodeJS.ProcessEnv, argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv
  const command = name === undefined ? undefined : commands[name]
  if (command === undefined) {
    const isAsked = name === undefined || name === 'help' || name === '--help' || name === '-h'
    if (!isAsked) process.stderr.write(`不认识的命令 ${name} / unknown command ${name}\n\n`)
    process[isAsked ? 'stdout' : 'stderr'].write(usage)
    return isAsked ? 0 : 2
  }
  try {
    const config = loadConfig(env, [])
    const log = pino({ level: 'error' }, pino.destination(2))
    const opened = await openConfigured(config, log, true)
    try {
      bindSlices()
      return await command({ db: opened.db, clock: systemClock }, args)
    } finally {
      await opened.stop()
    }
  } catch (error) {
    process.stderr.write(`${lineOf(error)}\n`)
    return error instanceof CommandError ? 2 : 1
  }
}

function lineOf(error: unknown): string {
  if (error instanceof CommandError) return error.message
  if (error instanceof AppError) return wordsOf(error)
  if (error instanceof StartError) return startFailureLine(error)
  const code = (error as { code?: string }).code
  if (code?.startsWith('ERR_PARSE_ARGS')) return (error as Error).message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
