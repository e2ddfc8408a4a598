import { toMajor } from '../../../platform/money.ts'
import { type TargetMetric, targetMetrics } from '../../../sales/targets/contract.ts'
import type { MetricKey, MetricValue, MetricValues } from '../contract.ts'
import { definitionOf, definitions } from './definitions.ts'

/** A metric before anybody looks at it: amounts in minor units by currency; `of` for rates only. */
export interface Figure {
  count: number
  of?: number
  amounts?: Record<string, number>
  /** What is aimed at: a count, or minor units of the company's currency. */
  target?: number
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

/** Adds one group of facts to what was counted so far. */
export function addSum(numbers: Numbers, { metric, currency, count, amountMinor }: FigureRow): void {
  const figure = numbers[metric] ?? { count: 0 }
  numbers[metric] = figure
  figure.count += count
  if (currency === '') return
  const amounts = figure.amounts ?? {}
  figure.amounts = amounts
  amounts[currency] = (amounts[currency] ?? 0) + amountMinor
}

/** Rates whose both parts are sums. */
const ratesOfSums = definitions.filter(
  ({ kind, below = [] }) => kind === 'ratio' && below.every((part) => definitions.some(({ key }) => key === part)),
)

/** Rates that are made of sums follow from them. A rate over many people is Σ above ÷ Σ below, never a mean of rates. */
export function addRates(numbers: Numbers): void {
  const count = (key: string) => numbers[key as MetricKey]?.count ?? 0
  for (const { key, above = '', below = [] } of ratesOfSums) {
    numbers[key] = { count: count(above), of: below.reduce((sum, part) => sum + count(part), 0) }
  }
}

/** Adds what is aimed at beside what was reached. @returns the same numbers */
export function addTargets(numbers: Numbers, targets: Partial<Record<TargetMetric, number>>): Numbers {
  for (const key in targets) {
    const metric = key as TargetMetric
    const target = targets[metric] as number
    const figure = numbers[metric]
    if (figure === undefined) numbers[metric] = { count: 0, target }
    else figure.target = target
  }
  return numbers
}

/** Metrics that add up over days: sums and the rates made of them. */
const additive = definitions.filter((definition) => definition.kind === 'sum' || ratesOfSums.includes(definition))

export interface Looks {
  currency: string
  /** Metrics whose sum is over a field the reader may not see. */
  hidden: ReadonlySet<MetricKey>
}

/** Every metric as a reader gets it; those without facts are 0. */
export function valuesOf(numbers: Numbers, looks: Looks): MetricValues {
  return valuesFor(definitions, numbers, looks)
}

/** Only what was counted or is aimed at, where many people's figures go out together; what is not there is 0. */
export function toldValuesOf(numbers: Numbers, looks: Looks): MetricValues {
  const values: MetricValues = {}
  for (const { key } of additive) {
    const figure = numbers[key]
    if (figure !== undefined) values[key] = oneValue(key, figure, looks)
  }
  return values
}

/** Those metrics that add up over days, for progress within a month. */
export function sumValuesOf(numbers: Numbers, looks: Looks): MetricValues {
  return valuesFor(additive, numbers, looks)
}

function valuesFor(wanted: typeof definitions, numbers: Numbers, looks: Looks): MetricValues {
  const values: MetricValues = {}
  const blank = blankFor(looks)
  for (const { key } of wanted) {
    const figure = numbers[key]
    values[key] = figure === undefined ? blank[key] : oneValue(key, figure, looks)
  }
  return values
}

const blanks = new WeakMap<Looks, MetricValues>()

/** Values without facts, made once for all the people of a report. */
function blankFor(looks: Looks): MetricValues {
  const known = blanks.get(looks)
  if (known !== undefined) return known
  const blank: MetricValues = {}
  for (const { key } of definitions) blank[key] = oneValue(key, nothing, looks)
  blanks.set(looks, blank)
  return blank
}

const nothing: Figure = { count: 0 }

function oneValue(key: MetricKey, figure: Figure, { currency, hidden }: Looks): MetricValue {
  const { kind, unit } = definitionOf(key)
  if (kind === 'ratio' || kind === 'state') {
    const of = figure.of ?? 0
    return { count: figure.count, of, rate: of === 0 ? null : figure.count / of }
  }
  const target = targetOf(key, figure, currency)
  if (unit !== 'money') return { count: figure.count, ...target }
  if (hidden.has(key)) return { count: figure.count, reason: 'hidden' }
  const { amounts } = figure
  if (amounts === undefined) return { count: figure.count, amount: 0, currency, ...target }
  const others = othersIn(amounts, currency)
  return {
    count: figure.count,
    amount: toMajor(amounts[currency] ?? 0, currency),
    currency,
    ...(others.length > 0 && { others }),
    ...target,
  }
}

/** Sums in other currencies than the company's, by code. */
const othersIn = (amounts: Record<string, number>, currency: string) =>
  Object.entries(amounts)
    .filter(([code, minor]) => code !== currency && minor !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, minor]) => ({ amount: toMajor(minor, code), currency: code }))

function targetOf(key: MetricKey, { target }: Figure, currency: string): { target?: number } {
  if (target === undefined) return {}
  return { target: targetMetrics[key as TargetMetric] === 'money' ? toMajor(target, currency) : target }
}

/** Whether two figures of a metric say the same. */
export function sameFigure(a: Figure = { count: 0 }, b: Figure = { count: 0 }): boolean {
  const codes = new Set([...Object.keys(a.amounts ?? {}), ...Object.keys(b.amounts ?? {})])
  return (
    a.count === b.count &&
    (a.of ?? 0) === (b.of ?? 0) &&
    [...codes].every((code) => (a.amounts?.[code] ?? 0) === (b.amounts?.[code] ?? 0))
  )
}
