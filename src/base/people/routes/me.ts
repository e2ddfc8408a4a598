import { z } from 'zod'
import { type Route, route } from '../../../platform/http/route.ts'
import { meBody, meReply, passwordBody, tokenQuery } from '../contract.ts'
import { changeMe, changePassword, me } from '../service.ts'

export const meRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/me',
    can: 'signedIn',
    summary: 'Who I am and what I may do',
    reply: meReply,
    run: (ctx) => me(ctx),
  }),
  route({
    method: 'PATCH',
    path: '/api/me',
    can: 'signedIn',
    summary: 'Change my own data and preferences; e-mail and phone need the current password',
    body: meBody,
    reply: meReply,
    errors: ['conflict', 'too_many'],
    run: (ctx, { body }) => changeMe(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/me/password',
    can: 'signedIn',
    summary: 'Change my password; other sessions end and this one gets a new token',
    query: tokenQuery,
    body: passwordBody,
    reply: z.object({ token: z.string().optional() }),
    errors: ['too_many'],
    run: async (ctx, { body, query, reply, token: oldToken }) => {
      const token = await changePassword(ctx, body, oldToken)
      reply.session(token)
      return query.token === 'true' ? { token } : {}
    },
  }),
]
