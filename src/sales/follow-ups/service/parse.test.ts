import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, TEST_NOW, type TestApp, testApp } from '../../../app/testing.ts'
import type { FollowUpDraft } from '../contract.ts'

let test: TestApp
let rep: Client

beforeAll(async () => {
  test = await testApp()
  test.clock.set(TEST_NOW)
  rep = test.company.as('rep')
}, 120_000)
afterAll(() => test?.close())

async function made(client: Client, path: string, body: Record<string, unknown>): Promise<string> {
  const reply = await client.post(`/api/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}

async function drafts(client: Client, text: string, now?: string): Promise<FollowUpDraft[]> {
  const reply = await client.post('/api/follow-ups/parse', { text, ...(now && { now }) })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.drafts
}

describe('reading a text', () => {
  it('proposes customer, contact and every part with its place in the text', async () => {
    const customerId = await made(rep, 'customers', { name: '无锡天源液压有限公司' })
    const contactId = await made(rep, 'contacts', { name: '王海涛', title: '采购经理', customerId })
    const text = '今天拜访了天源液压的王总,他对价格有顾虑,意向升到B,下周三带优惠方案再去'
    const [draft, ...others] = await drafts(rep, text)
    expect(others).toEqual([])
    expect(draft).toMatchObject({
      customer: { value: { id: customerId } },
      contacts: [{ value: { id: contactId, name: '王总' } }],
      method: { value: 'visit' },
      occurredAt: { value: { day: '2026-03-12', time: null } },
      intent: { value: 'B' },
      objections: [{ value: 'price' }],
      nextStep: { due: { value: { day: '2026-03-18' } } },
      amount: null,
      probability: null,
    })
    const customer = draft?.customer
    expect(text.slice(customer?.start, customer?.end)).toBe('天源液压')
  })

  it('finds customers by their sound and by the writing of Taiwan, also beyond the latest ones', async () => {
    const id = await made(rep, 'customers', { name: '东莞鑫诚达电子有限公司' })
    for (const said of ['鑫城达电子打电话来催货', '鑫誠達電子打電話來催貨']) {
      expect((await drafts(rep, said))[0]?.customer?.value.id, said).toBe(id)
    }
  })

  it('makes several of a report and reads days from the given time', async () => {
    const one = await made(rep, 'customers', { name: '常州力创轴承有限公司' })
    const two = await made(rep, 'customers', { name: '青岛海泰重工集团有限公司' })
    const found = await drafts(rep, '昨天去了力创轴承。今天海泰重工周工来电要报价。', '2026-06-10T18:00:00+08:00')
    expect(found.map(({ customer, occurredAt }) => [customer?.value.id, occurredAt?.value.day])).toEqual([
      [one, '2026-06-09'],
      [two, '2026-06-10'],
    ])
  })

  it('proposes nothing that the company has taken from its lists', async () => {
    const text = '天源液压发了短信'
    expect((await drafts(rep, text))[0]?.method?.value).toBe('sms')
    const admin = test.company.as('admin')
    const { version, options } = (await admin.get('/api/options')).body.sets.method
    const kept = options.filter(({ key, retired }: { key: string; retired: boolean }) => key !== 'sms' && !retired)
    const reply = await admin.put('/api/options/method', {
      version,
      options: kept.map(({ key, zh, en }: { key: string; zh: string; en: string }) => ({ key, zh, en })),
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect((await drafts(rep, text))[0]?.method).toBeNull()
  })
})

describe('names for reading on a device', () => {
  it('are one’s own customers with their contacts, and the rivals and products of the deals in reach', async () => {
    const customerId = await made(rep, 'customers', { name: '常熟天润弹簧有限公司', shortNames: ['天润'] })
    const contactId = await made(rep, 'contacts', { name: '卞志刚', title: '副总', customerId })
    await made(rep, 'opportunities', {
      customerId,
      name: '弹簧年度框架',
      amount: 100_000,
      competitors: ['力恒簧业'],
      products: ['碟簧'],
    })
    const { body } = await rep.get('/api/follow-ups/known')
    expect(body.customers).toContainEqual({ id: customerId, name: '常熟天润弹簧有限公司', shortNames: ['天润'] })
    expect(body.contacts).toContainEqual({ id: contactId, customerId, name: '卞志刚', title: '副总' })
    expect(body).toMatchObject({ competitors: ['力恒簧业'], products: ['碟簧'] })
    const [draft] = await drafts(rep, '天润弹簧说力恒簧业先送了样,碟簧也想换')
    expect(draft?.competitors.map(({ value }) => value)).toEqual(['力恒簧业'])
    for (const client of [test.company.as('otherRep'), test.other.as('director')]) {
      const others = (await client.get('/api/follow-ups/known')).body
      expect(others.customers.map(({ id }: { id: string }) => id)).not.toContain(customerId)
      expect(others).toMatchObject({ competitors: [], products: [] })
    }
  })

  it('need a session and the right to record', async () => {
    expect((await test.anonymous.get('/api/follow-ups/known')).status).toBe(401)
    expect((await test.company.as('readonly').get('/api/follow-ups/known')).status).toBe(403)
  })
})

describe('what is out of reach is never proposed', () => {
  it('neither customers nor contacts of another department', async () => {
    const customerId = await made(rep, 'customers', { name: '温州瓯越阀门有限公司' })
    await made(rep, 'contacts', { name: '陈晓东', title: '厂长', customerId })
    const [draft] = await drafts(test.company.as('otherRep'), '今天去了瓯越阀门,见了陈晓东')
    expect(draft?.customer ?? null).toBeNull()
    expect(draft?.contacts.every(({ value }) => value.id === null)).toBe(true)
    expect((await drafts(test.company.as('manager'), '今天去了瓯越阀门'))[0]?.customer?.value.id).toBe(customerId)
  })

  it('nor those of another company', async () => {
    await made(rep, 'customers', { name: '宁波鑫海精密机械有限公司' })
    const { other } = test
    expect((await drafts(other.as('director'), '今天去了鑫海精密'))[0]?.customer ?? null).toBeNull()
  })
})

describe('what is refused', () => {
  it('needs a session and the right to record', async () => {
    expect((await test.anonymous.post('/api/follow-ups/parse', { text: '你好' })).status).toBe(401)
    expect((await test.company.as('readonly').post('/api/follow-ups/parse', { text: '你好' })).status).toBe(403)
  })

  it('a text of more than 20,000 characters, with the reason', async () => {
    const reply = await rep.post('/api/follow-ups/parse', { text: '长'.repeat(20_001) })
    expect(reply.status).toBe(422)
    expect(reply.body.errors).toMatchObject([{ path: 'text', reason: 'records.too_long', params: { maximum: 20_000 } }])
    expect(await drafts(rep, '长'.repeat(20_000))).toHaveLength(1)
  })

  it('no empty or odd text', async () => {
    for (const text of ['', '。', '👍👍', '\n\n']) expect((await drafts(rep, text)).length).toBeLessThanOrEqual(1)
    expect((await rep.post('/api/follow-ups/parse', { text: 'a\u0000' })).status).toBe(422)
    expect((await rep.post('/api/follow-ups/parse', { text: '你好', now: 'yesterday' })).status).toBe(422)
  })
})
