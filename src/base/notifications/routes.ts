import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { noticePage, noticeQuery, readNotices } from './contract.ts'
import { myNotices, readMine } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/notices',
    can: 'signedIn',
    summary: 'My notices, newest first',
    query: noticeQuery,
    reply: noticePage,
    run: (ctx, { query }) => myNotices(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/notices/read',
    can: 'signedIn',
    summary: 'Mark notices as read: the given ones, or all',
    body: readNotices,
    reply: z.object({ unread: z.int() }),
    run: (ctx, { body }) => readMine(ctx, body.all ? null : (body.ids ?? [])),
  }),
]
