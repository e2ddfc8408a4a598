import { z } from 'zod'
import { assignBody, recordId } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import {
  completeBody,
  createNextStep,
  dropBody,
  moveBody,
  moveReply,
  nextStepReply,
  picksReply,
  planQuery,
  planReply,
  suggestionQuery,
  suggestionReply,
  updateNextStep,
} from './contract.ts'
import { assignSteps, complete, drop, move, nextSteps, picks, plan, planOf, reopen, suggestionFor } from './service.ts'

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
]
