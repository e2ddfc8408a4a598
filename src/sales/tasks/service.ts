import { notify } from '../../base/notifications/service.ts'
import { SYSTEM_USER_ID } from '../../base/people/contract.ts'
import type { RecordChange, RecordOf } from '../../base/records/contract.ts'
import { type Presented, recordService } from '../../base/records/service.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Done } from './contract.ts'
import { task } from './record.ts'
import { newsOfTask, type TaskState } from './rules.ts'

/** Assigned work with a deadline and an acceptance, with or without a customer. */
export const tasks = recordService(task, {
  beforeSave: async (_ctx, draft, before) => (before === null ? { state: draft.state ?? 'open' } : {}),
})

/** Marks a task as done; doing so twice changes nothing. @throws 403 when the actor may see it but not edit it */
export async function done(ctx: Ctx, id: string, { note, version }: Done): Promise<Presented> {
  const task = await tasks.read(ctx, id, 'edit', version)
  if (task.state !== 'done') {
    await tasks.patch(ctx, id, {
      state: 'done',
      doneAt: ctx.clock.now().toISOString(),
      ...(note !== undefined && { doneNote: note }),
    })
  }
  return tasks.get(ctx, id)
}

/** Opens a task again. */
export async function reopen(ctx: Ctx, id: string, version?: number): Promise<Presented> {
  const task = await tasks.read(ctx, id, 'edit', version)
  if (task.state !== 'open') await tasks.patch(ctx, id, { state: 'open', doneAt: null })
  return tasks.get(ctx, id)
}

/** Tells whom a changed task concerns; imported tasks are nobody's news. */
export async function tellAboutTask(ctx: Ctx, { type, imported, ...change }: RecordChange): Promise<void> {
  if (type !== task.type || imported || change.after.voidedAt !== null) return
  const after = change.after as RecordOf<typeof task>
  const news = newsOfTask(change.before as TaskState | null, after as TaskState, ctx.actor.userId)
  if (news === null || news.userId === SYSTEM_USER_ID) return
  await notify(ctx, {
    userId: news.userId,
    kind: `tasks.${news.kind}`,
    params: { title: after.title, by: ctx.actor.name },
    link: `/tasks?task=${after.id}`,
  })
}
