import { z } from 'zod'
import { type Route, route } from '../../../platform/http/route.ts'
import { idParams, nothing } from '../../../platform/schema.ts'
import {
  joinBody,
  joinLinkList,
  joinParams,
  joinReply,
  linkReply,
  newJoinLinkBody,
  setupBody,
  signedIn,
} from '../contract.ts'
import { askToJoin, createJoinLink, invitation, isSetUpNeeded, joinLinks, revokeJoinLink, setUp } from '../service.ts'

/** Ways into a company: the first set-up and links to join. */
export const entryRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/setup',
    can: 'public',
    summary: 'Whether this server has no company yet',
    reply: z.object({ needed: z.boolean() }),
    run: async (request) => ({ needed: await isSetUpNeeded(request.db) }),
  }),
  route({
    method: 'POST',
    path: '/api/setup',
    can: 'public',
    summary: 'Make the company and its administrator; only while there is none',
    body: setupBody,
    reply: signedIn,
    errors: ['conflict', 'too_many'],
    run: async (request, { body, reply }) => {
      const { token, user } = await setUp(request, body)
      reply.session(token)
      reply.status(201)
      return { user }
    },
  }),
  route({
    method: 'GET',
    path: '/api/join-links',
    can: 'people.manage',
    summary: 'Links that still let people ask to join',
    reply: joinLinkList,
    run: async (ctx) => ({ items: await joinLinks(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/join-links',
    can: 'people.manage',
    summary: 'Make a link by which a group can ask to join a department; its token is shown once',
    body: newJoinLinkBody,
    reply: linkReply,
    run: async (ctx, { body, reply }) => {
      const made = await createJoinLink(ctx, body)
      reply.status(201)
      return made
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/join-links/{id}',
    can: 'people.manage',
    summary: 'Close a link to join',
    params: idParams,
    reply: nothing,
    run: (ctx, { params }) => revokeJoinLink(ctx, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/join/{token}',
    can: 'public',
    summary: 'Whom a link invites to join',
    params: joinParams,
    reply: joinReply,
    errors: ['not_found'],
    run: (request, { params }) => invitation(request, params.token),
  }),
  route({
    method: 'POST',
    path: '/api/join/{token}',
    can: 'public',
    summary: 'Ask to join; an administrator has to approve',
    params: joinParams,
    body: joinBody,
    reply: nothing,
    errors: ['not_found', 'conflict', 'too_many'],
    run: (request, { params, body }) => askToJoin(request, params.token, body),
  }),
]
