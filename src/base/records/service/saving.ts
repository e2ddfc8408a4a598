import type { Ctx } from '../../../platform/context.ts'
import { emit } from '../../../platform/events.ts'
import { changed } from '../../../platform/live.ts'
import { diff, write } from '../../audit/service.ts'
import { customFields } from '../../forms/service.ts'
import { type RecordChange, type RecordOf, type RecordType, recordChanged } from '../contract.ts'
import { indexCustom, indexRecord } from '../store/search.ts'
import { tellNewOwner } from './telling.ts'

/** What every saved change brings along: search and field index, audit, and the news of it, all in one transaction. */
export async function announce(ctx: Ctx, type: RecordType, change: Omit<RecordChange, 'type' | 'id'>): Promise<void> {
  const { before, after, action } = change
  const touches = (keys: string[]) => before === null || keys.some((key) => differs(before, after, key))
  if (type.search && touches([...type.search.names, ...type.search.phones])) await indexRecord(ctx, type, after)
  if (touches(['custom'])) await indexCustom(ctx, after, await customFields(ctx, type.type), before === null)
  await write(ctx, { action, type: type.type, recordId: after.id, changes: changesOf(type, before, after) })
  tellNewOwner(ctx, type, change)
  await emit(ctx, recordChanged, { ...change, type: type.type, id: after.id })
  const people = [before?.ownerId ?? null, after.ownerId, ctx.actor.userId]
  changed(ctx, { topic: type.path, can: `${type.plural}.view`, people })
}

/** Custom fields are told apart, so that each can be left out for readers who may not see it. */
function changesOf(type: RecordType, before: RecordOf | null, after: RecordOf) {
  const flat = (record: RecordOf | null) => ({ ...record, ...prefixed(record?.custom ?? {}) })
  const [old, now] = [flat(before), flat(after)]
  const custom = [...new Set([...Object.keys(prefixed(before?.custom ?? {})), ...Object.keys(prefixed(after.custom))])]
  return diff(old, now, ['ownerId', ...Object.keys(type.fields), 'currency', ...custom, 'voidedAt'])
}

function prefixed(custom: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(custom).map(([key, value]) => [`custom.${key}`, value]))
}

/** Whether a value differs, whatever the order of keys in it. */
export function differs(before: object, after: object, key: string): boolean {
  return Object.keys(diff(before, after, [key])).length > 0
}
