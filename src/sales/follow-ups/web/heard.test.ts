import { describe, expect, it } from 'vitest'
import { parse, prepare } from '../rules/parse/parse.ts'
import type { Draft as Heard } from '../rules/parse/types.ts'
import { type CaptureDraft, changedByHand, emptyDraft } from './draft.ts'
import { tintsOf, withHeard } from './heard.ts'

const zone = 'Asia/Shanghai'
const here = { now: new Date('2026-03-12T18:00:00+08:00'), zone }
const known = prepare({ customers: [{ id: 'm', name: '苏州明锐电子有限公司' }] })
const text = '今天上午拜访了明锐的王总，他对价格有顾虑，意向升到B，下周三带优惠方案再去'

const heardIn = (words: string) => parse(words, known, { now: here.now, timeZone: zone })
const filled = (words: string, draft: CaptureDraft = emptyDraft()) =>
  withHeard({ ...draft, summary: words }, heardIn(words)[0] as Heard, emptyDraft(), here)

describe('a form filled from its words', () => {
  it('holds what was said and leaves the rest empty', () => {
    expect(filled(text)).toMatchObject({
      customer: { id: 'm', name: '苏州明锐电子有限公司' },
      method: 'visit',
      objections: ['price'],
      intent: 'B',
      nextStep: { at: '2026-03-18T02:00:00.000Z' },
      amount: '',
      competitors: [],
    })
    expect(filled('今天拜访了明锐').occurredAt).toBeNull()
    expect(filled('昨天拜访了明锐').occurredAt).toBe('2026-03-11T02:00:00.000Z')
    expect(filled('昨天下午拜访了明锐').occurredAt).toBe('2026-03-11T06:30:00.000Z')
    expect(filled('今天拜访了明锐，下周三下午去演示').nextStep?.at).toBe('2026-03-18T06:30:00.000Z')
  })

  it('forgets what is no longer said', () => {
    expect(filled('今天拜访了明锐', filled(text))).toMatchObject({ intent: null, objections: [], nextStep: null })
  })

  it('leaves alone what a person chose by hand, also what they took away', () => {
    const draft = changedByHand(changedByHand(filled(text), { intent: 'A' }), { objections: [] })
    expect(filled(text, draft)).toMatchObject({ intent: 'A', objections: [], customer: { id: 'm' } })
  })

  it('keeps another customer that was chosen, without the people of the one in the words', () => {
    const other = { id: 'x', name: '别家', intent: 'C' }
    const draft = changedByHand(filled(text), { customer: other, lead: null })
    expect(filled(text, draft)).toMatchObject({ customer: other, contacts: [] })
  })
})

describe('tints', () => {
  it('lie in the words in order, do not overlap, and warn of what speaks against us', () => {
    const tints = tintsOf(heardIn(text))
    expect(tints.map(({ start, end }) => text.slice(start, end))).toEqual(
      expect.arrayContaining(['明锐', '王总', '价格']),
    )
    expect(tints.filter(({ warn }) => warn).map(({ start, end }) => text.slice(start, end))).toEqual(['价格'])
    for (const [i, tint] of tints.entries()) expect(tint.start).toBeGreaterThanOrEqual(tints[i - 1]?.end ?? 0)
  })
})
