import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Sheet, type SheetLimits, type SheetRow, spreadsheetError } from './cell.ts'
import { unescapeFormula } from './formula.ts'

const SNIFFED_CHARS = 64 * 1024
const delimiters = [',', '\t', ';', '|', '，']

/**
 * The one sheet of a CSV or TSV file, rows streamed; blank lines are left out. UTF-8 with or without BOM, UTF-16 with BOM,
 * else GB18030. The delimiter is the one that splits the first lines most evenly.
 * @throws AppError spreadsheet.encoding | openQuote | tooManyRows | tooManyColumns | cellTooLong
 */
export async function* readCsv(path: string, name: string, limits: SheetLimits): AsyncGenerator<Sheet> {
  const encoding = await encodingOf(path)
  const delimiter = sniffDelimiter(await beginning(path, encoding))
  yield { sheet: name, hidden: false, rows: csvRows(path, encoding, delimiter, limits) }
}

async function* csvRows(
  path: string,
  encoding: string,
  delimiter: string,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: limits.maxCellChars * 16,
  })
  const source = Readable.from(decoded(path, encoding))
  source.on('error', (error) => parser.destroy(error)).pipe(parser)
  let number = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++
      const cells = record.map((text) => (text.trim() === '' ? null : unescapeFormula(text.replace(/\r\n?/g, '\n'))))
      while (cells.length > 0 && cells.at(-1) === null) cells.pop()
      if (cells.length === 0) continue
      if (number > limits.maxRows) throw spreadsheetError('tooManyRows', { max: limits.maxRows })
      if (cells.length > limits.maxColumns)
        throw spreadsheetError('tooManyColumns', { row: number, max: limits.maxColumns })
      const long = cells.findIndex((text) => text !== null && text.length > limits.maxCellChars)
      if (long >= 0) throw spreadsheetError('cellTooLong', { row: number, column: long + 1, max: limits.maxCellChars })
      yield { number, cells }
    }
  } catch (error) {
    if (error instanceof CsvError) throw spreadsheetError('openQuote', { row: number + 1 })
    throw error
  } finally {
    source.destroy()
  }
}

/** Reads the file once through strict decoders: guessing by a sample would fail on a GBK word far down. */
async function encodingOf(path: string): Promise<string> {
  for await (const chunk of createReadStream(path, { start: 0, end: 1 }) as AsyncIterable<Buffer>) {
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      for await (const text of decoded(path, encoding)) void text
      return encoding
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  throw spreadsheetError('encoding')
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    if (text.includes('\0')) throw spreadsheetError('encoding')
    if (text !== '') yield text
  }
  const last = decoder.decode()
  if (last !== '') yield last
}

async function beginning(path: string, encoding: string): Promise<string> {
  let text = ''
  for await (const chunk of decoded(path, encoding)) {
    text += chunk
    if (text.length >= SNIFFED_CHARS) break
  }
  return text.slice(0, SNIFFED_CHARS)
}

/** The delimiter under which most of the first lines have the same number of columns, at least two; else the comma. */
export function sniffDelimiter(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  const scored = delimiters.map((delimiter) => {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const columns = line.split(delimiter).length
      if (columns > 1) counts.set(columns, (counts.get(columns) ?? 0) + 1)
    }
    const best = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]
    return { delimiter, lines: best?.[1] ?? 0, columns: best?.[0] ?? 1 }
  })
  const best = scored.sort((a, b) => b.lines - a.lines || b.columns - a.columns)[0]
  return best && best.lines > 0 ? best.delimiter : ','
}
