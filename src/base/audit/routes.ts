import { type Route, route } from '../../platform/http/route.ts'
import { auditPage, auditQuery } from './contract.ts'
import { entries } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/audit',
    can: 'audit.view',
    summary: 'What was done, by whom and when, newest first',
    query: auditQuery,
    reply: auditPage,
    run: (ctx, { query }) => entries(ctx, query),
  }),
]
