import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let rep: Client

beforeAll(async () => {
  app = await testApp()
  rep = app.company.as('rep')
}, 120_000)
afterAll(() => app?.close())

const filterOf = (filter: unknown) => encodeURIComponent(JSON.stringify(filter))

describe('views of customers', () => {
  const definition = {
    filter: { field: 'level', op: 'eq', value: 'key' },
    sort: '-updatedAt',
    columns: ['name', 'level'],
  }
  const names = async (client: Client) =>
    (await client.get('/api/views?type=customer')).body.items.map((view: { name: string }) => view.name)

  test("are a person's own", async () => {
    const made = await rep.post('/api/views', { type: 'customer', name: '我的重点', definition })
    expect([made.status, made.body]).toMatchObject([
      201,
      { name: '我的重点', shared: false, editable: true, definition, version: 1, owner: { id: rep.userId } },
    ])
    expect([await names(rep), await names(app.company.as('admin'))]).toEqual([['我的重点'], []])
    expect((await app.company.as('admin').patch(`/api/views/${made.body.id}`, { version: 1, name: 'x' })).status).toBe(
      404,
    )
    expect((await rep.patch(`/api/views/${made.body.id}`, { version: 1, name: '重点' })).body).toMatchObject({
      name: '重点',
      version: 2,
      definition,
    })
    expect((await rep.patch(`/api/views/${made.body.id}`, { version: 1, name: 'x' })).body.reason).toBe('records.stale')
    expect((await rep.delete(`/api/views/${made.body.id}`)).status).toBe(204)
    expect((await rep.delete(`/api/views/${made.body.id}`)).status).toBe(404)
  })

  test('are shared by those who manage settings', async () => {
    const admin = app.company.as('admin')
    expect((await rep.post('/api/views', { type: 'customer', name: 'x', shared: true, definition: {} })).status).toBe(
      403,
    )
    const shared = (await admin.post('/api/views', { type: 'customer', name: '全公司', shared: true, definition })).body
    const seen = (await rep.get('/api/views?type=customer')).body.items[0]
    expect(seen).toMatchObject({ name: '全公司', shared: true, editable: false })
    expect((await rep.patch(`/api/views/${shared.id}`, { version: 1, name: 'x' })).status).toBe(403)
    expect((await rep.delete(`/api/views/${shared.id}`)).status).toBe(403)
    expect(await names(app.other.as('admin'))).toEqual([])
  })

  test('hold only what a list can do', async () => {
    const bad = [
      { type: 'nothing', name: 'x', definition: {} },
      { type: 'customer', name: ' ', definition: {} },
      { type: 'customer', name: 'x', definition: { filter: { field: 'nothing', op: 'eq', value: 1 } } },
      { type: 'customer', name: 'x', definition: { sort: 'nothing' } },
      { type: 'customer', name: 'x', definition: { colour: 'red' } },
    ]
    for (const body of bad) expect((await rep.post('/api/views', body)).status, JSON.stringify(body)).toBe(422)
    expect((await rep.get('/api/views?type=nothing')).status).toBe(404)
  })
})

