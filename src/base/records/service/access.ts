import { type Ctx, type FieldRule, once } from '../../../platform/context.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { customFields } from '../../forms/service.ts'
import type { RecordType } from '../contract.ts'
import type { FilterFields } from '../store/filter.ts'

/** The rule that holds for this actor and field, if any; custom fields are named `custom.<key>`. */
export function ruleOf(ctx: Ctx, type: RecordType, key: string): FieldRule | undefined {
  return ctx.actor.fieldRules[`${type.type}.${key}`]
}

/** Whether the actor does not get to know the values of a field. */
export function isVeiled(ctx: Ctx, type: RecordType, key: string): boolean {
  const rule = ruleOf(ctx, type, key)
  return rule === 'hidden' || rule === 'masked'
}

/** What the filter compiler needs to know about this type for this actor. */
export async function filterFields(ctx: Ctx, type: RecordType): Promise<FilterFields> {
  return once(ctx, `records.filter.${type.type}`, async () => {
    const custom = await customFields(ctx, type.type)
    const keys = [...Object.keys(type.fields), ...custom.map((field) => `custom.${field.key}`)]
    return {
      custom: new Map(custom.map((field) => [field.key, field])),
      hidden: new Set(keys.filter((key) => isVeiled(ctx, type, key))),
    }
  })
}

/** Refuses writes to fields that the actor may not see or change. */
export function assertWritable(ctx: Ctx, type: RecordType, input: Record<string, unknown>): void {
  const sent = (values: object, prefix: string) =>
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [`${prefix}${key}`]))
  const errors: FieldError[] = [...sent(input, ''), ...sent((input['custom'] ?? {}) as object, 'custom.')]
    .filter((key) => ruleOf(ctx, type, key) !== undefined)
    .map((path) => ({ path, reason: 'records.field_read_only' }))
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
}
