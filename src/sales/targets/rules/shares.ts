import type { WorkCalendar } from '../../calendar/contract.ts'
import { type Period, periods, type TargetMetric } from '../contract.ts'
import { periodOf } from './periods.ts'

/** `value` is a count or minor units. `scopeId` is a person, a department, or {@link SCENARIO}. */
export interface Target {
  metric: TargetMetric
  scopeId: string
  period: Period
  startsOn: string
  standing: boolean
  value: number
}

/** Scope of what the company's scenario asks while nobody has said otherwise. */
export const SCENARIO = 'scenario'

/** What is asked on each day of a list; undefined where nothing is. */
export type Line = readonly (number | undefined)[]

/** The targets of one metric, by scope. */
export function byScope(targets: readonly Target[]): ReadonlyMap<string, readonly Target[]> {
  const scopes = new Map<string, Target[]>()
  for (const target of targets) scopes.set(target.scopeId, [...(scopes.get(target.scopeId) ?? []), target])
  return scopes
}

/**
 * What the dated targets of one scope ask on working days: each is spread evenly over the scope's own working days of its period.
 * The shortest period that covers a day wins.
 */
export function datedLine(
  targets: readonly Target[],
  calendar: WorkCalendar,
  days: readonly string[],
  isOwnDay: (day: string) => boolean = () => true,
): Line {
  const shortestFirst = targets
    .filter(({ standing }) => !standing)
    .sort((a, b) => periods.indexOf(b.period) - periods.indexOf(a.period))
  return days.map((day) => {
    const target = shortestFirst.find(({ period, startsOn }) => periodOf(period, day).from === startsOn)
    if (target === undefined) return undefined
    const { from, to } = periodOf(target.period, day)
    return target.value / calendar.workdaysOf(from, to).filter(isOwnDay).length
  })
}

/** What the newest standing target of one scope asks on a working day; undefined before its first. */
export function standingShare(targets: readonly Target[], calendar: WorkCalendar, day: string): number | undefined {
  const [newest] = targets
    .filter(({ standing, startsOn }) => standing && startsOn <= day)
    .sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
  return newest && newest.value / workdaysIn(newest.period, calendar, day)
}

function workdaysIn(period: Period, calendar: WorkCalendar, day: string): number {
  if (period === 'day') return 1
  // A rhythm asks less of a short week, and more of one with a worked Saturday.
  if (period === 'week') return calendar.workdaysPerWeek
  const { from, to } = periodOf(period, day)
  return calendar.workdaysOf(from, to).length
}
