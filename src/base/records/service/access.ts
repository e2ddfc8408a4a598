import { type Ctx, once } from '../../../platform/context.ts'
import type { FieldRule } from '../../../platform/context.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { customFields } from '../../forms/service.ts'
import { settingOf } from '../../settings/service.ts'
import type { RecordType } from '../contract.ts'
import type { FilterFields } from '../store/filter.ts'

/** The rule that holds for this actor and field, if any. */
export function ruleOf(ctx: Ctx, type: RecordType, key: string): FieldRule | undefined {
  return ctx.actor.fieldRules[`${type.type}.${key}`]
}

/** What the filter compiler needs to know about this type for this actor. */
export async function filterFields(ctx: Ctx, type: RecordType): Promise<FilterFields> {
  return once(ctx, `records.filter.${type.type}`, async () => {
    const custom = await customFields(ctx, type.type)
    const keys = [...Object.keys(type.fields), ...custom.map((field) => `custom.${field.key}`)]
    return {
      custom: new Map(custom.map((field) => [field.key, field])),
      hidden: new Set(keys.filter((key) => ['hidden', 'masked'].includes(ruleOf(ctx, type, key) ?? ''))),
      currency: (await settingOf(ctx, 'company')).currency,
    }
  })
}

/** Refuses writes to fields that the actor may not see or change. */
export function assertWritable(ctx: Ctx, type: RecordType, input: Record<string, unknown>): void {
  const custom = (input['custom'] ?? {}) as Record<string, unknown>
  const keys = [...Object.keys(input), ...Object.keys(custom).map((key) => `custom.${key}`)]
  const errors: FieldError[] = keys
    .filter((key) => input[key] !== undefined && ruleOf(ctx, type, key) !== undefined)
    .map((path) => ({ path, reason: 'records.field_read_only' }))
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
}
