import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Sheet, type SheetLimits, sheetLimits, spreadsheetError } from './spreadsheet/cell.ts'
import { readCsv } from './spreadsheet/csv.ts'
import { readXlsx } from './spreadsheet/xlsx.ts'

export type { Cell, DateCell, Sheet, SheetLimits, SheetRow } from './spreadsheet/cell.ts'
export { escapeFormula } from './spreadsheet/formula.ts'
export { writeCsv, writeXlsx } from './spreadsheet/write.ts'

/**
 * The sheets of an Excel (.xlsx) or CSV/TSV file, one after the other, each with its rows streamed. What the file is
 * decides its content, not its name; the name only titles the sheet of a CSV. A sheet whose rows are not read is skipped
 * at no cost. A stream is first kept in a temporary file, because a workbook's table of contents stands at its end.
 * @throws AppError spreadsheet.* naming why a file cannot be read (xls, xlsb, ods, html, encrypted, damaged, bomb, limits)
 */
export async function* readSheets(
  source: string | Readable,
  options: { fileName: string; limits?: Partial<SheetLimits> },
): AsyncGenerator<Sheet> {
  const limits = { ...sheetLimits, ...options.limits }
  if (typeof source !== 'string') {
    const folder = await mkdtemp(join(tmpdir(), 'tandem-sheet-'))
    try {
      const path = join(folder, 'upload')
      await pipeline(source, atMost(limits.maxFileBytes), createWriteStream(path, { mode: 0o600 }))
      yield* readSheets(path, options)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return
  }
  const kind = await kindOf(source, limits)
  if (kind === 'zip') yield* readXlsx(source, limits)
  else yield* readCsv(source, basename(options.fileName, extname(options.fileName)), limits)
}

function atMost(maxBytes: number): Transform {
  let total = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > maxBytes) done(spreadsheetError('tooLarge', { max: maxBytes }))
      else done(null, chunk)
    },
  })
}

async function kindOf(path: string, limits: SheetLimits): Promise<'zip' | 'text'> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0) throw spreadsheetError('empty')
    if (size > limits.maxFileBytes) throw spreadsheetError('tooLarge', { max: limits.maxFileBytes })
    const head = Buffer.alloc(Math.min(size, 256 * 1024))
    await file.read(head, 0, head.length, 0)
    if (head.readUIntBE(0, Math.min(4, size)) === 0x504b0304) return 'zip'
    // The compound file of .xls and of password-protected workbooks; the latter names its part in UTF-16.
    if (head.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
      throw spreadsheetError(head.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'xls')
    }
    const start = head
      .subarray(0, 2048)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
      .trimStart()
      .toLowerCase()
    if (/^(?:<!doctype html|<html|<table|<meta|<head)/.test(start)) throw spreadsheetError('html')
    if (/^<\?xml/.test(start))
      throw spreadsheetError(start.includes('urn:schemas-microsoft-com:office') ? 'xmlSpreadsheet' : 'html')
    if (/^(?:%pdf|\x89png|\xff\xd8\xff|gif8|\{\\rtf|rar!|7z\xbc\xaf)/.test(start))
      throw spreadsheetError('notSpreadsheet')
    return 'text'
  } finally {
    await file.close()
  }
}
