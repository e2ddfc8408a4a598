import { rename } from 'node:fs/promises'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { jobHandlers } from '../../../app/slices.ts'
import { TEST_NOW, type TestApp, testApp } from '../../../app/testing.ts'
import { asSystem } from '../../../base/people/service.ts'
import { type JobHandler, runNext } from '../../../platform/jobs.ts'
import { uploadPath } from '../../../platform/uploads.ts'
import { batchById } from '../store/batches.ts'
import { RUN } from './batches.ts'
import { KnownCustomers } from './known.ts'

let test: TestApp
let handlers: Record<string, JobHandler>
let customers = 0
beforeAll(async () => {
  test = await testApp()
  handlers = jobHandlers(test.db, test.clock)
}, 120_000)
afterAll(() => test.close())
beforeEach(() => test.clock.set(TEST_NOW))

const admin = () => test.company.as('admin')

/** Names of their own in every test, so that no company meets one of another test. */
function list(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const n = String(++customers).padStart(4, '0')
    return `第${n}号机械有限公司,周文${'甲乙丙'[i % 3]},张三,1380512${n},2026.3.2,看过样机 ${n}`
  })
  return ['客户名称,负责销售,联系人,手机,最近拜访,情况', ...lines].join('\n')
}

async function planned(content: string): Promise<string> {
  const reply = await test.app.inject({
    method: 'POST',
    url: `/api/imports?name=${encodeURIComponent('台账.csv')}`,
    headers: { authorization: `Bearer ${admin().token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content),
  })
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}

const run = (id: string) => admin().post(`/api/imports/${id}/run`)
const state = async (id: string) => (await admin().get(`/api/imports/${id}`)).body
const held = async () =>
  Object.fromEntries(
    await Promise.all(
      ['customers', 'contacts', 'follow_ups', 'import_records'].map(async (table) => {
        const { count } = await test.db.tenant(test.company.tenantId, (tx) =>
          tx.one<{ count: number }>(
            sql([`select count(*) from ${table} where tenant_id = '${test.company.tenantId}'`]),
          ),
        )
        return [table, count]
      }),
    ),
  )

/** A signal that comes after so many looks at it. */
const after = (looks: number): AbortSignal =>
  ({
    get aborted() {
      return --looks < 0
    },
  }) as AbortSignal

it('a run that is interrupted again and again ends with everything once', async () => {
  const before = await held()
  const id = await planned(list(130))
  await run(id)
  let turns = 0
  while (await runNext(test.db, test.clock, handlers, after(3))) turns++
  expect(turns).toBe(2)
  expect(await state(id)).toMatchObject({
    state: 'done',
    made: { customer: 130, contact: 130, followUp: 130, user: 3 },
  })
  const now = await held()
  expect(now).toMatchObject({
    customers: before.customers + 130,
    contacts: before.contacts + 130,
    follow_ups: before.follow_ups + 130,
  })
}, 60_000)

it('two workers at the same import do nothing twice', async () => {
  const before = await held()
  const id = await planned(list(130))
  await run(id)
  const job = {
    id: '',
    kind: RUN,
    tenantId: test.company.tenantId,
    payload: { id },
    attempts: 1,
    signal: new AbortController().signal,
  }
  await Promise.all([handlers[RUN]?.(job), handlers[RUN]?.(job), runNext(test.db, test.clock, handlers)])
  while (await runNext(test.db, test.clock, handlers));
  expect(await state(id)).toMatchObject({ state: 'done', made: { customer: 130, contact: 130, followUp: 130 } })
  expect((await held()).customers).toBe(before.customers + 130)
}, 60_000)

it('a customer whose transaction was rolled back is not taken for one that is there', async () => {
  const known = await asSystem(test.db, test.clock, test.company.tenantId, (ctx) => KnownCustomers.read(ctx))
  known.add('name:x', { id: test.company.users.rep, name: '甲' })
  expect(known.byExternal('name:x')).toBeDefined()
  known.settle(false)
  expect(known.byExternal('name:x')).toBeUndefined()
  known.add('name:x', { id: test.company.users.rep, name: '甲' })
  known.settle(true)
  expect(known.byExternal('name:x')).toMatchObject({ voided: false })
}, 60_000)

it('an unforeseen error ends the run after some tries, and started again it goes on', async () => {
  const id = await planned(list(110))
  await run(id)
  const found = await asSystem(test.db, test.clock, test.company.tenantId, (ctx) => batchById(ctx, id))
  const path = await uploadPath(found?.file ?? '')
  await runNext(test.db, test.clock, handlers, after(2))
  await rename(path, `${path}.away`)
  while ((await state(id)).state === 'running') {
    await runNext(test.db, test.clock, handlers)
    test.clock.set(new Date(test.clock.now().getTime() + 60_000))
  }
  expect(await state(id)).toMatchObject({ state: 'failed', made: { customer: 100 } })
  expect((await state(id)).failure).toMatch(/^import-export\.unexpected: .*ENOENT/)
  await rename(`${path}.away`, path)
  expect((await run(id)).body).toMatchObject({ state: 'running', failure: null })
  while (await runNext(test.db, test.clock, handlers));
  expect(await state(id)).toMatchObject({ state: 'done', made: { customer: 110 } })
}, 60_000)

it('a stopped run can go on', async () => {
  const id = await planned(list(110))
  await run(id)
  await runNext(test.db, test.clock, handlers, after(2))
  await admin().post(`/api/imports/${id}/cancel`)
  while (await runNext(test.db, test.clock, handlers));
  expect(await state(id)).toMatchObject({ state: 'cancelled', made: { customer: 100 } })
  await run(id)
  while (await runNext(test.db, test.clock, handlers));
  expect(await state(id)).toMatchObject({ state: 'done', made: { customer: 110 } })
}, 60_000)
