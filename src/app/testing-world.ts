import pg from 'pg'
import { asSystem, openSession } from '../base/people/service.ts'
import { newId } from '../platform/id.ts'
import { runNext } from '../platform/jobs.ts'
import { addDays } from '../platform/time.ts'
import { jobHandlers, recordTypes } from './slices.ts'
import type { Client, TestApp } from './testing.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'

const PASSWORD = '一个够长的口令 42'

export type Fields = Record<string, unknown>

/** One request of a route. */
export interface Case {
  params: Record<string, string>
  query: Fields
  body: unknown
  /** A body that was given a field its strict schema does not know. */
  hasUnknown: boolean
  /** Meant to succeed. */
  plausible: boolean
  /** The version in it is to be the one of now. */
  isCurrent: boolean
}

/** Tables whose rows carry a version, by the noun of their path. */
const tableOf: Record<string, string> = {
  ...Object.fromEntries(recordTypes.map((type) => [type.path, type.table])),
  users: 'users',
  departments: 'departments',
  roles: 'roles',
  views: 'saved_views',
  forms: 'custom_fields',
  reports: 'reports',
  comments: 'comments',
}

/** The noun that a key of a body or query names. */
const nounOfKey: Record<string, string> = {
  user: 'users',
  owner: 'users',
  manager: 'users',
  handOverTo: 'users',
  department: 'departments',
  parent: 'departments',
  role: 'roles',
  customer: 'customers',
  contact: 'contacts',
  lead: 'leads',
  opportunity: 'opportunities',
  keptNextStep: 'next-steps',
  leftOut: 'next-steps',
  tenant: 'tenants',
}

/** `ownerId`, `userIds` and `handOverTo` name people; `ids` names what the path is about. */
export function nounOf(key: string, path: string): string {
  return nounOfKey[key.replace(/Ids?$/, '')] ?? path.split('/')[2] ?? ''
}

/** The fixture company with real ids by noun, newest last, and the means to make more of them. */
export interface World {
  test: TestApp
  /** Keeps the world going; no generated request names them. */
  admin: Client
  /** Sends the generated requests: an administrator who may end up signed out. */
  actorId: string
  /** Somebody who has a password. */
  guest: string
  roleId: string
  ids(noun: string): string[]
  learn(noun: string, id: string): void
  owner: pg.Client
}

/** Opens the world with one of everything in it. */
export async function openWorld(test: TestApp): Promise<World> {
  const admin = test.company.as('admin')
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  const known = new Map<string, string[]>()
  const ids = (noun: string) => known.get(noun) ?? []
  const learn = (noun: string, id: string) => void known.set(noun, [...ids(noun), id].slice(-40))
  const roles: { id: string; key: string }[] = ok(await admin.get('/api/roles')).items
  const roleNamed = (key: string) => roles.find((role) => role.key === key)?.id as string
  const guest = `${newId()}@example.com`
  const world: World = { test, admin, actorId: '', guest, roleId: roleNamed('rep'), ids, learn, owner }
  learn('tenants', test.company.tenantId)
  for (const set of Object.keys(ok(await admin.get('/api/options')).sets)) learn('set', set)
  for (const type of recordTypes) learn('type', type.type)
  for (const noun of Object.keys(makers)) await makers[noun]?.(world)
  ok(await admin.post('/api/users', newUser(world, { email: guest })))
  world.actorId = ok(await admin.post('/api/users', newUser(world, { roleIds: [roleNamed('admin')] }))).id
  return world
}

/** Gives the company back the options and settings of its scenario, whatever earlier requests made of them. */
export async function resetChoices({ owner, test }: World): Promise<void> {
  for (const table of ['options', 'settings'])
    await owner.query(`delete from ${table} where tenant_id = $1`, [test.company.tenantId])
}

