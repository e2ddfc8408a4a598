import { replySchema } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { idParams } from '../../platform/schema.ts'
import { boardQuery, boardReply, holdBody, loseBody, plainBody, reopenBody, winBody } from './contract.ts'
import { opportunity } from './record.ts'
import { board, hold, lose, opportunities, reopen, resume, win } from './service.ts'

const reply = replySchema(opportunity)
const act = { method: 'POST', can: 'opportunities.edit', params: idParams, reply } as const

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/opportunities/board',
    can: 'opportunities.view',
    summary: 'Open opportunities by stage, with count, sums and the first of each',
    query: boardQuery,
    reply: boardReply(reply),
    run: (ctx, { query }) => board(ctx, query) as never,
  }),
  ...recordRoutes(opportunities),
  route({
    ...act,
    path: '/api/opportunities/{id}/win',
    summary: 'Win an opportunity; it is credited to its owner',
    body: winBody,
    run: (ctx, { params, body }) => win(ctx, params.id, body) as never,
  }),
  route({
    ...act,
    path: '/api/opportunities/{id}/lose',
    summary: 'Lose an opportunity for a reason',
    body: loseBody,
    run: (ctx, { params, body }) => lose(ctx, params.id, body) as never,
  }),
  route({
    ...act,
    path: '/api/opportunities/{id}/reopen',
    summary: 'Take a closing back',
    body: reopenBody,
    run: (ctx, { params, body }) => reopen(ctx, params.id, body) as never,
  }),
  route({
    ...act,
    path: '/api/opportunities/{id}/hold',
    summary: 'Put an opportunity aside until a day',
    body: holdBody,
    run: (ctx, { params, body }) => hold(ctx, params.id, body) as never,
  }),
  route({
    ...act,
    path: '/api/opportunities/{id}/resume',
    summary: 'Take an opportunity on hold up again',
    body: plainBody,
    run: (ctx, { params, body }) => resume(ctx, params.id, body) as never,
  }),
]
