import { toMajor } from '../../../platform/money.ts'
import type { MetricKey, MetricValue, MetricValues } from '../contract.ts'
import { definitionOf, definitions } from './definitions.ts'

/** A metric before anybody looks at it: amounts in minor units by currency; `of` for rates only. */
export interface Figure {
  count: number
  of?: number
  amounts?: Record<string, number>
}
export type Numbers = Partial<Record<MetricKey, Figure>>

/** One counted group of facts. */
export interface FigureRow {
  metric: MetricKey
  /** Empty for metrics without an amount. */
  currency: string
  count: number
  amountMinor: number
}

/** Adds up sums; rates that are made of sums follow from them. */
export function figuresOf(rows: readonly FigureRow[]): Numbers {
  const numbers: Numbers = {}
  for (const { metric, currency, count, amountMinor } of rows) {
    const { count: known, amounts } = numbers[metric] ?? { count: 0 }
    const sums = currency === '' ? amounts : { ...amounts, [currency]: (amounts?.[currency] ?? 0) + amountMinor }
    numbers[metric] = { count: known + count, ...(sums && { amounts: sums }) }
  }
  return { ...numbers, ...ratesOf(numbers) }
}

/** A rate over many people is Σ above ÷ Σ below, never a mean of rates. */
function ratesOf(numbers: Numbers): Numbers {
  const count = (key: string) => numbers[key as MetricKey]?.count ?? 0
  const rates: Numbers = {}
  for (const { key, kind, above, below = [] } of definitions) {
    const isOfSums = kind === 'ratio' && below.every((part) => definitions.some((each) => each.key === part))
    if (isOfSums && above !== undefined) rates[key] = { count: count(above), of: below.reduce((sum, part) => sum + count(part), 0) }
  }
  return rates
}

export interface Looks {
  currency: string
  /** Metrics whose sum is over a field the reader may not see. */
  hidden: ReadonlySet<MetricKey>
}

/** Every metric as a reader gets it; those without facts are 0. */
export function valuesOf(numbers: Numbers, looks: Looks): MetricValues {
  return Object.fromEntries(definitions.map(({ key }) => [key, oneValue(key, numbers[key] ?? { count: 0 }, looks)])) as MetricValues
}

function oneValue(key: MetricKey, figure: Figure, { currency, hidden }: Looks): MetricValue {
  const { kind, unit } = definitionOf(key)
  if (kind === 'ratio' || kind === 'state') {
    const of = figure.of ?? 0
    return { count: figure.count, of, rate: of === 0 ? null : figure.count / of }
  }
  if (unit !== 'money') return { count: figure.count }
  if (hidden.has(key)) return { count: figure.count, reason: 'hidden' }
  const amounts = figure.amounts ?? {}
  const others = Object.entries(amounts)
    .filter(([code, minor]) => code !== currency && minor !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, minor]) => ({ amount: toMajor(minor, code), currency: code }))
  return { count: figure.count, amount: toMajor(amounts[currency] ?? 0, currency), currency, ...(others.length > 0 && { others }) }
}

/** Whether two figures of a metric say the same. */
export function sameFigure(a: Figure = { count: 0 }, b: Figure = { count: 0 }): boolean {
  const codes = new Set([...Object.keys(a.amounts ?? {}), ...Object.keys(b.amounts ?? {})])
  return a.count === b.count && (a.of ?? 0) === (b.of ?? 0) && [...codes].every((code) => (a.amounts?.[code] ?? 0) === (b.amounts?.[code] ?? 0))
}