describe.each([
  ['contact', 'contacts', { field: 'attitude', op: 'in', value: ['supportive'] }, '-lastMetAt', 'attitude'],
  ['lead', 'leads', { field: 'status', op: 'eq', value: 'waiting' }, '-lastFollowUpAt', 'phone'],
  ['task', 'tasks', { field: 'assignedById', op: 'in', value: ['me'] }, 'dueAt', 'doneNote'],
  ['payment', 'payments', { field: 'paidOn', op: 'within', value: 'thisMonth' }, '-amount', 'voucher'],
  ['followUp', 'follow-ups', { field: 'objections', op: 'notEmpty' }, '-occurredAt', 'summary'],
  ['opportunity', 'opportunities', { field: 'outcome', op: 'eq', value: 'open' }, '-amount', 'stage'],
])('views of the type %s', (type, path, condition, sort, column) => {
  const definition = { filter: { and: [condition] }, sort, columns: [column, 'ownerId'], layout: 'table' }
  const idsOf = async (client: Client) =>
    (await client.get(`/api/views?type=${type}`)).body.items.map((view: { id: string }) => view.id)

  test('are kept as they were saved, and ask for what the list can answer', async () => {
    const made = await rep.post('/api/views', { type, name: '我的', definition })
    expect([made.status, made.body]).toMatchObject([201, { type, definition, editable: true }])
    expect(await idsOf(rep)).toEqual([made.body.id])
    const listed = await rep.get(`/api/${path}?filter=${filterOf(definition.filter)}&sort=${sort}`)
    expect(listed.status, JSON.stringify(listed.body)).toBe(200)
    for (const other of [app.company.as('manager'), app.other.as('rep')])
      expect(await idsOf(other)).not.toContain(made.body.id)
    const stranger = await app.other.as('admin').patch(`/api/views/${made.body.id}`, { version: 1, name: 'x' })
    expect(stranger.status).toBe(404)
  })

  test('are shared with everybody who sees such records, and with nobody else', async () => {
    const admin = app.company.as('admin')
    const role = await roleOf('readonly')
    const { id } = (await admin.post('/api/views', { type, name: '全公司', shared: true, definition })).body
    const reader = app.company.as('readonly')
    expect(await idsOf(reader)).toContain(id)
    const { [viewing(path)]: _taken, ...grants } = role.grants
    const taken = await admin.patch(`/api/roles/${role.id}`, { version: role.version, grants })
    expect(taken.status, JSON.stringify(taken.body)).toBe(200)
    expect((await reader.get(`/api/views?type=${type}`)).status).toBe(403)
    expect((await reader.post('/api/views', { type, name: 'x', definition: {} })).status).toBe(403)
    await admin.patch(`/api/roles/${role.id}`, { version: taken.body.version, grants: role.grants })
    expect(await idsOf(reader)).toContain(id)
  })

  test('outlive a field that is asked no more: they can still be opened, renamed and freed of it', async () => {
    const admin = app.company.as('admin')
    const fields = `/api/forms/${type}/fields`
    const added = (await admin.post(fields, { key: 'urgency', kind: 'text', labelZh: '紧急度', filterable: true })).body
    const urgent = { field: 'custom.urgency', op: 'eq', value: '很急' }
    const asked = { filter: { and: [condition, urgent] }, columns: [column, 'custom.urgency'] }
    const made = await rep.post('/api/views', { type, name: '急', definition: asked })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const retired = await admin.patch(`/api/forms/fields/${added.id}`, { version: added.version, retired: true })
    expect(retired.status, JSON.stringify(retired.body)).toBe(200)

    const found = (await rep.get(`/api/views?type=${type}`)).body.items.find(
      ({ id }: { id: string }) => id === made.body.id,
    )
    expect(found.definition).toEqual(asked)
    const refused = await rep.get(`/api/${path}?filter=${filterOf(asked.filter)}`)
    expect([refused.status, refused.body.reason]).toEqual([422, 'records.not_filterable'])
    const renamed = await rep.patch(`/api/views/${found.id}`, { version: 1, name: '不急' })
    expect([renamed.status, renamed.body.name]).toEqual([200, '不急'])
    expect((await rep.patch(`/api/views/${found.id}`, { version: 2, definition: asked })).status).toBe(422)
    const freed = { filter: { and: [condition] }, columns: [column] }
    expect((await rep.patch(`/api/views/${found.id}`, { version: 2, definition: freed })).body).toMatchObject({
      definition: freed,
      version: 3,
    })
  })
})

const viewing = (path: string) => `${path.replace('follow-ups', 'followUps')}.view`

interface Role {
  id: string
  version: number
  key: string
  grants: Record<string, object[]>
}

async function roleOf(key: string): Promise<Role> {
  const { items } = (await app.company.as('admin').get('/api/roles')).body as { items: Role[] }
  return items.find((each) => each.key === key) as Role
}
