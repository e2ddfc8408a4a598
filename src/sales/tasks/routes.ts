import { replySchema } from '../../base/records/contract.ts'
import { recordRoutes } from '../../base/records/routes.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { idParams } from '../../platform/schema.ts'
import { doneBody, reopenBody } from './contract.ts'
import { task } from './record.ts'
import { done, reopen, tasks } from './service.ts'

const reply = replySchema(task)

export const routes: Route[] = [
  ...recordRoutes(tasks),
  route({
    method: 'POST',
    path: '/api/tasks/{id}/done',
    can: 'tasks.edit',
    summary: 'Mark a task as done',
    params: idParams,
    body: doneBody,
    reply,
    run: (ctx, { params, body }) => done(ctx, params.id, body) as never,
  }),
  route({
    method: 'POST',
    path: '/api/tasks/{id}/reopen',
    can: 'tasks.edit',
    summary: 'Open a task again',
    params: idParams,
    body: reopenBody,
    reply,
    run: (ctx, { params, body }) => reopen(ctx, params.id, body.version) as never,
  }),
]
