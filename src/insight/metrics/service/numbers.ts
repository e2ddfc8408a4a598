import { settingOf } from '../../../base/settings/service.ts'
import { type Ctx, once } from '../../../platform/context.ts'
import { addDays, daySpan } from '../../../platform/time.ts'
import type { MetricKey, MetricValues } from '../contract.ts'
import { definitionOf, definitions } from '../rules/definitions.ts'
import { addRates, addSum, type FigureRow, type Looks, type Numbers, valuesOf } from '../rules/numbers.ts'
import { cellSums } from '../store/cells.ts'
import { type CoverageRange, coverageCounts, coverageFacts } from '../store/coverage.ts'
import { type DistinctRow, distinctCounts, distinctFacts } from '../store/distinct.ts'
import { type Fact, factsOfSum, factsOfSums, type Who } from '../store/facts.ts'
import { planCounts, planFacts } from '../store/plans.ts'
import { wordsOf } from './cells.ts'

export interface Asked {
  who: Who
  from: string
  to: string
  /** Zone in which the last day ends, for what is a stock. */
  timeZone: string
}

export interface People {
  /** By person; those without facts are not there. */
  each: Map<string, Numbers>
  /** All asked people together: sums of sums, different things counted once, Σ ÷ Σ. */
  all: Numbers
}

/** Every metric of some people over some days: four statements sent together, however many people. */
export async function numbersOf(ctx: Ctx, asked: Asked): Promise<People> {
  const words = await wordsOf(ctx)
  const range = await window(ctx, asked)
  const [cells, distinct, plans, coverage] = await Promise.all([
    cellSums(ctx, asked),
    distinctCounts(ctx, words, asked),
    planCounts(ctx, asked),
    coverageCounts(ctx, range),
  ])
  const shares = [
    ...plans.map((row) => ({ ...row, metric: 'planKeptRate' as const })),
    ...coverage.map((row) => ({ ...row, metric: 'coverageRate' as const })),
  ]
  return peopleOf(cells, distinct, shares)
}

interface Share {
  userId: string
  metric: MetricKey
  count: number
  of: number
}

/** One pass over the rows, because a team's are many. */
function peopleOf(
  cells: readonly (FigureRow & { userId: string })[],
  distinct: readonly DistinctRow[],
  shares: readonly Share[],
): People {
  const each = new Map<string, Numbers>()
  const all: Numbers = {}
  const ofPerson = (userId: string): Numbers => {
    const known = each.get(userId) ?? {}
    each.set(userId, known)
    return known
  }
  for (const cell of cells) {
    addSum(ofPerson(cell.userId), cell)
    addSum(all, cell)
  }
  for (const { userId, metric, count } of distinct) (userId === null ? all : ofPerson(userId))[metric] = { count }
  for (const share of shares) {
    addShare(ofPerson(share.userId), share)
    addShare(all, share)
  }
  for (const numbers of [all, ...each.values()]) addRates(numbers)
  return { each, all }
}

function addShare(numbers: Numbers, { metric, count, of }: Share): void {
  const known = numbers[metric]
  numbers[metric] = { count: (known?.count ?? 0) + count, of: (known?.of ?? 0) + of }
}

/** Sums of some people over some days, for progress within a month: one statement. */
export async function sumsOf(ctx: Ctx, asked: Omit<Asked, 'timeZone'>): Promise<People> {
  return peopleOf(await cellSums(ctx, asked), [], [])
}

async function window(ctx: Ctx, { who, to, timeZone }: Asked): Promise<CoverageRange> {
  const { coverageDays } = await settingOf(ctx, 'followUpRules')
  return { who, day: to, from: daySpan(addDays(to, 1 - coverageDays), timeZone).from, to: daySpan(to, timeZone).to }
}

/** The records behind a number; their count, or the sum of their amounts, is the number. */
export async function factsOf(ctx: Ctx, metric: MetricKey, asked: Asked): Promise<Fact[]> {
  const words = await wordsOf(ctx)
  const { kind, above, below = [] } = definitionOf(metric)
  if (kind === 'sum') return factsOfSum(ctx, metric, words, asked)
  if (kind === 'distinct') return distinctFacts(ctx, metric, words, asked)
  if (metric === 'planKeptRate') return planFacts(ctx, asked)
  if (metric === 'coverageRate') return coverageFacts(ctx, await window(ctx, asked))
  const aboveIds = new Set((await factsOf(ctx, above as MetricKey, asked)).map(({ id }) => id))
  const lists: Fact[] = []
  for (const part of below) lists.push(...(await factsOf(ctx, part as MetricKey, asked)))
  return lists.map((fact) => ({ ...fact, above: aboveIds.has(fact.id) }))
}

/** The records behind every number that is made of facts of the days; rates of sums and stocks are left out. */
export async function allFactsOf(ctx: Ctx, asked: Asked): Promise<Partial<Record<MetricKey, Fact[]>>> {
  const facts: Partial<Record<MetricKey, Fact[]>> = {}
  for (const { metric, ...fact } of await factsOfSums(ctx, await wordsOf(ctx), asked)) {
    const known = facts[metric]
    if (known === undefined) facts[metric] = [fact]
    else known.push(fact)
  }
  for (const { key, kind } of definitions) {
    if (kind === 'distinct' || key === 'planKeptRate') facts[key] = await factsOf(ctx, key, asked)
  }
  return facts
}

/** The company's currency, and the sums that this reader may not see. */
export function looksOf(ctx: Ctx): Promise<Looks> {
  return once(ctx, 'metrics.looks', async () => ({
    currency: (await settingOf(ctx, 'company')).currency,
    hidden: new Set(definitions.filter(({ sums }) => sums !== undefined && isHidden(ctx, sums)).map(({ key }) => key)),
  }))
}

/** Whether a field is kept from the reader; a masked sum would tell as much as the sum. */
export function isHidden(ctx: Ctx, field: string): boolean {
  return ['hidden', 'masked'].includes(ctx.actor.fieldRules[field] ?? '')
}

/** Numbers as this reader gets them. */
export async function shown(ctx: Ctx, numbers: Numbers): Promise<MetricValues> {
  return valuesOf(numbers, await looksOf(ctx))
}
