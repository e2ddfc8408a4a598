import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'
import type { Ctx } from '../../platform/context.ts'
import { asUser } from '../people/service.ts'
import { listQuery } from './contract.ts'
import { filterFields } from './service/access.ts'
import { listRows } from './store/list.ts'
import { typeNamed } from './store/registry.ts'

/** Every list of the kit must find its rows by an index, as the app role, under row-level security (ARCHITECTURE §2.5). */
let app: TestApp
let fieldId: string
let customerId: string

beforeAll(async () => {
  app = await testApp()
  const rep = app.company.as('rep')
  const field = await app.company
    .as('admin')
    .post('/api/forms/customer/fields', { key: 'line', kind: 'text', labelZh: '产线' })
  fieldId = field.body.id
  customerId = (await rep.post('/api/customers', { name: '要找的客户' })).body.id
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  await owner.query(crowd, [app.company.tenantId, Object.values(app.company.users), fieldId])
  for (const table of [
    'customers',
    'search_terms',
    'field_index',
    'follow_ups',
    'contacts',
    'opportunities',
    'record_collaborators',
    'users',
  ])
    await owner.query(`vacuum analyze ${table}`)
  await owner.end()
}, 180_000)
afterAll(() => app?.close())

/** Forty thousand customers, a thousand for each of six people and the rest of a seventh, three quarters of them with a contact, a deal and a follow-up. */
const crowd = `
  with made as (
    insert into customers (tenant_id, id, name, owner_id, created_at, created_by, updated_at, level)
    select $1, gen_random_uuid(), 'crowd ' || i, ($2::uuid[])[1 + least(i % 40, 6)], now(), ($2::uuid[])[1], now() - i * interval '1 minute', 'normal'
    from generate_series(1, 40000) i returning id, name, owner_id),
  terms as (
    insert into search_terms (tenant_id, type, term, record_id)
    select $1, 'customer', t, id from made, unnest(array['c', 'cr', right(name, 2), 'w' || substr(name, 7, 3)]) t on conflict do nothing),
  fields as (
    insert into field_index (tenant_id, field_id, record_id, ordinal, text_value) select $1, $3, id, 0, 'line ' || right(name, 3) from made),
  people as (
    insert into contacts (tenant_id, id, customer_id, name, owner_id, created_at, created_by, updated_at)
    select $1, gen_random_uuid(), id, 'p', owner_id, now(), owner_id, now() - right(name, 4)::int * interval '1 minute' from made where name like 'crowd _____'),
  deals as (
    insert into opportunities (tenant_id, id, customer_id, name, stage, stage_entered_at, currency, owner_id, created_at, created_by, updated_at)
    select $1, gen_random_uuid(), id, 'd', 'contact', now(), 'CNY', owner_id, now(), owner_id, now() from made where name like 'crowd ____%')
  insert into follow_ups (tenant_id, id, customer_id, method, occurred_at, local_day, time_zone, entered_at, entry_kind, counted, summary, currency, author_id, created_at, created_by, updated_at)
  select $1, gen_random_uuid(), id, 'phone', now() - right(name, 4)::int * interval '1 minute', '2026-03-01', 'UTC', now(), 'normal', true, 's', 'CNY', owner_id, now(), owner_id, now()
  from made where name like 'crowd _____'`

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows'?: number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** The plan of the list that a person asks for, as it really runs. */
async function planOf(
  who: 'rep' | 'manager' | 'director',
  type: string,
  query: Record<string, string>,
): Promise<Plan[]> {
  return asUser(app.db, app.clock, app.company.tenantId, app.company.users[who], async (ctx) => {
    const plans: Plan[] = []
    const spying: Ctx = { ...ctx, tx: { ...ctx.tx, rows: explain as Ctx['tx']['rows'] } }
    async function explain<T>(query: Sql): Promise<T[]> {
      if (!query.text.includes('limit')) return ctx.tx.rows<T>(query)
      const explained = {
        ...query,
        text: `explain (analyze, format json) ${query.text}`,
        values: query.values,
      } as unknown as Sql
      const [row] = await ctx.tx.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(explained)
      plans.push(...(row?.['QUERY PLAN'] ?? []).map((each) => each.Plan))
      return []
    }
    const kind = typeNamed(type)
    await listRows(spying, kind, listQuery.parse(query), await filterFields(ctx, kind))
    return plans.flatMap(flat)
  })
}

const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
const filter = (value: unknown) => ({ filter: JSON.stringify(value) })

