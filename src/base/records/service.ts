import type { Ctx } from '../../platform/context.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import type { RecordChange, RecordOf, RecordType } from './contract.ts'
import { assertWritable, filterFields } from './service/access.ts'
import { bodyHash, checkValues } from './service/checks.ts'
import { firstCredit } from './service/credit.ts'
import {
  assertOwner,
  blankRow,
  creditOfChange,
  currencyOf,
  keepAmounts,
  mergedCustom,
  ownerOf,
  stamps,
} from './service/drafting.ts'
import type { Hooks, RecordService } from './service/interface.ts'
import { type Presented, present } from './service/present.ts'
import { announce, differs } from './service/saving.ts'
import { fromRow, type Row, toRow } from './store/columns.ts'
import { listRows } from './store/list.ts'
import { anyRow, findRow, insertRow, type RowAbilities, selectList, updateRow } from './store/rows.ts'
import { allowed } from './store/visibility.ts'

export { assertWritable, ruleOf } from './service/access.ts'
export { type Credit, creditColumns, creditOf } from './service/credit.ts'
export { correctDepartments, correctDepartmentsSoon, DEPARTMENTS_KIND } from './service/departments.ts'
export type { Origin, SaveOptions } from './service/drafting.ts'
export type { Hooks, RecordService, Saving } from './service/interface.ts'
export { metaFor } from './service/meta.ts'
export { rowsWhere } from './service/narrowing.ts'
export type { Presented } from './service/present.ts'
export { searchAll } from './service/search.ts'
export { assign, collaborators, handOver, historyOfRecord, passOn, setCollaborators } from './service/sharing.ts'
export { pageOf } from './service/telling.ts'
export { addView, changeView, removeView, viewsOf } from './service/views.ts'
export { allTypes, isTypeName, registerType, typeNamed } from './store/registry.ts'
export { idsByExternal } from './store/rows.ts'
export { allowed } from './store/visibility.ts'

