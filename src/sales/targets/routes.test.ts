import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'
import type { PersonKey } from '../../app/testing-company.ts'
import { ok } from '../../app/testing-reports.ts'
import { newId } from '../../platform/id.ts'
import type { MonthRow } from './contract.ts'

let world: TestApp
beforeAll(async () => {
  world = await testApp()
}, 120_000)
afterAll(() => world.close())

const people = () => world.company.users
const units = () => world.company.departments
const march = { metric: 'dealsWon', period: 'month', startsOn: '2026-03-01' }
const put = (who: PersonKey, ...changes: object[]) => world.company.as(who).put('/api/targets', { changes })
const month = async (who: PersonKey, metric = 'dealsWon', at = '2026-03') =>
  ok(await world.company.as(who).get(`/api/targets?metric=${metric}&month=${at}`))
const rowOf = async (who: PersonKey, id: string, metric?: string, at?: string): Promise<MonthRow | undefined> =>
  (await month(who, metric, at)).rows.find((row: MonthRow) => row.id === id)

describe('targets of a month', () => {
  it('start with what the scenario asks of everybody who sells', async () => {
    const { rows, unit, workdays } = await month('admin', 'visits')
    expect({ unit, workdays }).toEqual({ unit: 'count', workdays: 22 })
    const named = Object.fromEntries(rows.map(({ id, target }: MonthRow) => [id, target]))
    expect(named).toMatchObject({
      [people().rep]: 35.2,
      [people().director]: null,
      [units().east]: 105.6,
      [units().root]: 140.8,
    })
    expect(rows.every(({ own }: MonthRow) => own === null)).toBe(true)
  })

  it('are set together, counted up and kept for the next month’s comparison', async () => {
    const items = ok(
      await put(
        'admin',
        { ...march, user: people().rep, value: 2_400_000, version: 0 },
        { ...march, user: people().teammate, value: 2_600_000.5, version: 0 },
        { ...march, department: units().east, value: 21_400_000, version: 0 },
      ),
    ).items
    expect(items).toEqual([{ version: 1 }, { version: 1 }, { version: 1 }])
    expect(await rowOf('admin', units().east)).toMatchObject({
      own: { value: 21_400_000, version: 1 },
      target: 21_400_000,
      parts: 5_000_000.5,
      depth: 1,
    })
    expect(await rowOf('admin', units().root)).toMatchObject({ own: null, target: 21_400_000, parts: 21_400_000 })
    expect(await rowOf('admin', people().rep, 'dealsWon', '2026-04')).toMatchObject({
      target: null,
      previous: 2_400_000,
    })
  })

  it('change by version, and are taken away with null', async () => {
    const april = { ...march, startsOn: '2026-04-01', user: people().rep }
    ok(await put('admin', { ...april, value: 100, version: 0 }))
    const late = await put('director', { ...april, value: 200, version: 0 })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ reason: 'records.stale', current: { change: 0, value: 100, version: 1 } })
    expect(ok(await put('director', { ...april, value: 200, version: 1 })).items).toEqual([{ version: 2 }])
    expect(ok(await put('director', { ...april, value: null, version: 2 })).items).toEqual([{ version: 0 }])
    expect(await rowOf('admin', people().rep, 'dealsWon', '2026-04')).toMatchObject({ own: null, target: null })
  })

  it('are all saved or none', async () => {
    const may = { ...march, startsOn: '2026-05-01' }
    const reply = await put(
      'admin',
      { ...may, user: people().rep, value: 1, version: 0 },
      { ...may, user: people().teammate, value: 1, version: 7 },
    )
    expect(reply.status).toBe(409)
    expect(await rowOf('admin', people().rep, 'dealsWon', '2026-05')).toMatchObject({ own: null })
  })

  it('of two who are as fast as each other one is told', async () => {
    const june = { ...march, startsOn: '2026-06-01', user: people().rep, version: 0 }
    const replies = await Promise.all([put('admin', { ...june, value: 1 }), put('director', { ...june, value: 2 })])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('leave their history in the audit', async () => {
    const july = { ...march, startsOn: '2026-07-01', user: people().rep }
    ok(await put('admin', { ...july, value: 100.5, version: 0 }))
    ok(await put('admin', { ...july, value: 300, version: 1 }))
    const { items } = ok(await world.company.as('admin').get('/api/audit?type=target&limit=200'))
    const history = items.filter(
      ({ changes }: { changes: { startsOn: string[] } }) => changes.startsOn[1] === '2026-07-01',
    )
    expect(history).toHaveLength(2)
    const place = { metric: [null, 'dealsWon'], userId: [null, people().rep], period: [null, 'month'] }
    expect(history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'created',
          changes: expect.objectContaining({ ...place, value: [null, 100.5] }),
        }),
        expect.objectContaining({
          action: 'updated',
          changes: expect.objectContaining({ ...place, value: [100.5, 300] }),
        }),
      ]),
    )
  })
})

