import { AppError } from '../errors.ts'

/** A calendar day `YYYY-MM-DD` with an optional wall-clock time `HH:mm`, as a spreadsheet holds it: without a time zone. */
export interface DateCell {
  day: string
  time: string | null
}

/** One cell. Formulas give their cached result, rich text its plain text, hyperlinks their caption; errors (#N/A) are null. */
export type Cell = string | number | boolean | DateCell | null

/** One row as the file numbers it (from 1). A cell inside a merged range holds the range's value. */
export interface SheetRow {
  number: number
  cells: Cell[]
  /** Indexes of cells that only repeat the value of the merged range they lie in. */
  merged?: ReadonlySet<number>
}

export interface Sheet {
  sheet: string
  hidden: boolean
  rows: AsyncIterable<SheetRow>
}

export interface SheetLimits {
  /** Bytes of the file itself. */
  maxFileBytes: number
  /** Bytes of all parts together after inflating. */
  maxInflatedBytes: number
  /** How many times larger a part may be than its compressed form, counted above 10 MB. */
  maxRatio: number
  maxEntries: number
  /** Rows of the whole file. */
  maxRows: number
  maxColumns: number
  maxCellChars: number
}

export const sheetLimits: SheetLimits = {
  maxFileBytes: 100 * 1024 * 1024,
  maxInflatedBytes: 2 * 1024 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 5_000,
  maxRows: 1_000_000,
  maxColumns: 500,
  maxCellChars: 32_767,
}

export type SpreadsheetReason =
  | 'empty'
  | 'tooLarge'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'cellTooLong'
  | 'bomb'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'encrypted'
  | 'html'
  | 'xmlSpreadsheet'
  | 'notSpreadsheet'
  | 'damaged'
  | 'encoding'
  | 'openQuote'

/** The refusal of a file that cannot be read; `reason` is `spreadsheet.<reason>`, `params` say where. */
export function spreadsheetError(reason: SpreadsheetReason, params: Record<string, unknown> = {}): AppError {
  return new AppError('invalid', `spreadsheet.${reason}`, { params })
}
