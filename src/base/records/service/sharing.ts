import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { emit } from '../../../platform/events.ts'
import { changed } from '../../../platform/live.ts'
import { historyOf, write } from '../../audit/service.ts'
import { type Assignment, type RecordType, recordsGiven } from '../contract.ts'
import { collaboratorsOf, replaceCollaborators } from '../store/collaborators.ts'
import { fromRow, type Row } from '../store/columns.ts'
import { strangers } from '../store/references.ts'
import { anyRow, findRow, idsAllowed, moveOwner, updateRow } from '../store/rows.ts'
import { ownerErrors } from './checks.ts'
import { firstCredit } from './credit.ts'
import { announce } from './saving.ts'
import { tellOfMany } from './telling.ts'

/**
 * Gives records to another owner; what hangs on them hears of it.
 * @returns ids that moved; records the actor may not assign are left out, unless it is all of them (404)
 */
export async function assign(
  ctx: Ctx,
  type: RecordType,
  { ids, ownerId, withOpen = true }: Assignment,
): Promise<{ moved: string[] }> {
  const errors = await ownerErrors(ctx, ownerId)
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
  const own = await idsAllowed(ctx, type, [...new Set(ids)], 'assign')
  if (own.length === 0) throw notFound()
  const given = new Map<string, string[]>()
  for (const id of own.sort()) {
    const from = await giveTo(ctx, type, id, ownerId)
    if (from !== null) given.set(from, [...(given.get(from) ?? []), id])
  }
  for (const [from, theirs] of given)
    await emit(ctx, recordsGiven, { type: type.type, ids: theirs, from, to: ownerId, withOpen })
  return { moved: own }
}

/** @returns the former owner; null when there was none or it is the same */
async function giveTo(ctx: Ctx, type: RecordType, id: string, ownerId: string): Promise<string | null> {
  const row = (await anyRow(ctx, type, id, { lock: true })) as Row
  const before = fromRow(type, row)
  if (before.ownerId === ownerId) return null
  const first =
    row['credit_user_id'] === null ? await firstCredit(ctx, type, { ...before, ownerId }, ctx.clock.now()) : {}
  const updated = await updateRow(ctx, type, id, before.version, { [type.owner.column]: ownerId, ...first })
  await announce(ctx, type, { action: 'assigned', before, after: fromRow(type, updated as Row), imported: false })
  return before.ownerId
}

/**
 * Everything live that a leaver owns goes to somebody else; facts (with a department of their day) stay with who did them.
 * @returns number of records that moved
 */
export async function handOver(ctx: Ctx, types: readonly RecordType[], from: string, to: string): Promise<number> {
  let moved = 0
  for (const type of types) {
    if (type.owner.departmentColumn !== undefined) continue
    const count = await passOn(ctx, type, { from, to })
    if (count > 0) await tellOfMany(ctx, type, to, count)
    moved += count
  }
  return moved
}

/**
 * Moves records from one owner to another as the consequence of an act that was allowed: all of them, or only some.
 * @returns number of records that moved
 */
export async function passOn(
  ctx: Ctx,
  type: RecordType,
  { from, to, ids }: { from: string; to: string; ids?: readonly string[] },
): Promise<number> {
  const moved = await moveOwner(ctx, type, from, to, ids)
  for (const id of moved)
    await write(ctx, { action: 'assigned', type: type.type, recordId: id, changes: { ownerId: [from, to] } })
  if (moved.length > 0) changed(ctx, { topic: type.path, can: `${type.plural}.view`, people: [from, to] })
  return moved.length
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
