import type { Ctx } from '../../../platform/context.ts'
import { toMajor } from '../../../platform/money.ts'
import type { MetricKey } from '../../metrics/contract.ts'
import { allFactsOf, definitionOf, definitions, evidenceOf, type Fact, isHidden } from '../../metrics/service.ts'
import type { DailyReport } from '../contract.ts'
import { type Difference, differencesOf, type Evidence, type Frozen, type FrozenFact } from '../rules/frozen.ts'

interface Whose {
  id: string
  timeZone: string
}

/** The facts that a person's day is made of now. */
export async function evidenceNow(ctx: Ctx, { id, timeZone }: Whose, day: string): Promise<Evidence> {
  const facts = await allFactsOf(ctx, { who: { users: [id] }, from: day, to: day, timeZone })
  return Object.fromEntries(Object.entries(facts).map(([metric, list]) => [metric, list.map(bare)]))
}

function bare({ userId: _, ...fact }: Fact): FrozenFact {
  return fact
}

/** How the facts differ from what was submitted, as this reader may see it. */
export async function changesSince(
  ctx: Ctx,
  person: Whose,
  day: string,
  frozen: Frozen,
): Promise<DailyReport['differences']> {
  const differences = differencesOf(frozen.evidence, await evidenceNow(ctx, person, day))
  const facts = differences.map(({ before, after }) => ({ ...((after ?? before) as FrozenFact), userId: person.id }))
  const items = await evidenceOf(ctx, facts)
  return differences.map((difference, i) => shownDifference(ctx, difference, items[i]?.label ?? ''))
}

function shownDifference(
  ctx: Ctx,
  { metric, kind, before, after }: Difference,
  label: string,
): DailyReport['differences'][number] {
  const { id, type } = (after ?? before) as FrozenFact
  const { sums } = definitionOf(metric)
  const side = (fact: FrozenFact | null) => {
    if (fact === null) return null
    const { version, amountMinor, currency } = fact
    if (amountMinor === null || currency === null || (sums !== undefined && isHidden(ctx, sums))) return { version }
    return { version, amount: toMajor(amountMinor, currency), currency }
  }
  return { metric, kind, id, type, label, before: side(before), after: side(after) }
}

/** What a submitted report counted for a metric, each with what became of it since; null where only the live facts can say. */
export async function frozenFacts(
  ctx: Ctx,
  person: Whose,
  day: string,
  frozen: Frozen,
  metric: MetricKey,
): Promise<(Fact & { change?: 'removed' | 'changed' })[] | null> {
  const counted = countedFor(frozen.evidence, metric)
  if (counted === null) return null
  const now = countedFor(await evidenceNow(ctx, person, day), metric) ?? []
  const changes = new Map(
    differencesOf({ [metric]: counted }, { [metric]: now }).map(({ kind, before }) => [before?.id, kind]),
  )
  return counted.map((fact) => {
    const change = changes.get(fact.id)
    return { ...fact, userId: person.id, ...(change !== undefined && change !== 'added' && { change }) }
  })
}

function countedFor(evidence: Evidence, metric: MetricKey): FrozenFact[] | null {
  const { kind, above, below = [] } = definitionOf(metric)
  if (kind === 'state') return null
  if (kind !== 'ratio' || metric === 'planKeptRate') return evidence[metric] ?? []
  const isMetric = (key: string): key is MetricKey => definitions.some((each) => each.key === key)
  const aboveIds = new Set((above !== undefined && isMetric(above) ? (evidence[above] ?? []) : []).map(({ id }) => id))
  return below
    .filter(isMetric)
    .flatMap((part) => evidence[part] ?? [])
    .map((fact) => ({ ...fact, above: aboveIds.has(fact.id) }))
}
