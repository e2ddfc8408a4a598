import { newId } from '../src/platform/id.ts'
import type { Statement } from './statements.ts'

/** What a write is about: every id that stands in its statements and is another one in the next request. */
export type Subject = Record<string, string>

type Fill = (subject: Subject, fresh: readonly string[]) => unknown

/** The statements of a recorded write with open places for the ids of another one. */
export interface Template {
  statements: { text: string; name?: string; fill: Fill[] }[]
  /** Number of ids that every request makes anew. */
  fresh: number
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export interface Recorded {
  statements: Statement[]
  /** Whom and what the recorded request was about. */
  subject: Subject
  /** Ids that are the same in every request, for example the tenant's. */
  constant: readonly string[]
  /** Moments, in ms, from which on ids count as made by the request; ids of services carry the clock's time, others the machine's. */
  since: readonly number[]
}

/** Longer than any recorded request takes. */
const WINDOW_MS = 60_000

/**
 * Finds out which ids of a recorded write belong to its subject and which were made by the request itself (UUIDv7 of
 * these moments).
 * @throws Error for an id of neither kind, because replaying it would not be the same work
 */
export function templateOf({ statements, subject, constant, since }: Recorded): Template {
  const names = new Map(Object.entries(subject).map(([name, value]) => [value, name]))
  const fresh = new Map<string, number>()
  const place = (id: string): Fill | null => {
    const name = names.get(id)
    if (name !== undefined) return (of) => of[name]
    if (constant.includes(id)) return null
    if (!isNew(id, since)) throw new Error(`unknown id ${id} in a recorded write`)
    const index = fresh.get(id) ?? fresh.size
    fresh.set(id, index)
    return (_, made) => made[index]
  }
  const compiled = statements.map(({ text, name, values }) => ({
    text,
    ...(name !== undefined && { name }),
    fill: values.map((value) => fillOf(value, place, names)),
  }))
  return { statements: compiled, fresh: fresh.size }
}

function isNew(id: string, since: readonly number[]): boolean {
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  return id[14] === '7' && since.some((from) => at >= from && at < from + WINDOW_MS)
}

function fillOf(value: unknown, place: (id: string) => Fill | null, names: ReadonlyMap<string, string>): Fill {
  if (Array.isArray(value)) {
    const parts = value.map((part) => fillOf(part, place, names))
    return (of, made) => parts.map((part) => part(of, made))
  }
  if (typeof value !== 'string') return () => value
  const name = names.get(value)
  if (name !== undefined) return (of) => of[name]
  const parts = textParts(value, place)
  if (parts.length === 1 && typeof parts[0] === 'string') return () => value
  if (parts.length === 1) return parts[0] as Fill
  return (of, made) => parts.map((part) => (typeof part === 'string' ? part : part(of, made))).join('')
}

/** Text around the places of ids, in order. */
function textParts(text: string, place: (id: string) => Fill | null): (string | Fill)[] {
  const parts: (string | Fill)[] = []
  let end = 0
  for (const { 0: id, index } of text.matchAll(UUID)) {
    const fill = place(id)
    if (fill === null) continue
    if (index > end) parts.push(text.slice(end, index))
    parts.push(fill)
    end = index + id.length
  }
  if (end < text.length || parts.length === 0) parts.push(text.slice(end))
  return parts
}

/** The same write about another subject. */
export function fill(template: Template, subject: Subject): Statement[] {
  const fresh = Array.from({ length: template.fresh }, () => newId())
  return template.statements.map(({ fill: places, ...rest }) => ({
    ...rest,
    values: places.map((value) => value(subject, fresh)),
  }))
}
