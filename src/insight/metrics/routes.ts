import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { metricDefinition, metricsQuery, metricsReply } from './contract.ts'
import { definitions, metricsBetween, whoOf } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/metrics',
    can: 'reports.view',
    summary: 'Every metric between two days, of a person, a department or everybody in reach',
    query: metricsQuery,
    reply: metricsReply,
    run: async (ctx, { query }) => metricsBetween(ctx, await whoOf(ctx, 'reports.view', query), query.from, query.to),
  }),
  route({
    method: 'GET',
    path: '/api/metrics/definitions',
    can: 'signedIn',
    summary: 'How every metric is made',
    reply: z.object({ items: z.array(metricDefinition) }),
    run: async () => ({ items: [...definitions] }),
  }),
]
