import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, type TestApp, testApp } from './testing.ts'
import { ok } from './testing-reports.ts'

let app: TestApp
let admin: Client
let rep: Client
let manager: Client
let customerId: string

/** Everybody's session is open before the rights change; the next request must know. */
beforeEach(async () => {
  app = await testApp()
  admin = app.company.as('admin')
  rep = app.company.as('rep')
  manager = app.company.as('manager')
  customerId = ok(await rep.post('/api/customers', { name: '苏州明锐电子', phone: '13812345678' })).id
  ok(await manager.get(`/api/customers/${customerId}`))
}, 120_000)
afterEach(() => app.close())

const seenBy = async (client: Client) => (await client.get(`/api/customers/${customerId}`)).status
const listedBy = async (client: Client) => ok(await client.get('/api/customers')).items.length

async function roleOf(key: string) {
  const { items } = ok(await admin.get('/api/roles'))
  return items.find((role: { key: string }) => role.key === key)
}

async function changeRole(key: string, change: (role: { grants: Record<string, unknown> }) => object): Promise<void> {
  const role = await roleOf(key)
  ok(await admin.patch(`/api/roles/${role.id}`, { version: role.version, ...change(role) }))
}

describe('the next request of an open session knows that', () => {
  test('its person was deactivated: every session of theirs is over', async () => {
    ok(await admin.post(`/api/users/${rep.userId}/deactivate`, { handOverTo: manager.userId }))
    for (const reply of [
      await rep.get('/api/me'),
      await rep.get('/api/customers'),
      await rep.post('/api/customers', { name: '再建一个' }),
    ])
      expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated'])
    expect(await seenBy(manager)).toBe(200)
  })

  test('its person moved to another department: old superiors see nothing any more, new ones at once', async () => {
    ok(
      await admin.post(`/api/users/${rep.userId}/membership`, {
        departmentId: app.company.departments.south,
        fromDay: '2026-03-12',
      }),
    )
    expect([await seenBy(manager), await listedBy(manager)]).toEqual([404, 0])
    expect(ok(await manager.get('/api/search?q=明锐')).items).toEqual([])
    expect([await seenBy(rep), await listedBy(rep)]).toEqual([200, 1])
    expect((await manager.patch(`/api/customers/${customerId}`, { version: 1, region: '苏州' })).status).toBe(404)
  })

  test('a role was taken away', async () => {
    const user = ok(await admin.get(`/api/users/${manager.userId}`))
    const readonly = await roleOf('readonly')
    ok(await admin.patch(`/api/users/${manager.userId}`, { version: user.version, roleIds: [readonly.id] }))
    expect(await seenBy(manager)).toBe(200)
    const refused = await manager.patch(`/api/customers/${customerId}`, { version: 1, region: '苏州' })
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  })

  test('its role lost a permission, or reach', async () => {
    await changeRole('manager', ({ grants }) => ({ grants: { ...grants, 'customers.view': [{ reach: 'own' }] } }))
    expect([await seenBy(manager), await listedBy(manager)]).toEqual([404, 0])
    await changeRole('rep', ({ grants }) => {
      const { 'customers.view': _, ...rest } = grants
      return { grants: rest }
    })
    expect(await seenBy(rep)).toBe(403)
    expect(ok(await rep.get('/api/me')).permissions).not.toHaveProperty('customers.view')
    expect(ok(await rep.get('/api/search?q=明锐')).items).toEqual([])
  })

  test('a field is masked or hidden from now on', async () => {
    await changeRole('rep', () => ({ fieldRules: { 'customer.phone': 'masked', 'customer.name': 'readOnly' } }))
    expect(ok(await rep.get(`/api/customers/${customerId}`)).phone).toBe('138****5678')
    expect((await rep.patch(`/api/customers/${customerId}`, { version: 1, name: '改名' })).status).toBe(422)
    await changeRole('rep', () => ({ fieldRules: { 'customer.phone': 'hidden' } }))
    expect(ok(await rep.get(`/api/customers/${customerId}`))).not.toHaveProperty('phone')
  })

  test('a collaborator is none any more', async () => {
    const otherRep = app.company.as('otherRep')
    const share = (userIds: string[]) => rep.put(`/api/customers/${customerId}/collaborators`, { userIds })
    ok(await share([otherRep.userId]))
    expect(await seenBy(otherRep)).toBe(200)
    ok(await share([]))
    expect([await seenBy(otherRep), await listedBy(otherRep)]).toEqual([404, 0])
  })

  test('it was ended from elsewhere, or its password was set anew', async () => {
    ok(await rep.delete('/api/sessions'))
    expect((await rep.get('/api/me')).status).toBe(401)
    const { token } = ok(await admin.post(`/api/users/${manager.userId}/password-reset`))
    ok(await app.anonymous.post('/api/password-reset', { token, password: '一个够长的口令 42' }))
    expect((await manager.get('/api/me')).status).toBe(401)
  })
})
