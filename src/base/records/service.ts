import type { Ctx } from '../../platform/context.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import { assertCan } from '../people/service.ts'
import { settingOf } from '../settings/service.ts'
import { hasMoney, type ListQuery, type RecordChange, type RecordOf, type RecordType, type Values } from './contract.ts'
import { assertWritable, filterFields } from './service/access.ts'
import { bodyHash, checkValues } from './service/checks.ts'
import { type Presented, present } from './service/present.ts'
import { announce, differs } from './service/saving.ts'
import { fromRow, type Row, toRow } from './store/columns.ts'
import { listRows } from './store/list.ts'
import { anyRow, findRow, insertRow, type RowAbilities, updateRow } from './store/rows.ts'

export { assign, collaborators, handOver, historyOfRecord, setCollaborators } from './service/sharing.ts'
export type { Presented } from './service/present.ts'
export { allTypes, isTypeName, registerType, typeNamed } from './store/registry.ts'
export { allowed } from './store/visibility.ts'
export { idsByExternal } from './store/rows.ts'

export interface Origin {
  /** Where an imported record came from; with `externalId` it is found again by the next import. */
  source: string
  externalId: string
  /** When it was made there. */
  createdAt?: Date
}

export interface SaveOptions {
  origin?: Origin
  /** Columns that are not fields (facts the system computes); written as they are. */
  columns?: Row
}

export interface Hooks<T extends RecordType> {
  /** Checks beyond single fields, and values that follow from others; sees the record as it will be. */
  beforeSave?: (ctx: Ctx, draft: RecordOf<T>, before: RecordOf<T> | null) => Promise<Values<T>>
  /** Further effects in the same transaction, after audit and events. */
  afterSave?: (ctx: Ctx, change: Omit<RecordChange, 'before' | 'after'> & { before: RecordOf<T> | null; after: RecordOf<T> }) => Promise<void>
}

export interface RecordService<T extends RecordType = RecordType> {
  type: T
  list: (ctx: Ctx, query: ListQuery) => Promise<{ items: Presented[]; nextCursor: string | null; total?: number }>
  /** @throws 404 for a record that is not there or not visible to the actor */
  get: (ctx: Ctx, id: string) => Promise<Presented>
  /** The record in domain form, locked, after the same visibility check. */
  read: (ctx: Ctx, id: string) => Promise<RecordOf<T>>
  /** A second request with the same id and body finds the first one's record; another body is refused (409). */
  create: (ctx: Ctx, input: Record<string, unknown>, options?: SaveOptions) => Promise<{ record: Presented; created: boolean }>
  /** @throws 409 with the current record when `version` is stale, 403 when it may be seen but not edited */
  update: (ctx: Ctx, id: string, input: Record<string, unknown> & { version: number }) => Promise<Presented>
  /** Changes made by the system as a consequence of another act: no permission or version is asked for. */
  patch: (ctx: Ctx, id: string, changes: Partial<Values<T>> & { ownerId?: string | null }, columns?: Row) => Promise<RecordOf<T>>
  void: (ctx: Ctx, id: string, options: { version?: number | undefined; reason?: string | undefined }) => Promise<Presented>
  restore: (ctx: Ctx, id: string) => Promise<Presented>
}