/** Makes room for more: thousands of requests reach limits and ask fields of everybody that people meet once a year. */
async function makeRoom({ owner, test, ids }: World): Promise<void> {
  const { tenantId } = test.company
  await owner.query('update custom_fields set required = false where tenant_id = $1 and required', [tenantId])
  await owner.query('delete from custom_fields where tenant_id = $1 and not id = any($2)', [tenantId, ids('forms')])
  await owner.query('delete from saved_views where tenant_id = $1 and not id = any($2)', [tenantId, ids('views')])
  await owner.query('delete from sign_in_attempts')
}

/** Makes something new of a route's noun and brings it into the state that the route needs. */
export async function renew(world: World, method: string, path: string): Promise<void> {
  await makeRoom(world)
  const noun = path.split('/')[2] ?? ''
  await makers[noun]?.(world)
  const act = Object.entries(before).find(([end]) => path.endsWith(end))?.[1]
  if (act !== undefined && method === 'POST') await act(world, `/api/${noun}/${world.ids(noun).at(-1)}`)
}

/** Adds to a request what only a look at the world can say: versions of now, whole lists, tokens. */
export async function complete(world: World, method: string, path: string, made: Case): Promise<Case> {
  const whole = made.plausible ? await wholes[`${method} ${path}`]?.(world, made) : undefined
  if (whole !== undefined) return { ...made, ...whole }
  const { body } = made
  if (!made.isCurrent || typeof body !== 'object' || body === null || !Object.hasOwn(body, 'version')) return made
  const version = await versionOf(world, path, made)
  return version === undefined ? made : { ...made, body: { ...body, version } }
}

