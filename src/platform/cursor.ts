import { AppError } from './errors.ts'

/** Text that carries the sort values of a page's last row through a URL. */
export function cursorOf(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The sort values of a cursor of ours.
 * @param length how many values the list sorts by
 * @throws AppError invalid (400) for text that no list of ours has written
 */
export function valuesOf(cursor: string, length: number): (string | number | null)[] {
  const values = parsed(Buffer.from(cursor, 'base64url').toString())
  const simple = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'number'
  if (Array.isArray(values) && values.length === length && values.every(simple)) return values
  throw new AppError('invalid', 'records.bad_cursor', {
    status: 400,
    errors: [{ path: 'cursor', reason: 'records.bad_cursor' }],
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
