import type { MetricKey } from '../../metrics/contract.ts'
import type { OtherWork, Words } from '../contract.ts'
import type { ComposedEntry, Planned } from './compose.ts'

/** What a submitted version keeps, and how the facts have moved away from it since. */

export interface FrozenFigure {
  count: number
  of?: number
  /** Minor units by currency. */
  amounts?: Record<string, number>
  /** A count, or minor units of the company's currency. */
  target?: number
}
export type FrozenNumbers = Partial<Record<MetricKey, FrozenFigure>>

/** A fact as it was counted: amounts in minor units. */
export interface FrozenFact {
  id: string
  type: string
  day: string
  version: number
  amountMinor: number | null
  currency: string | null
  above?: boolean
}
export type Evidence = Partial<Record<MetricKey, FrozenFact[]>>

export interface ComposedPlan {
  step: Planned
  result: 'kept' | 'moved' | 'dropped' | 'open'
  movedTo: { id: string; at: string; day: string } | null
}

export interface Month {
  from: string
  to: string
  workday: number
  workdays: number
  numbers: FrozenNumbers
}

/** A report without anybody's words: everything that follows from facts. */
export interface Composed {
  numbers: FrozenNumbers
  month: Month
  entries: ComposedEntry[]
  planCheck: ComposedPlan[]
  tomorrow: (Planned & { carriedOver: boolean })[]
  tomorrowDay: string
}

export interface Frozen extends Composed {
  words: Words
  otherWork: OtherWork
  dayType: string
  leftOut: string[]
  /** Version of each metric's definition. */
  definitions: Partial<Record<MetricKey, number>>
  evidence: Evidence
}

export interface Difference {
  metric: MetricKey
  kind: 'added' | 'removed' | 'changed'
  before: FrozenFact | null
  after: FrozenFact | null
}

/** Facts that are records of one act: any new version of them matters. Others change for many reasons that no report counts. */
const actTypes: ReadonlySet<string> = new Set(['followUp', 'payment'])

/** Compares what was counted with what would be counted now: ids, versions, amounts. */
export function differencesOf(before: Evidence, after: Evidence): Difference[] {
  const metrics = [...new Set([...Object.keys(before), ...Object.keys(after)])] as MetricKey[]
  return metrics.flatMap((metric) => {
    const [was, is] = [byId(before[metric]), byId(after[metric])]
    const removed = [...was.values()]
      .filter(({ id }) => !is.has(id))
      .map((fact): Difference => ({ metric, kind: 'removed', before: fact, after: null }))
    const others = [...is.values()].flatMap((fact): Difference[] => {
      const old = was.get(fact.id)
      if (old === undefined) return [{ metric, kind: 'added', before: null, after: fact }]
      return isChanged(old, fact) ? [{ metric, kind: 'changed', before: old, after: fact }] : []
    })
    return [...removed, ...others]
  })
}

function byId(facts: readonly FrozenFact[] = []): Map<string, FrozenFact> {
  return new Map(facts.map((fact) => [fact.id, fact]))
}

function isChanged(old: FrozenFact, fact: FrozenFact): boolean {
  if (
    old.amountMinor !== fact.amountMinor ||
    old.currency !== fact.currency ||
    Boolean(old.above) !== Boolean(fact.above)
  )
    return true
  return actTypes.has(fact.type) && old.version !== fact.version
}
