import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { idParams } from '../../platform/schema.ts'
import { changedCustomField, customField, newCustomField } from './contract.ts'
import { addField, changeField, everyField } from './service.ts'

const ofType = z.strictObject({ type: z.string().regex(/^[a-zA-Z]{1,40}$/) })

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/forms/{type}/fields',
    can: 'fields.manage',
    summary: 'Custom fields of a record type, retired ones too',
    params: ofType,
    reply: z.object({ items: z.array(customField) }),
    run: async (ctx, { params }) => ({ items: await everyField(ctx, params.type) }),
  }),
  route({
    method: 'POST',
    path: '/api/forms/{type}/fields',
    can: 'fields.manage',
    summary: 'Add a custom field',
    params: ofType,
    body: newCustomField,
    reply: customField,
    run: async (ctx, { params, body, reply }) => {
      reply.status(201)
      return addField(ctx, params.type, body)
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/forms/fields/{id}',
    can: 'fields.manage',
    summary: 'Change or retire a custom field',
    params: idParams,
    body: changedCustomField,
    reply: customField,
    run: (ctx, { params, body }) => changeField(ctx, params.id, body),
  }),
]
