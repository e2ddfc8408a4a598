import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { writeXlsxStream } from 'hucre/xlsx'
import type { Cell } from './cell.ts'
import { escapeFormula } from './formula.ts'

function outward(cell: Cell): string | number | boolean | null {
  if (typeof cell === 'string') return escapeFormula(cell)
  if (cell !== null && typeof cell === 'object') return cell.time ? `${cell.day} ${cell.time}` : cell.day
  return cell
}

type Rows = AsyncIterable<Cell[]> | Iterable<Cell[]>

/** Rows as CSV bytes in UTF-8 with BOM (Excel needs it), formulas escaped. */
export function writeCsv(rows: Rows): Readable {
  const text = stringify({
    bom: true,
    record_delimiter: '\r\n',
    cast: { boolean: (value) => (value ? 'TRUE' : 'FALSE') },
  })
  const source = Readable.from(mapped(rows), { objectMode: true })
  source.on('error', (error) => text.destroy(error))
  return source.pipe(text)
}

/** Rows as the bytes of an .xlsx file with one sheet, in constant memory, formulas escaped, the first row frozen. */
export function writeXlsx(rows: Rows, options: { sheet: string }): Readable {
  // Characters that Excel forbids in sheet names, and its length limit.
  const name =
    options.sheet
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31)
      .replace(/^[\s']+|[\s']+$/g, '') || 'Sheet1'
  const bytes = writeXlsxStream(mapped(rows), { name, freezePane: { rows: 1 } })
  return Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0])
}

async function* mapped(rows: Rows): AsyncGenerator<(string | number | boolean | null)[]> {
  for await (const row of rows) yield row.map(outward)
}
