import type { z } from 'zod'
import { write } from '../../../base/audit/service.ts'
import { departments, peopleByIds, scopeFor } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { amountProblem, toMajor, toMinor } from '../../../platform/money.ts'
import { type changesReply, type TargetChange, targetMetrics } from '../contract.ts'
import { periodOf } from '../rules/periods.ts'
import { deleteTarget, insertTarget, type Place, type TargetRow, targetAt, updateTarget } from '../store.ts'

/**
 * Sets and takes away targets, all or none.
 * @throws AppError invalid for a change that makes no sense or names nobody in sight; forbidden for people and departments that the
 * actor may see but not plan for; conflict when somebody changed one of them meanwhile
 */
export async function changeTargets(
  ctx: Ctx,
  changes: readonly TargetChange[],
): Promise<z.output<typeof changesReply>> {
  const { currency } = await settingOf(ctx, 'company')
  for (const [i, change] of changes.entries()) check(change, i, currency)
  await checkScopes(ctx, changes)
  const items: { version: number }[] = []
  for (const [i, change] of changes.entries()) items.push({ version: await applyOne(ctx, change, i, currency) })
  return { items }
}

function check(
  { metric, department, user, period, startsOn, standing, value }: TargetChange,
  i: number,
  currency: string,
) {
  const at = (field: string) => `changes.${i}.${field}`
  if ((department === undefined) === (user === undefined)) throw invalidField(at('user'), 'targets.one_scope')
  if (!standing && periodOf(period, startsOn).from !== startsOn)
    throw invalidField(at('startsOn'), 'targets.not_a_first_day', { period })
  if (value === null) return
  const fits = targetMetrics[metric] === 'money' ? amountProblem(value, currency) === null : Number.isInteger(value)
  if (!fits) throw invalidField(at('value'), 'targets.bad_value')
}

async function checkScopes(ctx: Ctx, changes: readonly TargetChange[]): Promise<void> {
  const [sees, edits] = [await scopeFor(ctx, 'targets.view'), await scopeFor(ctx, 'targets.edit')]
  const named = changes.flatMap(({ user }) => user ?? [])
  const people = new Set((await peopleByIds(ctx, named)).map(({ id }) => id))
  const tree = new Set((await departments(ctx)).map(({ id }) => id))
  for (const [i, { user, department }] of changes.entries()) {
    const id = (user ?? department) as string
    const within = ({ all, userIds, departmentIds }: typeof sees) =>
      all || (user === undefined ? departmentIds : userIds).includes(id)
    const field = user === undefined ? 'department' : 'user'
    if (!(user === undefined ? tree : people).has(id) || !within(sees))
      throw invalidField(`changes.${i}.${field}`, 'records.unknown_reference')
    if (!within(edits))
      throw new AppError('forbidden', 'people.not_allowed', { params: { permission: 'targets.edit' } })
  }
}

/** @returns the version in the place afterwards, 0 when there is none */
async function applyOne(ctx: Ctx, change: TargetChange, i: number, currency: string): Promise<number> {
  const { metric, period, startsOn, standing, version } = change
  const place: Place = {
    metric,
    period,
    startsOn,
    standing,
    departmentId: change.department ?? null,
    userId: change.user ?? null,
  }
  const before = await targetAt(ctx, place)
  if ((before?.version ?? 0) !== version) throw stale(i, before)
  const isMoney = targetMetrics[metric] === 'money'
  if (change.value === null) {
    if (before === undefined) return 0
    await deleteTarget(ctx, before.id)
    await note(ctx, 'voided', before, [before.value, null])
    return 0
  }
  const value = isMoney ? toMinor(change.value, currency) : change.value
  const row = { ...place, value, currency: isMoney ? currency : null }
  if (before === undefined) {
    const made: TargetRow = { ...row, id: newId(ctx.clock.now().getTime()), version: 1 }
    if (!(await insertTarget(ctx, made))) throw stale(i, undefined)
    await note(ctx, 'created', made, [null, value])
    return 1
  }
  await updateTarget(ctx, { ...row, id: before.id })
  await note(ctx, 'updated', { ...row, id: before.id, version }, [before.value, value])
  return version + 1
}

/** Tells which change it was and what stands there now. */
function stale(change: number, now: TargetRow | undefined): AppError {
  const current = { change, value: now === undefined ? null : majorOf(now, now.value), version: now?.version ?? 0 }
  return new AppError('conflict', 'records.stale', { current })
}

const majorOf = ({ currency }: Pick<TargetRow, 'currency'>, value: number) =>
  currency === null ? value : toMajor(value, currency)

/** The history of targets stands in the audit: whose, of what, for when, from what to what. */
async function note(
  ctx: Ctx,
  action: string,
  row: TargetRow,
  [before, after]: [number | null, number | null],
): Promise<void> {
  const { id, metric, period, startsOn, standing, departmentId, userId } = row
  const shown = (value: number | null) => value && majorOf(row, value)
  const place = { metric, userId, departmentId, period, startsOn, standing }
  const known = Object.entries(place).filter(([, value]) => value !== null && value !== false)
  await write(ctx, {
    action,
    type: 'target',
    recordId: id,
    changes: {
      value: [shown(before), shown(after)],
      ...Object.fromEntries(known.map(([key, value]) => [key, [null, value]])),
    },
  })
}
