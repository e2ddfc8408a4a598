import pg from 'pg'
import { newId } from '../platform/id.ts'
import { recordTypes } from './slices.ts'
import type { TestApp } from './testing.ts'
import { asActor, type Case, newUser, type World } from './testing-acts.ts'
import { before, makers } from './testing-makers.ts'
import { ok } from './testing-reports.ts'
import { wholes } from './testing-wholes.ts'

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
  await owner.query('delete from import_templates where tenant_id = $1 and not id = any($2)', [
    tenantId,
    ids('import-templates'),
  ])
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
