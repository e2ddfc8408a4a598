import type { MonthRow } from '../contract.ts'

/** What a month's table shows while somebody fills it in: every row's own value as it stands now, typed or stored. */

export interface Sheet {
  /** What would hold: the own value, else what stands for a person, else the sum of the parts. */
  target: Map<string, number | null>
  /** Departments: the sum of what would hold below. */
  parts: Map<string, number | null>
}

type Row = Pick<MonthRow, 'kind' | 'id' | 'parentId' | 'base'>

export function sheetOf(rows: readonly Row[], own: (id: string) => number | null): Sheet {
  const sheet: Sheet = { target: new Map(), parts: new Map() }
  const below = new Map<string, Row[]>()
  for (const row of rows) if (row.parentId !== null) below.set(row.parentId, [...(below.get(row.parentId) ?? []), row])
  const fill = (row: Row): number | null => {
    const parts = sumOf((below.get(row.id) ?? []).map(fill))
    if (row.kind === 'department') sheet.parts.set(row.id, parts)
    const target = own(row.id) ?? (row.kind === 'person' ? row.base : parts)
    sheet.target.set(row.id, target)
    return target
  }
  for (const row of rows) if (row.parentId === null) fill(row)
  return sheet
}

/** To two places, so that 0.1 + 0.2 is 0.3; null where nothing is asked. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.round(known.reduce((sum, value) => sum + value, 0) * 100) / 100
}
