import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { cursorOf, valuesOf } from '../../platform/cursor.ts'
import { newId } from '../../platform/id.ts'
import { changed } from '../../platform/live.ts'
import { peopleHolding } from '../people/service.ts'
import type { noticePage, noticeQuery } from './contract.ts'
import { countUnread, insertNotice, listNotices, markRead } from './store.ts'

export interface News {
  userId: string
  /** Key of the sentence in locales/<language>/notifications.json. */
  kind: string
  params?: Record<string, unknown>
  link?: string
  /** The same key is told only once to the same person. */
  key?: string
}

/** Tells a person something, in the transaction that made it true; nobody is told what rolled back. */
export async function notify(ctx: Ctx, news: News): Promise<void> {
  const told = await insertNotice(ctx.tx, {
    id: newId(),
    userId: news.userId,
    kind: news.kind,
    params: news.params ?? {},
    link: news.link ?? null,
    key: news.key ?? null,
    at: ctx.clock.now(),
  })
  if (told) changed(ctx, { topic: 'notices', people: [news.userId] })
}

/** Whoever may let people in hears that somebody is waiting. */
export async function tellOfRequest(ctx: Ctx, { userId, name }: { userId: string; name: string }): Promise<void> {
  changed(ctx, { topic: 'users', can: 'people.manage', people: [] })
  for (const manager of await peopleHolding(ctx, 'people.manage'))
    await notify(ctx, {
      userId: manager,
      kind: 'people.askedToJoin',
      params: { name },
      link: '/people',
      key: `people.askedToJoin:${userId}`,
    })
}

/** My notices, newest first, with how many are unread. */
export async function myNotices(ctx: Ctx, query: z.output<typeof noticeQuery>): Promise<z.output<typeof noticePage>> {
  const before = query.cursor === undefined ? null : (valuesOf(query.cursor, 2) as [string, string])
  const found = await listNotices(ctx, { unread: query.unread === 'true', limit: query.limit + 1, before })
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items,
    unread: await countUnread(ctx),
    nextCursor: found.length > query.limit && last ? cursorOf([last.createdAt, last.id]) : null,
  }
}

export async function readMine(ctx: Ctx, ids: string[] | null): Promise<{ unread: number }> {
  const read = await markRead(ctx, ids)
  if (read > 0) changed(ctx, { topic: 'notices', people: [ctx.actor.userId] })
  return { unread: await countUnread(ctx) }
}
