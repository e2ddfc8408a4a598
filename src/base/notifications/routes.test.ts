import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'

let world: TestApp
beforeEach(async () => {
  world = await testApp()
})
afterEach(() => world.close())

const as = (who: PersonKey): Client => world.company.as(who)

async function give(name: string, to: PersonKey = 'rep'): Promise<string> {
  const made = await as('manager').post('/api/customers', { name, ownerId: world.company.users[to] })
  expect(made.status).toBe(201)
  return made.body.id
}

interface Listed {
  unread: number
  nextCursor: string | null
  items: { id: string; kind: string; params: Record<string, unknown>; link: string | null; readAt: string | null }[]
}

async function noticesOf(client: Client, query = ''): Promise<Listed> {
  const { status, body } = await client.get(`/api/notices${query}`)
  expect(status).toBe(200)
  return body
}

describe('my notices', () => {
  it('need a session', async () => {
    expect((await world.anonymous.get('/api/notices')).status).toBe(401)
    expect((await world.anonymous.post('/api/notices/read', { all: true })).status).toBe(401)
  })

  it('come newest first and page by page, with how many are unread', async () => {
    for (const name of ['一号工厂', '二号工厂', '三号工厂']) {
      world.clock.set(new Date(world.clock.now().getTime() + 60_000))
      await give(name)
    }
    const first = await noticesOf(as('rep'), '?limit=2')
    expect(first.items.map(({ params }) => params.name)).toEqual(['三号工厂', '二号工厂'])
    expect(first.unread).toBe(3)
    const rest = await noticesOf(as('rep'), `?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    expect(rest.items.map(({ params }) => params.name)).toEqual(['一号工厂'])
    expect(rest.nextCursor).toBeNull()
  })

  it('are read one by one or all at once, by the person alone', async () => {
    for (const name of ['一号工厂', '二号工厂', '三号工厂']) await give(name)
    const ids = (await noticesOf(as('rep'))).items.map(({ id }) => id)
    for (const client of [as('manager'), as('teammate'), world.other.as('rep')])
      expect((await client.post('/api/notices/read', { ids })).body).toEqual({ unread: 0 })
    expect((await noticesOf(as('rep'))).unread).toBe(3)
    expect((await as('rep').post('/api/notices/read', { ids: ids.slice(0, 1) })).body).toEqual({ unread: 2 })
    expect((await noticesOf(as('rep'), '?unread=true')).items).toHaveLength(2)
    expect((await as('rep').post('/api/notices/read', { all: true })).body).toEqual({ unread: 0 })
    expect((await noticesOf(as('rep'))).items.every(({ readAt }) => readAt !== null)).toBe(true)
  })

  it('refuse ids that are none', async () => {
    expect((await as('rep').post('/api/notices/read', { ids: ['x'] })).status).toBe(422)
    expect((await as('rep').get('/api/notices?limit=0')).status).toBe(400)
    expect((await as('rep').get('/api/notices?cursor=x')).status).toBe(400)
  })
})

describe('who is given something is told', () => {
  it('of one customer by whom, with the way to it', async () => {
    const id = await give('明锐电子')
    const { items } = await noticesOf(as('rep'))
    expect(items).toMatchObject([
      {
        kind: 'records.assigned',
        params: { type: 'customer', by: '沈知行', name: '明锐电子' },
        link: `/customers/${id}`,
      },
    ])
  })

  it('of many at once only how many', async () => {
    const ids = [await give('一号工厂', 'manager'), await give('二号工厂', 'manager')]
    const moved = await as('manager').post('/api/customers/assign', { ids, ownerId: world.company.users.rep })
    expect(moved.status).toBe(200)
    const { items } = await noticesOf(as('rep'))
    expect(items).toMatchObject([
      { kind: 'records.assignedMany', params: { type: 'customer', count: 2 }, link: '/customers' },
    ])
  })

  it('of what a leaver hands over', async () => {
    await as('teammate').post('/api/customers', { name: '一号工厂' })
    await as('teammate').post('/api/customers', { name: '二号工厂' })
    const { teammate, rep } = world.company.users
    expect((await as('admin').post(`/api/users/${teammate}/deactivate`, { handOverTo: rep })).status).toBe(200)
    expect((await noticesOf(as('rep'))).items).toMatchObject([
      { kind: 'records.assignedMany', params: { type: 'customer', by: '郑管理', count: 2 } },
    ])
  })

  it('but not of what people take or make themselves', async () => {
    expect((await as('rep').post('/api/customers', { name: '自己开发的' })).status).toBe(201)
    expect((await noticesOf(as('rep'))).items).toEqual([])
  })
})

it('somebody who asks to join is announced to those who may let them in, and to nobody else', async () => {
  const link = await as('admin').post('/api/join-links', {
    departmentId: world.company.departments.east,
    roleId: (await as('admin').get('/api/roles')).body.items.find((role: { key: string }) => role.key === 'rep')?.id,
  })
  expect(link.status).toBe(201)
  const asked = await world.anonymous.post(`/api/join/${link.body.token}`, {
    name: '韩新',
    identifier: 'hanxin@example.com',
    password: 'quiet-river-42',
  })
  expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300)
  expect((await noticesOf(as('admin'))).items).toMatchObject([
    { kind: 'people.askedToJoin', params: { name: '韩新' }, link: '/people' },
  ])
  expect((await noticesOf(as('manager'))).items).toEqual([])
})
