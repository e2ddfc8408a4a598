import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant } from '../../../platform/context.ts'
import { type TestServer, testServer } from '../../../platform/testing/server.ts'
import {
  asSystem,
  assertCan,
  asUser,
  changeDepartment,
  changeRole,
  createDepartment,
  createRole,
  createTenant,
  createUser,
  deactivate,
  departmentOn,
  departments,
  gate,
  holds,
  moveUser,
  peopleByIds,
  peopleInReach,
  reaches,
  roles,
  scopeFor,
  systemCtx,
  type Tenant,
  timeZoneOf,
} from '../service.ts'

let server: TestServer
let tenant: Tenant
const units: Record<string, string> = {}
const staff: Record<string, string> = {}

const system = <T>(work: Parameters<typeof asSystem<T>>[3]) => asSystem(server.db, server.clock, tenant.tenantId, work)
const as = <T>(who: string, work: Parameters<typeof asUser<T>>[4]) =>
  asUser(server.db, server.clock, tenant.tenantId, staff[who] ?? '', work)

beforeAll(async () => {
  server = await testServer([], gate)
  tenant = await createTenant(server.db, server.clock, {
    company: { name: '衡川自动化', scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier: 'admin@hengchuan.example', password: null },
  })
  await system(async (ctx) => {
    const unit = async (name: string, parent?: string) => {
      const made = await createDepartment(ctx, { name, parentId: parent ? (units[parent] ?? '') : tenant.departmentId })
      units[name] = made.id
    }
    await unit('华东')
    await unit('上海', '华东')
    await unit('浦东', '上海')
    await unit('华南')
    const person = async (name: string, department: string, role: keyof Tenant['roleIds']) => {
      const departmentId = units[department] ?? ''
      const made = await createUser(ctx, { name, departmentId, roleIds: [tenant.roleIds[role]], status: 'active' })
      staff[name] = made.id
    }
    await person('华东主管', '华东', 'manager')
    await person('上海销售', '上海', 'rep')
    await person('浦东销售', '浦东', 'rep')
    await person('华南销售', '华南', 'rep')
    await person('总监', '华南', 'director')
  })
})
afterAll(() => server.close())

const names = (ids: readonly string[]) =>
  ids.map((id) => Object.entries(staff).find(([, each]) => each === id)?.[0]).sort()
const unitNames = (ids: readonly string[]) =>
  ids.map((id) => Object.entries(units).find(([, each]) => each === id)?.[0]).sort()
const scopeOf = (who: string, permission = 'customers.view') => as(who, (ctx) => scopeFor(ctx, permission))

/** Gives a person one grant for customers.view by a role of its own. */
async function grantTo(who: string, ...grants: Grant[]): Promise<void> {
  const name = `role of ${who} ${JSON.stringify(grants)}`
  await system(async (ctx) => {
    const role = await createRole(ctx, { name, grants: { 'customers.view': grants }, fieldRules: {} })
    await ctx.tx.run(sql`
      update user_roles set role_id = ${role.id} where tenant_id = ${ctx.tenantId} and user_id = ${staff[who]}`)
  })
}

describe('reach', () => {
  test('own is the person alone', async () => {
    const scope = await scopeOf('上海销售')
    expect(scope).toMatchObject({ all: false, self: staff['上海销售'], departmentIds: [] })
    expect(names(scope.userIds)).toEqual(['上海销售'])
  })

  test('department and below is everybody in the subtree', async () => {
    const scope = await scopeOf('华东主管')
    expect(names(scope.userIds)).toEqual(['华东主管', '上海销售', '浦东销售'].sort())
    expect(unitNames(scope.departmentIds)).toEqual(['华东', '上海', '浦东'].sort())
  })

  test('department stops at the department', async () => {
    await grantTo('上海销售', { reach: 'department' })
    const scope = await scopeOf('上海销售')
    expect([names(scope.userIds), unitNames(scope.departmentIds)]).toEqual([['上海销售'], ['上海']])
  })

  test('chosen departments come with everything below and with oneself', async () => {
    await grantTo('华南销售', { reach: 'chosen', departments: [units['上海'] ?? ''] })
    const scope = await scopeOf('华南销售')
    expect(names(scope.userIds)).toEqual(['上海销售', '浦东销售', '华南销售'].sort())
    expect(unitNames(scope.departmentIds)).toEqual(['上海', '浦东'].sort())
  })

  test('several grants add up', async () => {
    await grantTo(
      '浦东销售',
      { reach: 'own' },
      { reach: 'department' },
      { reach: 'chosen', departments: [units['华南'] ?? ''] },
    )
    expect(names((await scopeOf('浦东销售')).userIds)).toEqual(['浦东销售', '华南销售', '总监'].sort())
  })

  test('all has no limit', async () => {
    expect(await scopeOf('总监')).toMatchObject({ all: true })
  })

  test('without the permission is nothing, not even oneself', async () => {
    const scope = await scopeOf('上海销售', 'customers.assign')
    expect(scope).toMatchObject({ all: false, userIds: [], departmentIds: [] })
    await as('上海销售', async (ctx) => {
      expect(holds(ctx, 'customers.assign')).toBe(false)
      expect(() => assertCan(ctx, 'customers.assign')).toThrow('people.not_allowed')
    })
  })

  test('of a manager includes the departments they manage from elsewhere', async () => {
    const version = await system(
      async (ctx) => (await departments(ctx)).find((each) => each.id === units['华南'])?.version ?? 0,
    )
    await system((ctx) => changeDepartment(ctx, units['华南'] ?? '', { version, managerId: staff['华东主管'] }))
    expect(unitNames((await scopeOf('华东主管')).departmentIds)).toEqual(['华东', '上海', '浦东', '华南'].sort())
    await system((ctx) => changeDepartment(ctx, units['华南'] ?? '', { version: version + 1, managerId: null }))
  })

  test('is computed once per request and anew in the next', async () => {
    await as('华东主管', async (ctx) => {
      expect(await scopeFor(ctx, 'customers.view')).toBe(await scopeFor(ctx, 'customers.view'))
      expect(await reaches(ctx, 'customers.view', staff['浦东销售'] ?? '')).toBe(true)
      expect(await reaches(ctx, 'customers.view', staff['华南销售'] ?? '')).toBe(false)
    })
    await system(async (ctx) => {
      const manager = (await roles(ctx)).find((role) => role.key === 'manager')
      const grants = { ...manager?.grants, 'customers.view': [{ reach: 'own' as const }] }
      await changeRole(ctx, tenant.roleIds.manager, { version: manager?.version ?? 0, grants })
    })
    expect(names((await scopeOf('华东主管')).userIds)).toEqual(['华东主管'])
    expect(names((await scopeOf('华东主管', 'leads.view')).userIds)).toHaveLength(3)
  })
})

