import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Reply, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
let admin: Client
let rep: Client
let other: { id: string }

const choices = [
  { key: 'low', zh: '低', en: 'Low' },
  { key: 'high', zh: '高', en: 'High' },
]
const fields = [
  { key: 'line', kind: 'text', labelZh: '产线' },
  { key: 'machines', kind: 'number', labelZh: '台数' },
  { key: 'yearly', kind: 'money', labelZh: '年采购额' },
  { key: 'founded', kind: 'date', labelZh: '成立日' },
  { key: 'urgency', kind: 'option', labelZh: '紧急度', choices },
  { key: 'channels', kind: 'options', labelZh: '渠道', choices },
  { key: 'listed', kind: 'checkbox', labelZh: '上市' },
  { key: 'engineer', kind: 'user', labelZh: '工程师' },
  { key: 'parent', kind: 'reference', labelZh: '母公司', to: 'customer' },
  { key: 'notes', kind: 'text', labelZh: '备注', filterable: false },
]

beforeAll(async () => {
  app = await testApp()
  admin = app.company.as('admin')
  rep = app.company.as('rep')
  for (const field of fields)
    expect((await admin.post('/api/forms/customer/fields', field)).status, field.key).toBe(201)
  other = (await rep.post('/api/customers', { name: '母公司' })).body
}, 120_000)
afterAll(() => app?.close())

const errorsOf = ({ status, body }: Reply) => [
  status,
  ...(body.errors ?? []).map((each: { path: string; reason: string }) => `${each.path} ${each.reason}`),
]
const all = () => ({
  line: 'A 线',
  machines: 12.5,
  yearly: 1_200_000,
  founded: '2009-07-01',
  urgency: 'high',
  channels: ['low', 'high'],
  listed: true,
  engineer: rep.userId,
  parent: other.id,
  notes: 'n',
})

describe('values of custom fields', () => {
  test('of every kind are kept, shown with names, changed one by one and written to the history', async () => {
    const made = await rep.post('/api/customers', { name: '自定义', custom: all() })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body.custom).toEqual(all())
    expect(made.body.customRefs).toEqual({
      engineer: { id: rep.userId, name: '陈思远' },
      parent: { id: other.id, name: '母公司' },
    })
    const changed = await rep.patch(`/api/customers/${made.body.id}`, {
      version: 1,
      custom: { machines: 20, line: null, channels: [] },
    })
    const { line: _, channels: __, ...rest } = all()
    expect(changed.body.custom).toEqual({ ...rest, machines: 20 })
    const history = (await rep.get(`/api/customers/${made.body.id}/history`)).body.items.find(
      (item: { action: string }) => item.action === 'updated',
    )
    expect(history.changes).toEqual({
      'custom.machines': [12.5, 20],
      'custom.line': ['A 线', null],
      'custom.channels': [['low', 'high'], null],
    })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['unknown fields', { nothing: 1 }, 'custom.nothing records.unknown_field'],
    ['numbers that are words', { machines: '12' }, 'custom.machines records.wrong_type'],
    ['days that do not exist', { founded: '2009-02-30' }, 'custom.founded records.wrong_type'],
    ['choices that are not offered', { urgency: 'max' }, 'custom.urgency records.unknown_option'],
    ['lists with a choice that is not offered', { channels: ['low', 'max'] }, 'custom.channels records.unknown_option'],
    ['texts that are too long', { line: 'x'.repeat(201) }, 'custom.line records.wrong_type'],
    ['flags that are words', { listed: 'yes' }, 'custom.listed records.wrong_type'],
    [
      'people of nowhere',
      { engineer: '00000000-0000-4000-8000-000000000001' },
      'custom.engineer records.unknown_reference',
    ],
    [
      'records of nowhere',
      { parent: '00000000-0000-4000-8000-000000000001' },
      'custom.parent records.unknown_reference',
    ],
  ])('refuse %s', async (_, custom, error) => {
    expect(errorsOf(await rep.post('/api/customers', { name: 'x', custom }))).toEqual([422, error])
  })

  test('refuse people and records of other companies and records out of sight', async () => {
    const foreign = (await app.other.as('rep').post('/api/customers', { name: '别家' })).body
    const south = (await app.company.as('otherRep').post('/api/customers', { name: '华南' })).body
    expect(
      errorsOf(await rep.post('/api/customers', { name: 'x', custom: { engineer: app.other.users.rep } })),
    ).toEqual([422, 'custom.engineer records.unknown_reference'])
    for (const { id } of [foreign, south]) {
      expect(errorsOf(await rep.post('/api/customers', { name: 'x', custom: { parent: id } }))).toEqual([
        422,
        'custom.parent records.unknown_reference',
      ])
    }
  })

  test('belong to one company only', async () => {
    expect(errorsOf(await app.other.as('rep').post('/api/customers', { name: 'x', custom: { line: 'x' } }))).toEqual([
      422,
      'custom.line records.unknown_field',
    ])
  })
})

