import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { duplicatesQuery, duplicatesReply } from './contract.ts'
import { customers, duplicatesOf } from './service.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/customers/duplicates',
    can: 'customers.create',
    summary: 'Customers that may be the same as what is typed, with masked owner where out of reach',
    query: duplicatesQuery,
    reply: duplicatesReply,
    run: async (ctx, { query }) => ({ items: await duplicatesOf(ctx, query) }),
  }),
  ...recordRoutes(customers),
]
