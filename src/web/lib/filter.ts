import type { FieldKind } from './meta.ts'

export type FilterOp =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'within'
  | 'empty'
  | 'notEmpty'

export interface Condition {
  field: string
  op: FilterOp
  value?: unknown
}

/** The filter tree of every list, saved view and automation; the bar writes `{and: conditions}`. */
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | Condition

/** Names of ranges that `within` takes; the server turns them into days in the person's time zone. */
export const dayRanges = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisYear',
  'last7Days',
  'last30Days',
  'last90Days',
  'next7Days',
  'next30Days',
  'past',
  'future',
] as const

const texts: FilterOp[] = ['eq', 'ne', 'empty', 'notEmpty']
const numbers: FilterOp[] = ['gte', 'lte', 'between', 'eq', 'empty', 'notEmpty']
const days: FilterOp[] = ['within', 'gte', 'lte', 'between', 'empty', 'notEmpty']
const choices: FilterOp[] = ['in', 'notIn', 'empty', 'notEmpty']

/** Operators that make sense for a kind of field; the first is offered. */
export function operatorsOf(kind: FieldKind): FilterOp[] {
  if (kind === 'integer' || kind === 'number' || kind === 'money') return numbers
  if (kind === 'date' || kind === 'dateTime') return days
  if (
    kind === 'option' ||
    kind === 'options' ||
    kind === 'user' ||
    kind === 'users' ||
    kind === 'reference' ||
    kind === 'references'
  )
    return choices
  if (kind === 'checkbox') return ['eq']
  return texts
}

/** Conditions as one tree, or undefined without any, ready for `?filter=`. */
export function filterOf(conditions: Filter[]): Filter | undefined {
  return conditions.length > 0 ? { and: conditions } : undefined
}