describe('people', () => {
  test('in reach are named with their department, also after they left', async () => {
    const left = await system((ctx) =>
      createUser(ctx, {
        name: '走了的人',
        departmentId: units['上海'] ?? '',
        roleIds: [tenant.roleIds.rep],
        status: 'active',
      }),
    )
    staff['走了的人'] = left.id
    await system((ctx) => deactivate(ctx, left.id, { handOverTo: null }))
    const found = await as('华东主管', (ctx) => peopleInReach(ctx, 'leads.view'))
    expect(found).toContainEqual({
      id: left.id,
      name: '走了的人',
      status: 'disabled',
      departmentId: units['上海'],
      departmentName: '上海',
    })
    expect(names(found.map((each) => each.id))).not.toContain('华南销售')
  })

  test('are found by id without those that do not exist', async () => {
    const ids = [staff['总监'] ?? '', '7f0c1d8e-0000-4000-8000-000000000000']
    const found = await system((ctx) => peopleByIds(ctx, ids))
    expect(found.map((each) => each.name)).toEqual(['总监'])
    expect(await system((ctx) => peopleByIds(ctx, []))).toEqual([])
  })

  test('belong to the department of the day', async () => {
    const id = staff['浦东销售'] ?? ''
    await system((ctx) => moveUser(ctx, id, { departmentId: units['华南'] ?? '', fromDay: '2026-03-20' }))
    const on = (day: string) => system(async (ctx) => (await departmentOn(ctx, id, day))?.name ?? null)
    expect([
      await on('2026-03-11'),
      await on('2026-03-12'),
      await on('2026-03-19'),
      await on('2026-03-20'),
      await on('2030-01-01'),
    ]).toEqual([null, '浦东', '浦东', '华南', '华南'])
    expect(names((await scopeOf('华东主管', 'leads.view')).userIds)).toContain('浦东销售')
    const now = server.clock.now()
    server.clock.set('2026-03-19T16:00:00Z')
    expect(names((await scopeOf('华东主管', 'leads.view')).userIds)).not.toContain('浦东销售')
    expect((await as('浦东销售', async (ctx) => ctx.actor.departmentPath)).split('/')).toContain(units['华南'])
    server.clock.set(now)
  })

  test('live in their own time zone, else in the company’s', async () => {
    await system(async (ctx) => {
      const berlin = await createUser(ctx, {
        name: '柏林',
        departmentId: units['华南'] ?? '',
        roleIds: [tenant.roleIds.rep],
        timeZone: 'Europe/Berlin',
      })
      expect(await timeZoneOf(ctx, berlin.id)).toBe('Europe/Berlin')
      expect(await timeZoneOf(ctx, staff['总监'] ?? '')).toBe('Asia/Shanghai')
    })
  })
})

test('the system reaches everything of one tenant and of none that does not exist', async () => {
  expect(await system((ctx) => scopeFor(ctx, 'customers.delete'))).toMatchObject({ all: true })
  const nowhere = '7f0c1d8e-0000-4000-8000-000000000000'
  await expect(asSystem(server.db, server.clock, nowhere, async () => 1)).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    server.db.tenant(tenant.tenantId, (tx) => systemCtx(server.db, server.clock, nowhere, tx)),
  ).rejects.toMatchObject({ code: 'not_found' })
})
