import type { WorkCalendar } from '../../calendar/contract.ts'
import { type TargetMetric, targetMetricKeys, targetMetrics } from '../contract.ts'
import type { Span } from './periods.ts'
import { byScope, datedLine, type Line, SCENARIO, standingShare, type Target } from './shares.ts'

/**
 * What is asked of people and departments between two days.
 *
 * Every target comes down to a share of each working day, so days add up to weeks and months, and people to their department:
 * a person is asked for their own dated target, else for what stands for everybody in the nearest scope (their own, their
 * department's, …, the company's, the scenario's); a department for its own dated target, else for the sum of its parts.
 */

export interface GoalPerson {
  id: string
  /** Path of the department, `/root/…/id/`. */
  path: string
  /** First and last day in the company; null = before records began, still here. */
  joinedOn: string | null
  leftOn: string | null
  /** Whether what is asked of everybody is asked of this person too. */
  sells: boolean
  /** Share of the usual that is expected on these days: 0.5 on half a day of leave. */
  factor?: number
}

export interface GoalFacts {
  targets: readonly Target[]
  calendar: WorkCalendar
  people: readonly GoalPerson[]
  departments: readonly { id: string; path: string }[]
}

/** Counts or minor units by metric; a metric of which nothing is asked is not there. */
export type Amounts = Partial<Record<TargetMetric, number>>

export interface Goals {
  people: Map<string, Amounts>
  departments: Map<string, Amounts>
  /** What the parts of a department add up to, whatever it is asked for itself. */
  parts: Map<string, Amounts>
  /** The uppermost of the departments together, and people who belong to none of them. */
  all: Amounts
}

export function goalsIn(facts: GoalFacts, span: Span): Goals {
  const goals: Goals = { people: new Map(), departments: new Map(), parts: new Map(), all: {} }
  for (const metric of targetMetricKeys) {
    const targets = facts.targets.filter((target) => target.metric === metric)
    if (targets.length > 0) addMetric(goals, metric, { ...facts, targets }, span)
  }
  return goals
}

function addMetric(goals: Goals, metric: TargetMetric, facts: GoalFacts, { from, to }: Span): void {
  const { calendar, departments, people } = facts
  const days = calendar.workdaysOf(from, to)
  const scopes = byScope(facts.targets)
  const parts = new Map<string | undefined, Line[]>(departments.map(({ id }) => [id, []]))
  const top: Line[] = []
  const handUp = (to: string | undefined, line: Line) => (parts.get(to) ?? top).push(line)
  // Many people share one line, so each is added up once.
  const sums = new Map<Line, number | undefined>()
  const note = (into: Map<string, Amounts>, id: string, line: Line): void => {
    if (!sums.has(line)) sums.set(line, sumOf(metric, line))
    const sum = sums.get(line)
    if (sum === undefined) return
    const known = into.get(id)
    if (known === undefined) into.set(id, { [metric]: sum })
    else known[metric] = sum
  }

  const lineOf = personLines(scopes, calendar, days)
  for (const person of people) {
    const line = lineOf(person)
    note(goals.people, person.id, line)
    handUp(chainOf(person.path)[0], line)
  }
  for (const { id, path } of [...departments].sort((a, b) => b.path.length - a.path.length)) {
    const below = together(days, parts.get(id) ?? [])
    const own = datedLine(scopes.get(id) ?? [], calendar, days)
    const line = below.map((share, i) => own[i] ?? share)
    note(goals.parts, id, below)
    note(goals.departments, id, line)
    handUp(chainOf(path)[1], line)
  }
  const all = sumOf(metric, together(days, top))
  if (all !== undefined) goals.all[metric] = all
}

/** Lines of people; those for whom no target of their own is set share one with their department. */
function personLines(
  scopes: ReadonlyMap<string, readonly Target[]>,
  calendar: WorkCalendar,
  days: readonly string[],
): (person: GoalPerson) => Line {
  const shared = new Map<string, Line>()
  const compute = ({ id, path, joinedOn, leftOn, sells, factor = 1 }: GoalPerson): Line => {
    const isHere = (day: string) => (joinedOn === null || day >= joinedOn) && (leftOn === null || day <= leftOn)
    const mine = datedLine(scopes.get(id) ?? [], calendar, days, isHere)
    const chain = [id, ...(sells ? [...chainOf(path), SCENARIO] : [])].flatMap((scope) => scopes.get(scope) ?? [])
    const nearest = [...byScope(chain).values()]
    return days.map((day, i) => {
      if (!isHere(day)) return undefined
      const share = mine[i] ?? firstOf(nearest, (targets) => standingShare(targets, calendar, day))
      return share === undefined ? undefined : share * factor
    })
  }
  return (person) => {
    if (scopes.has(person.id)) return compute(person)
    const key = [person.path, person.joinedOn, person.leftOn, person.sells, person.factor].join(' ')
    const line = shared.get(key) ?? compute(person)
    shared.set(key, line)
    return line
  }
}

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** Departments of a path, the nearest first. */
const chainOf = (path: string): string[] => path.split('/').filter(Boolean).reverse()

/** Lines day by day; a day of which no line says anything says nothing. */
function together(days: readonly string[], lines: readonly Line[]): Line {
  const sums: (number | undefined)[] = days.map(() => undefined)
  for (const line of lines) {
    for (const [i, share] of line.entries()) if (share !== undefined) sums[i] = (sums[i] ?? 0) + share
  }
  return sums
}

/** Money in whole minor units, counts to two places; undefined where nothing is asked. */
function sumOf(metric: TargetMetric, line: Line): number | undefined {
  const scale = targetMetrics[metric] === 'money' ? 1 : 100
  let sum = 0
  for (const share of line) sum += share ?? 0
  const rounded = Math.round(sum * scale) / scale
  return rounded === 0 ? undefined : rounded
}