/** Everything the kit can do for one record type. */
export function recordService<T extends RecordType>(type: T, hooks: Hooks<T> = {}): RecordService<T> {
  const presentOne = async (ctx: Ctx, id: string): Promise<Presented> => {
    const row = await findRow(ctx, type, id)
    if (row === undefined) throw notFound()
    return (await present(ctx, type, [row]))[0] as Presented
  }

  const presentOwn = async (ctx: Ctx, id: string): Promise<Presented> => {
    const row = (await findRow(ctx, type, id)) ?? {
      ...(await anyRow(ctx, type, id)),
      can_edit: false,
      can_delete: false,
      can_assign: false,
    }
    return (await present(ctx, type, [row]))[0] as Presented
  }

  const afterwards = async (
    ctx: Ctx,
    action: RecordChange['action'],
    before: RecordOf<T> | null,
    after: RecordOf<T>,
    imported = false,
  ) => {
    await announce(ctx, type, { action, before, after, imported })
    await hooks.afterSave?.(ctx, { action, before, after, imported, type: type.type, id: after.id })
  }

  const save = async (
    ctx: Ctx,
    row: Row,
    changes: Record<string, unknown>,
    columns: Row = {},
  ): Promise<RecordOf<T>> => {
    const before = fromRow(type, row)
    const draft = { ...before, ...changes }
    const derived = (await hooks.beforeSave?.(ctx, draft, before, { asked: changes, imported: false })) ?? {}
    const wanted: Record<string, unknown> = { ...changes, ...derived }
    const changed = Object.fromEntries(Object.entries(wanted).filter(([key]) => differs(before, wanted, key)))
    if (Object.keys(changed).length === 0 && Object.keys(columns).length === 0) return before
    if ('currency' in changed) keepAmounts(type, before, changed)
    const after = { ...before, ...changed }
    const updated = await updateRow(ctx, type, before.id, before.version, {
      ...toRow(type, changed, (after.currency ?? undefined) as string | undefined),
      ...(await creditOfChange(ctx, type, row, after, changed)),
      ...columns,
    })
    if (updated === undefined) throw await staleError(ctx, type, before.id)
    const saved = fromRow(type, updated)
    if (Object.keys(changed).length > 0)
      await afterwards(ctx, 'ownerId' in changed ? 'assigned' : 'updated', before, saved)
    return saved
  }

  const locked = async (ctx: Ctx, id: string): Promise<Row & RowAbilities> => {
    const row = await findRow(ctx, type, id, { lock: true })
    if (row === undefined) throw notFound()
    return row
  }

  const lockedFor = async (
    ctx: Ctx,
    id: string,
    verb: 'edit' | 'delete' | 'assign',
    version?: number,
  ): Promise<Row> => {
    const row = await locked(ctx, id)
    if (!row[`can_${verb}`]) throw new AppError('forbidden', 'records.not_allowed')
    if (version !== undefined && row['version'] !== version) throw await staleError(ctx, type, id)
    if (verb === 'edit' && row['voided_at'] !== null) throw new AppError('conflict', 'records.voided')
    return row
  }

  const setVoided = async (
    ctx: Ctx,
    id: string,
    reason: string | undefined,
    voided: boolean,
    version?: number,
  ): Promise<Presented> => {
    const before = fromRow(type, await lockedFor(ctx, id, 'delete', version))
    if ((before.voidedAt !== null) === voided) return presentOne(ctx, id)
    const state = voided
      ? { voided_at: ctx.clock.now(), voided_by: ctx.actor.userId, void_reason: reason ?? null }
      : { voided_at: null, voided_by: null, void_reason: null }
    const after = fromRow(type, (await updateRow(ctx, type, id, before.version, state)) as Row)
    await afterwards(ctx, voided ? 'voided' : 'restored', before, after)
    return presentOne(ctx, id)
  }

  const sameRequest = async (ctx: Ctx, known: Row, hash: string): Promise<Presented> => {
    if (known['body_hash'] !== hash) throw new AppError('conflict', 'records.id_taken')
    return presentOne(ctx, known['id'] as string)
  }

  return {
    type,
    list: async (ctx, query) => {
      // What the page needs to know is asked for in one go.
      const [fields] = await Promise.all([filterFields(ctx, type), allowed(ctx, type, 'view'), selectList(ctx, type)])
      const page = await listRows(ctx, type, query, fields)
      const items = await present(ctx, type, page.rows)
      return { items, nextCursor: page.nextCursor, ...(page.total !== undefined && { total: page.total }) }
    },
    get: presentOne,
    shown: presentOwn,
    sees: async (ctx, id) => (await findRow(ctx, type, id)) !== undefined,
    look: async (ctx, id) => {
      const row = await findRow(ctx, type, id)
      if (row === undefined) throw notFound()
      return fromRow(type, row)
    },
    read: async (ctx, id, verb, version) =>
      fromRow(type, verb === undefined ? await locked(ctx, id) : await lockedFor(ctx, id, verb, version)),
    create: async (ctx, input, options = {}) => {
      const hash = bodyHash(input)
      const known = typeof input['id'] === 'string' ? await anyRow(ctx, type, input['id']) : undefined
      if (known !== undefined) return { record: await sameRequest(ctx, known, hash), created: false }
      const imported = options.origin !== undefined
      const { id = newId(), ownerId: wantedOwner, ...sent } = input as { id?: string; ownerId?: string | null }
      assertWritable(ctx, type, sent)
      const wanted = await ownerOf(ctx, type, wantedOwner)
      const currency = await currencyOf(ctx, type, sent)
      const complete = !imported && !options.quiet && !options.unasked
      const values = await checkValues(ctx, type, { ...sent, ownerId: wanted }, null, currency, imported, complete)
      values['custom'] = mergedCustom({}, (values['custom'] ?? {}) as Record<string, unknown>)
      const draft = {
        ...fromRow(type, { id, ...blankRow(ctx), ...(currency && { currency }) }),
        ...values,
      } as RecordOf<T>
      const { ownerId: _, ...withoutOwner } = values
      const asked = wantedOwner === undefined ? withoutOwner : values
      const derived = (await hooks.beforeSave?.(ctx, draft, null, { asked, imported })) ?? {}
      const whole: RecordOf<T> = { ...draft, ...derived }
      assertOwner(type, (options.columns?.[type.owner.column] as string | undefined) ?? whole.ownerId)
      const row = await insertRow(ctx, type, {
        id,
        ...toRow(type, { ...values, ...derived }, currency),
        ...stamps(ctx, options.origin),
        ...(await firstCredit(ctx, type, whole, options.origin?.createdAt ?? ctx.clock.now())),
        body_hash: hash,
        ...options.columns,
      })
      if (row === undefined) {
        const winner = await anyRow(ctx, type, id)
        if (winner === undefined) throw new AppError('conflict', 'records.already_exists')
        return { record: await sameRequest(ctx, winner, hash), created: false }
      }
      await afterwards(ctx, 'created', null, fromRow(type, row), imported)
      return { record: options.quiet ? { id, version: 1 } : await presentOwn(ctx, id), created: true }
    },
    update: async (ctx, id, { version, ...input }) => {
      const row = await lockedFor(ctx, id, 'edit', version)
      const before = fromRow(type, row)
      assertWritable(ctx, type, input)
      const values = await checkValues(
        ctx,
        type,
        input,
        before,
        (input['currency'] ?? before.currency) as string | undefined,
        false,
        false,
      )
      if (values['custom'] !== undefined)
        values['custom'] = mergedCustom(before.custom, values['custom'] as Record<string, unknown>)
      await save(ctx, row, values)
      return presentOwn(ctx, id)
    },
    patch: async (ctx, id, changes, columns) => {
      const row = await anyRow(ctx, type, id, { lock: true })
      if (row === undefined) throw notFound()
      return save(ctx, row, changes, columns)
    },
    void: (ctx, id, options) => setVoided(ctx, id, options.reason, true, options.version),
    restore: (ctx, id) => setVoided(ctx, id, undefined, false),
  }
}

async function staleError(ctx: Ctx, type: RecordType, id: string): Promise<AppError> {
  const row = await findRow(ctx, type, id)
  return new AppError('conflict', 'records.stale', { current: row && (await present(ctx, type, [row]))[0] })
}
