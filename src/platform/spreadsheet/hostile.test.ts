import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { type Cell, readSheets } from '../spreadsheet.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A zip archive of deflated parts. */
function archive(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc32(content), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(content.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    centrals.push(central, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A workbook with one sheet whose XML is given. */
const workbook = (sheet: string, more: Record<string, string | Buffer> = {}) =>
  archive({
    'xl/workbook.xml': '<workbook><sheets><sheet name="客户" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  })

const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
const data = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

let counter = 0
async function read(content: Buffer, name = 'clients.xlsx'): Promise<Cell[][]> {
  const path = join(folder, `${counter++}-${name}`)
  await writeFile(path, content)
  const all: Cell[][] = []
  for await (const { rows } of readSheets(path, { fileName: name })) for await (const row of rows) all.push(row.cells)
  return all
}

const refusal = (content: Buffer, name?: string): Promise<string> =>
  read(content, name).then(
    (rows) => `read ${rows.length}`,
    (error: unknown) => (error instanceof AppError ? error.reason : String(error)),
  )

describe('a file made to do harm', () => {
  it('an entity that names a file on the server stays the text it is', async () => {
    const doctype = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    const rows = await read(workbook(doctype + data(`<row r="1">${text('A1', '&e;')}</row>`)))
    expect(rows).toEqual([['&e;']])
  })

  it('entities that grow by each other grow nothing', async () => {
    const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const sheet = `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>${data(`<row r="1">${text('A1', '&l12;')}</row>`)}`
    const before = process.memoryUsage().rss
    expect(JSON.stringify(await read(workbook(sheet))).length).toBeLessThan(2000)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  })

  it.each([
    ['the last column of Excel', 'XFD1'],
    ['a column that no program has', 'ZZZZZZZZ1'],
    ['a column beyond every number', `${'Z'.repeat(400)}1`],
  ])('%s is too many columns', async (_name, reference) => {
    expect(await refusal(workbook(data(`<row r="1">${text(reference, 'x')}</row>`)))).toBe('spreadsheet.tooManyColumns')
  })

  it('a million empty rows with one line at their end cost nothing', async () => {
    const rows = await read(
      workbook(data(`<row r="1">${text('A1', '甲')}</row><row r="1048576">${text('A1048576', '乙')}</row>`)),
    )
    expect(rows).toEqual([['甲'], ['乙']])
  })

  it('rows that go backwards are a damaged file', async () => {
    const sheet = data(`<row r="2">${text('A2', 'x')}</row><row r="1">${text('A1', 'y')}</row>`)
    expect(await refusal(workbook(sheet))).toBe('spreadsheet.damaged')
  })

  it('millions of brackets in one attribute are read in one pass', async () => {
    const started = performance.now()
    const sheet = data(`<row r="1" note="${'>'.repeat(3_000_000)}">${text('A1', '甲')}</row>`)
    // Random bytes beside it keep the archive from looking like a bomb.
    expect(await read(workbook(sheet, { noise: randomBytes(60_000) }))).toEqual([['甲']])
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('merged ranges that never end are found in one pass', async () => {
    const started = performance.now()
    const sheet = `${data(`<row r="1">${text('A1', '甲')}</row>`).replace('</worksheet>', '')}<mergeCells>${'<mergeCell '.repeat(300_000)}`
    expect(['spreadsheet.damaged', 'read 1']).toContain(await refusal(workbook(sheet)))
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('a token without an end is a damaged file', async () => {
    const noise = randomBytes(4_000_000).toString('hex')
    expect(await refusal(workbook(`<worksheet><sheetData><row r="1" x="${noise}`))).toBe('spreadsheet.damaged')
  })

  it('an archive in an archive is no workbook', async () => {
    expect(await refusal(archive({ 'inner.xlsx': workbook(data('')) }))).toBe('spreadsheet.notSpreadsheet')
  })

  it('a part that names a path outside is only a name', async () => {
    const parts = workbook(data(`<row r="1">${text('A1', '甲')}</row>`), { '../../../../tmp/evil': 'x' })
    expect(await read(parts)).toEqual([['甲']])
  })

  it('a workbook that was cut off is damaged', async () => {
    const whole = workbook(data(`<row r="1">${text('A1', '甲')}</row>`))
    for (const share of [0.3, 0.6, 0.95])
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toMatch(/^spreadsheet\./)
  })

  it('a formula gives its last result and is never computed', async () => {
    const cell = '<c r="A1" t="str"><f>WEBSERVICE("http://127.0.0.1")</f><v>昨天的结果</v></c>'
    expect(await read(workbook(data(`<row r="1">${cell}</row>`)))).toEqual([['昨天的结果']])
  })

  it('one line of ten megabytes is refused with its place', async () => {
    expect(await refusal(Buffer.from(`客户,电话\n${'长'.repeat(3_500_000)},1\n`), 'x.csv')).toMatch(
      /^spreadsheet\.(?:cellTooLong|openQuote)$/,
    )
  })

  it('a table that is named otherwise is known by its content', async () => {
    expect(await read(Buffer.from('客户,电话\n明锐,138\n'), 'clients.xlsx')).toEqual([
      ['客户', '电话'],
      ['明锐', '138'],
    ])
    expect(await refusal(Buffer.from('<html><table>'), 'clients.xlsx')).toBe('spreadsheet.html')
  })
})
