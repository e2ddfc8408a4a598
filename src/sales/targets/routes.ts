import { type Route, route } from '../../platform/http/route.ts'
import { changesBody, changesReply, monthQuery, monthReply, rhythmReply } from './contract.ts'
import { changeTargets, monthTargets, rhythms } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/targets',
    can: 'targets.view',
    summary: 'What departments and people in reach are asked for in a month',
    query: monthQuery,
    reply: monthReply,
    run: (ctx, { query }) => monthTargets(ctx, query),
  }),
  route({
    method: 'PUT',
    path: '/api/targets',
    can: 'targets.edit',
    summary: 'Set and take away targets, all or none',
    body: changesBody,
    reply: changesReply,
    errors: ['conflict'],
    run: (ctx, { body }) => changeTargets(ctx, body.changes),
  }),
  route({
    method: 'GET',
    path: '/api/targets/rhythms',
    can: 'targets.view',
    summary: 'What everybody in the company is asked for, period after period',
    reply: rhythmReply,
    run: (ctx) => rhythms(ctx),
  }),
]
