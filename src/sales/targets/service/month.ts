import type { z } from 'zod'
import { departments, holds, scopeFor, today } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { toMajor } from '../../../platform/money.ts'
import { addDays } from '../../../platform/time.ts'
import {
  type MonthRow,
  type MonthTargets,
  type monthQuery,
  type rhythmReply,
  type TargetMetric,
  targetMetricKeys,
  targetMetrics,
} from '../contract.ts'
import { type GoalFacts, type Goals, goalsIn } from '../rules/goals.ts'
import { periodOf } from '../rules/periods.ts'
import type { Target } from '../rules/shares.ts'
import { members, targetsIn } from '../store.ts'
import { goalFactsOf, scenarioTargets } from './facts.ts'

/** What the departments and people in reach are asked for in a month, and where it comes from. */
export async function monthTargets(ctx: Ctx, query: z.output<typeof monthQuery>): Promise<MonthTargets> {
  const { metric } = query
  const month = periodOf('month', `${query.month ?? today(ctx).slice(0, 7)}-01`)
  const before = periodOf('month', addDays(month.from, -1))
  const { currency } = await settingOf(ctx, 'company')
  const tree = await departments(ctx)
  const people = await members(ctx, dayWithin(month, today(ctx)))
  const facts = { ...(await goalFactsOf(ctx, { from: before.from, to: month.to })), people, departments: tree }
  const ofMetric: GoalFacts = { ...facts, targets: facts.targets.filter((target) => target.metric === metric) }
  const isOfMonth = ({ period, startsOn, standing }: Target) =>
    period === 'month' && startsOn === month.from && !standing
  const without = { ...ofMetric, targets: ofMetric.targets.filter((target) => !isOfMonth(target)) }
  const [now, bare, earlier] = [goalsIn(ofMetric, month), goalsIn(without, month), goalsIn(ofMetric, before)]
  const set = await targetsIn(ctx, { until: month.to, starts: [month.from], currency })
  const own = new Map(
    set.filter((each) => each.metric === metric && isOfMonth(each)).map((each) => [each.scopeId, each]),
  )
  const [sees, edits] = [await scopeFor(ctx, 'targets.view'), await scopeFor(ctx, 'targets.edit')]
  const shown = (value: number | undefined): number | null =>
    value === undefined ? null : targetMetrics[metric] === 'money' ? toMajor(value, currency) : value
  const inSight = (id: string | null) => id !== null && (sees.all || sees.departmentIds.includes(id))
  const row = (kind: MonthRow['kind'], { id, name, parentId, depth }: RowPlace): MonthRow => {
    const goalOf = (goals: Goals) => (kind === 'person' ? goals.people : goals.departments).get(id)?.[metric]
    const mine = own.get(id)
    return {
      kind,
      id,
      name,
      parentId: inSight(parentId) ? parentId : null,
      depth,
      own: mine ? { value: shown(mine.value) ?? 0, version: mine.version } : null,
      target: shown(goalOf(now)),
      parts: kind === 'department' ? shown(now.parts.get(id)?.[metric]) : null,
      base: kind === 'person' ? shown(bare.people.get(id)?.[metric]) : null,
      previous: shown(goalOf(earlier)),
      canEdit: edits.all || (kind === 'person' ? edits.userIds : edits.departmentIds).includes(id),
    }
  }
  const rows = [...tree]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ id, name, path, parentId }) => {
      const depth = path.split('/').length - 3
      const ownPeople = people.filter(
        (person) => person.departmentId === id && (sees.all || sees.userIds.includes(person.id)),
      )
      return [
        ...(inSight(id) ? [row('department', { id, name, parentId, depth })] : []),
        ...ownPeople.map((person) => row('person', { ...person, parentId: id, depth: depth + 1 })),
      ]
    })
  const top = Math.min(...rows.map(({ depth }) => depth))
  return {
    metric,
    unit: targetMetrics[metric],
    currency,
    month: month.from.slice(0, 7),
    workdays: facts.calendar.workdaysOf(month.from, month.to).length,
    rows: rows.map((each) => ({ ...each, depth: each.depth - top })),
  }
}

type RowPlace = Pick<MonthRow, 'id' | 'name' | 'parentId' | 'depth'>

/** The day by whose departments a month is shown: today in the current one, else its nearer end. */
function dayWithin({ from, to }: { from: string; to: string }, now: string): string {
  return now < from ? from : now > to ? to : now
}

/** What is asked of everybody in the company, period after period, as it holds today. */
export async function rhythms(ctx: Ctx): Promise<z.output<typeof rhythmReply>> {
  const root = (await departments(ctx)).find(({ parentId }) => parentId === null) as { id: string }
  const { currency } = await settingOf(ctx, 'company')
  const set = (await targetsIn(ctx, { until: today(ctx), starts: [], currency })).filter(
    ({ scopeId }) => scopeId === root.id,
  )
  const defaults = await scenarioTargets(ctx)
  const inForce = (metric: TargetMetric) => {
    const own = set
      .filter((each) => each.metric === metric)
      .sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
      .map((each) => ({ ...each, startsOn: each.startsOn as string | null }))
    const scenario = defaults
      .filter((each) => each.metric === metric)
      .map((each) => ({ ...each, startsOn: null, version: 0 }))
    return [...own, ...scenario][0]
  }
  const scope = await scopeFor(ctx, 'targets.edit')
  return {
    items: targetMetricKeys.flatMap((metric) => {
      const found = inForce(metric)
      if (found === undefined || found.value === 0) return []
      const { period, startsOn, version } = found
      const value = targetMetrics[metric] === 'money' ? toMajor(found.value, currency) : found.value
      return [{ metric, period, value, startsOn, version }]
    }),
    department: root.id,
    canEdit: holds(ctx, 'targets.edit') && (scope.all || scope.departmentIds.includes(root.id)),
  }
}
