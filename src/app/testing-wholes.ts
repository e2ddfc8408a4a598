import { aboutCustomer, type Case, joinToken, newcomer, newUser, PASSWORD, type World } from './testing-acts.ts'
import { sampleOf } from './testing-records.ts'
import { ok } from './testing-reports.ts'

/** What a follow-up of a new customer cannot name. */
const ofNobody = { leadId: null, opportunityId: null, contactIds: [] }

/** Requests that their schemas alone cannot make. */
export const wholes: Record<string, (world: World, made: Case) => Promise<Partial<Case>>> = {
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
  'GET /api/plan/feeds/{token}': async ({ admin }) => {
    const { path } = ok(await admin.post('/api/plan/feed'))
    return { params: { token: path.split('/').at(-1) } }
  },
  'PUT /api/targets': async ({ test }) => {
    const department = test.company.departments.south
    const [metric, period, startsOn] = ['visits', 'month', '2026-04-01']
    return { body: { changes: [{ metric, department, period, startsOn, value: 40, version: 0 }] } }
  },
  'POST /api/notices/read': async () => ({ body: { all: true } }),
}
