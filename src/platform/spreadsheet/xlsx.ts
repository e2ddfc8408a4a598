import { type Sheet, type SheetLimits, type SheetRow, spreadsheetError } from './cell.ts'
import { kindOfFormat, type NumberKind } from './formats.ts'
import { type MergedRange, MergeFiller, rangeOf } from './merges.ts'
import { TextStore } from './text-store.ts'
import { type CellSource, SheetParser } from './xlsx-rows.ts'
import { attribute, unescapeXml, XmlScanner } from './xml.ts'
import { type Archive, openArchive } from './zip.ts'

const MAX_TABLE_BYTES = 256 * 1024 * 1024
const MAX_MERGES = 200_000

/**
 * The sheets of an .xlsx file in the order of the workbook, rows streamed with back-pressure; only the shared strings are
 * held in memory. Blank rows are left out (row numbers show the gap).
 *
 * Neither exceljs nor hucre is used to read: both stream without merged ranges and without a limit on what they inflate;
 * exceljs gives dates of formulas as bare numbers and loses `_x000D_`, hucre holds the file and does not wait for its reader.
 * @throws AppError spreadsheet.* when the file is not an .xlsx, is damaged, encrypted or exceeds a limit
 */
export async function* readXlsx(path: string, limits: SheetLimits): AsyncGenerator<Sheet> {
  const archive = await openArchive(path, limits)
  try {
    const book = await workbook(archive)
    const strings = await sharedStrings(archive, book.stringsPart)
    const source: CellSource = { strings, kinds: await numberKinds(archive, book.stylesPart), from1904: book.from1904 }
    const budget = { rows: limits.maxRows }
    for (const sheet of book.sheets) {
      if (!archive.has(sheet.part)) throw spreadsheetError('damaged')
      yield { sheet: sheet.name, hidden: sheet.hidden, rows: sheetRows(archive, sheet.part, source, limits, budget) }
    }
  } finally {
    await archive.close()
  }
}

interface Workbook {
  sheets: { name: string; hidden: boolean; part: string }[]
  from1904: boolean
  stringsPart: string | null
  stylesPart: string | null
}

async function workbook(archive: Archive): Promise<Workbook> {
  const root = await relations(archive, '_rels/.rels', '')
  const part = root.find((each) => each.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!archive.has(part)) throw spreadsheetError(otherKind(archive))
  if (part.endsWith('.bin')) throw spreadsheetError('xlsb')
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const links = await relations(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, folder)
  const targetOf = new Map(links.map((each) => [each.id, each.target]))
  const partOf = (type: string): string | null => links.find((each) => each.type.endsWith(type))?.target ?? null
  const book: Workbook = {
    sheets: [],
    from1904: false,
    stringsPart: partOf('/sharedStrings'),
    stylesPart: partOf('/styles'),
  }
  await scan(archive, part, (name, attributes) => {
    if (name === 'workbookPr') book.from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const target = targetOf.get(attribute(attributes, 'id') ?? '')
    if (!target || !/worksheets?\//i.test(target)) return
    book.sheets.push({
      name: attribute(attributes, 'name') ?? '',
      hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
      part: target,
    })
  })
  if (book.sheets.length === 0) throw spreadsheetError('empty')
  return book
}

function otherKind(archive: Archive): 'xlsb' | 'ods' | 'notSpreadsheet' {
  if (archive.has('xl/workbook.bin')) return 'xlsb'
  return archive.has('content.xml') && archive.has('mimetype') ? 'ods' : 'notSpreadsheet'
}

async function relations(
  archive: Archive,
  part: string,
  folder: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const found: { id: string; type: string; target: string }[] = []
  if (!archive.has(part)) return found
  await scan(archive, part, (name, attributes) => {
    if (name !== 'Relationship') return
    const target = attribute(attributes, 'Target') ?? ''
    found.push({
      id: attribute(attributes, 'Id') ?? '',
      type: attribute(attributes, 'Type') ?? '',
      target: resolve(folder, target),
    })
  })
  return found
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.' && step !== '') parts.push(step)
  }
  return parts.join('/')
}

async function scan(archive: Archive, part: string, open: (name: string, attributes: string) => void): Promise<void> {
  if (archive.sizeOf(part) > MAX_TABLE_BYTES) throw spreadsheetError('bomb')
  const scanner = new XmlScanner({ open, text: () => undefined, close: () => undefined })
  for await (const chunk of archive.stream(part)) scanner.write(chunk)
}

async function sharedStrings(archive: Archive, part: string | null): Promise<TextStore> {
  const strings = new TextStore()
  if (!part || !archive.has(part)) return strings
  if (archive.sizeOf(part) > MAX_TABLE_BYTES) throw spreadsheetError('bomb')
  let text = ''
  let reading = false
  let phonetic = false
  const scanner = new XmlScanner({
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') reading = !phonetic
    },
    text: (raw) => {
      if (reading) text += unescapeXml(raw)
    },
    close: (name) => {
      if (name === 'si') strings.add(text)
      else if (name === 'rPh') phonetic = false
      else if (name === 't') reading = false
    },
  })
  for await (const chunk of archive.stream(part)) scanner.write(chunk)
  return strings
}

async function numberKinds(archive: Archive, part: string | null): Promise<NumberKind[]> {
  const kinds: NumberKind[] = []
  if (!part || !archive.has(part)) return kinds
  const codes = new Map<number, string>()
  let inCells = false
  if (archive.sizeOf(part) > MAX_TABLE_BYTES) throw spreadsheetError('bomb')
  const scanner = new XmlScanner({
    open: (name, attributes) => {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        kinds.push(kindOfFormat(id, codes.get(id)))
      }
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  for await (const chunk of archive.stream(part)) scanner.write(chunk)
  return kinds
}

async function* sheetRows(
  archive: Archive,
  part: string,
  source: CellSource,
  limits: SheetLimits,
  budget: { rows: number },
): AsyncGenerator<SheetRow> {
  const filler = new MergeFiller(await mergedRanges(archive, part), limits.maxColumns)
  const parser = new SheetParser(source, limits)
  for await (const chunk of archive.stream(part)) {
    for (const row of parser.write(chunk)) {
      if (--budget.rows < 0) throw spreadsheetError('tooManyRows', { max: limits.maxRows })
      yield filler.fill(row)
    }
  }
}

/** Merged ranges stand behind the rows in the file, so they are looked up first; finding them is only inflating. */
async function mergedRanges(archive: Archive, part: string): Promise<MergedRange[]> {
  const ranges: MergedRange[] = []
  const pattern = /<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref="([^"]{1,40})"/g
  let rest = ''
  for await (const chunk of archive.stream(part)) {
    const text = rest + chunk.toString('latin1')
    let seen = 0
    pattern.lastIndex = 0
    if (text.includes('mergeCell')) {
      for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
        const range = rangeOf(found[1] ?? '')
        if (range && ranges.length < MAX_MERGES) ranges.push(range)
        seen = pattern.lastIndex
      }
    }
    rest = text.slice(Math.max(seen, text.length - 200))
  }
  return ranges
}
