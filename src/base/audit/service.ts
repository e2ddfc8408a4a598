import type { Ctx } from '../../platform/context.ts'
import { cursorOf, valuesOf } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newId } from '../../platform/id.ts'
import { daySpan } from '../../platform/time.ts'
import type { AuditPage, AuditQuery, Entry } from './contract.ts'
import { readable } from './rules.ts'
import { type EntryFilter, findEntries, insertEntries, type NewEntry } from './store.ts'

export { diff } from './rules.ts'

/**
 * Writes down what the actor did, in the same transaction as the deed: all of its entries together, as the last thing before the commit.
 * Nothing can change or delete them afterwards.
 */
export async function write(ctx: Ctx, entry: Entry): Promise<void> {
  const now = ctx.clock.now()
  const { kind, userId } = ctx.actor
  const whole: NewEntry = {
    id: newId(now.getTime()),
    at: now,
    actorId: kind === 'system' ? null : userId,
    actorKind: kind,
    action: entry.action,
    type: entry.type,
    recordId: entry.recordId,
    changes: entry.changes ?? {},
    requestId: ctx.requestId,
  }
  ctx.tx.beforeCommit('audit.entries', whole, (entries) => insertEntries(ctx.tx, entries))
}

/** The history of one record, newest first. The caller has made sure that the actor may see the record. */
export function historyOf(
  ctx: Ctx,
  type: string,
  recordId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<AuditPage> {
  return pageOf(ctx, { type, recordId, limit: page.limit }, page.cursor)
}

/** What was done in the company, newest first; `from` and `to` are days of the reader's time zone. */
export function entries(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
  const zone = ctx.actor.timeZone
  const filter: EntryFilter = {
    actorId: query.user,
    type: query.type,
    action: query.action,
    recordId: query.record,
    from: query.from === undefined ? undefined : daySpan(query.from, zone).from,
    until: query.to === undefined ? undefined : daySpan(query.to, zone).to,
    limit: query.limit,
  }
  return pageOf(ctx, filter, query.cursor)
}

async function pageOf(ctx: Ctx, filter: EntryFilter, cursor: string | undefined): Promise<AuditPage> {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const found = await findEntries(ctx, { ...filter, after, limit: filter.limit + 1 })
  const items = found.slice(0, filter.limit)
  const last = items.at(-1)
  return {
    items: items.map((item) => ({ ...item, changes: readable(item.type, item.changes, ctx.actor.fieldRules) })),
    nextCursor: found.length > items.length && last ? cursorOf([last.at, last.id]) : null,
  }
}

function placeOf(cursor: string): { at: string; id: string } {
  const [at, id] = valuesOf(cursor, 2)
  if (typeof at === 'string' && typeof id === 'string' && isUuid(id) && !Number.isNaN(Date.parse(at))) return { at, id }
  throw new AppError('invalid', 'records.bad_cursor', { status: 400 })
}
