import type { Cell, SheetRow } from './cell.ts'

/** A merged range, rows from 1 and columns from 0, both ends included. */
export interface MergedRange {
  top: number
  left: number
  bottom: number
  right: number
}

const MAX_OPEN = 1_000

/** 0-based column of a reference such as `AB12`. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** The range of a reference such as `A3:A5`, or null when it is not one. */
export function rangeOf(reference: string): MergedRange | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/i.exec(reference)
  if (!found) return null
  return {
    left: columnOf(found[1] ?? ''),
    top: Number(found[2]),
    right: columnOf(found[3] ?? ''),
    bottom: Number(found[4]),
  }
}

/** Gives the cells of merged ranges the value of the range, row after row. */
export class MergeFiller {
  readonly #starts = new Map<number, MergedRange[]>()
  readonly #maxColumns: number
  readonly #firstRows: number[]
  #next = 0
  #open: { range: MergedRange; value: Cell }[] = []

  constructor(ranges: MergedRange[], maxColumns: number) {
    this.#maxColumns = maxColumns
    for (const range of ranges) {
      const list = this.#starts.get(range.top)
      if (list) list.push(range)
      else this.#starts.set(range.top, [range])
    }
    this.#firstRows = [...this.#starts.keys()].sort((a, b) => a - b)
  }

  /** Rows must come in ascending order. */
  fill(row: SheetRow): SheetRow {
    if (this.#firstRows.length === 0) return row
    this.#open = this.#open.filter(({ range }) => range.bottom >= row.number)
    while (this.#next < this.#firstRows.length && (this.#firstRows[this.#next] ?? 0) <= row.number) {
      const top = this.#firstRows[this.#next++] ?? 0
      // The first row of a range may be missing from the file; then the range is empty.
      if (top === row.number) for (const range of this.#starts.get(top) ?? []) this.#start(range, row)
    }
    if (this.#open.length === 0) return row
    const merged = new Set<number>()
    for (const { range, value } of this.#open) {
      for (let column = range.left; column <= range.right && column < this.#maxColumns; column++) {
        if (row.number === range.top && column === range.left) continue
        while (row.cells.length <= column) row.cells.push(null)
        row.cells[column] = value
        merged.add(column)
      }
    }
    return merged.size > 0 ? { ...row, merged } : row
  }

  #start(range: MergedRange, row: SheetRow): void {
    const value = row.cells[range.left] ?? null
    if (value !== null && this.#open.length < MAX_OPEN) this.#open.push({ range, value })
  }
}
