import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'
import { newId } from '../../platform/id.ts'

let app: TestApp
let manager: Client
let rep: Client
let record: string
beforeAll(async () => {
  app = await testApp()
  manager = app.company.as('manager')
  rep = app.company.as('rep')
  record = (await rep.post('/api/customers', { name: '明锐电气' })).body.id
}, 120_000)
afterAll(() => app?.close())

const later = (seconds: number) => app.clock.set(new Date(app.clock.now().getTime() + seconds * 1000))
const say = (who: Client, text: string, more: object = {}) => {
  later(1)
  return who.post('/api/comments', { type: 'customer', record, text, ...more })
}
const thread = async (who: Client) => (await who.get(`/api/comments?type=customer&record=${record}`)).body
const news = async (who: Client) => (await who.get('/api/notices')).body.items

describe('talking about a record', () => {
  it('the owner hears of a comment, its author of the answer, and both are in one thread', async () => {
    const first = await say(manager, '下周一起去，带上样机')
    expect([first.status, first.body.author.name, first.body.editable]).toEqual([201, '沈知行', true])
    expect((await news(rep))[0]).toMatchObject({
      kind: 'comments.commented',
      params: { by: '沈知行', type: 'customer', text: '下周一起去，带上样机' },
      link: `/customers/${record}`,
    })
    await say(rep, '好，周三上午', { replyTo: first.body.id })
    expect((await news(manager))[0]).toMatchObject({ kind: 'comments.replied' })
    const { items } = await thread(rep)
    expect(items.map((item: { text: string; replyTo: string | null }) => [item.text, item.replyTo])).toEqual([
      ['下周一起去，带上样机', null],
      ['好，周三上午', first.body.id],
    ])
  })

  it('a colleague who may see the record is told when named; one who may not is refused by name', async () => {
    const mate = app.company.as('teammate')
    const refused = await say(manager, '@林嘉怡 看一下', { mentions: [mate.userId] })
    expect([refused.status, refused.body.reason]).toEqual([422, 'comments.cannot_see'])
    expect(refused.body.errors[0].params).toEqual({ name: '林嘉怡' })
    expect(await news(mate)).toEqual([])
    await rep.put(`/api/customers/${record}/collaborators`, { userIds: [mate.userId] })
    expect((await say(manager, '@林嘉怡 看一下', { mentions: [mate.userId] })).body.mentions).toEqual([
      { id: mate.userId, name: '林嘉怡' },
    ])
    expect((await news(mate))[0]).toMatchObject({ kind: 'comments.mentioned' })
    expect((await say(manager, '@谁', { mentions: [newId()] })).body.errors[0].reason).toBe('people.no_such_user')
    expect((await say(manager, '@谁', { mentions: [app.other.users.rep] })).status).toBe(422)
  })

  it('sent twice with the same id it is one comment, and the owner is told once', async () => {
    const id = newId()
    const before = (await news(rep)).length
    expect((await say(manager, '报价单改好了吗', { id })).status).toBe(201)
    expect((await say(manager, '报价单改好了吗', { id })).body.id).toBe(id)
    expect((await say(manager, '另一句', { id })).status).toBe(409)
    expect((await news(rep)).length).toBe(before + 1)
  })

  it('the author changes a comment with its version, or takes the words away; answers stay', async () => {
    const { body: first } = await say(rep, '价格谈到 82 万')
    await say(manager, '再压一点', { replyTo: first.id })
    const changed = await rep.patch(`/api/comments/${first.id}`, { version: 1, text: '价格谈到 80 万' })
    expect(changed.body).toMatchObject({ text: '价格谈到 80 万', version: 2 })
    expect((await rep.patch(`/api/comments/${first.id}`, { version: 1, text: 'x' })).status).toBe(409)
    expect((await manager.patch(`/api/comments/${first.id}`, { version: 2, text: 'x' })).status).toBe(403)
    expect((await manager.delete(`/api/comments/${first.id}`)).status).toBe(403)
    later(1)
    expect((await rep.delete(`/api/comments/${first.id}`)).status).toBe(204)
    const { items } = await thread(manager)
    expect(items.find((item: { id: string }) => item.id === first.id)).toMatchObject({ text: '', removed: true })
    expect(items.some((item: { text: string }) => item.text === '再压一点')).toBe(true)
    const history = (await rep.get(`/api/customers/${record}/history`)).body.items
    expect(history[0]).toMatchObject({ action: 'commented', changes: { comment: ['价格谈到 80 万', null] } })
  })

  it('a day later it can no longer be changed', async () => {
    const { body } = await say(rep, '客户要求周五前回复')
    later(24 * 3600)
    const late = await rep.patch(`/api/comments/${body.id}`, { version: 1, text: 'x' })
    expect([late.status, late.body.reason]).toEqual([403, 'comments.not_editable'])
  })

  it('readers are known by name and time', async () => {
    later(1)
    await manager.post('/api/comments/read', { type: 'customer', record })
    expect((await thread(rep)).readers[0]).toMatchObject({ name: '沈知行', readAt: app.clock.now().toISOString() })
  })
})

describe('refusals', () => {
  it('a record out of sight is not there, for reading, saying and marking', async () => {
    for (const who of [app.company.as('otherRep'), app.other.as('admin')]) {
      expect((await who.get(`/api/comments?type=customer&record=${record}`)).status).toBe(404)
      expect((await say(who, '看看')).status).toBe(404)
      expect((await who.post('/api/comments/read', { type: 'customer', record })).status).toBe(404)
    }
    const { body } = await say(rep, '只给看得到的人')
    expect((await app.company.as('otherRep').patch(`/api/comments/${body.id}`, { version: 1, text: 'x' })).status).toBe(
      404,
    )
    expect((await app.other.as('admin').delete(`/api/comments/${body.id}`)).status).toBe(404)
  })

  it('a voided record takes no more comments, an answer needs a comment of the same record, a type must exist', async () => {
    const other = (await rep.post('/api/customers', { name: '海沃机械' })).body.id
    const elsewhere = (await rep.post('/api/comments', { type: 'customer', record: other, text: '在别处' })).body
    expect((await say(rep, '答', { replyTo: elsewhere.id })).body.errors[0].path).toBe('replyTo')
    await manager.delete(`/api/customers/${other}?version=1`)
    const late = await manager.post('/api/comments', { type: 'customer', record: other, text: '晚了' })
    expect([late.status, late.body.reason]).toEqual([409, 'records.voided'])
    expect((await rep.get(`/api/comments?type=nothing&record=${record}`)).status).toBe(422)
    expect((await say(rep, '   ')).status).toBe(422)
    expect((await say(rep, 'x'.repeat(5001))).status).toBe(422)
  })
})
