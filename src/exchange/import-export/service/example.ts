import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  asSystem,
  asUser,
  changeDepartment,
  createDepartment,
  createUser,
  departments,
  roles,
  users,
} from '../../../base/people/service.ts'
import { optionsOf } from '../../../base/settings/service.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Database } from '../../../platform/database.ts'
import { readSheets, writeCsv } from '../../../platform/spreadsheet.ts'
import { saveUpload } from '../../../platform/uploads.ts'
import {
  type BatchReply,
  type ColumnMapping,
  type ImportTarget,
  importDecisions,
  MAX_UPLOAD,
  type MappingBody,
  type SheetMapping,
} from '../contract.ts'
import { remap, start, takeFile } from './batches.ts'

/**
 * The documented example: the Maven CRM sales opportunities (accounts.csv, products.csv, sales_teams.csv, sales_pipeline.csv).
 * docs/guides/import-example.md says how each column is read.
 */

/** From when the people of the example belong to their office: before the first date in the files. */
const JOINED = '2016-01-01'

type Columns = Record<string, ImportTarget>
const pipelineColumns: Columns = {
  opportunity_id: 'opportunity.code',
  sales_agent: 'customer.owner',
  product: 'opportunity.product',
  account: 'customer.name',
  deal_stage: 'opportunity.stage',
  engage_date: 'opportunity.engagedDay',
  close_date: 'opportunity.closedDay',
  close_value: 'opportunity.amount',
}
const accountColumns: Columns = {
  account: 'customer.name',
  sector: 'customer.industry',
  year_established: 'customer.notes',
  revenue: 'customer.notes',
  employees: 'customer.notes',
  office_location: 'customer.province',
  subsidiary_of: 'customer.notes',
}
const industries = {
  retail: 'trade',
  technology: 'software',
  medical: 'healthcare',
  marketing: 'media',
  finance: 'finance',
  software: 'software',
  entertainment: 'media',
  telecommunications: 'other',
  services: 'professional',
  employment: 'professional',
}

type Table = { header: string[]; rows: string[][] }

/**
 * Brings the example in through the import engine; again changes nothing.
 * @param administratorId in whose name it is done
 * @param work sees to it that the batch is written
 * @throws AppError `spreadsheet.*` for files that cannot be read; Error for a file that is missing
 */
export async function importExample(of: {
  db: Database
  clock: Clock
  tenantId: string
  administratorId: string
  folder: string
  work: (batchId: string) => Promise<void>
}): Promise<BatchReply[]> {
  const { db, clock, tenantId, administratorId, folder, work } = of
  const read = (name: string) => tableOf(join(folder, name))
  const teams = await read('sales_teams.csv')
  await asSystem(db, clock, tenantId, (ctx) => addTeams(ctx, teams))
  const products = (await read('products.csv')).rows.map((row) => row[0] ?? '')
  // Deals first: a customer then belongs to the agent of its first deal. Accounts fill in the rest.
  const files: [string, Table, Columns][] = [
    [
      'sales_pipeline.csv',
      cleaned(
        await read('sales_pipeline.csv'),
        'product',
        (text) => products.find((each) => plain(each) === plain(text)) ?? text,
      ),
      pipelineColumns,
    ],
    [
      'accounts.csv',
      cleaned(await read('accounts.csv'), 'sector', (text) => (text === 'technolgy' ? 'technology' : text)),
      accountColumns,
    ],
  ]
  const done: BatchReply[] = []
  for (const [name, table, columns] of files) {
    const upload = await uploaded(table)
    const asAdministrator = <T>(work: (ctx: Ctx) => Promise<T>) => asUser(db, clock, tenantId, administratorId, work)
    done.push(
      await asAdministrator(async (ctx) => {
        const { id, mapping } = await takeFile(ctx, name, upload)
        await remap(ctx, id, {
          mapping: mapping.map((sheet) => decided(sheet, columns)),
          decisions: await decisionsOf(ctx),
        })
        return start(ctx, id)
      }),
    )
    await work(done.at(-1)?.id ?? '')
  }
  return done
}

const plain = (text: string) => text.replaceAll(' ', '').toLowerCase()

async function tableOf(path: string): Promise<Table> {
  for await (const { rows } of readSheets(path, { fileName: path })) {
    const lines: string[][] = []
    for await (const { cells } of rows)
      lines.push(cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell.day : String(cell ?? ''))))
    const [header = [], ...rest] = lines
    return { header, rows: rest }
  }
  return { header: [], rows: [] }
}

function cleaned(table: Table, column: string, clean: (text: string) => string): Table {
  const at = table.header.indexOf(column)
  return { header: table.header, rows: table.rows.map((row) => row.map((cell, i) => (i === at ? clean(cell) : cell))) }
}

async function uploaded({ header, rows }: Table): ReturnType<typeof saveUpload> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-example-'))
  try {
    await pipeline(writeCsv([header, ...rows]), createWriteStream(join(folder, 'table.csv')))
    return await saveUpload(createReadStream(join(folder, 'table.csv')), MAX_UPLOAD)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function decided(sheet: SheetMapping, columns: Columns): SheetMapping {
  return {
    ...sheet,
    use: true,
    columns: sheet.columns.map((column): ColumnMapping => {
      const target = columns[column.header] ?? 'ignore'
      return { ...column, target, unit: 1, currency: target === 'opportunity.amount' ? 'USD' : null }
    }),
  }
}

/** 1,425 deals of the file name no account: they stand alone. */
async function decisionsOf(ctx: Ctx): Promise<NonNullable<MappingBody['decisions']>> {
  const open = (await optionsOf(ctx, 'stage')).filter((stage) => stage.state === 'open' && !stage.retired)
  const first = open[0]?.key ?? null
  return importDecisions.parse({
    fixes: { noCompany: 'withoutCustomer' },
    options: {
      stage: { Prospecting: first, Engaging: open[1]?.key ?? first, Won: 'won', Lost: 'lost' },
      industry: industries,
    },
  })
}

/** Regional offices as departments, with their managers and agents as people to invite. */
async function addTeams(ctx: Ctx, { header, rows }: Table): Promise<void> {
  const [agent, manager, office] = ['sales_agent', 'manager', 'regional_office'].map((name) => header.indexOf(name))
  const cell = (row: string[], at: number | undefined) => row[at ?? -1] ?? ''
  const all = await departments(ctx)
  const root = all.find((each) => each.parentId === null)
  if (root === undefined) throw new Error('company without a department')
  const roleIds = new Map((await roles(ctx)).map((role) => [role.key, role.id]))
  const add = async (name: string, role: 'rep' | 'manager', departmentId: string): Promise<string> => {
    const known = (await users(ctx, { q: name, limit: 50 })).items.find((each) => each.name === name)
    return (
      known?.id ??
      (
        await createUser(ctx, {
          name,
          departmentId,
          roleIds: [roleIds.get(role) ?? ''],
          status: 'placeholder',
          joinedOn: JOINED,
        })
      ).id
    )
  }
  for (const name of new Set(rows.map((row) => cell(row, office)))) {
    const department =
      all.find((each) => each.name === name) ?? (await createDepartment(ctx, { name, parentId: root.id }))
    const members = rows.filter((row) => cell(row, office) === name)
    let managerId = department.managerId
    for (const lead of new Set(members.map((row) => cell(row, manager)))) {
      const id = await add(lead, 'manager', department.id)
      managerId ??= id
    }
    for (const row of members) await add(cell(row, agent), 'rep', department.id)
    if (managerId !== department.managerId)
      await changeDepartment(ctx, department.id, { version: department.version, managerId })
  }
}
