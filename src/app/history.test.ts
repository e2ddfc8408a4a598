import { setTimeout as sleep } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '../base/people/service.ts'
import { verifyCells } from '../insight/metrics/service.ts'
import { newId } from '../platform/id.ts'
import { type Client, type Reply, type TestApp, testApp } from './testing.ts'
import { type Dice, dice } from './testing-dice.ts'
import { ok } from './testing-reports.ts'

const SECONDS = process.env.TANDEM_LONG === '1' ? 60 : 5
const CLIENTS = 20
const SEED = Number(process.env.TANDEM_SEED ?? 20_260_312)
const people = ['rep', 'manager', 'director', 'admin'] as const
const KEY = 'marks'

let test: TestApp
const customers: string[] = []
const deals: string[] = []
/** What each client was told: writes that succeeded, in no order but that of their versions. */
const writes: { id: string; from: number; to: number; read: string; wrote: string }[] = []
const reads: { id: string; version: number; text: string }[] = []
/** Follow-ups that were acknowledged, by customer. */
const followed = new Map<string, number>()
let refused = 0

beforeAll(async () => {
  test = await testApp()
  const admin = test.company.as('admin')
  ok(await admin.post('/api/forms/customer/fields', { key: KEY, kind: 'text', labelZh: '记号' }))
  const ownerId = test.company.users.rep
  for (let i = 0; i < 4; i++) {
    customers.push(ok(await admin.post('/api/customers', { name: `史册 ${i}`, description: '', ownerId })).id)
    deals.push(ok(await admin.post('/api/opportunities', { name: `商机 ${i}`, customerId: customers[i], ownerId })).id)
  }
}, 120_000)
afterAll(() => test.close())

type Act = (client: Client, roll: Dice) => Promise<void>

/** Lists grow at their end; the two texts of a customer grow together or not at all. */
const append: Act = async (client, roll) => {
  const id = roll.one(customers)
  const seen = ok(await client.get(`/api/customers/${id}`))
  const text: string = seen.description ?? ''
  reads.push({ id, version: seen.version, text })
  expect(seen.custom[KEY] ?? '').toBe(text.slice(0, 190))
  if (roll.chance(0.5)) await sleep(roll.below(5))
  const wrote = `${text},${newId().slice(-6)}`.slice(-4000)
  const reply = await client.patch(`/api/customers/${id}`, {
    version: seen.version,
    description: wrote,
    custom: { [KEY]: wrote.slice(0, 190) },
  })
  if (told(reply))
    writes.push({ id, from: seen.version, to: reply.body.version, read: text, wrote: reply.body.description })
}

/** Everything else that changes the same rows: an interaction with a plan, an end of a deal, a take-back. */
const follow: Act = async (client, roll) => {
  const customerId = roll.one(customers)
  const reply = await client.post('/api/follow-ups', {
    customerId,
    method: roll.one(['phone', 'visit']),
    result: 'effective',
    occurredAt: `2026-03-12T0${roll.below(8)}:00:00Z`,
    summary: '谈了产线',
    intent: roll.one(['A', 'B', 'C']),
    nextStep: { at: '2026-03-16T06:00:00Z', action: 'visit', goal: '看样机' },
  })
  if (told(reply)) followed.set(customerId, (followed.get(customerId) ?? 0) + 1)
}
const win: Act = async (client, roll) =>
  void told(await client.post(`/api/opportunities/${roll.one(deals)}/win`, { amount: 1000 }))
const lose: Act = async (client, roll) =>
  void told(await client.post(`/api/opportunities/${roll.one(deals)}/lose`, { reason: 'price' }))
const reopen: Act = async (client, roll) =>
  void told(await client.post(`/api/opportunities/${roll.one(deals)}/reopen`, {}))
const acts: readonly Act[] = [append, append, append, append, follow, follow, win, lose, reopen]

/** @returns whether it happened; losing a race is part of life, breaking is not */
function told({ status, body }: Reply): boolean {
  expect([200, 201, 409, 422], JSON.stringify(body)).toContain(status)
  if (status >= 400) refused++
  return status < 400
}

