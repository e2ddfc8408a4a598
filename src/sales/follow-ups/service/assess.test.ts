import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestApp, testApp } from '../../../app/testing.ts'

let test: TestApp
let rep: Client
let customerId: string

beforeAll(async () => {
  test = await testApp()
  rep = test.company.as('rep')
  customerId = (await rep.post('/api/customers', { name: '苏州明锐电子' })).body.id
}, 120_000)
afterAll(() => test?.close())

const nextStep = { at: '2026-03-16T02:00:00Z', action: 'visit', goal: '带样件复测' }
async function reasons(draft: Record<string, unknown>, client = rep): Promise<string[]> {
  const reply = await client.post('/api/follow-ups/assess', { draft: { customerId, nextStep, ...draft } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.findings.map(({ reason }: { reason: string }) => reason)
}

describe('what is worth mending', () => {
  it('is told with the words that caused it', async () => {
    const summary = '给客户报了价，采购嫌贵'
    const reply = await rep.post('/api/follow-ups/assess', { draft: { customerId, summary, nextStep } })
    expect(reply.body.findings).toEqual([
      {
        check: 'missingKeyData',
        reason: 'missingKeyData.quoteAmount',
        field: 'summary',
        start: 0,
        end: 6,
        words: '给客户报了价',
      },
    ])
    expect(await reasons({ summary: '给客户报了 12.8 万，采购嫌贵' })).toEqual([])
  })

  it('knows own earlier words, but not those of a follow-up that is edited', async () => {
    const summary = '盘点：生抽 18 箱，蚝油 9 箱，老板说生抽走得快'
    const made = await rep.post('/api/follow-ups', {
      customerId,
      method: 'visit',
      occurredAt: '2026-03-11T02:00:00Z',
      summary,
    })
    const again = '盘点：生抽 16 箱，蚝油 7 箱，老板说生抽走得快'
    expect(await reasons({ summary: again })).toContain('copied.own')
    expect(await reasons({ summary: again, id: made.body.id })).not.toContain('copied.own')
    expect(await reasons({ summary: again, customerId: null })).toContain('copied.own')
    expect(await reasons({ summary: again }, test.company.as('teammate'))).not.toContain('copied.own')
    expect(await reasons({ summary: again }, test.other.as('rep'))).not.toContain('copied.own')
  })

  it('is judged by the day of the writer', async () => {
    const summary = '贺工说振动超标，怀疑地基'
    // 23:30 on 8 March in Shanghai is three days before 11 March and four before the 12th.
    expect(await reasons({ summary, occurredAt: '2026-03-08T15:30:00Z' })).toContain('stale.longAgo')
    expect(await reasons({ summary, occurredAt: '2026-03-08T16:30:00Z' })).toEqual([])
    expect(await reasons({ summary, nextStep: null })).toEqual(['noNextStep.none'])
  })

  it('sees choices that the words contradict', async () => {
    expect(await reasons({ summary: '给贺工报了 36 万，他嫌贵', amount: 630_000 })).toEqual([
      'inconsistent.amountDiffers',
    ])
    expect(await reasons({ summary: '贺工答应周五给预算', method: 'phone', result: 'noAnswer' })).toEqual([
      'inconsistent.resultReached',
    ])
    expect(await reasons({ summary: '给贺工报了 36 万，他嫌贵', amount: 360_000 })).toEqual([])
  })

  it('needs a session and the right to record, and writes nothing', async () => {
    const draft = { summary: '沟通顺利' }
    expect((await test.anonymous.post('/api/follow-ups/assess', { draft })).status).toBe(401)
    expect((await test.company.as('readonly').post('/api/follow-ups/assess', { draft })).status).toBe(403)
    expect((await rep.post('/api/follow-ups/assess', { draft: { ...draft, mood: 1 } })).status).toBe(422)
    expect((await rep.get('/api/follow-ups')).body.items).toHaveLength(1)
  })
})
