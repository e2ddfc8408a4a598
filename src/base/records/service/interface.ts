import type { Ctx } from '../../../platform/context.ts'
import type { ListQuery, RecordChange, RecordOf, RecordType, Values } from '../contract.ts'
import type { Row } from '../store/columns.ts'
import type { SaveOptions } from './drafting.ts'
import type { Presented } from './present.ts'

/** What a hook is told beside the record: the values of this request, and whether they come from an import. */
export interface Saving {
  asked: Readonly<Record<string, unknown>>
  imported: boolean
}

export interface Hooks<T extends RecordType> {
  /** Checks beyond single fields, and values that follow from others; sees the record as it will be. */
  beforeSave?: (
    ctx: Ctx,
    draft: RecordOf<T>,
    before: RecordOf<T> | null,
    saving: Saving,
  ) => Promise<Values<T> & { ownerId?: string | null }>
  /** Further effects in the same transaction, after audit and events. */
  afterSave?: (
    ctx: Ctx,
    change: Omit<RecordChange, 'before' | 'after'> & { before: RecordOf<T> | null; after: RecordOf<T> },
  ) => Promise<void>
}

export interface RecordService<T extends RecordType = RecordType> {
  type: T
  list: (ctx: Ctx, query: ListQuery) => Promise<{ items: Presented[]; nextCursor: string | null; total?: number }>
  /** @throws 404 for a record that is not there or not visible to the actor */
  get: (ctx: Ctx, id: string) => Promise<Presented>
  /** What somebody is shown of a record they have just made or changed, also when it is out of their sight now. */
  shown: (ctx: Ctx, id: string) => Promise<Presented>
  sees: (ctx: Ctx, id: string) => Promise<boolean>
  /** The record in domain form, for those who may see it. @throws 404 as `get` */
  look: (ctx: Ctx, id: string) => Promise<RecordOf<T>>
  /**
   * The record in domain form, locked, after the same visibility check.
   * @throws with a verb 403 when the actor may see it but not do that, 409 for a voided one; with a version 409 when that is stale
   */
  read: (ctx: Ctx, id: string, verb?: 'edit' | 'delete' | 'assign', version?: number) => Promise<RecordOf<T>>
  /** A second request with the same id and body finds the first one's record; another body is refused (409). */
  create: (
    ctx: Ctx,
    input: Record<string, unknown>,
    options?: SaveOptions,
  ) => Promise<{ record: Presented; created: boolean }>
  /** @throws 409 with the current record when `version` is stale, 403 when it may be seen but not edited */
  update: (ctx: Ctx, id: string, input: Record<string, unknown> & { version: number }) => Promise<Presented>
  /** Changes made by the system as a consequence of another act: no permission or version is asked for. */
  patch: (
    ctx: Ctx,
    id: string,
    changes: Partial<Values<T>> & { ownerId?: string | null },
    columns?: Row,
  ) => Promise<RecordOf<T>>
  void: (
    ctx: Ctx,
    id: string,
    options: { version?: number | undefined; reason?: string | undefined },
  ) => Promise<Presented>
  restore: (ctx: Ctx, id: string) => Promise<Presented>
}
