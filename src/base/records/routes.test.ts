import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, type Reply, TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'
import { newId } from '../../platform/id.ts'

let app: TestApp
let rep: Client
let owner: pg.Client

beforeAll(async () => {
  app = await testApp()
  owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await app?.close()
})
beforeEach(() => {
  app.clock.set(TEST_NOW)
  rep = app.company.as('rep')
})

async function made(body: Record<string, unknown> = {}, client = rep, path = 'customers') {
  const reply = await client.post(`/api/${path}`, { name: `客户 ${newId()}`, ...body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const refusal = ({ status, body }: Reply) => [status, body.reason]
const fieldErrors = ({ status, body }: Reply) => [
  status,
  ...(body.errors ?? []).map((each: { path: string; reason: string }) => `${each.path} ${each.reason}`),
]

describe('creating', () => {
  test('answers 201 with the whole record', async () => {
    const id = newId()
    const reply = await rep.post('/api/customers', { id, name: '苏州明锐电子', level: 'key' })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      id,
      name: '苏州明锐电子',
      level: 'key',
      version: 1,
      createdAt: TEST_NOW,
      updatedAt: TEST_NOW,
      voidedAt: null,
      custom: {},
      owner: { id: rep.userId, name: '陈思远' },
      abilities: { edit: true, delete: false, assign: false },
    })
  })

  test('the same request twice is one record, another body with the id is refused', async () => {
    const body = { id: newId(), name: '只建一次', region: '苏州', shortNames: ['一次'] }
    const first = await rep.post('/api/customers', body)
    const again = await rep.post('/api/customers', {
      shortNames: ['一次'],
      region: '苏州',
      name: '只建一次',
      id: body.id.toUpperCase(),
      size: null,
    })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    await rep.patch(`/api/customers/${body.id}`, { version: 1, region: '昆山' })
    expect((await rep.post('/api/customers', body)).body).toMatchObject({ region: '昆山', version: 2 })
    expect(refusal(await rep.post('/api/customers', { ...body, name: '别的' }))).toEqual([409, 'records.id_taken'])
    expect((await rep.get(`/api/customers/${body.id}`)).body.name).toBe('只建一次')
  })

  test('eight requests with one id at the same moment make one record', async () => {
    const body = { id: newId(), name: '并发' }
    const replies = await Promise.all(Array.from({ length: 8 }, () => rep.post('/api/customers', body)))
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    const { rows } = await owner.query('select count(*)::int as n from audit_entries where record_id = $1', [body.id])
    expect(rows[0].n).toBe(1)
  })

  test('with the id of a record out of reach tells nothing of it', async () => {
    const south = await made({ id: newId(), name: '华南的' }, app.company.as('otherRep'))
    expect(refusal(await rep.post('/api/customers', { id: south.id, name: '猜' }))).toEqual([409, 'records.id_taken'])
    expect(refusal(await rep.post('/api/customers', { id: south.id, name: '华南的' }))).toEqual([
      404,
      'records.not_found',
    ])
    const foreign = await made({ name: '别家' }, app.other.as('rep'))
    expect((await rep.post('/api/customers', { id: foreign.id, name: '别家' })).status).toBe(201)
    expect((await app.other.as('rep').get(`/api/customers/${foreign.id}`)).body.owner.id).toBe(app.other.users.rep)
  })

  test.each<[string, Record<string, unknown>, ...string[]]>([
    ['unknown fields', { name: 'x', colour: 'red' }, 'colour records.unknown_field'],
    [
      'fields of the system',
      { name: 'x', lastFollowUpAt: '2026-01-01T00:00:00Z' },
      'lastFollowUpAt records.unknown_field',
    ],
    ['a missing name', {}, 'name records.required'],
    ['a blank name', { name: '   ' }, 'name records.required'],
    ['a name that is too long', { name: 'x'.repeat(121) }, 'name records.too_long'],
    ['a wrong type', { name: 7 }, 'name records.wrong_type'],
    ['an unknown option', { name: 'x', level: 'golden' }, 'level records.unknown_option'],
    [
      'an unknown owner',
      { name: 'x', ownerId: '00000000-0000-4000-8000-000000000000' },
      'ownerId records.unknown_reference',
    ],
    ['an id that is none', { name: 'x', id: '1' }, 'id records.wrong_format'],
    ['NUL characters', { name: 'a\u0000b' }, 'name records.bad_characters'],
    [
      'too many short names',
      { name: 'x', shortNames: Array.from({ length: 51 }, () => 'y') },
      'shortNames records.too_big',
    ],
  ])('refuses %s', async (_, body, ...errors) => {
    const client = 'ownerId' in body ? app.company.as('manager') : rep
    expect(fieldErrors(await client.post('/api/customers', body))).toEqual([422, ...errors])
  })

  test('refuses references to what the maker may not see, in this company and in others', async () => {
    const south = await made({}, app.company.as('otherRep'))
    const foreign = await made({}, app.other.as('rep'))
    const void_ = await made({}, app.company.as('director'))
    await app.company.as('director').delete(`/api/customers/${void_.id}`)
    for (const [client, customerId] of [
      [rep, south.id],
      [rep, foreign.id],
      [app.company.as('director'), void_.id],
    ] as const) {
      expect(fieldErrors(await client.post('/api/contacts', { name: 'x', customerId }))).toEqual([
        422,
        'customerId records.unknown_reference',
      ])
    }
    const otherCompany = await app.company
      .as('manager')
      .post('/api/customers', { name: 'x', ownerId: app.other.users.rep })
    expect(fieldErrors(otherCompany)).toEqual([422, 'ownerId records.unknown_reference'])
  })

  test('for somebody else needs the right to assign', async () => {
    expect(refusal(await rep.post('/api/customers', { name: 'x', ownerId: app.company.users.teammate }))).toEqual([
      403,
      'people.not_allowed',
    ])
    expect((await rep.post('/api/customers', { name: 'x', ownerId: rep.userId })).status).toBe(201)
  })

  test('keeps rare characters, emoji and markup as they are', async () => {
    const name = `𠮷野家😀 <script>alert(1)</script> '; drop table customers; -- \\ % _`
    expect((await made({ name })).name).toBe(name)
    expect(
      (await rep.get(`/api/customers?q=${encodeURIComponent('𠮷野家')}`)).body.items.map(
        (item: { name: string }) => item.name,
      ),
    ).toEqual([name])
  })

  test('blank texts are no values', async () => {
    const { id } = await made({ region: '', phone: '', industry: null })
    expect((await rep.get(`/api/customers/${id}`)).body).toMatchObject({ region: null, phone: null, industry: null })
  })
})

describe('changing', () => {
  test('counts versions, keeps what is not said and writes the history', async () => {
    const { id } = await made({ region: '苏州' })
    app.clock.set('2026-03-13T01:00:00.000Z')
    const changed = await rep.patch(`/api/customers/${id}`, { version: 1, level: 'strategic' })
    expect(changed.body).toMatchObject({
      version: 2,
      region: '苏州',
      level: 'strategic',
      updatedAt: '2026-03-13T01:00:00.000Z',
    })
    const { body } = await rep.get(`/api/customers/${id}/history`)
    expect(body.items[0]).toMatchObject({
      action: 'updated',
      actor: { id: rep.userId, name: '陈思远' },
      at: '2026-03-13T01:00:00.000Z',
      changes: { level: ['normal', 'strategic'] },
    })
    expect(body.items[1]).toMatchObject({
      action: 'created',
      changes: { region: [null, '苏州'], ownerId: [null, rep.userId] },
    })
  })

  test('nothing is no change', async () => {
    const { id, version } = await made({ region: '苏州' })
    expect((await rep.patch(`/api/customers/${id}`, { version, region: '苏州' })).body.version).toBe(1)
    expect((await rep.get(`/api/customers/${id}/history`)).body.items).toHaveLength(1)
  })

  test('an old version gets the record as it stands now', async () => {
    const { id } = await made()
    await rep.patch(`/api/customers/${id}`, { version: 1, region: '苏州' })
    const stale = await rep.patch(`/api/customers/${id}`, { version: 1, region: '昆山' })
    expect(refusal(stale)).toEqual([409, 'records.stale'])
    expect(stale.body.current).toMatchObject({ id, version: 2, region: '苏州' })
  })

  test('ten at once from one version let one through', async () => {
    const { id } = await made()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => rep.patch(`/api/customers/${id}`, { version: 1, region: `r${i}` })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
    expect((await rep.get(`/api/customers/${id}`)).body.version).toBe(2)
  })

  test('needs the version, and refuses what creation refuses', async () => {
    const { id } = await made()
    const bad = [
      { region: 'x' },
      { version: 1, colour: 1 },
      { version: 1, name: '' },
      { version: 1, name: null },
      { version: 1, ownerId: rep.userId },
      { version: 1, level: 'golden' },
      { version: '1' },
    ]
    for (const body of bad)
      expect((await rep.patch(`/api/customers/${id}`, body)).status, JSON.stringify(body)).toBe(422)
    expect((await rep.get(`/api/customers/${id}`)).body.version).toBe(1)
  })

  test('takes values away with null', async () => {
    const { id } = await made({ region: '苏州', shortNames: ['甲', '乙'] })
    expect((await rep.patch(`/api/customers/${id}`, { version: 1, region: null })).body.region).toBe(null)
  })

  test('what always says something is not emptied', async () => {
    const customer = await made()
    for (const blank of [null, '']) {
      const reply = await rep.patch(`/api/customers/${customer.id}`, { version: 1, status: blank, level: blank })
      expect(fieldErrors(reply)).toEqual([422, 'level records.required', 'status records.required'])
    }
    const lead = await made({}, rep, 'leads')
    expect((await rep.patch(`/api/leads/${lead.id}`, { version: 1, status: null })).status).toBe(422)
    const deal = await made({ customerId: customer.id }, rep, 'opportunities')
    expect((await rep.patch(`/api/opportunities/${deal.id}`, { version: 1, stage: null })).status).toBe(422)
  })

  test('is for those who may edit; others do not even see it', async () => {
    const { id } = await made()
    expect((await app.company.as('manager').patch(`/api/customers/${id}`, { version: 1, region: 'x' })).status).toBe(
      200,
    )
    expect(
      refusal(await app.company.as('readonly').patch(`/api/customers/${id}`, { version: 2, region: 'y' })),
    ).toEqual([403, 'people.not_allowed'])
    for (const who of [app.company.as('teammate'), app.company.as('otherRep'), app.other.as('admin')]) {
      expect(refusal(await who.get(`/api/customers/${id}`))).toEqual([404, 'records.not_found'])
      expect(refusal(await who.patch(`/api/customers/${id}`, { version: 2, region: 'y' }))).toEqual([
        404,
        'records.not_found',
      ])
      expect(refusal(await who.get(`/api/customers/${id}/history`))).toEqual([404, 'records.not_found'])
      expect(refusal(await who.get(`/api/customers/${id}/collaborators`))).toEqual([404, 'records.not_found'])
    }
    expect(refusal(await app.anonymous.get(`/api/customers/${id}`))).toEqual([401, 'people.no_session'])
    expect((await rep.get('/api/customers/not-an-id')).status).toBe(400)
  })

  test('an option may stay when it is retired, but is not chosen anew', async () => {
    const admin = app.company.as('admin')
    const { id } = await made({ industry: 'finance' })
    const { version, options } = (await admin.get('/api/options')).body.sets.industry
    const rest = options
      .filter((option: { key: string }) => option.key !== 'finance')
      .map(({ retired: _, ...option }: Record<string, unknown>) => option)
    const changed = await admin.put('/api/options/industry', { version, options: rest })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(
      (await rep.patch(`/api/customers/${id}`, { version: 1, industry: 'finance', region: '苏州' })).body,
    ).toMatchObject({ industry: 'finance', region: '苏州' })
  })
})

describe('voiding', () => {
  test('takes a record out of lists until it is restored, and keeps it readable', async () => {
    const director = app.company.as('director')
    const { id, name } = await made()
    app.clock.set('2026-03-12T09:00:00.000Z')
    const gone = await director.delete(`/api/customers/${id}?reason=${encodeURIComponent('重复')}&version=1`)
    expect(gone.body).toMatchObject({ voidedAt: '2026-03-12T09:00:00.000Z', version: 2 })
    const listed = async (query: string) =>
      (await rep.get(`/api/customers?limit=200${query}`)).body.items.some((item: { id: string }) => item.id === id)
    expect([await listed(''), await listed('&voided=true'), await listed(`&q=${encodeURIComponent(name)}`)]).toEqual([
      false,
      true,
      false,
    ])
    expect((await rep.get(`/api/customers/${id}`)).status).toBe(200)
    expect(refusal(await rep.patch(`/api/customers/${id}`, { version: 2, region: 'x' }))).toEqual([
      409,
      'records.voided',
    ])
    expect((await director.delete(`/api/customers/${id}`)).body.version).toBe(2)
    app.clock.set('2026-03-12T09:10:00.000Z')
    expect((await director.post(`/api/customers/${id}/restore`)).body).toMatchObject({ voidedAt: null, version: 3 })
    expect(await listed('')).toBe(true)
    const actions = (await rep.get(`/api/customers/${id}/history`)).body.items.map(
      (item: { action: string }) => item.action,
    )
    expect(actions).toEqual(['restored', 'voided', 'created'])
  })

  test('needs the right and the version that was seen', async () => {
    const { id } = await made()
    expect(refusal(await rep.delete(`/api/customers/${id}`))).toEqual([403, 'people.not_allowed'])
    expect(refusal(await app.company.as('director').delete(`/api/customers/${id}?version=9`))).toEqual([
      409,
      'records.stale',
    ])
    expect(refusal(await app.other.as('admin').delete(`/api/customers/${id}`))).toEqual([404, 'records.not_found'])
  })
})

describe('giving records to others', () => {
  test('moves those that the giver may assign and leaves the rest', async () => {
    const mine = await made()
    const south = await made({}, app.company.as('otherRep'))
    const manager = app.company.as('manager')
    app.clock.set('2026-03-12T09:00:00.000Z')
    const reply = await manager.post('/api/customers/assign', {
      ids: [mine.id, south.id, newId()],
      ownerId: app.company.users.teammate,
    })
    expect(reply.body).toEqual({ moved: [mine.id] })
    expect((await app.company.as('teammate').get(`/api/customers/${mine.id}`)).body.owner.id).toBe(
      app.company.users.teammate,
    )
    expect((await rep.get(`/api/customers/${mine.id}`)).status).toBe(404)
    expect((await manager.get(`/api/customers/${mine.id}/history`)).body.items[0]).toMatchObject({
      action: 'assigned',
      changes: { ownerId: [rep.userId, app.company.users.teammate] },
    })
    expect(refusal(await manager.post('/api/customers/assign', { ids: [south.id], ownerId: rep.userId }))).toEqual([
      404,
      'records.not_found',
    ])
    expect(refusal(await rep.post('/api/customers/assign', { ids: [mine.id], ownerId: rep.userId }))).toEqual([
      403,
      'people.not_allowed',
    ])
    const foreign = await manager.post('/api/customers/assign', { ids: [mine.id], ownerId: app.other.users.rep })
    expect(fieldErrors(foreign)).toEqual([422, 'ownerId records.unknown_reference'])
  })

  test('when somebody leaves, open work goes to the heir and the past stays', async () => {
    const admin = app.company.as('admin')
    const role = (await admin.get('/api/roles')).body.items.find((each: { key: string }) => each.key === 'rep')
    const leaver = await admin.post('/api/users', {
      name: '离职的人',
      email: `${newId()}@example.com`,
      departmentId: app.company.departments.east,
      roleIds: [role.id],
      joinedOn: '2025-01-01',
    })
    expect(leaver.status, JSON.stringify(leaver.body)).toBe(201)
    const ownerId = leaver.body.id
    const director = app.company.as('director')
    const customer = await made({ ownerId }, director)
    const open = await made({ title: '没做完', name: undefined, ownerId }, director, 'tasks')
    const done = await made({ title: '做完了', name: undefined, ownerId }, director, 'tasks')
    await director.post(`/api/tasks/${done.id}/done`)
    app.clock.set('2026-03-12T09:00:00.000Z')
    const gone = await admin.post(`/api/users/${ownerId}/deactivate`, { handOverTo: rep.userId })
    expect(gone.status, JSON.stringify(gone.body)).toBe(200)
    const ownerOf = async (path: string, id: string) => (await director.get(`/api/${path}/${id}`)).body.owner.id
    expect([
      await ownerOf('customers', customer.id),
      await ownerOf('tasks', open.id),
      await ownerOf('tasks', done.id),
    ]).toEqual([rep.userId, rep.userId, ownerId])
    expect((await director.get(`/api/customers/${customer.id}/history`)).body.items[0]).toMatchObject({
      action: 'assigned',
      changes: { ownerId: [ownerId, rep.userId] },
    })
    const { rows } = await owner.query('select credit_user_id from customers where id = $1', [customer.id])
    expect(rows[0].credit_user_id).toBe(ownerId)
    const anew = await director.post('/api/customers', { name: 'x', ownerId })
    expect(fieldErrors(anew)).toEqual([422, 'ownerId records.owner_has_left'])
    expect((await director.post('/api/customers/assign', { ids: [customer.id], ownerId })).status).toBe(422)
  })
})

describe('collaborators', () => {
  test('see and edit a record, in lists as well, but neither void nor give it away', async () => {
    const { id, name } = await made()
    const guest = app.company.as('otherRep')
    const added = await rep.put(`/api/customers/${id}/collaborators`, { userIds: [guest.userId] })
    expect(added.body).toEqual({ items: [{ id: guest.userId, name: '周航' }] })
    expect((await guest.get(`/api/customers/${id}`)).body.abilities).toEqual({
      edit: true,
      delete: false,
      assign: false,
    })
    expect((await guest.patch(`/api/customers/${id}`, { version: 1, region: '深圳' })).status).toBe(200)
    expect((await guest.get(`/api/customers?q=${encodeURIComponent(name)}`)).body.items).toHaveLength(1)
    expect(
      (await rep.get(`/api/customers/${id}/history`)).body.items.map((item: { action: string }) => item.action),
    ).toContain('shared')
    await rep.put(`/api/customers/${id}/collaborators`, { userIds: [] })
    expect((await guest.get(`/api/customers/${id}`)).status).toBe(404)
  })

  test('who may not edit at all, may not edit as collaborators', async () => {
    const { id } = await made()
    const auditor = app.company.as('readonly')
    await rep.put(`/api/customers/${id}/collaborators`, { userIds: [auditor.userId] })
    expect((await auditor.get(`/api/customers/${id}`)).body.abilities).toEqual({
      edit: false,
      delete: false,
      assign: false,
    })
  })

  test('are people of this company, set by those who may edit', async () => {
    const { id } = await made()
    expect((await rep.put(`/api/customers/${id}/collaborators`, { userIds: [app.other.users.rep] })).status).toBe(422)
    expect((await app.company.as('readonly').put(`/api/customers/${id}/collaborators`, { userIds: [] })).status).toBe(
      403,
    )
  })
})
