import { z } from 'zod'
import { assignBody, replySchema } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { idParams } from '../../platform/schema.ts'
import { convertBody, convertReply, invalidateBody, reviveBody } from './contract.ts'
import { lead } from './record.ts'
import { assignLeads, convert, invalidate, leads, revive } from './service.ts'

const reply = replySchema(lead)

export const routes: Route[] = [
  ...recordRoutes(leads, { without: ['assign'] }),
  route({
    method: 'POST',
    path: '/api/leads/assign',
    can: 'leads.assign',
    summary: 'Give leads to another owner',
    body: assignBody,
    reply: z.object({ moved: z.array(z.string()) }),
    run: (ctx, { body }) => assignLeads(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/leads/{id}/convert',
    can: 'leads.edit',
    summary: 'Make a lead a customer, with a contact and perhaps an opportunity',
    params: idParams,
    body: convertBody,
    reply: convertReply,
    run: (ctx, { params, body }) => convert(ctx, params.id, body) as never,
  }),
  route({
    method: 'POST',
    path: '/api/leads/{id}/invalidate',
    can: 'leads.edit',
    summary: 'Mark a lead as worth nothing',
    params: idParams,
    body: invalidateBody,
    reply,
    run: (ctx, { params, body }) => invalidate(ctx, params.id, body) as never,
  }),
  route({
    method: 'POST',
    path: '/api/leads/{id}/revive',
    can: 'leads.edit',
    summary: 'Take up a lead again that was marked invalid',
    params: idParams,
    body: reviveBody,
    reply,
    run: (ctx, { params, body }) => revive(ctx, params.id, body) as never,
  }),
]
