import { describe, expect, test } from 'vitest'
import { type ProbabilityFacts, type ProbabilityWish, probabilityAfter, statusAfterWin } from './rules.ts'

const needs = { key: 'needs', probability: 20, state: 'open' } as const
const quote = { key: 'quote', probability: 60, state: 'open' } as const
const negotiation = { key: 'negotiation', probability: 75, state: 'open' } as const

const at = (stage: string, probability: number | null, reason: string | null = null): ProbabilityFacts => ({
  stage,
  probability,
  reason,
})

describe('the probability of a deal', () => {
  const cases: [
    string,
    ProbabilityFacts | null,
    ProbabilityWish,
    typeof needs | typeof quote | typeof negotiation,
    unknown,
  ][] = [
    ['is that of its stage when it is new', null, {}, needs, { probability: 20, reason: null }],
    ['is the one said when it is new and near', null, { probability: 30 }, needs, { probability: 30, reason: null }],
    ['asks for a reason when it is new and far', null, { probability: 31 }, needs, 'reasonRequired'],
    [
      'takes a far one with a reason',
      null,
      { probability: 80, reason: '老板已口头答应' },
      needs,
      { probability: 80, reason: '老板已口头答应' },
    ],
    ['follows the stage', at('needs', 20), { stage: 'quote' }, quote, { probability: 60, reason: null }],
    [
      'follows the stage when it had none',
      at('needs', null),
      { stage: 'quote' },
      quote,
      { probability: 60, reason: null },
    ],
    [
      'stays as set by hand while it is near the new stage',
      at('quote', 70),
      { stage: 'negotiation' },
      negotiation,
      { probability: 70, reason: null },
    ],
    [
      'set by hand yields to a stage far from it',
      at('needs', 30),
      { stage: 'quote' },
      quote,
      { probability: 60, reason: null },
    ],
    ['may be exactly ten away', at('quote', 60), { probability: 70 }, quote, { probability: 70, reason: null }],
    ['asks for a reason eleven away', at('quote', 60), { probability: 71 }, quote, 'reasonRequired'],
    ['asks for a reason below as well', at('quote', 60), { probability: 49 }, quote, 'reasonRequired'],
    [
      'does not take blank text for a reason',
      at('quote', 60),
      { probability: 90, reason: '' },
      quote,
      'reasonRequired',
    ],
    [
      'does not ask again for what it is already',
      at('quote', 90, '独家'),
      { probability: 90 },
      quote,
      { probability: 90, reason: '独家' },
    ],
    [
      'asks anew when the stage moves too',
      at('quote', 90, '独家'),
      { probability: 90, stage: 'needs' },
      needs,
      'reasonRequired',
    ],
    [
      'keeps its reason when nothing is said of it',
      at('quote', 90, '独家'),
      {},
      quote,
      { probability: 90, reason: '独家' },
    ],
    [
      'goes back to the stage when it is taken away',
      at('quote', 90, '独家'),
      { probability: null },
      quote,
      { probability: 60, reason: null },
    ],
    [
      'needs no old reason once it is near again',
      at('quote', 90, '独家'),
      { probability: 60 },
      quote,
      { probability: 60, reason: null },
    ],
  ]
  test.each(cases)('%s', (_, before, wish, stage, expected) => {
    const old = [needs, quote, negotiation].find((each) => each.key === before?.stage)
    expect(probabilityAfter(before, wish, stage, old)).toEqual(expected)
  })
})

test('a customer who buys again is one of repurchase', () => {
  expect(['potential', 'lost', null, undefined].map(statusAfterWin)).toEqual(['won', 'won', 'won', 'won'])
  expect(['won', 'repurchase'].map(statusAfterWin)).toEqual(['repurchase', 'repurchase'])
})
