import { type Route, route } from '../../../platform/http/route.ts'
import { idParams, nothing } from '../../../platform/schema.ts'
import { changedView, newView, savedView, viewsQuery, viewsReply } from '../contract.ts'
import { addView, changeView, removeView, viewsOf } from '../service.ts'

/** Saved views: a person's own and those shared with the company. */
export const viewRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/views',
    can: 'signedIn',
    summary: "Saved views of a list: the caller's own and the shared ones",
    query: viewsQuery,
    reply: viewsReply,
    run: async (ctx, { query }) => ({ items: await viewsOf(ctx, query.type) }),
  }),
  route({
    method: 'POST',
    path: '/api/views',
    can: 'signedIn',
    summary: 'Save a view; sharing it needs settings.manage',
    body: newView,
    reply: savedView,
    run: async (ctx, { body, reply }) => {
      reply.status(201)
      return addView(ctx, body)
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/views/{id}',
    can: 'signedIn',
    summary: 'Change a saved view',
    params: idParams,
    body: changedView,
    reply: savedView,
    run: (ctx, { params, body }) => changeView(ctx, params.id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/views/{id}',
    can: 'signedIn',
    summary: 'Delete a saved view',
    params: idParams,
    reply: nothing,
    run: (ctx, { params }) => removeView(ctx, params.id),
  }),
]
