import { isUuid } from '../../../platform/id.ts'

/** Where a page ended: the value it was sorted by and the id that breaks ties. */
export interface Cursor {
  value: string | number | boolean | null
  id: string
}

/** Text that carries a cursor through a URL. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url')
}

/** @returns null for text that no list of ours has written */
export function readCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [value, id] = parsed as [unknown, unknown]
    if (typeof id !== 'string' || !isUuid(id)) return null
    if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) return null
    return { value: value as Cursor['value'], id }
  } catch {
    return null
  }
}