describe('a rhythm', () => {
  it('is the scenario’s until the company sets its own from a day on', async () => {
    const of = async () =>
      ok(await world.company.as('rep').get('/api/targets/rhythms')).items.find(
        ({ metric }: { metric: string }) => metric === 'followUps',
      )
    expect(await of()).toEqual({ metric: 'followUps', period: 'week', value: 30, startsOn: null, version: 0 })
    const rhythm = {
      metric: 'followUps',
      department: units().root,
      period: 'week',
      standing: true,
      startsOn: '2026-03-12',
    }
    ok(await put('admin', { ...rhythm, value: 50, version: 0 }))
    expect(await of()).toMatchObject({ value: 50, startsOn: '2026-03-12', version: 1 })
    ok(await put('admin', { ...rhythm, period: 'day', value: 12, version: 1 }))
    expect(await of()).toMatchObject({ period: 'day', value: 12, version: 2 })
    const march = (await rowOf('rep', people().rep, 'followUps'))?.target
    expect(march).toBe(8 * 6 + 14 * 12)
  })
})

describe('who may', () => {
  it('see: everybody their own, managers their department, the others all', async () => {
    const seen = async (who: PersonKey) => (await month(who)).rows.map(({ id }: MonthRow) => id).sort()
    expect(await seen('rep')).toEqual([people().rep])
    expect(await seen('manager')).toEqual([units().east, people().manager, people().rep, people().teammate].sort())
    for (const who of ['director', 'admin', 'readonly'] as const) expect(await seen(who)).toHaveLength(10)
  })

  it.each([
    ['rep', 'rep', 403],
    ['readonly', 'rep', 403],
    ['manager', 'rep', 200],
    ['manager', 'otherRep', 422],
    ['director', 'otherRep', 200],
    ['admin', 'otherRep', 200],
  ] as const)('set: %s for %s → %i', async (who, whom, status) => {
    const august = { ...march, startsOn: '2026-08-01', user: people()[whom] }
    const version = (await rowOf('admin', people()[whom], 'dealsWon', '2026-08'))?.own?.version ?? 0
    expect((await put(who, { ...august, value: 5, version })).status).toBe(status)
  })

  it('set for a department: a manager their own, not the one beside or above', async () => {
    const change = { ...march, startsOn: '2026-09-01', value: 5, version: 0 }
    expect((await put('manager', { ...change, department: units().east })).status).toBe(200)
    for (const department of [units().south, units().root])
      expect((await put('manager', { ...change, department })).status).toBe(422)
  })

  it('see is told apart from may set', async () => {
    const { rows } = await month('manager')
    expect(rows.every(({ canEdit }: MonthRow) => canEdit)).toBe(true)
    expect((await month('rep')).rows[0].canEdit).toBe(false)
  })

  it('reach nobody of another company', async () => {
    const { users, departments } = world.other
    for (const scope of [{ user: users.rep }, { department: departments.east }]) {
      const reply = await put('admin', { ...march, ...scope, value: 1, version: 0 })
      expect(reply.status).toBe(422)
      expect(reply.body.errors[0].reason).toBe('records.unknown_reference')
    }
    const { rows } = ok(await world.other.as('admin').get('/api/targets?metric=dealsWon&month=2026-03'))
    expect(rows.every(({ target }: MonthRow) => target === null)).toBe(true)
  })
})

describe('a change that makes no sense', () => {
  it.each([
    ['nobody', { user: undefined }, 'user', 'targets.one_scope'],
    ['a person and a department', { department: newId() }, 'user', 'targets.one_scope'],
    ['a month from its second day', { startsOn: '2026-03-02' }, 'startsOn', 'targets.not_a_first_day'],
    ['a week from a Tuesday', { period: 'week', startsOn: '2026-03-10' }, 'startsOn', 'targets.not_a_first_day'],
    ['half a visit', { metric: 'visits', value: 0.5 }, 'value', 'targets.bad_value'],
    ['a tenth of a cent', { value: 0.001 }, 'value', 'targets.bad_value'],
    ['somebody who is not there', { user: newId() }, 'user', 'records.unknown_reference'],
  ])('for %s is refused at its field', async (_name, change, field, reason) => {
    const reply = await put('admin', { ...march, user: people().rep, value: 1, version: 0, ...change })
    expect(reply.status).toBe(422)
    expect(reply.body.errors[0]).toMatchObject({ path: `changes.0.${field}`, reason })
  })

  it.each([
    ['an unknown metric', { metric: 'coverageRate' }],
    ['a negative value', { value: -1 }],
    ['a day that does not exist', { startsOn: '2026-02-30' }],
    ['an unknown field', { locked: true }],
  ])('%s is no request at all', async (_name, change) => {
    const reply = await put('admin', { ...march, user: people().rep, value: 1, version: 0, ...change })
    expect([400, 422]).toContain(reply.status)
  })
})
