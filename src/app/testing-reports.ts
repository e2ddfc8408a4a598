import sql from 'sql-template-tag'
import { newId } from '../platform/id.ts'
import type { Reply, TestApp } from './testing.ts'
import type { PersonKey } from './testing-company.ts'

/** The body of a reply that must be a success. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the route under test replies.
export function ok(reply: Reply): any {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** Both companies have been live for a year, so that trial days are over. */
export async function liveSince(world: TestApp, day = '2025-03-03'): Promise<void> {
  for (const { tenantId } of [world.company, world.other]) {
    await world.db.tenant(tenantId, (tx) =>
      tx.run(sql`update tenants set go_live_on = ${day} where tenant_id = ${tx.tenantId}`),
    )
  }
}

/** Sets one of the company's settings whatever it was. */
export async function setTo(world: TestApp, key: string, value: object): Promise<void> {
  const { tenantId } = world.company
  await world.db.tenant(tenantId, (tx) =>
    tx.run(sql`
      insert into settings (tenant_id, key, value, updated_at) values (${tx.tenantId}, ${key}, ${JSON.stringify(value)}, ${world.clock.now()})
      on conflict (tenant_id, key) do update set value = excluded.value, version = settings.version + 1`),
  )
}

/** Somebody visits a customer at 14:30 of the tests' day, unless said otherwise. */
export async function interaction(world: TestApp, who: PersonKey, change: Record<string, unknown>) {
  const body = {
    id: newId(),
    method: 'visit',
    result: 'effective',
    occurredAt: '2026-03-12T06:30:00.000Z',
    summary: '产线从 4 条增到 6 条，嫌贵一成多',
    ...change,
  }
  return ok(await world.company.as(who).post('/api/follow-ups', body))
}
