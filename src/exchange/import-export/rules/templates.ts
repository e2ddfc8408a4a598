import type { ColumnMapping, SheetMapping } from '../contract.ts'
import { labelKey } from './cells.ts'

/** What one kind of sheet means: its columns as somebody decided them, found again by their headers. */
export interface TemplateSheet {
  columns: Omit<ColumnMapping, 'index'>[]
}

/** What can be learned from a decided file: its used sheets, each kind of heads once. */
export function templateOf(mapping: readonly SheetMapping[]): TemplateSheet[] {
  const kinds = new Map<string, TemplateSheet>()
  for (const { use, columns } of mapping) {
    if (!use) continue
    const named = columns.filter(({ header }) => labelKey(header) !== '').map(({ index: _, ...column }) => column)
    const key = named.map(({ header }) => labelKey(header)).join('|')
    if (named.length > 0 && !kinds.has(key)) kinds.set(key, { columns: named })
  }
  return [...kinds.values()]
}

/**
 * A file's mapping with a template put over it. A sheet is covered when it has every column that the template uses; of several kinds
 * the one with the most columns counts.
 * @returns how many columns came from the template (0: it does not fit), and the mapping
 */
export function withTemplate(
  mapping: readonly SheetMapping[],
  template: readonly TemplateSheet[],
): { columns: number; mapping: SheetMapping[] } {
  let columns = 0
  const covered = mapping.map((sheet) => {
    const kind = template.filter((each) => fits(each, sheet)).sort((a, b) => b.columns.length - a.columns.length)[0]
    if (kind === undefined) return sheet
    const free = [...kind.columns]
    const own = sheet.columns.map((column) => {
      const at = free.findIndex(({ header }) => labelKey(header) === labelKey(column.header))
      if (at < 0) return column
      columns++
      return {
        ...(free.splice(at, 1)[0] as TemplateSheet['columns'][number]),
        index: column.index,
        header: column.header,
      }
    })
    return { ...sheet, use: true, columns: own }
  })
  return { columns, mapping: covered }
}

function fits({ columns }: TemplateSheet, sheet: SheetMapping): boolean {
  const there = new Set(sheet.columns.map(({ header }) => labelKey(header)))
  const used = columns.filter(({ target }) => target !== null && target !== 'ignore')
  return used.length > 0 && used.every(({ header }) => there.has(labelKey(header)))
}