async function run(client: Client, roll: Dice, until: number): Promise<void> {
  while (Date.now() < until) await roll.one(acts)(client, roll)
}

it(`what ${CLIENTS} clients were told in ${SECONDS} seconds is one history (seed ${SEED})`, {
  timeout: SECONDS * 2000 + 60_000,
}, async () => {
  const until = Date.now() + SECONDS * 1000
  const clients = Array.from({ length: CLIENTS }, (_, i) => test.company.as(people[i % people.length] ?? 'rep'))
  await Promise.all(clients.map((client, i) => run(client, dice(SEED + i * 7919), until)))

  // No two winners of one version.
  const versions = writes.map(({ id, from }) => `${id} ${from}`)
  expect(versions.length - new Set(versions).size).toBe(0)
  for (const id of customers) {
    const chain = writes.filter((write) => write.id === id).sort((a, b) => a.from - b.from)
    // No lost update: each winner wrote upon what the winner before it had written.
    let text = ''
    for (const write of chain) {
      expect(write.to).toBeGreaterThan(write.from)
      expect(write.read, `version ${write.from}`).toBe(text)
      text = write.wrote
    }
    // Nobody read what was never written, or something older at a newer version.
    const written = new Map([...chain.map(({ to, wrote }): [number, string] => [to, wrote])])
    for (const read of reads.filter((each) => each.id === id)) {
      const latest = [...written].filter(([version]) => version <= read.version).sort(([a], [b]) => b - a)[0]
      expect(read.text, `version ${read.version}`).toBe(latest?.[1] ?? '')
    }
    expect(ok((await clients[3]?.get(`/api/customers/${id}`)) as Reply).description ?? '').toBe(text)
  }
  await invariantsHold()
  process.stdout.write(
    `${writes.length} edits, ${[...followed.values()].reduce((a, b) => a + b, 0)} follow-ups, ${refused} refused, ${reads.length} reads (seed ${SEED})\n`,
  )
})

/** What must be true of the rows whoever won. */
async function invariantsHold(): Promise<void> {
  await asSystem(test.db, test.clock, test.company.tenantId, async (ctx) => {
    expect(await verifyCells(ctx)).toEqual([])
    const rows = <T>(query: Parameters<typeof ctx.tx.rows>[0]) => ctx.tx.rows<T>(query)
    const counted = await rows<{ customerId: string; count: number; open: number; last: string }>(sql`
      select f.customer_id as "customerId", count(*)::int as count,
        (select count(*)::int from next_steps n where n.tenant_id = ${ctx.tenantId} and n.customer_id = f.customer_id and n.state = 'open' and n.voided_at is null) as open,
        max(f.occurred_at) = (select c.last_follow_up_at from customers c where c.tenant_id = ${ctx.tenantId} and c.id = f.customer_id) as last
      from follow_ups f where f.tenant_id = ${ctx.tenantId} group by 1`)
    for (const { customerId, count, last } of counted) expect([count, last]).toEqual([followed.get(customerId), true])
    const torn = await rows(sql`
      select id, outcome, stage, closed_at from opportunities where tenant_id = ${ctx.tenantId}
        and ((outcome = 'open') <> (closed_at is null) or (outcome = 'open') <> (closing_day is null) or (outcome = 'lost') <> (loss_reason is not null))`)
    expect(torn).toEqual([])
    const plans = await rows(sql`
      select c.id from customers c where c.tenant_id = ${ctx.tenantId} and c.next_step_at is distinct from (
        select min(n.at) from next_steps n where n.tenant_id = ${ctx.tenantId} and n.customer_id = c.id and n.state = 'open' and n.voided_at is null)`)
    expect(plans).toEqual([])
    const audited = await rows<{ id: string }>(sql`
      select c.id from customers c where c.tenant_id = ${ctx.tenantId} and c.version < (
        select count(*) from audit_entries a where a.tenant_id = ${ctx.tenantId} and a.record_id = c.id and a.action in ('created', 'updated'))`)
    expect(audited).toEqual([])
  })
}
