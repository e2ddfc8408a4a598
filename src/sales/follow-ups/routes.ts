import { z } from 'zod'
import { historyReply, listQuery, recordId, voidQuery } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import {
  assessBody,
  assessReply,
  createFollowUp,
  followUpList,
  followUpReply,
  knownReply,
  noAnswerBody,
  noAnswerReply,
  noteBody,
  parseBody,
  parseReply,
  updateFollowUp,
} from './contract.ts'
import {
  addNote,
  assessDraft,
  changeFollowUp,
  followUps,
  historyOfFollowUp,
  knownNames,
  readText,
  record,
  recordMiss,
} from './service.ts'

const path = '/api/follow-ups'
const own = ['list', 'get', 'create', 'update', 'void', 'restore', 'assign', 'history'] as const

export const routes: Route[] = [
  ...recordRoutes(followUps as never, { without: [...own] }),
  route({
    method: 'GET',
    path,
    can: 'followUps.view',
    summary: 'List follow-ups; filtered by a customer it is that customer’s timeline',
    query: listQuery,
    reply: followUpList,
    run: (ctx, { query }) => followUps.list(ctx, query) as never,
  }),
  route({
    method: 'GET',
    path: `${path}/known`,
    can: 'followUps.create',
    summary: 'Names by which a device reads texts without the server',
    reply: knownReply,
    run: (ctx) => knownNames(ctx),
  }),
  route({
    method: 'GET',
    path: `${path}/{id}`,
    can: 'followUps.view',
    summary: 'Read one follow-up',
    params: recordId,
    reply: followUpReply,
    run: (ctx, { params }) => followUps.get(ctx, params.id) as never,
  }),
  route({
    method: 'POST',
    path,
    can: 'followUps.create',
    summary: 'Record one interaction with everything that follows from it',
    body: createFollowUp,
    reply: followUpReply,
    errors: ['conflict'],
    run: async (ctx, { body, reply }) => {
      const { record: made, created } = await record(ctx, body)
      if (created) reply.status(201)
      return made as never
    },
  }),
  route({
    method: 'POST',
    path: `${path}/assess`,
    can: 'followUps.create',
    summary: 'What is worth mending in a follow-up before it is saved',
    body: assessBody,
    reply: assessReply,
    run: async (ctx, { body }) => ({ findings: await assessDraft(ctx, body.draft) }),
  }),
  route({
    method: 'POST',
    path: `${path}/no-answer`,
    can: 'followUps.create',
    summary: 'Nobody answered: one tap, with the next try planned',
    body: noAnswerBody,
    reply: noAnswerReply,
    errors: ['conflict'],
    run: async (ctx, { body, reply }) => {
      const { record: made, created } = await recordMiss(ctx, body)
      if (created) reply.status(201)
      return made as never
    },
  }),
  route({
    method: 'POST',
    path: `${path}/parse`,
    can: 'followUps.create',
    summary: 'Read a text into drafts of follow-ups, each part with its place in the text; nothing is saved',
    body: parseBody,
    reply: parseReply,
    run: async (ctx, { body }) => ({
      drafts: await readText(ctx, body.text, body.now === undefined ? ctx.clock.now() : new Date(body.now)),
    }),
  }),
  route({
    method: 'PATCH',
    path: `${path}/{id}`,
    can: 'followUps.edit',
    summary: 'Change what was recorded',
    params: recordId,
    body: updateFollowUp,
    reply: followUpReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => changeFollowUp(ctx, params.id, body) as never,
  }),
  route({
    method: 'DELETE',
    path: `${path}/{id}`,
    can: 'followUps.delete',
    summary: 'Void a follow-up and take back what followed from it',
    params: recordId,
    query: voidQuery,
    reply: followUpReply,
    run: (ctx, { params, query }) => followUps.void(ctx, params.id, query) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/restore`,
    can: 'followUps.delete',
    summary: 'Bring a voided follow-up back',
    params: recordId,
    reply: followUpReply,
    run: (ctx, { params }) => followUps.restore(ctx, params.id) as never,
  }),
  route({
    method: 'GET',
    path: `${path}/{id}/history`,
    can: 'followUps.view',
    summary: 'Who changed what, newest first',
    params: recordId,
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    reply: historyReply,
    run: (ctx, { params, query }) => historyOfFollowUp(ctx, params.id, query.cursor) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/notes`,
    can: 'followUps.create',
    summary: 'Add news that came later; no new interaction',
    params: recordId,
    body: noteBody,
    reply: followUpReply,
    errors: ['conflict'],
    run: async (ctx, { params, body, reply }) => {
      const { record: noted, created } = await addNote(ctx, params.id, body)
      if (created) reply.status(201)
      return noted as never
    },
  }),
]
