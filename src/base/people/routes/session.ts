import { type Route, route } from '../../../platform/http/route.ts'
import { nothing } from '../../../platform/schema.ts'
import { resetBody, sessionList, signedIn, signInBody, tokenQuery } from '../contract.ts'
import { endAllSessions, endSession, mySessions, resetPassword, signIn } from '../service.ts'

export const sessionRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/session',
    can: 'public',
    summary: 'Sign in by e-mail or phone; sets a cookie, and replies the token with ?token=true',
    query: tokenQuery,
    body: signInBody,
    reply: signedIn,
    errors: ['unauthenticated', 'conflict', 'too_many'],
    run: async (request, { body, query, reply, token: oldToken }) => {
      const { token, user } = await signIn(request, body, oldToken)
      reply.session(token)
      return { user, ...(query.token === 'true' && { token }) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    can: 'public',
    summary: 'Sign out here',
    reply: nothing,
    run: async (request, { reply, token }) => {
      if (token !== null) await endSession(request, token)
      reply.session(null)
    },
  }),
  route({
    method: 'GET',
    path: '/api/sessions',
    can: 'signedIn',
    summary: 'Where I am signed in',
    reply: sessionList,
    run: async (ctx, { token }) => ({ items: await mySessions(ctx, token) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions',
    can: 'signedIn',
    summary: 'Sign out everywhere',
    reply: nothing,
    run: async (ctx, { reply }) => {
      await endAllSessions(ctx)
      reply.session(null)
    },
  }),
  route({
    method: 'POST',
    path: '/api/password-reset',
    can: 'public',
    summary: 'Set a password with a link made by an administrator; the link works once',
    body: resetBody,
    reply: nothing,
    errors: ['too_many'],
    run: (request, { body }) => resetPassword(request, body),
  }),
]
