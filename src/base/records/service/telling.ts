import type { Ctx } from '../../../platform/context.ts'
import { notify } from '../../notifications/service.ts'
import type { RecordChange, RecordOf, RecordType } from '../contract.ts'

interface Given {
  ownerId: string
  name: string
  link: string | null
}

/** A new owner is told who gave them the record; of many at once only how many. Imports tell nobody. */
export function tellNewOwner(
  ctx: Ctx,
  type: RecordType,
  { before, after, imported }: Pick<RecordChange, 'before' | 'after' | 'imported'>,
): void {
  const { ownerId } = after
  if (type.ownerTold === undefined || imported || ctx.actor.kind !== 'user') return
  if (ownerId === null || ownerId === ctx.actor.userId || ownerId === before?.ownerId) return
  const given: Given = { ownerId, name: String(fieldOf(after, type.title)), link: pageOf(type, after) }
  ctx.tx.beforeCommit(`records.given.${type.type}`, given, (all) => tellAll(ctx, type, all))
}

async function tellAll(ctx: Ctx, type: RecordType, all: readonly Given[]): Promise<void> {
  for (const ownerId of new Set(all.map((each) => each.ownerId))) {
    const [first, ...more] = all.filter((each) => each.ownerId === ownerId) as [Given, ...Given[]]
    if (more.length > 0) await tellOfMany(ctx, type, ownerId, more.length + 1)
    else
      await notify(ctx, {
        userId: ownerId,
        kind: 'records.assigned',
        params: { type: type.type, by: ctx.actor.name, name: first.name },
        ...(first.link !== null && { link: first.link }),
      })
  }
}

/** Tells somebody how many records of a type they have been given. */
export async function tellOfMany(ctx: Ctx, type: RecordType, userId: string, count: number): Promise<void> {
  if (type.ownerTold === undefined || userId === ctx.actor.userId) return
  const list = `/${type.path}`
  await notify(ctx, {
    userId,
    kind: 'records.assignedMany',
    params: { type: type.type, by: ctx.actor.name, count },
    ...(type.page?.startsWith(list) && { link: list }),
  })
}

/** The path in the app where a record is seen; null where its type has no page. */
export function pageOf(type: RecordType, record: RecordOf): string | null {
  return type.page?.replaceAll(/\{(\w+)\}/g, (_, field: string) => String(fieldOf(record, field))) ?? null
}

const fieldOf = (record: RecordOf, field: string): unknown => (record as unknown as Record<string, unknown>)[field]
