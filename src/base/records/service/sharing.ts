import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { changed } from '../../../platform/live.ts'
import { historyOf, write } from '../../audit/service.ts'
import type { RecordType } from '../contract.ts'
import { collaboratorsOf, replaceCollaborators } from '../store/collaborators.ts'
import { fromRow, type Row } from '../store/columns.ts'
import { strangers } from '../store/references.ts'
import { anyRow, findRow, idsAllowed, moveOwner, updateRow } from '../store/rows.ts'
import { ownerErrors } from './checks.ts'
import { firstCredit } from './credit.ts'
import { announce } from './saving.ts'
import { tellOfMany } from './telling.ts'

/**
 * Gives records to another owner.
 * @returns ids that moved; records the actor may not assign are left out, unless it is all of them (404)
 */
export async function assign(ctx: Ctx, type: RecordType, ids: string[], ownerId: string): Promise<{ moved: string[] }> {
  const errors = await ownerErrors(ctx, ownerId)
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
  const own = await idsAllowed(ctx, type, [...new Set(ids)], 'assign')
  if (own.length === 0) throw notFound()
  for (const id of own.sort()) await giveTo(ctx, type, id, ownerId)
  return { moved: own }
}

async function giveTo(ctx: Ctx, type: RecordType, id: string, ownerId: string): Promise<void> {
  const row = (await anyRow(ctx, type, id, { lock: true })) as Row
  const before = fromRow(type, row)
  if (before.ownerId === ownerId) return
  const first =
    row['credit_user_id'] === null ? await firstCredit(ctx, type, { ...before, ownerId }, ctx.clock.now()) : {}
  const updated = await updateRow(ctx, type, id, before.version, { [type.owner.column]: ownerId, ...first })
  await announce(ctx, type, { action: 'assigned', before, after: fromRow(type, updated as Row), imported: false })
}

/**
 * Everything live that a leaver owns goes to somebody else; facts (with a department of their day) stay with who did them.
 * @returns number of records that moved
 */
export async function handOver(ctx: Ctx, types: readonly RecordType[], from: string, to: string): Promise<number> {
  let moved = 0
  for (const type of types) {
    if (type.owner.departmentColumn !== undefined) continue
    const ids = await moveOwner(ctx, type, from, to)
    for (const id of ids)
      await write(ctx, { action: 'assigned', type: type.type, recordId: id, changes: { ownerId: [from, to] } })
    if (ids.length > 0) {
      await tellOfMany(ctx, type, to, ids.length)
      changed(ctx, { topic: type.path, can: `${type.plural}.view`, people: [from, to] })
    }
    moved += ids.length
  }
  return moved
}

export async function collaborators(ctx: Ctx, type: RecordType, id: string): Promise<{ id: string; name: string }[]> {
  if ((await findRow(ctx, type, id)) === undefined) throw notFound()
  return collaboratorsOf(ctx, type.type, id)
}

/** @throws 403 when the record may be seen but not edited */
export async function setCollaborators(
  ctx: Ctx,
  type: RecordType,
  id: string,
  userIds: string[],
): Promise<{ id: string; name: string }[]> {
  const row = await findRow(ctx, type, id, { lock: true })
  if (row === undefined) throw notFound()
  if (!row.can_edit) throw new AppError('forbidden', 'records.not_allowed')
  if ((await strangers(ctx, userIds)).length > 0) throw invalidField('userIds', 'records.unknown_reference')
  const before = await collaboratorsOf(ctx, type.type, id)
  await replaceCollaborators(ctx, type.type, id, userIds)
  ctx.memo.delete('records.shared')
  const after = await collaboratorsOf(ctx, type.type, id)
  const people = (list: { id: string }[]) => list.map((person) => person.id).sort()
  if (people(before).join() !== people(after).join()) {
    await write(ctx, {
      action: 'shared',
      type: type.type,
      recordId: id,
      changes: { collaborators: [people(before), people(after)] },
    })
  }
  return after
}

/** Who changed what on a record, newest first; fields hidden from the actor are left out. */
export async function historyOfRecord(
  ctx: Ctx,
  type: RecordType,
  id: string,
  cursor?: string,
): ReturnType<typeof historyOf> {
  if ((await findRow(ctx, type, id)) === undefined) throw notFound()
  return historyOf(ctx, type.type, id, { cursor, limit: 50 })
}
