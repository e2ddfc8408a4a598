import type { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { changed } from '../../../platform/live.ts'
import { write } from '../../audit/service.ts'
import { assertCan, holds } from '../../people/service.ts'
import type { changedView, newView, SavedView } from '../contract.ts'
import { conditionsOf, orderOf } from '../store/list.ts'
import { isTypeName, typeNamed } from '../store/registry.ts'
import { deleteView, findView, insertView, updateView, type ViewRow, views } from '../store/views.ts'
import { filterFields } from './access.ts'

const MOST_VIEWS = 200
const SHARING = 'settings.manage'

/** Saved views of a type: own and shared, the oldest first. @throws 403 for a type of which the actor sees nothing */
export async function viewsOf(ctx: Ctx, type: string): Promise<SavedView[]> {
  if (!isTypeName(type)) throw notFound()
  assertSees(ctx, type)
  return (await views(ctx, type)).map((row) => shown(ctx, row))
}

/** @throws 422 for a filter or sort order that the actor may not use, 403 for sharing without the right or a type of which the actor sees nothing */
export async function addView(ctx: Ctx, input: z.output<typeof newView>): Promise<SavedView> {
  if (!isTypeName(input.type)) throw invalidField('type', 'records.no_such_type')
  assertSees(ctx, input.type)
  if (input.shared) assertCan(ctx, SHARING)
  await assertUsable(ctx, input.type, input.definition)
  if ((await views(ctx, input.type)).length >= MOST_VIEWS)
    throw new AppError('invalid', 'records.too_many_views', { params: { most: MOST_VIEWS } })
  const row = await insertView(ctx, { ...input, id: input.id ?? newId() })
  if (row === undefined) throw new AppError('conflict', 'records.id_taken')
  if (row.shared) await note(ctx, 'created', row)
  return shown(ctx, row)
}

/** @throws 404 for a view of somebody else, 409 when `version` is old */
export async function changeView(ctx: Ctx, id: string, input: z.output<typeof changedView>): Promise<SavedView> {
  const before = await own(ctx, id)
  const { version, name = before.name, shared = before.shared, definition = before.definition } = input
  if (shared && !before.shared) assertCan(ctx, SHARING)
  if (input.definition !== undefined) await assertUsable(ctx, before.type, input.definition)
  const after = await updateView(ctx, { id, version, name, shared, definition })
  if (after === undefined) throw new AppError('conflict', 'records.stale', { current: shown(ctx, before) })
  if (before.shared || after.shared) await note(ctx, 'updated', after)
  return shown(ctx, after)
}

export async function removeView(ctx: Ctx, id: string): Promise<void> {
  const view = await own(ctx, id)
  await deleteView(ctx, id)
  if (view.shared) await note(ctx, 'deleted', view)
}

/** A view that the actor may change: their own, and a shared one with the right to share. */
async function own(ctx: Ctx, id: string): Promise<ViewRow> {
  const row = await findView(ctx, id)
  if (row === undefined || (!row.shared && row.owner.id !== ctx.actor.userId)) throw notFound()
  assertSees(ctx, row.type)
  if (!isEditable(ctx, row)) throw new AppError('forbidden', 'people.not_allowed', { params: { permission: SHARING } })
  return row
}

/** What a view filters by is for those alone who may see such records. */
function assertSees(ctx: Ctx, type: string): void {
  assertCan(ctx, `${typeNamed(type).plural}.view`)
}

function isEditable(ctx: Ctx, row: ViewRow): boolean {
  return row.shared ? holds(ctx, SHARING) : row.owner.id === ctx.actor.userId
}

async function assertUsable(ctx: Ctx, typeName: string, { filter, sort }: SavedView['definition']): Promise<void> {
  const type = typeNamed(typeName)
  const fields = await filterFields(ctx, type)
  orderOf(type, sort, fields)
  if (filter !== undefined) await conditionsOf(ctx, type, { filter }, fields)
}

function shown(ctx: Ctx, row: ViewRow): SavedView {
  return { ...row, editable: isEditable(ctx, row) }
}

/** Written down and told to everybody who sees the view. */
async function note(ctx: Ctx, action: string, { id, type, name, shared }: ViewRow): Promise<void> {
  changed(ctx, { topic: 'views', can: 'signedIn', people: [] })
  await write(ctx, {
    action,
    type: 'view',
    recordId: id,
    changes: { [`${type}.view`]: [null, name], shared: [null, shared] },
  })
}
