import type { Ctx } from '../../../platform/context.ts'
import { maskEmail, maskPhone, normalize } from '../../../platform/text.ts'
import { holds } from '../../people/service.ts'
import { type RecordType, refKey } from '../contract.ts'
import { listRows } from '../store/list.ts'
import { allTypes } from '../store/registry.ts'
import { filterFields } from './access.ts'
import { type Presented, present } from './present.ts'

export interface Found {
  /** Path of the record's type, for example `customers`. */
  type: string
  id: string
  title: string
  subtitle: string | null
}

/**
 * Records of every type that the actor may see and that `q` finds, the closest first. Phone numbers and addresses are always masked:
 * the list is read over shoulders.
 */
export async function searchAll(ctx: Ctx, q: string, limit: number): Promise<Found[]> {
  const found: (Found & { rank: number })[] = []
  for (const type of allTypes()) {
    if (type.search === undefined || !holds(ctx, `${type.plural}.view`) || q.trim() === '') continue
    const page = await listRows(ctx, type, { q, limit }, await filterFields(ctx, type))
    for (const record of await present(ctx, type, page.rows)) {
      const title = String(record[type.title] ?? '')
      found.push({ type: type.path, id: record.id, title, subtitle: subtitleOf(type, record), rank: rankOf(title, q) })
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ rank: _, ...item }) => item)
}

/** 0 = the very name, 1 = its beginning, 2 = inside it, 3 = by something else. */
function rankOf(title: string, q: string): number {
  const [name, wanted] = [normalize(title), normalize(q)]
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  return name.includes(wanted) ? 2 : 3
}

function subtitleOf(type: RecordType, record: Presented): string | null {
  const parts = (type.search?.hint ?? []).flatMap((key) => hintOf(type, record, key))
  return parts.length === 0 ? null : parts.join(' · ')
}

function hintOf(type: RecordType, record: Presented, key: string): string[] {
  if (key === 'ownerId') return nameOf(record['owner'])
  const kind = type.fields[key]?.kind ?? 'text'
  const label = refKey(key, kind)
  if (label !== null) return nameOf(record[label])
  const value = record[key]
  if (kind === 'phones') return ((value ?? []) as string[]).slice(0, 1).map(maskPhone)
  if (typeof value !== 'string' || value === '') return []
  return [kind === 'phone' ? maskPhone(value) : kind === 'email' ? maskEmail(value) : value]
}

function nameOf(ref: unknown): string[] {
  const name = (ref as { name?: string } | null | undefined)?.name
  return name ? [name] : []
}
