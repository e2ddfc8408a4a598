import { type Route, route } from '../../platform/http/route.ts'
import { idParams, nothing } from '../../platform/schema.ts'
import { changedComment, comment, newComment, thread, threadQuery } from './contract.ts'
import { addComment, changeComment, readThread, removeComment, threadOf } from './service.ts'

/** Whoever may see a record may read what was said about it and join in. */
export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/comments',
    can: 'signedIn',
    summary: 'Comments on a record, the oldest first, and who has read them',
    query: threadQuery,
    reply: thread,
    run: (ctx, { query }) => threadOf(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/comments',
    can: 'signedIn',
    summary: 'Comment on a record or answer a comment; people named with @ are told',
    body: newComment,
    reply: comment,
    errors: ['conflict'],
    run: async (ctx, { body, reply }) => {
      reply.status(201)
      return addComment(ctx, body)
    },
  }),
  route({
    method: 'POST',
    path: '/api/comments/read',
    can: 'signedIn',
    summary: 'Mark a record and its comments as read',
    body: threadQuery,
    reply: nothing,
    run: (ctx, { body }) => readThread(ctx, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/comments/{id}',
    can: 'signedIn',
    summary: 'Change a comment of the last day: its author only',
    params: idParams,
    body: changedComment,
    reply: comment,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeComment(ctx, params.id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/comments/{id}',
    can: 'signedIn',
    summary: 'Remove a comment of the last day: its author only',
    params: idParams,
    reply: nothing,
    run: (ctx, { params }) => removeComment(ctx, params.id),
  }),
]