/** Everything the kit can do for one record type. */
export function recordService<T extends RecordType>(type: T, hooks: Hooks<T> = {}): RecordService<T> {
  const presentOne = async (ctx: Ctx, id: string): Promise<Presented> => {
    const row = await findRow(ctx, type, id)
    // A person may give a record away and no longer see it: the reply then says only what they did.
    if (row === undefined) throw notFound()
    return (await present(ctx, type, [row]))[0] as Presented
  }

  const afterwards = async (ctx: Ctx, action: RecordChange['action'], before: RecordOf<T> | null, after: RecordOf<T>, imported = false) => {
    await announce(ctx, type, { action, before, after, imported })
    await hooks.afterSave?.(ctx, { action, before, after, imported, type: type.type, id: after.id })
  }

  const save = async (ctx: Ctx, before: RecordOf<T>, changes: Record<string, unknown>, columns: Row = {}): Promise<RecordOf<T>> => {
    const draft = { ...before, ...changes }
    const derived = (await hooks.beforeSave?.(ctx, draft, before)) ?? {}
    const wanted: Record<string, unknown> = { ...changes, ...derived }
    if (wanted['currency'] !== undefined && wanted['currency'] !== before.currency) keepAmounts(type, before, wanted)
    const changed = Object.fromEntries(Object.entries(wanted).filter(([key]) => differs(before, wanted, key)))
    if (Object.keys(changed).length === 0 && Object.keys(columns).length === 0) return before
    const row = await updateRow(ctx, type, before.id, before.version, { ...toRow(type, changed, (draft.currency ?? undefined) as string | undefined), ...columns })
    if (row === undefined) throw await staleError(ctx, type, before.id)
    const after = fromRow(type, row)
    await afterwards(ctx, 'ownerId' in changed ? 'assigned' : 'updated', before, after)
    return after
  }

  const locked = async (ctx: Ctx, id: string): Promise<Row & RowAbilities> => {
    const row = await findRow(ctx, type, id, { lock: true })
    if (row === undefined) throw notFound()
    return row
  }

  const setVoided = async (ctx: Ctx, id: string, reason: string | undefined, voided: boolean, version?: number): Promise<Presented> => {
    const row = await locked(ctx, id)
    if (!row.can_delete) throw new AppError('forbidden', 'records.not_allowed')
    const before = fromRow(type, row)
    if (version !== undefined && version !== before.version) throw await staleError(ctx, type, id)
    if ((before.voidedAt !== null) === voided) return presentOne(ctx, id)
    const state = voided ? { voided_at: ctx.clock.now(), voided_by: ctx.actor.userId, void_reason: reason ?? null } : { voided_at: null, voided_by: null, void_reason: null }
    const after = fromRow(type, (await updateRow(ctx, type, id, before.version, state)) as Row)
    await afterwards(ctx, voided ? 'voided' : 'restored', before, after)
    return presentOne(ctx, id)
  }

  return {
    type,
    list: async (ctx, query) => {
      const page = await listRows(ctx, type, query, await filterFields(ctx, type))
      const items = await present(ctx, type, page.rows)
      return { items, nextCursor: page.nextCursor, ...(page.total !== undefined && { total: page.total }) }
    },
    get: presentOne,
    read: async (ctx, id) => fromRow(type, await locked(ctx, id)),
    create: async (ctx, input, options = {}) => {
      const hash = bodyHash(input)
      if (typeof input['id'] === 'string') {
        const known = await anyRow(ctx, type, input['id'])
        if (known !== undefined) return { record: await sameRequest(ctx, known, hash), created: false }
      }
      const { id = newId(), ownerId: wantedOwner, ...values } = input as { id?: string; ownerId?: string | null }
      assertWritable(ctx, type, values)
      const ownerId = await ownerOf(ctx, type, wantedOwner)
      const currency = await currencyOf(ctx, type, values)
      await checkValues(ctx, type, { ...values, ...(ownerId && { ownerId }) }, currency, options.origin === undefined)
      const draft = fromRow(type, { id, ...blankRow(ctx), ...toRow(type, { ...values, ownerId }, currency) })
      const full = { ...draft, ...values, ownerId, custom: draft.custom } as RecordOf<T>
      const derived = (await hooks.beforeSave?.(ctx, full, null)) ?? {}
      const row = await insertRow(ctx, type, {
        id,
        ...toRow(type, { ...values, ...derived, ownerId }, currency),
        ...stamps(ctx, options.origin),
        body_hash: hash,
        ...options.columns,
      })
      if (row === undefined) {
        const winner = await anyRow(ctx, type, id)
        if (winner === undefined) throw new AppError('conflict', 'records.already_exists')
        return { record: await sameRequest(ctx, winner, hash), created: false }
      }
      await afterwards(ctx, 'created', null, fromRow(type, row), options.origin !== undefined)
      return { record: await presentOne(ctx, id), created: true }
    },
    update: async (ctx, id, { version, ...input }) => {
      const row = await locked(ctx, id)
      if (!row.can_edit) throw new AppError('forbidden', 'records.not_allowed')
      const before = fromRow(type, row)
      if (before.version !== version) throw await staleError(ctx, type, id)
      assertWritable(ctx, type, input)
      const values: Record<string, unknown> = { ...input, ...(input['custom'] !== undefined && { custom: { ...before.custom, ...(input['custom'] as object) } }) }
      await checkValues(ctx, type, values, (input['currency'] ?? before.currency) as string | undefined, false)
      await save(ctx, before, values)
      return presentOne(ctx, id)
    },
    patch: async (ctx, id, changes, columns) => {
      const row = await anyRow(ctx, type, id)
      if (row === undefined) throw notFound()
      return save(ctx, fromRow(type, row), changes, columns)
    },
    void: (ctx, id, options) => setVoided(ctx, id, options.reason, true, options.version),
    restore: (ctx, id) => setVoided(ctx, id, undefined, false),
  }

  async function sameRequest(ctx: Ctx, known: Row, hash: string): Promise<Presented> {
    if (known['body_hash'] !== hash) throw new AppError('conflict', 'records.id_taken')
    return presentOne(ctx, known['id'] as string)
  }
}

async function staleError(ctx: Ctx, type: RecordType, id: string): Promise<AppError> {
  const row = await findRow(ctx, type, id)
  return new AppError('conflict', 'records.stale', { current: row && (await present(ctx, type, [row]))[0] })
}

/** A new record belongs to its maker; giving it to somebody else needs the right to assign. */
async function ownerOf(ctx: Ctx, type: RecordType, wanted: string | null | undefined): Promise<string | null> {
  if (wanted === undefined) return ctx.actor.kind === 'user' ? ctx.actor.userId : null
  if (wanted !== ctx.actor.userId && ctx.actor.kind === 'user') assertCan(ctx, `${type.plural}.assign`)
  return wanted
}

async function currencyOf(ctx: Ctx, type: RecordType, values: Record<string, unknown>): Promise<string | undefined> {
  if (!hasMoney(type)) return undefined
  return (values['currency'] as string | undefined) ?? (await settingOf(ctx, 'company')).currency
}

/** Amounts keep their face value when only the currency changes. */
function keepAmounts(type: RecordType, before: RecordOf, wanted: Record<string, unknown>): void {
  for (const [key, field] of Object.entries(type.fields)) {
    if (field.kind === 'money' && !(key in wanted)) wanted[key] = (before as Record<string, unknown>)[key]
  }
}

function blankRow(ctx: Ctx): Row {
  return { created_at: ctx.clock.now().toISOString(), created_by: ctx.actor.userId, updated_at: ctx.clock.now().toISOString(), version: 1, voided_at: null, custom: {} }
}

function stamps(ctx: Ctx, origin: Origin | undefined): Row {
  return {
    created_at: origin?.createdAt ?? ctx.clock.now(),
    created_by: ctx.actor.userId,
    updated_at: ctx.clock.now(),
    ...(origin && { import_source: origin.source, external_id: origin.externalId }),
  }
}
