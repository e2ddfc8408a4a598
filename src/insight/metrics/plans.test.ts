import pg from 'pg'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'
import { liveSince } from '../../app/testing-reports.ts'
import { asUser } from '../../base/people/service.ts'
import { numbersOf } from './service.ts'

let world: TestApp

beforeAll(async () => {
  world = await testApp()
  await liveSince(world)
  const { tenantId, users } = world.company
  await world.db.tenant(tenantId, async (tx) => {
    // Two years of three people, a companion now and then.
    await tx.run(sql`
      insert into follow_ups (tenant_id, id, method, occurred_at, local_day, time_zone, entered_at, entry_kind, counted, summary, currency, author_id,
        created_at, created_by, updated_at, participants)
      select ${tenantId}, gen_random_uuid(), 'visit', d, d::date, 'Asia/Shanghai', d, 'normal', true, 'x', 'CNY', (${[users.rep, users.teammate, users.otherRep]}::uuid[])[1 + n % 3],
        d, ${users.rep}, d, case when n % 40 = 0 then jsonb_build_array(jsonb_build_object('userId', ${users.manager}::text, 'role', 'accompanying')) else '[]' end
      from generate_series(1, 20000) n, lateral (select timestamptz '2024-03-01' + n * interval '50 minutes' as d) at`)
  })
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await owner.query('analyze follow_ups')
  await owner.end()
})
afterAll(() => world.close())

it('numbers of a day are found by indexes under row-level security', async () => {
  const { tenantId, users } = world.company
  await asUser(world.db, world.clock, tenantId, users.rep, async (ctx) => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    await numbersOf(ctx, {
      who: { users: [users.rep] },
      from: '2025-03-12',
      to: '2025-03-12',
      timeZone: 'Asia/Shanghai',
    })
    const statements = query.mock.calls
      .map(([config]) => config as unknown as pg.QueryConfig)
      .filter((config) => config.text?.includes('follow_ups'))
    query.mockRestore()
    expect(statements.length).toBeGreaterThan(0)
    for (const { text, values } of statements) {
      const rows = await ctx.tx.rows<{ 'QUERY PLAN': string }>({
        text: `explain ${text}`,
        values: values ?? [],
      } as never)
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).not.toContain('Seq Scan on follow_ups')
      if (text.includes('jsonb_array_elements')) expect(plan).toContain('follow_ups_accompanied')
    }
  })
})
