import type { MetricDefinition, MetricKey } from '../contract.ts'

/**
 * The one definition of every built-in metric. `version` goes up when the meaning changes, so that a frozen report says by which one
 * it counted. The facts behind each key stand in store/facts.ts; screens word them as `metrics.name.<key>` and `metrics.definition.<key>`.
 */

type Definition = Omit<MetricDefinition, 'key' | 'version'> & {
  version?: number
  /** Field whose sum it is, as `type.field`; who may not see the field gets no sum. */
  sums?: string
}

const followUp = { kind: 'sum', unit: 'count', credit: 'author', day: 'occurred', type: 'followUp' } as const
const customers = { kind: 'distinct', unit: 'count', credit: 'author', day: 'occurred', type: 'customer' } as const
const created = { kind: 'sum', unit: 'count', credit: 'firstOwner', day: 'created' } as const
const closed = { kind: 'sum', unit: 'count', credit: 'closer', day: 'closed', type: 'opportunity' } as const

const table: Record<MetricKey, Definition> = {
  visits: followUp,
  effectiveVisits: followUp,
  firstVisits: followUp,
  // Distinct, because a visit with two companions is one accompanied visit of the team.
  accompaniedVisits: { ...followUp, kind: 'distinct', credit: 'participant' },
  customersFollowed: customers,
  keyCustomersFollowed: customers,
  followUps: followUp,
  dials: followUp,
  connectedCalls: followUp,
  effectiveCalls: followUp,
  connectRate: { ...followUp, kind: 'ratio', unit: 'percent', above: 'connectedCalls', below: ['dials'] },
  newLeads: { ...created, type: 'lead' },
  newCustomers: { ...created, type: 'customer' },
  newOpportunities: { ...created, type: 'opportunity', unit: 'money', sums: 'opportunity.amount' },
  dealsWon: { ...closed, unit: 'money', sums: 'opportunity.amount' },
  dealsLost: closed,
  winRate: { ...closed, kind: 'ratio', unit: 'percent', above: 'dealsWon', below: ['dealsWon', 'dealsLost'] },
  payments: { kind: 'sum', unit: 'money', credit: 'firstOwner', day: 'paid', type: 'payment', sums: 'payment.amount' },
  planKeptRate: {
    kind: 'ratio',
    unit: 'percent',
    credit: 'responsible',
    day: 'planned',
    type: 'nextStep',
    above: 'plansKept',
    below: ['plans'],
  },
  coverageRate: {
    kind: 'state',
    unit: 'percent',
    credit: 'owner',
    day: 'read',
    type: 'customer',
    above: 'customersTouched',
    below: ['customers'],
  },
}

export const definitions: readonly (MetricDefinition & Pick<Definition, 'sums'>)[] = Object.entries(table).map(
  ([key, definition]) => ({
    key: key as MetricKey,
    version: 1,
    ...definition,
  }),
)

const byKey = new Map(definitions.map((definition) => [definition.key, definition]))

export function definitionOf(key: MetricKey): (typeof definitions)[number] {
  return byKey.get(key) as (typeof definitions)[number]
}

/** Metrics kept in cells. */
export const sumMetrics: readonly MetricKey[] = definitions.filter(({ kind }) => kind === 'sum').map(({ key }) => key)

/** Customers that come first and are counted by themselves. */
export const keyLevels: readonly string[] = ['strategic', 'key']
