import { describe, expect, it, test } from 'vitest'
import { composeEntries, type DealEvent, type Interaction, type Order } from './compose.ts'

const order: Order = {
  intents: ['A', 'B', 'C', 'D', 'E'],
  stages: ['contact', 'needs', 'quote', 'contract'],
  keyLevels: ['strategic', 'key'],
}

function interaction(change: Partial<Interaction> & { id: string }): Interaction {
  return {
    customerId: 'c1',
    leadId: null,
    opportunityId: null,
    at: `2026-03-12T0${change.id.length}:00:00.000Z`,
    method: 'visit',
    result: null,
    reached: true,
    objections: [],
    before: {},
    after: {},
    nextStep: null,
    ...change,
  }
}

function compose(interactions: Interaction[], events: DealEvent[] = [], levels: Record<string, string> = {}) {
  return composeEntries({ interactions, events, levels: new Map(Object.entries(levels)) }, order)
}

const won: DealEvent = { type: 'won', id: 'o1', customerId: 'c1', opportunityId: 'o1', amount: 100, currency: 'CNY' }

describe('the entry of a customer', () => {
  test.each([
    ['intent that rose', { intent: 'B' }, { intent: 'A' }, 'intentUp'],
    ['intent that fell', { intent: 'B' }, { intent: 'C' }, 'intentDown'],
    ['a stage that rose', { stage: 'contact' }, { stage: 'quote' }, 'stageUp'],
    ['a stage that fell', { stage: 'contract' }, { stage: 'quote' }, 'stageDown'],
    ['intent before stage', { intent: 'C', stage: 'quote' }, { intent: 'B', stage: 'contact' }, 'intentUp'],
    ['a first rating, which is no rise', { intent: null }, { intent: 'B' }, 'followed'],
    ['an unknown option', { intent: 'B' }, { intent: 'Z' }, 'followed'],
    ['nothing new', { intent: 'B' }, { intent: 'B' }, 'followed'],
  ] as const)('says %s', (_name, before, after, phrase) => {
    expect(compose([interaction({ id: 'f', before, after })])[0]?.phrase).toBe(phrase)
  })

  test.each([
    ['won', 'won'],
    ['lost', 'lost'],
    ['payment', 'paid'],
    ['newOpportunity', 'newOpportunity'],
  ] as const)('says that of a day with %s', (type, phrase) => {
    expect(compose([], [{ ...won, type }])[0]).toMatchObject({
      phrase,
      amount: 100,
      opportunityId: 'o1',
      followUps: [],
    })
  })

  it('puts a deal before a change of intent', () => {
    expect(compose([interaction({ id: 'f', before: { intent: 'B' }, after: { intent: 'C' } })], [won])[0]?.phrase).toBe(
      'won',
    )
  })

  it('joins the interactions of a day from the first state to the last', () => {
    const [entry, ...rest] = compose([
      interaction({
        id: 'a',
        before: { intent: 'C', probability: 20 },
        after: { intent: 'B', probability: 35, amount: 52, currency: 'CNY' },
        objections: ['price'],
      }),
      interaction({
        id: 'bb',
        before: { intent: 'B', probability: 35 },
        after: { intent: 'A' },
        objections: ['price', 'delivery'],
      }),
    ])
    expect(rest).toEqual([])
    expect(entry).toMatchObject({
      intent: { before: 'C', after: 'A' },
      probability: { before: 20, after: 35 },
      amount: 52,
      objections: ['price', 'delivery'],
      followUps: [{ id: 'a' }, { id: 'bb' }],
    })
  })

  it('keeps the latest next step', () => {
    const step = (id: string) => ({
      id,
      at: '2026-03-16T06:00:00.000Z',
      day: '2026-03-16',
      action: 'demo',
      customerId: 'c1',
      leadId: null,
    })
    const [entry] = compose([
      interaction({ id: 'a', nextStep: step('s1') }),
      interaction({ id: 'bb', nextStep: step('s2') }),
      interaction({ id: 'ccc' }),
    ])
    expect(entry?.nextStep?.id).toBe('s2')
  })

  it('says that nobody was reached only when nobody was', () => {
    expect(compose([interaction({ id: 'a', reached: false })])[0]?.phrase).toBe('unreached')
    expect(compose([interaction({ id: 'a', reached: false }), interaction({ id: 'bb' })])[0]?.phrase).toBe('followed')
  })
})

describe('the order of entries', () => {
  it('puts key customers first, then news, then the latest contact', () => {
    const entries = compose(
      [
        interaction({ id: 'a', customerId: 'plain' }),
        interaction({ id: 'bb', customerId: 'later' }),
        interaction({ id: 'ccc', customerId: 'risen', before: { intent: 'B' }, after: { intent: 'A' } }),
        interaction({ id: 'dddd', customerId: 'key' }),
        interaction({ id: 'eeeee', customerId: null, leadId: 'lead' }),
      ],
      [],
      { key: 'strategic', plain: 'normal' },
    )
    expect(entries.map(({ customerId, leadId }) => customerId ?? leadId)).toEqual([
      'key',
      'risen',
      'lead',
      'later',
      'plain',
    ])
    expect(entries[0]).toMatchObject({ key: true, level: 'strategic' })
  })

  it('is empty for a day without anything', () => expect(compose([])).toEqual([]))
})