describe('filters on custom fields', () => {
  beforeAll(async () => {
    await rep.post('/api/customers', { name: 'c1', custom: all() })
    await rep.post('/api/customers', {
      name: 'c2',
      custom: { machines: 3, urgency: 'low', channels: ['low'], listed: false, founded: '2026-03-12', line: 'B 线' },
    })
    await rep.post('/api/customers', { name: 'c3' })
  })
  const cases: [string, string, unknown, string][] = [
    ['line', 'eq', 'B 线', 'c2'],
    ['line', 'ne', 'B 线', 'c1 c3'],
    ['machines', 'eq', 3, 'c2'],
    ['machines', 'gt', 3, 'c1'],
    ['machines', 'between', [3, 12.5], 'c1 c2'],
    ['machines', 'empty', undefined, 'c3'],
    ['yearly', 'gte', 1_200_000, 'c1'],
    ['founded', 'lt', '2010-01-01', 'c1'],
    ['founded', 'within', 'today', 'c2'],
    ['urgency', 'eq', 'high', 'c1'],
    ['urgency', 'notIn', ['high'], 'c2 c3'],
    ['channels', 'eq', 'low', 'c1 c2'],
    ['channels', 'in', ['high'], 'c1'],
    ['channels', 'ne', 'high', 'c2 c3'],
    ['channels', 'empty', undefined, 'c3'],
    ['listed', 'eq', true, 'c1'],
    ['listed', 'eq', false, 'c2'],
    ['listed', 'notEmpty', undefined, 'c1 c2'],
    ['engineer', 'eq', 'me', 'c1'],
    ['parent', 'notEmpty', undefined, 'c1'],
  ]
  test.each(cases)('custom.%s %s %j finds %s', async (field, op, value, names) => {
    const filter = {
      and: [
        { field: 'name', op: 'in', value: ['c1', 'c2', 'c3'] },
        { field: `custom.${field}`, op, value },
      ],
    }
    const reply = await rep.get(`/api/customers?sort=name&filter=${encodeURIComponent(JSON.stringify(filter))}`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(reply.body.items.map((item: { name: string }) => item.name).join(' ')).toBe(names)
  })

  test.each([
    ['notes', 'eq', 'n', 'records.not_filterable'],
    ['urgency', 'gt', 'low', 'records.wrong_operator'],
    ['machines', 'eq', 'x', 'records.wrong_type'],
  ])('custom.%s %s %j is refused', async (field, op, value, reason) => {
    const reply = await rep.get(
      `/api/customers?filter=${encodeURIComponent(JSON.stringify({ field: `custom.${field}`, op, value }))}`,
    )
    expect([reply.status, reply.body.reason]).toEqual([422, reason])
  })
})

describe('a field that an administrator adds', () => {
  test('is at once in meta, form, list and history; a required one is asked for anew only', async () => {
    const old = (await rep.post('/api/leads', { name: '老线索' })).body
    const made = await admin.post('/api/forms/lead/fields', {
      key: 'budget',
      kind: 'money',
      labelZh: '预算',
      labelEn: 'Budget',
      required: true,
    })
    expect(made.status).toBe(201)
    const type = (await rep.get('/api/meta')).body.types.find((each: { type: string }) => each.type === 'lead')
    expect(type.fields.at(-1)).toMatchObject({
      key: 'custom.budget',
      kind: 'money',
      label: { zh: '预算', en: 'Budget' },
      required: true,
      custom: true,
    })
    expect(errorsOf(await rep.post('/api/leads', { name: '新线索' }))).toEqual([422, 'custom.budget records.required'])
    expect((await rep.patch(`/api/leads/${old.id}`, { version: 1, title: '经理' })).status).toBe(200)
    expect(errorsOf(await rep.patch(`/api/leads/${old.id}`, { version: 2, custom: { budget: null } }))).toEqual([
      422,
      'custom.budget records.required',
    ])
  })

  test('may be retired: its values stay, nobody can write it, changes of the rest go on', async () => {
    const field = (await admin.post('/api/forms/task/fields', { key: 'gone', kind: 'text', labelZh: '旧' })).body
    const task = (await rep.post('/api/tasks', { title: 't', custom: { gone: 'kept' } })).body
    const retired = await admin.patch(`/api/forms/fields/${field.id}`, { version: 1, retired: true })
    expect(retired.status).toBe(200)
    expect((await rep.get(`/api/tasks/${task.id}`)).body.custom).toEqual({})
    const meta = (await rep.get('/api/meta')).body.types.find((each: { type: string }) => each.type === 'task')
    expect(meta.fields.filter((each: { custom: boolean }) => each.custom)).toEqual([])
    expect(meta.retired).toMatchObject([{ key: 'custom.gone', label: { zh: '旧' } }])
    const changed = await rep.patch(`/api/tasks/${task.id}`, { version: 1, title: 't2', custom: {} })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(errorsOf(await rep.patch(`/api/tasks/${task.id}`, { version: 2, custom: { gone: 'x' } }))).toEqual([
      422,
      'custom.gone records.unknown_field',
    ])
    await admin.patch(`/api/forms/fields/${field.id}`, { version: 2, retired: false })
    expect((await rep.get(`/api/tasks/${task.id}`)).body.custom).toEqual({ gone: 'kept' })
  })

  test.each<[string, string, Record<string, unknown>, number, string]>([
    ['for no record type', 'nothing', { kind: 'text', labelZh: 'x' }, 404, 'records.not_found'],
    ['with a key in use', 'customer', { key: 'line', kind: 'text', labelZh: 'x' }, 422, 'forms.key_taken'],
    [
      'with choices of the same key',
      'customer',
      { kind: 'option', labelZh: 'x', choices: [choices[0], choices[0]] },
      422,
      'forms.key_taken',
    ],
    ['to choose from nothing', 'customer', { kind: 'option', labelZh: 'x' }, 422, 'records.required'],
    ['that refers to nothing', 'customer', { kind: 'reference', labelZh: 'x' }, 422, 'records.required'],
    [
      'that refers to no record type',
      'customer',
      { kind: 'reference', labelZh: 'x', to: 'tenants' },
      422,
      'forms.no_such_type',
    ],
    ['of an unknown kind', 'customer', { kind: 'formula', labelZh: 'x' }, 422, 'records.invalid'],
  ])('%s is refused', async (_, type, body, status, reason) => {
    const reply = await admin.post(`/api/forms/${type}/fields`, body)
    expect([reply.status, reply.body.reason]).toEqual([status, reason])
  })

  test('needs the right to manage fields', async () => {
    for (const who of ['rep', 'manager', 'director', 'readonly'] as const) {
      expect(
        (await app.company.as(who).post('/api/forms/customer/fields', { kind: 'text', labelZh: 'x' })).status,
      ).toBe(403)
    }
  })
})
