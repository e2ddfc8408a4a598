import type { Fields } from './prediction.ts'

/** How far a prediction agrees with the label of a careful reader. */

/** Further right answers; null in a list means that leaving it out is right, too. */
export interface Accept {
  contact?: (string | null)[]
  title?: (string | null)[]
  method?: (string | null)[]
  occurred_on?: (string | null)[]
  amount?: (number | null)[]
  next_at?: (string | null)[]
  next_at_range?: [string, string]
  next_action?: (string | null)[]
  objections_optional?: string[]
  competitors_optional?: string[]
  new_customer?: string
}

/** `wrong`: values given that are not right, whether or not there was one to give. */
export interface Count {
  right: number
  given: number
  expected: number
  wrong: number
}

export const noCount = (): Count => ({ right: 0, given: 0, expected: 0, wrong: 0 })

const plain = (text: string): string => text.toLowerCase().replace(/[\s·.,'’-]/g, '')
const contains = (a: string, b: string): boolean => plain(a).includes(plain(b)) || plain(b).includes(plain(a))
const sameDay = (a: string, b: string): boolean =>
  a.slice(0, 10) === b.slice(0, 10) && (a.length === 10 || b.length === 10 || a === b)

/** Loosely the same: a third of the expected characters are there, or a shared word of two. */
function sameAction(given: string, expected: string): boolean {
  const pairs = [...expected].slice(1).map((char, i) => `${[...expected][i]}${char}`)
  const shared = [...new Set(expected)].filter((char) => given.includes(char)).length
  return pairs.some((pair) => given.includes(pair)) || shared >= Math.ceil(new Set(expected).size / 2)
}

const equal: { [K in keyof Fields]?: (given: never, expected: never) => boolean } = {
  contact: contains,
  title: contains,
  occurred_on: sameDay,
  next_at: sameDay,
  next_action: sameAction,
}

const scalars = [
  'customer',
  'contact',
  'title',
  'method',
  'occurred_on',
  'intent',
  'amount',
  'probability',
  'next_action',
  'next_at',
] as const
const lists = ['objections', 'competitors'] as const
export const fieldNames = [...scalars.slice(0, 6), ...lists, ...scalars.slice(6)] as const

/** Counts each field of one prediction; `miss` hears of every disagreement. */
export function compare(
  given: Fields,
  gold: Fields,
  accept: Accept,
  into: Record<string, Count>,
  miss: (field: string) => void,
): void {
  for (const field of scalars) {
    const before = into[field] as Count
    const wrong = countScalar(field, given, gold, accept, before)
    if (wrong) miss(field)
  }
  for (const field of lists)
    if (countList(given[field], gold[field], accept[`${field}_optional`] ?? [], into[field] as Count)) miss(field)
}

function countScalar(
  field: (typeof scalars)[number],
  given: Fields,
  gold: Fields,
  accept: Accept,
  count: Count,
): boolean {
  const [value, expected] = [given[field], gold[field]]
  const same = (equal[field] ?? ((a: unknown, b: unknown) => a === b)) as (a: unknown, b: unknown) => boolean
  const others = ((accept as Record<string, unknown>)[field] ?? []) as unknown[]
  const isAccepted =
    value === null
      ? others.includes(null)
      : others.some((other) => other !== null && same(value, other)) ||
        (field === 'next_at' && isWithin(value as string, accept.next_at_range))
  const isRight = value !== null && expected !== null && same(value, expected)
  if (value === null && (expected === null || isAccepted)) return false
  if (isAccepted && expected === null) return false
  if (value !== null) count.given++
  if (expected !== null) count.expected++
  if (isRight || isAccepted) {
    count.right++
    return false
  }
  if (value !== null) count.wrong++
  return true
}

function isWithin(day: string, range: [string, string] | undefined): boolean {
  return range !== undefined && day.slice(0, 10) >= range[0] && day.slice(0, 10) <= range[1]
}

function countList(
  given: readonly string[],
  gold: readonly string[],
  optional: readonly string[],
  count: Count,
): boolean {
  const has = (all: readonly string[], one: string): boolean => all.some((other) => contains(other, one))
  const counted = given.filter((one) => has(gold, one) || !has(optional, one))
  const expected = gold.filter((one) => has(given, one) || !has(optional, one))
  const right = counted.filter((one) => has(gold, one)).length
  count.given += counted.length
  count.expected += expected.length
  count.right += right
  count.wrong += counted.length - right
  return right < counted.length || expected.some((one) => !has(given, one))
}

export interface Score {
  precision: number
  recall: number
  f1: number
  wrong: number
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** @param n records, of which `wrong` is a share */
export function scoreOf({ right, given, expected, wrong }: Count, n: number): Score {
  const precision = given === 0 ? 1 : right / given
  const recall = expected === 0 ? 1 : right / expected
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision: round(precision), recall: round(recall), f1: round(f1), wrong: round(n === 0 ? 0 : wrong / n) }
}
