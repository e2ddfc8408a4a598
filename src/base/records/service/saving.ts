import type { Ctx } from '../../../platform/context.ts'
import { emit } from '../../../platform/events.ts'
import { diff, write } from '../../audit/service.ts'
import { customFields } from '../../forms/service.ts'
import { type RecordChange, recordChanged, type RecordOf, type RecordType } from '../contract.ts'
import { indexCustom, indexRecord } from '../store/search.ts'

/** What every saved change brings along: search and field index, audit, and the news of it, all in one transaction. */
export async function announce(ctx: Ctx, type: RecordType, change: Omit<RecordChange, 'type' | 'id'>): Promise<void> {
  const { before, after, action } = change
  if (action === 'created' || action === 'updated') {
    const touches = (keys: string[]) => before === null || keys.some((key) => differs(before, after, key))
    if (type.search && touches([...type.search.names, ...type.search.phones])) await indexRecord(ctx, type, after)
    if (touches(['custom'])) await indexCustomValues(ctx, type, after)
  }
  const keys = ['ownerId', ...Object.keys(type.fields), 'currency', 'custom', 'voidedAt']
  await write(ctx, { action, type: type.type, recordId: after.id, changes: diff(before ?? {}, after, keys) })
  await emit(ctx, recordChanged, { ...change, type: type.type, id: after.id })
}

async function indexCustomValues(ctx: Ctx, type: RecordType, record: RecordOf): Promise<void> {
  const fields = await customFields(ctx, type.type)
  if (fields.length > 0) await indexCustom(ctx, record.id, record.custom, fields)
}

export function differs(before: object, after: object, key: string): boolean {
  const value = (record: object) => JSON.stringify((record as Record<string, unknown>)[key] ?? null)
  return value(before) !== value(after)
}
