import { newId } from '../platform/id.ts'
import { runNext } from '../platform/jobs.ts'
import { addDays } from '../platform/time.ts'
import { jobHandlers, recordTypes } from './slices.ts'
import { aboutCustomer, asActor, joinToken, made, newcomer, newUser, type World } from './testing-acts.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'

async function makeRecord(world: World, type: (typeof recordTypes)[number]): Promise<string> {
  const customerId = type.type === 'customer' ? '' : await made(world, 'customers', sampleOf('customer', ''))
  return made(world, type.path, sampleOf(type.type, customerId))
}

/** A file of customers, one row of it with an error, looked at but not yet written. */
async function uploaded({ test, admin }: World): Promise<string> {
  const [good, bad] = [newId(), newId()]
  const phone = `138${good.replaceAll(/\D/g, '').padEnd(8, '0').slice(-8)}`
  const rows = [`苏州${good}有限公司,张建国,${phone}`, `合肥${bad}有限公司,陈总,1395`]
  const reply = await test.app.inject({
    method: 'POST',
    url: '/api/imports?name=customers.csv',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(['客户名称,联系人,手机', ...rows].join('\n')),
  })
  return reply.json().id
}

/** Reports are there for every day; each time it is the day before. */
async function reportOfADay(world: World): Promise<void> {
  if (world.actorId === '') return
  const date = addDays('2026-03-12', -world.ids('reports').length)
  world.learn('reports', (await asActor(world, 'GET', `/api/reports/daily?date=${date}`)).json().id)
}

/** What only the one who made it may change. */
async function madeByActor(world: World, noun: string, body: object): Promise<void> {
  if (world.actorId === '') return
  world.learn(noun, (await asActor(world, 'POST', `/api/${noun}`, body)).json().id)
}

export const makers: Record<string, (world: World) => Promise<unknown>> = {
  departments: (world) =>
    made(world, 'departments', { parentId: world.test.company.departments.root, name: `部门 ${newId()}` }),
  users: (world) => made(world, 'users', newUser(world, {})),
  roles: (world) => made(world, 'roles', { name: newId(), grants: { 'customers.view': [{ reach: 'own' }] } }),
  views: (world) => madeByActor(world, 'views', { type: 'customer', name: '重点', definition: {} }),
  forms: (world) => made(world, 'forms', { kind: 'text', labelZh: newId().slice(0, 20) }, '/api/forms/customer/fields'),
  'join-links': (world) =>
    made(world, 'join-links', { departmentId: world.test.company.departments.east, roleId: world.roleId }),
  imports: async (world) => world.learn('imports', await uploaded(world)),
  'import-templates': async (world) => {
    const { items } = ok(await world.admin.post(`/api/imports/${await uploaded(world)}/template`, { name: newId() }))
    world.learn('import-templates', items[0].id)
  },
  reports: reportOfADay,
  comments: async (world) => {
    await made(world, 'customers', sampleOf('customer', ''))
    await madeByActor(world, 'comments', { ...aboutCustomer(world), text: '好' })
  },
  ...Object.fromEntries(recordTypes.map((type) => [type.path, (world: World) => makeRecord(world, type)])),
}

async function somebodyAsksToJoin(world: World): Promise<void> {
  ok(await world.test.anonymous.post(`/api/join/${await joinToken(world)}`, newcomer()))
  const { items } = ok(await world.admin.get('/api/users?status=pendingApproval'))
  world.learn('users', items.at(-1).id)
}

/** What has to happen to a new one before an act on it makes sense, by the end of the act's path. */
export const before: Record<string, (world: World, path: string) => Promise<unknown>> = {
  '/restore': ({ admin }, path) => admin.delete(path),
  '/leads/{id}/revive': ({ admin }, path) => admin.post(`${path}/invalidate`, { reason: '号码不对' }),
  '/opportunities/{id}/reopen': ({ admin }, path) => admin.post(`${path}/win`),
  '/opportunities/{id}/resume': ({ admin }, path) => admin.post(`${path}/hold`, { until: '2026-04-20' }),
  '/next-steps/{id}/reopen': ({ admin }, path) => admin.post(`${path}/drop`, { reason: '客户出差' }),
  '/tasks/{id}/reopen': ({ admin }, path) => admin.post(`${path}/done`),
  '/users/{id}/reactivate': ({ admin }, path) => admin.post(`${path}/deactivate`, { handOverTo: null }),
  '/users/{id}/approve': somebodyAsksToJoin,
  '/users/{id}/refuse': somebodyAsksToJoin,
  '/reports/{id}/withdraw': (world, path) => asActor(world, 'POST', `${path}/submit`),
  '/reports/{id}/read': async ({ test, learn }) => {
    const { id } = ok(await test.company.as('rep').get('/api/reports/daily'))
    await test.company.as('rep').post(`/api/reports/${id}/submit`)
    learn('reports', id)
  },
  '/imports/{id}/undo': async ({ test, admin }, path) => {
    await admin.post(`${path}/run`)
    while (await runNext(test.db, test.clock, jobHandlers(test.db, test.clock)));
  },
}
