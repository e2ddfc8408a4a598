import type { ErrorCause, Fix, RowError } from '../contract.ts'

/** Errors of one kind together, the most frequent first, as the list of rows with errors shows them. */
export interface ErrorGroup {
  cause: ErrorCause
  rows: number
  first: RowError
  fixes: Fix[]
}

/** Groups errors by cause, and phone numbers by how many digits they lack; each row counts once in a group. */
export function groupErrors(errors: readonly RowError[]): ErrorGroup[] {
  const groups = new Map<string, ErrorGroup & { last: string }>()
  for (const error of errors) {
    const key = `${error.cause} ${error.params?.missing ?? ''} ${error.params?.similar ?? ''}`
    const where = `${error.sheet}!${error.row}`
    const group = groups.get(key)
    if (!group) groups.set(key, { cause: error.cause, rows: 1, first: error, fixes: error.fixes, last: where })
    else if (group.last !== where) Object.assign(group, { rows: group.rows + 1, last: where })
  }
  return [...groups.values()].map(({ last: _, ...group }) => group).sort((a, b) => b.rows - a.rows)
}
