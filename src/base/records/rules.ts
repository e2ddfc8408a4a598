import { maskEmail, maskPhone } from '../../platform/text.ts'
import { addDays, endOfMonth, localDay, startOfMonth, startOfWeek, zonedInstant } from '../../platform/time.ts'
import type { FieldKind } from '../forms/contract.ts'
import type { RecordType } from './contract.ts'

/** Columns that say to which department a deed counts: that of `user` on `day`. */
export interface DepartmentStamp {
  user: string
  day: string
  department: string
}

/** Every department that a record of a type keeps from the day of a deed. */
export function departmentStamps({ owner, credit }: Pick<RecordType, 'owner' | 'credit'>): DepartmentStamp[] {
  const { column: user, departmentColumn: department, dayColumn: day } = owner
  const prefixes = credit === undefined ? [] : ['credit', ...(credit.further ?? [])]
  return [
    ...(department !== undefined && day !== undefined ? [{ user, day, department }] : []),
    ...prefixes.map((prefix) => ({
      user: `${prefix}_user_id`,
      day: `${prefix}_day`,
      department: `${prefix}_department_id`,
    })),
  ]
}

export const namedRanges = [
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

export interface DayRange {
  /** First and last day, both included. */
  fromDay: string
  toDay: string
  /** The same as instants; `to` is excluded. */
  from: Date
  to: Date
}

/** Days that a name such as `thisWeek` means for a person now; null for an unknown name. */
export function namedRange(name: string, now: Date, timeZone: string): DayRange | null {
  const days = rangeDays(name, localDay(now, timeZone))
  if (days === null) return null
  const [fromDay, toDay] = days
  return {
    fromDay,
    toDay,
    from: zonedInstant(fromDay, '00:00', timeZone),
    to: zonedInstant(addDays(toDay, 1), '00:00', timeZone),
  }
}

function rangeDays(name: string, today: string): [string, string] | null {
  const monday = startOfWeek(today)
  const month = startOfMonth(today)
  const previousMonth = startOfMonth(addDays(month, -1))
  const followingMonth = addDays(endOfMonth(today), 1)
  const ranges: Record<string, [string, string]> = {
    today: [today, today],
    yesterday: [addDays(today, -1), addDays(today, -1)],
    tomorrow: [addDays(today, 1), addDays(today, 1)],
    thisWeek: [monday, addDays(monday, 6)],
    lastWeek: [addDays(monday, -7), addDays(monday, -1)],
    nextWeek: [addDays(monday, 7), addDays(monday, 13)],
    thisMonth: [month, endOfMonth(today)],
    lastMonth: [previousMonth, addDays(month, -1)],
    nextMonth: [followingMonth, endOfMonth(followingMonth)],
    thisYear: [`${today.slice(0, 4)}-01-01`, `${today.slice(0, 4)}-12-31`],
    last7Days: [addDays(today, -6), today],
    last30Days: [addDays(today, -29), today],
    last90Days: [addDays(today, -89), today],
    next7Days: [today, addDays(today, 6)],
    next30Days: [today, addDays(today, 29)],
    past: ['1900-01-01', addDays(today, -1)],
    future: [addDays(today, 1), '2999-12-31'],
  }
  return Object.hasOwn(ranges, name) ? (ranges[name] ?? null) : null
}

/** What a person with the rule `masked` sees of a value. */
export function masked(kind: FieldKind, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (kind === 'phone') return maskPhone(String(value))
  if (kind === 'phones') return (value as string[]).map(maskPhone)
  if (kind === 'email') return maskEmail(String(value))
  if (kind === 'text' || kind === 'longText') return `${[...String(value)][0] ?? ''}***`
  return null
}
