import type { ColumnGuess, SheetMapping, SheetRow } from '../contract.ts'
import { type GuessContext, guessColumns } from './columns.ts'
import {
  findHeader,
  HEADER_SEARCH_ROWS,
  type Header,
  isSideSheet,
  lettersOf,
  ownerOfSheet,
  type RowKind,
  rowKind,
} from './header.ts'

/** Rows to take from the top of a sheet for `analyseSheet`. */
export const SAMPLE_ROWS = HEADER_SEARCH_ROWS + 200

/** Why a sheet is left out unless somebody says otherwise. */
export type SheetReason = 'hidden' | 'empty' | 'noCompany' | 'sideSheet'

export interface SheetAnalysis extends Omit<SheetMapping, 'columns'> {
  columns: ColumnGuess[]
  hidden: boolean
  /** Null when the sheet is used. */
  reason: SheetReason | null
}

/** What a sheet holds, from its name and first rows (`SAMPLE_ROWS` of them). */
export function analyseSheet(
  sheet: { name: string; hidden: boolean },
  rows: readonly SheetRow[],
  context: GuessContext & { people: readonly string[] },
): SheetAnalysis {
  const header = findHeader(rows) ?? lettersOf(rows)
  const last = header.rows.at(-1) ?? 0
  const data = rows.filter((row) => row.number > last && rowKind(row, header, null) === 'data').slice(0, 200)
  const columns = guessColumns(header, data, context)
  const hasOwner = columns.some(({ target }) => target === 'customer.owner')
  const named = columns.some(({ target }) => target === 'customer.name')
  const reason: SheetReason | null = data.length === 0 ? 'empty' : sheet.hidden ? 'hidden' : named ? null : 'noCompany'
  return {
    sheet: sheet.name,
    hidden: sheet.hidden,
    use: reason === null,
    reason,
    headerRows: header.rows,
    owner: hasOwner ? null : ownerOfSheet(sheet.name, context.people),
    columns,
  }
}

/** Leaves out summaries and instructions beside real lists, and lists without customers beside those with. */
export function chooseSheets(sheets: readonly SheetAnalysis[]): SheetAnalysis[] {
  const lists = sheets.filter((sheet) => sheet.use && !isSideSheet(sheet.sheet))
  if (lists.length > 0)
    return sheets.map((sheet) =>
      sheet.use && isSideSheet(sheet.sheet) ? { ...sheet, use: false, reason: 'sideSheet' } : sheet,
    )
  return [...sheets]
}

/** Tells what each row of a sheet is under its mapping; rows up to the header are `header`. */
export function rowFilter(mapping: SheetMapping): (row: SheetRow) => RowKind {
  const header: Header = {
    rows: mapping.headerRows,
    columns: mapping.columns.map(({ index, header: label }) => ({ index, label })),
  }
  const nameColumn = mapping.columns.find(({ target }) => target === 'customer.name')?.index ?? null
  const last = mapping.headerRows.at(-1) ?? 0
  return (row) => (row.number <= last ? 'header' : rowKind(row, header, nameColumn))
}