describe('the database finds by an index', () => {
  const cases: [string, Parameters<typeof planOf>, string][] = [
    ["a rep's customers", ['rep', 'customer', {}], 'customers_owner'],
    [
      "a rep's customers by a filter",
      ['rep', 'customer', filter({ field: 'level', op: 'eq', value: 'normal' })],
      'customers_owner',
    ],
    ["everybody's customers", ['director', 'customer', {}], 'customers_updated'],
    [
      "one colleague's customers",
      ['director', 'customer', filter({ field: 'ownerId', op: 'eq', value: '$otherRep' })],
      'customers_owner',
    ],
    ['customers by q', ['director', 'customer', { q: '华为' }], 'search_terms_pkey'],
    ["a rep's customers by q", ['rep', 'customer', { q: 'w123' }], 'search_terms_pkey'],
    [
      'customers by a custom field',
      ['director', 'customer', filter({ field: 'custom.line', op: 'eq', value: 'line 123' })],
      'field_index_text',
    ],
    [
      "a rep's customers by a custom field",
      ['rep', 'customer', filter({ field: 'custom.line', op: 'eq', value: 'line 123' })],
      'field_index',
    ],
    [
      'follow-ups of a customer',
      ['rep', 'followUp', filter({ field: 'customerId', op: 'eq', value: '$customer' })],
      'follow_ups_customer',
    ],
    [
      'follow-ups of a customer for their manager',
      ['manager', 'followUp', filter({ field: 'customerId', op: 'eq', value: '$customer' })],
      'follow_ups_customer',
    ],
    ["everybody's follow-ups, the newest first", ['director', 'followUp', {}], 'follow_ups_occurred'],
    [
      "a person's follow-ups of a day",
      [
        'director',
        'followUp',
        filter({
          and: [
            { field: 'ownerId', op: 'eq', value: '$otherRep' },
            { field: 'localDay', op: 'eq', value: '2026-03-12' },
          ],
        }),
      ],
      'follow_ups_author_day',
    ],
    [
      'contacts of a customer',
      ['rep', 'contact', filter({ field: 'customerId', op: 'eq', value: '$customer' })],
      'contacts_customer',
    ],
    [
      'opportunities of a customer',
      ['rep', 'opportunity', filter({ field: 'customerId', op: 'eq', value: '$customer' })],
      'opportunities_customer',
    ],
    ["a rep's contacts", ['rep', 'contact', {}], 'contacts_updated'],
    ["a rep's follow-ups and those of the customers", ['rep', 'followUp', {}], 'follow_ups_occurred'],
    ["a manager's opportunities", ['manager', 'opportunity', {}], 'opportunities_updated'],
    [
      'a column of the board',
      [
        'director',
        'opportunity',
        filter({
          and: [
            { field: 'outcome', op: 'eq', value: 'open' },
            { field: 'stage', op: 'eq', value: 'quote' },
          ],
        }),
      ],
      'opportunities_stage',
    ],
  ]
  test.each(cases)('%s', async (_, [who, type, query], index) => {
    const named = Object.fromEntries(
      Object.entries(query).map(([key, value]) => [
        key,
        value.replace('$otherRep', app.company.users.otherRep).replace('$customer', customerId),
      ]),
    )
    const plan = await planOf(who, type, named)
    const story = JSON.stringify(
      plan.map(({ Plans: _, ...node }) => node),
      null,
      1,
    )
    expect(
      plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'users'),
      story,
    ).toEqual([])
    const used = plan.find((node) => node['Index Name']?.startsWith(index))
    expect(used?.['Index Cond'], story).toBeDefined()
  })

  test('a page behind a cursor reads no more than the page', async () => {
    const rep = app.company.as('rep')
    const first = (await rep.get('/api/customers?limit=50')).body
    const plan = await planOf('rep', 'customer', { limit: '50', cursor: first.nextCursor })
    const scan = plan.find((node) => node['Relation Name'] === 'customers')
    expect(scan?.['Index Name'], JSON.stringify(plan)).toBe('customers_owner')
    expect(scan?.['Rows Removed by Filter'] ?? 0).toBe(0)
    expect(scan?.['Actual Rows']).toBeLessThanOrEqual(51)
  })

  test('with many people in reach looks customers up one by one, and sees the same', async () => {
    const { tenantId, departments } = app.company
    const seen = async () => (await app.company.as('manager').get('/api/contacts?limit=200&count=true')).body
    const before = await seen()
    await crew(tenantId, departments.east)
    expect(await seen()).toEqual(before)
    const plan = await planOf('manager', 'contact', {})
    expect(
      plan.find((node) => node['Index Name'] === 'customers_pkey')?.['Index Cond'],
      JSON.stringify(plan),
    ).toContain('r.customer_id')
  })
})

/** Twelve more people in a department. */
async function crew(tenantId: string, departmentId: string): Promise<void> {
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  await owner.query(
    `with made as (
       insert into users (tenant_id, id, name, status, created_at, updated_at)
       select $1, gen_random_uuid(), 'x' || i, 'active', now(), now() from generate_series(1, 12) i returning id)
     insert into memberships (tenant_id, user_id, from_day, department_id) select $1, id, '2024-01-01', $2 from made`,
    [tenantId, departmentId],
  )
  await owner.end()
}
