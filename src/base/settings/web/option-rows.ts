/** One option in the form. */
export interface Row {
  /** Absent for an option that is new in this form. */
  key?: string
  /** Stable while the form is open. */
  row: string
  zh: string
  en: string
  parent?: string | null
  retired: boolean
  probability?: number
  maxDays?: number | null
  rhythm?: number | null
  class?: string
  state?: string
}

export interface OptionSetReply {
  version: number
  options: (Omit<Row, 'row' | 'key'> & { key: string })[]
}

/** The numbers that the options of a set have. */
export const numbers: Record<string, { key: 'probability' | 'maxDays' | 'rhythm'; min: number; max: number }[]> = {
  stage: [
    { key: 'probability', min: 0, max: 100 },
    { key: 'maxDays', min: 1, max: 1000 },
  ],
  intent: [{ key: 'rhythm', min: 1, max: 400 }],
}

export const rowsOf = (reply: OptionSetReply): Row[] => reply.options.map((option) => ({ ...option, row: option.key }))

/** A row for an option that is not there yet. */
export function newRow(set: string, row: string): Row {
  return {
    row,
    zh: '',
    en: '',
    retired: false,
    ...(set === 'stage' && { probability: 50, maxDays: null }),
    ...(set === 'intent' && { rhythm: null }),
    ...(set === 'method' && { class: 'other' }),
  }
}

/** What the server takes of one row; everything else about an option keeps its value. */
export function bodyOf(set: string, row: Row) {
  const { key, zh, en, parent } = row
  return {
    ...(key && { key }),
    zh: zh.trim(),
    en: en.trim() || zh.trim(),
    ...(parent !== undefined && { parent }),
    ...Object.fromEntries(
      (numbers[set] ?? []).map((column) => [column.key, row[column.key]]).filter(([, value]) => value !== undefined),
    ),
    ...(set === 'method' && row.class && { class: row.class }),
  }
}
