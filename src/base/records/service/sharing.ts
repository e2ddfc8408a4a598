import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { historyOf } from '../../audit/service.ts'
import type { RecordType } from '../contract.ts'
import { collaboratorsOf, replaceCollaborators } from '../store/collaborators.ts'
import { fromRow, type Row } from '../store/columns.ts'
import { missingIds } from '../store/references.ts'
import { anyRow, findRow, idsAllowed, moveOwner, updateRow } from '../store/rows.ts'
import { ruleOf } from './access.ts'
import { announce } from './saving.ts'

/**
 * Gives records to another owner.
 * @returns ids that moved; records the actor may not assign are left out, unless it is all of them (404)
 */
export async function assign(ctx: Ctx, type: RecordType, ids: string[], ownerId: string): Promise<{ moved: string[] }> {
  if ((await missingIds(ctx, 'user', [ownerId])).length > 0) throw invalidField('ownerId', 'records.unknown_reference')
  const own = await idsAllowed(ctx, type, [...new Set(ids)].sort(), 'assign')
  if (own.length === 0) throw notFound()
  for (const id of own) await giveTo(ctx, type, id, ownerId)
  return { moved: own }
}

async function giveTo(ctx: Ctx, type: RecordType, id: string, ownerId: string): Promise<void> {
  const row = (await anyRow(ctx, type, id)) as Row
  const before = fromRow(type, row)
  if (before.ownerId === ownerId) return
  const updated = await updateRow(ctx, type, id, before.version, { [type.owner.column]: ownerId })
  if (updated === undefined) throw new AppError('conflict', 'records.stale')
  await announce(ctx, type, { action: 'assigned', before, after: fromRow(type, updated), imported: false })
}

/** Everything a leaver owns goes to somebody else; facts (with a department of their day) stay with who did them. */
export async function handOver(ctx: Ctx, types: RecordType[], from: string, to: string): Promise<number> {
  let moved = 0
  for (const type of types) {
    if (type.owner.departmentColumn === undefined) moved += (await moveOwner(ctx, type, from, to)).length
  }
  return moved
}

export async function collaborators(ctx: Ctx, type: RecordType, id: string): Promise<{ id: string; name: string }[]> {
  if ((await findRow(ctx, type, id)) === undefined) throw notFound()
  return collaboratorsOf(ctx, type.type, id)
}

export async function setCollaborators(ctx: Ctx, type: RecordType, id: string, userIds: string[]): Promise<{ id: string; name: string }[]> {
  const row = await findRow(ctx, type, id, { lock: true })
  if (row === undefined) throw notFound()
  if (!row.can_edit) throw new AppError('forbidden', 'records.not_allowed')
  if ((await missingIds(ctx, 'user', userIds)).length > 0) throw invalidField('userIds', 'records.unknown_reference')
  await replaceCollaborators(ctx, type.type, id, userIds)
  return collaboratorsOf(ctx, type.type, id)
}

/** Who changed what on a record, newest first; fields hidden from the actor are left out. */
export async function historyOfRecord(ctx: Ctx, type: RecordType, id: string, cursor?: string): ReturnType<typeof historyOf> {
  if ((await findRow(ctx, type, id)) === undefined) throw notFound()
  const page = await historyOf(ctx, type.type, id, { cursor, limit: 50 })
  const visible = (changes: Awaited<ReturnType<typeof historyOf>>['items'][number]['changes']): typeof changes =>
    Object.fromEntries(Object.entries(changes).filter(([key]) => !['hidden', 'masked'].includes(ruleOf(ctx, type, key) ?? '')))
  return { ...page, items: page.items.map((item) => ({ ...item, changes: visible(item.changes) })) }
}
