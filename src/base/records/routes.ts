import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { metaReply } from '../forms/contract.ts'
import {
  assignBody,
  collaboratorsBody,
  createSchema,
  historyReply,
  listQuery,
  listReply,
  personRef,
  recordId,
  replySchema,
  searchQuery,
  searchReply,
  updateSchema,
  voidQuery,
} from './contract.ts'
import { viewRoutes } from './routes/views.ts'
import {
  assign,
  collaborators,
  historyOfRecord,
  metaFor,
  type RecordService,
  searchAll,
  setCollaborators,
} from './service.ts'

type Verb = 'list' | 'create' | 'get' | 'update' | 'void' | 'restore' | 'assign' | 'history' | 'collaborators'

/** The routes that every record type has; `without` leaves out those that a slice declares itself. */
export function recordRoutes(service: RecordService, options: { without?: Verb[] } = {}): Route[] {
  const { type } = service
  const path = `/api/${type.path}` as const
  const reply = replySchema(type)
  const { plural } = type
  const routes: Record<Verb, Route[]> = {
    list: [
      route({
        method: 'GET',
        path,
        can: `${plural}.view`,
        summary: `List ${plural}`,
        query: listQuery,
        reply: listReply(reply),
        run: (ctx, { query }) => service.list(ctx, query) as never,
      }),
    ],
    create: [
      route({
        method: 'POST',
        path,
        can: `${plural}.create`,
        summary: `Create one of ${plural}`,
        body: createSchema(type),
        reply,
        run: async (ctx, { body, reply: answer }) => {
          const { record, created } = await service.create(ctx, body)
          if (created) answer.status(201)
          return record as never
        },
      }),
    ],
    get: [
      route({
        method: 'GET',
        path: `${path}/{id}`,
        can: `${plural}.view`,
        summary: `Read one of ${plural}`,
        params: recordId,
        reply,
        run: (ctx, { params }) => service.get(ctx, params.id) as never,
      }),
    ],
    update: [
      route({
        method: 'PATCH',
        path: `${path}/{id}`,
        can: `${plural}.edit`,
        summary: `Change one of ${plural}`,
        params: recordId,
        body: updateSchema(type),
        reply,
        run: (ctx, { params, body }) => service.update(ctx, params.id, body as never) as never,
      }),
    ],
    void: [
      route({
        method: 'DELETE',
        path: `${path}/{id}`,
        can: `${plural}.delete`,
        summary: `Void one of ${plural}; it can be restored`,
        params: recordId,
        query: voidQuery,
        reply,
        run: (ctx, { params, query }) => service.void(ctx, params.id, query) as never,
      }),
    ],
    restore: [
      route({
        method: 'POST',
        path: `${path}/{id}/restore`,
        can: `${plural}.delete`,
        summary: `Restore a voided one of ${plural}`,
        params: recordId,
        reply,
        run: (ctx, { params }) => service.restore(ctx, params.id) as never,
      }),
    ],
    assign: [
      route({
        method: 'POST',
        path: `${path}/assign`,
        can: `${plural}.assign`,
        summary: `Give ${plural} to another owner`,
        body: assignBody,
        reply: z.object({ moved: z.array(z.string()) }),
        run: (ctx, { body }) => assign(ctx, type, body),
      }),
    ],
    history: [
      route({
        method: 'GET',
        path: `${path}/{id}/history`,
        can: `${plural}.view`,
        summary: 'Who changed what, newest first',
        params: recordId,
        query: z.strictObject({ cursor: z.string().max(1000).optional() }),
        reply: historyReply,
        run: (ctx, { params, query }) => historyOfRecord(ctx, type, params.id, query.cursor),
      }),
    ],
    collaborators: [
      route({
        method: 'GET',
        path: `${path}/{id}/collaborators`,
        can: `${plural}.view`,
        summary: 'People who work on it beside its owner',
        params: recordId,
        reply: z.object({ items: z.array(personRef) }),
        run: async (ctx, { params }) => ({ items: await collaborators(ctx, type, params.id) }),
      }),
      route({
        method: 'PUT',
        path: `${path}/{id}/collaborators`,
        can: `${plural}.edit`,
        summary: 'Set the collaborators',
        params: recordId,
        body: collaboratorsBody,
        reply: z.object({ items: z.array(personRef) }),
        run: async (ctx, { params, body }) => ({ items: await setCollaborators(ctx, type, params.id, body.userIds) }),
      }),
    ],
  }
  return (Object.keys(routes) as Verb[])
    .filter((verb) => !options.without?.includes(verb))
    .flatMap((verb) => routes[verb])
}

/** Search, meta and saved views: what the kit offers beyond single types. */
export const kitRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/meta',
    can: 'signedIn',
    summary: 'Record types, fields and options as the caller may use them',
    reply: metaReply,
    run: (ctx) => metaFor(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/search',
    can: 'signedIn',
    summary: 'Find records of every type by name, pinyin or phone',
    query: searchQuery,
    reply: searchReply,
    run: async (ctx, { query }) => ({ items: await searchAll(ctx, query.q, query.limit) }),
  }),
  ...viewRoutes,
]
