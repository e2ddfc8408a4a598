import pg from 'pg'
import { addWorkdays, isWorkday } from '../src/sales/calendar/rules/workdays.ts'
import { LAST_DAY } from './clock.ts'
import { type Company, PEOPLE } from './company.ts'
import {
  auditEntries,
  contacts,
  customers,
  followUps,
  nextSteps,
  opportunities,
  payments,
  searchTerms,
  visits,
} from './facts.ts'

/** Follow-ups of one person on one day. */
const DAILY = 8
const calendar = { country: 'CN' } as const
/** Scaffolding that the statements of facts.ts read; gone when the data set stands. */
const scaffolding = 'drop view bench_visits; drop table bench_shape, bench_days'

/**
 * Fills the company with history. Everybody records 8 follow-ups on every working day, so a larger data set is the same
 * company after more days: 100 000 follow-ups are 25 working days, a million are 250. A person goes round their customers
 * in turn; a customer has 10 follow-ups, each of which planned the next.
 * @param size number of follow-ups
 */
export async function fillHistory(ownerUrl: string, company: Company, size: number): Promise<void> {
  const days = Math.max(2, Math.round(size / PEOPLE / DAILY))
  const perPerson = Math.max(1, Math.round((days * DAILY) / 10))
  const [one, other] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: ownerUrl })]
  await Promise.all([one.connect(), other.connect()])
  try {
    await one.query(
      'create unlogged table bench_shape as select $1::uuid as tenant, $2::int as days, $3::int as per_person',
      [company.tenantId, days, perPerson],
    )
    await one.query(
      'create unlogged table bench_days as select (n - 1)::int as d, day from unnest($1::date[]) with ordinality t(day, n)',
      [workdays(days, perPerson)],
    )
    await one.query(visits)
    const indexes = await dropIndexes(one)
    // References are right by construction; checking six million of them takes minutes.
    const quick = `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '128MB'`
    await Promise.all([one.query(quick), other.query(quick)])
    await Promise.all([
      inTurn(one, [customers, contacts, ...opportunities, payments, followUps]),
      inTurn(other, [searchTerms, nextSteps, auditEntries]),
    ])
    await Promise.all([
      inTurn(
        one,
        indexes.filter((_, i) => i % 2 === 0),
      ),
      inTurn(
        other,
        indexes.filter((_, i) => i % 2 === 1),
      ),
    ])
    await one.query(scaffolding)
  } finally {
    await Promise.all([one.end(), other.end()])
  }
}

async function inTurn(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement)
}

/** The last working days up to LAST_DAY, and further ones for the plans of the last round. */
function workdays(days: number, perPerson: number): string[] {
  if (!isWorkday(LAST_DAY, calendar)) throw new Error(`${LAST_DAY} is no working day`)
  const ahead = Math.ceil(perPerson / DAILY) + 1
  const list = [addWorkdays(LAST_DAY, 1 - days, calendar)]
  while (list.length < days + ahead) list.push(addWorkdays(list.at(-1) as string, 1, calendar))
  return list
}

/** Secondary indexes are built once at the end, in a fraction of the time. @returns statements that make them */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const tables = ['customers', 'contacts', 'opportunities', 'follow_ups', 'next_steps', 'audit_entries', 'search_terms']
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = any($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by i.indrelid::regclass::text = 'follow_ups' desc, 1`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map((row) => row.definition)
}