async function versionOf(world: World, path: string, { params, query }: Case): Promise<number | undefined> {
  const date = query['date']
  if (path === '/api/reports/daily' && typeof date === 'string' && !/\p{Surrogate}/u.test(date))
    return (await asActor(world, 'GET', `${path}?date=${encodeURIComponent(date)}`)).json().version
  const table = tableOf[path.split('/')[2] ?? '']
  const id = params['id'] ?? ''
  if (table === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  const { rows } = await world.owner.query<{ version: number }>(`select version from ${table} where id = $1`, [id])
  return rows[0]?.version
}

/** A new session of the one who sends the requests; an earlier request may have ended the last one. */
export function actorToken({ test, actorId }: World): Promise<string> {
  return asSystem(test.db, test.clock, test.company.tenantId, (ctx) => openSession(ctx, actorId))
}

async function asActor(world: World, method: 'GET' | 'POST', url: string, body?: object) {
  const headers = { authorization: `Bearer ${await actorToken(world)}` }
  return world.test.app.inject({ method, url, headers, ...(body && { payload: body }) })
}

const newUser = ({ test, roleId }: World, change: object) => ({
  name: '顾新',
  email: `${newId()}@example.com`,
  password: PASSWORD,
  departmentId: test.company.departments.east,
  roleIds: [roleId],
  ...change,
})

async function made({ admin, learn }: World, noun: string, body: unknown, path = `/api/${noun}`): Promise<string> {
  const { id } = ok(await admin.post(path, body))
  learn(noun, id)
  return id
}

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

const aboutCustomer = ({ ids }: World) => ({ type: 'customer', record: ids('customers').at(-1) as string })

/** What only the one who made it may change. */
async function madeByActor(world: World, noun: string, body: object): Promise<void> {
  if (world.actorId === '') return
  world.learn(noun, (await asActor(world, 'POST', `/api/${noun}`, body)).json().id)
}

const makers: Record<string, (world: World) => Promise<unknown>> = {
  departments: (world) =>
    made(world, 'departments', { parentId: world.test.company.departments.root, name: `部门 ${newId()}` }),
  users: (world) => made(world, 'users', newUser(world, {})),
  roles: (world) => made(world, 'roles', { name: newId(), grants: { 'customers.view': [{ reach: 'own' }] } }),
  views: (world) => madeByActor(world, 'views', { type: 'customer', name: '重点', definition: {} }),
  forms: (world) => made(world, 'forms', { kind: 'text', labelZh: newId().slice(0, 20) }, '/api/forms/customer/fields'),
  'join-links': (world) =>
    made(world, 'join-links', { departmentId: world.test.company.departments.east, roleId: world.roleId }),
  imports: async (world) => world.learn('imports', await uploaded(world)),
  reports: reportOfADay,
  comments: async (world) => {
    await made(world, 'customers', sampleOf('customer', ''))
    await madeByActor(world, 'comments', { ...aboutCustomer(world), text: '好' })
  },
  ...Object.fromEntries(recordTypes.map((type) => [type.path, (world: World) => makeRecord(world, type)])),
}

async function joinToken({ test, admin, roleId }: World): Promise<string> {
  return ok(await admin.post('/api/join-links', { departmentId: test.company.departments.east, roleId })).token
}

const newcomer = () => ({ name: '顾新', identifier: `${newId()}@example.com`, password: PASSWORD })

async function somebodyAsksToJoin(world: World): Promise<void> {
  ok(await world.test.anonymous.post(`/api/join/${await joinToken(world)}`, newcomer()))
  const { items } = ok(await world.admin.get('/api/users?status=pendingApproval'))
  world.learn('users', items.at(-1).id)
}

/** What has to happen to a new one before an act on it makes sense, by the end of the act's path. */
const before: Record<string, (world: World, path: string) => Promise<unknown>> = {
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

/** What a follow-up of a new customer cannot name. */
const ofNobody = { leadId: null, opportunityId: null, contactIds: [] }

/** Requests that their schemas alone cannot make. */
const wholes: Record<string, (world: World, made: Case) => Promise<Partial<Case>>> = {
  'PATCH /api/settings/{key}': async ({ admin }, { params }) => {
    const { version, value } = ok(await admin.get(`/api/settings/${params['key']}`))
    return { body: { version, value } }
  },
  'PUT /api/options/{set}': async ({ admin }, { params }) => {
    const known = ok(await admin.get('/api/options')).sets[params['set'] ?? '']
    if (known === undefined) return {}
    const { version, options } = known
    const kept = options.filter((option: { retired: boolean }) => !option.retired)
    return { body: { version, options: kept.map(({ retired: _, ...option }: { retired: boolean }) => option) } }
  },
  'GET /api/join/{token}': async (world) => ({ params: { token: await joinToken(world) } }),
  'POST /api/join/{token}': async (world) => ({ params: { token: await joinToken(world) }, body: newcomer() }),
  'POST /api/users': async (world) => ({ body: newUser(world, { joinedOn: '2026-03-02' }) }),
  'POST /api/session': async ({ guest }) => ({ body: { identifier: guest, password: PASSWORD } }),
  'POST /api/me/password': async () => ({ body: { current: PASSWORD, password: PASSWORD } }),
  'POST /api/password-reset': async ({ admin, ids }) => {
    const { token } = ok(await admin.post(`/api/users/${ids('users').at(-1)}/password-reset`))
    return { body: { token, password: PASSWORD } }
  },
  'POST /api/follow-ups': async ({ ids }, { body }) => ({
    body: { ...(body as object), ...ofNobody, ...sampleOf('followUp', ids('customers').at(-1) as string) },
  }),
  'POST /api/follow-ups/no-answer': async ({ ids }, { body }) => ({
    body: { ...(body as object), ...ofNobody, customerId: ids('customers').at(-1) },
  }),
  'GET /api/comments': async (world) => ({ query: aboutCustomer(world) }),
  'POST /api/comments/read': async (world) => ({ body: aboutCustomer(world) }),
  'POST /api/comments': async (world, { body }) => ({
    body: { ...(body as object), ...aboutCustomer(world), replyTo: null, mentions: [] },
  }),
  'PUT /api/targets': async ({ test }) => {
    const department = test.company.departments.south
    const [metric, period, startsOn] = ['visits', 'month', '2026-04-01']
    return { body: { changes: [{ metric, department, period, startsOn, value: 40, version: 0 }] } }
  },
  'POST /api/notices/read': async () => ({ body: { all: true } }),
}
