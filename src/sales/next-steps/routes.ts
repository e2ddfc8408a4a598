import { z } from 'zod'
import { assignBody, recordId } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { nothing } from '../../platform/schema.ts'
import {
  completeBody,
  createNextStep,
  dropBody,
  feedParams,
  feedReply,
  moveBody,
  moveReply,
  newFeedReply,
  nextStepReply,
  picksReply,
  planQuery,
  planReply,
  suggestionQuery,
  suggestionReply,
  updateNextStep,
} from './contract.ts'
import {
  assignSteps,
  complete,
  drop,
  endFeed,
  feed,
  makeFeed,
  move,
  nextSteps,
  picks,
  plan,
  planOf,
  readFeed,
  reopen,
  suggestionFor,
} from './service.ts'

const path = '/api/next-steps'

export const routes: Route[] = [
  ...recordRoutes(nextSteps as never, { without: ['create', 'update', 'assign'] }),
  route({
    method: 'POST',
    path,
    can: 'nextSteps.create',
    summary: 'Plan a next step for a customer or a lead',
    body: createNextStep,
    reply: nextStepReply,
    run: async (ctx, { body, reply }) => {
      const { record, created } = await plan(ctx, body)
      if (created) reply.status(201)
      return record as never
    },
  }),
  route({
    method: 'PATCH',
    path: `${path}/{id}`,
    can: 'nextSteps.edit',
    summary: 'Change a next step',
    params: recordId,
    body: updateNextStep,
    reply: nextStepReply,
    run: (ctx, { params, body }) => nextSteps.update(ctx, params.id, body) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/assign`,
    can: 'nextSteps.assign',
    summary: 'Give next steps to somebody else',
    body: assignBody,
    reply: z.object({ moved: z.array(z.string()) }),
    run: (ctx, { body }) => assignSteps(ctx, body),
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/complete`,
    can: 'nextSteps.edit',
    summary: 'Done, without a follow-up',
    params: recordId,
    body: completeBody,
    reply: nextStepReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => complete(ctx, params.id, body.note || null) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/move`,
    can: 'nextSteps.edit',
    summary: 'Put off: another step takes its place',
    params: recordId,
    body: moveBody,
    reply: moveReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => move(ctx, params.id, body.at, body.reason || null) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/drop`,
    can: 'nextSteps.edit',
    summary: 'Give up, with a reason',
    params: recordId,
    body: dropBody,
    reply: nextStepReply,
    errors: ['conflict'],
    run: (ctx, { params, body }) => drop(ctx, params.id, body.reason) as never,
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/reopen`,
    can: 'nextSteps.edit',
    summary: 'Undo complete, move and drop',
    params: recordId,
    body: z.strictObject({}),
    reply: nextStepReply,
    errors: ['conflict'],
    run: (ctx, { params }) => reopen(ctx, params.id) as never,
  }),
  route({
    method: 'GET',
    path: '/api/plan/suggestion',
    can: 'nextSteps.create',
    summary: 'When to get in touch again',
    query: suggestionQuery,
    reply: suggestionReply,
    run: (ctx, { query }) => suggestionFor(ctx, query.intent),
  }),
  route({
    method: 'GET',
    path: '/api/plan',
    can: 'nextSteps.view',
    summary: "A person's plan of a day, with whom to call and where to go",
    query: planQuery,
    reply: planReply,
    run: (ctx, { query }) => planOf(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/plan/picks',
    can: 'nextSteps.create',
    summary: 'Customers that nothing is planned with, to pick some for this week',
    reply: picksReply,
    run: (ctx) => picks(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/plan/feed',
    can: 'nextSteps.view',
    summary: "Whether a calendar program may read the caller's plan",
    reply: feedReply,
    run: (ctx) => feed(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/plan/feed',
    can: 'nextSteps.view',
    summary: "Make a new secret address of the caller's plan; the one before stops working",
    body: z.strictObject({}),
    reply: newFeedReply,
    run: async (ctx, { reply }) => {
      reply.status(201)
      return makeFeed(ctx)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/plan/feed',
    can: 'nextSteps.view',
    summary: "End the secret address of the caller's plan",
    reply: nothing,
    run: (ctx) => endFeed(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/plan/feeds/{token}',
    can: 'public',
    summary: 'The open next steps of whose address it is, as iCalendar',
    params: feedParams,
    reply: z.string(),
    run: async (ctx, { params, reply }) => {
      const text = await readFeed(ctx, params.token)
      reply.header('content-type', 'text/calendar; charset=utf-8')
      return text
    },
  }),
]
