import { z } from 'zod'
import { statusOf } from '../errors.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of all routes, made from the schemas that check them. */
export function openApi(routes: readonly Route[], info: { title: string; version: string }): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info,
    paths: { ...paths, ...plainPaths },
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tandem_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const answer = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: { type: 'string' } } },
})

/** Addresses that are no routes of a slice. */
const plainPaths: Record<string, Json> = {
  '/api/live': {
    get: {
      operationId: 'getLive',
      summary: 'Server-sent events: each names what should be fetched again (a path below /api/), `*` is all of it',
      tags: ['live'],
      'x-permission': 'signedIn',
      security: [{ session: [] }, { token: [] }],
      responses: {
        '200': answer('Events until the session or its rights end', 'text/event-stream'),
        '429': { description: 'Too many streams of one session or person' },
      },
    },
  },
  '/api/health': {
    get: {
      operationId: 'getHealth',
      summary: 'The process is alive',
      tags: ['operations'],
      security: [],
      responses: { '200': answer('Alive', 'application/json') },
    },
  },
  '/api/ready': {
    get: {
      operationId: 'getReady',
      summary: 'Requests are answered: 503 while the database is away',
      tags: ['operations'],
      security: [],
      responses: { '200': answer('Ready', 'application/json'), '503': { description: 'Not ready' } },
    },
  },
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(statusOf) as [string, ...string[]]),
  reason: z.string(),
  errors: z
    .array(z.object({ path: z.string(), reason: z.string(), params: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  current: z.unknown().optional(),
  requestId: z.string(),
})

function operation(route: Route): Json {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    'x-permission': route.can,
    security: route.can === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.upload && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
    }),
    responses: {
      '200': { description: 'OK', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function operationId(route: Route): string {
  const words = route.path
    .replace('/api/', '')
    .split(/[/{}-]+/)
    .filter(Boolean)
  return [route.method.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('')
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const json = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required?.includes(name) ?? false),
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}
