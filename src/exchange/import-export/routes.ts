import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { idParams, nothing } from '../../platform/schema.ts'
import {
  batchesReply,
  batchParams,
  batchReply,
  importedReply,
  MAX_UPLOAD,
  mappingBody,
  newTemplate,
  templatesReply,
  uploadQuery,
} from './contract.ts'
import {
  batch,
  batches,
  cancel,
  dropTemplate,
  errorsFile,
  importedCustomers,
  importTemplates,
  keepTemplate,
  remap,
  start,
  takeFile,
  undo,
} from './service.ts'

const can = 'import.run'

export const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/imports',
    can,
    summary: 'Uploads an Excel or CSV file and plans it without writing anything',
    upload: true,
    bodyLimit: MAX_UPLOAD,
    query: uploadQuery,
    reply: batchReply,
    run: async (ctx, { query, upload, reply }) => {
      if (upload === null) throw new Error('a route with upload gets one')
      reply.status(201)
      return takeFile(ctx, query.name, upload)
    },
  }),
  route({
    method: 'GET',
    path: '/api/imports',
    can,
    summary: 'Latest imports',
    reply: batchesReply,
    run: (ctx) => batches(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/imports/{id}',
    can,
    summary: 'One import with its plan and progress',
    params: batchParams,
    reply: batchReply,
    run: (ctx, { params }) => batch(ctx, params.id),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/{id}/mapping',
    can,
    summary: 'Decides columns and doubtful values, and plans again',
    params: batchParams,
    body: mappingBody,
    bodyLimit: 4_194_304,
    reply: batchReply,
    run: (ctx, { params, body }) => remap(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/api/imports/{id}/run',
    can,
    summary: 'Starts writing',
    params: batchParams,
    reply: batchReply,
    run: (ctx, { params }) => start(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/imports/{id}/cancel',
    can,
    summary: 'Stops writing after the portion at hand',
    params: batchParams,
    reply: batchReply,
    run: (ctx, { params }) => cancel(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/imports/{id}/undo',
    can,
    summary: 'Takes back everything the import made that nobody has changed',
    params: batchParams,
    reply: batchReply,
    run: (ctx, { params }) => undo(ctx, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/imports/{id}/customers',
    can,
    summary: 'Customers the import made',
    params: batchParams,
    reply: importedReply,
    run: (ctx, { params }) => importedCustomers(ctx, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/imports/{id}/errors.csv',
    can,
    summary: 'The rows with errors, to be corrected and uploaded again',
    params: batchParams,
    reply: z.string(),
    run: async (ctx, { params, reply }) => {
      const text = await errorsFile(ctx, params.id)
      reply.header('content-type', 'text/csv; charset=utf-8')
      reply.header('content-disposition', 'attachment; filename="import-errors.csv"')
      return text
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/{id}/template',
    can,
    summary: "Keeps what was decided about a file's columns for the next file with the same heads",
    params: batchParams,
    body: newTemplate,
    reply: templatesReply,
    run: (ctx, { params, body }) => keepTemplate(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api/import-templates',
    can,
    summary: 'Import templates, the newest first',
    reply: templatesReply,
    run: (ctx) => importTemplates(ctx),
  }),
  route({
    method: 'DELETE',
    path: '/api/import-templates/{id}',
    can,
    summary: 'Forgets an import template',
    params: idParams,
    reply: nothing,
    run: (ctx, { params }) => dropTemplate(ctx, params.id),
  }),
]
