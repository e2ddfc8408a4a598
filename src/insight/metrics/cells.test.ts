import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobHandlers } from '../../app/slices.ts'
import { addPeople } from '../../app/testing-company.ts'
import { type Dice, dice } from '../../app/testing-dice.ts'
import { asSystem, createTenant, moveUser } from '../../base/people/service.ts'
import { listeners as recordListeners } from '../../base/records/events.ts'
import { assign, recordService, registerType } from '../../base/records/service.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { bindListeners } from '../../platform/events.ts'
import { newId } from '../../platform/id.ts'
import { runNext } from '../../platform/jobs.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts'
import { addDays, localDay, zonedInstant } from '../../platform/time.ts'
import { contact } from '../../sales/contacts/record.ts'
import { customer } from '../../sales/customers/record.ts'
import { followUp } from '../../sales/follow-ups/record.ts'
import { type FollowUpFacts, metricsOf } from '../../sales/follow-ups/rules/classify.ts'
import { lead } from '../../sales/leads/record.ts'
import { nextStep } from '../../sales/next-steps/record.ts'
import { opportunity } from '../../sales/opportunities/record.ts'
import { payment } from '../../sales/payments/record.ts'
import { task } from '../../sales/tasks/record.ts'
import { listeners } from './events.ts'
import { sumMetrics } from './rules/definitions.ts'
import { countedDays, factsOf, numbersOf, rebuildCells, verifyCells } from './service.ts'

const types = [customer, contact, lead, opportunity, payment, nextStep, followUp, task]
const services = {
  customer: recordService(customer),
  lead: recordService(lead),
  opportunity: recordService(opportunity),
  payment: recordService(payment),
  followUp: recordService(followUp),
}
const clock = fixedClock('2026-03-12T08:48:00.000Z')
const zones = ['Asia/Shanghai', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland']

let database: TestDatabase
let db: Database
let tenantId: string
let users: string[]
let departments: string[]

beforeAll(async () => {
  for (const type of types) registerType(type)
  bindListeners([...recordListeners, ...listeners])
  database = await testDatabase()
  db = await openDatabase(database.appUrl, { max: 12 })
  const tenant = await createTenant(db, clock, {
    company: { name: '衡川自动化', scenario: 'enterprise', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    admin: { name: '郑管理', identifier: 'admin@example.com', password: null },
  })
  tenantId = tenant.tenantId
  const made = await inTenant((ctx) => addPeople(ctx, tenant))
  users = Object.values(made.users)
  departments = Object.values(made.departments)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const inTenant = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => asSystem(db, clock, tenantId, work)

interface World {
  customers: string[]
  leads: string[]
  opportunities: string[]
  payments: string[]
  followUps: string[]
}

/** When something happened, at or around midnight somewhere, and on which local day that is. */
function moment(roll: Dice) {
  const zone = roll.one(zones)
  const day = addDays('2026-03-10', roll.below(4))
  const at = zonedInstant(day, roll.one(['00:00', '23:59', '09:30', '16:00']), zone)
  return { at: at.toISOString(), zone, day: localDay(at, zone) }
}

function followUpInput(roll: Dice, world: World) {
  const { at } = moment(roll)
  return {
    ...(roll.chance(0.9)
      ? { customerId: roll.one(world.customers), leadId: null }
      : { leadId: roll.one(world.leads), customerId: null }),
    method: roll.one(['visit', 'visit', 'customerVisit', 'phone', 'phone', 'wechat', 'email']),
    result: roll.one([null, 'effective', 'appointment', 'noAnswer', 'nobodyThere', 'notInterested']),
    occurredAt: at,
    summary: '谈了产线',
    needs: roll.chance(0.4) ? ['省电'] : [],
    objections: roll.chance(0.3) ? ['price'] : [],
    feedback: roll.one([null, null, 'positive']),
    location: roll.one([
      null,
      { latitude: 31, longitude: 120, datum: 'WGS-84', distance: 40 },
      { latitude: 31, longitude: 120, datum: 'WGS-84', distance: 900 },
    ]),
  }
}

function factColumns(roll: Dice, contactIds: string[]) {
  const { day, zone } = moment(roll)
  return {
    local_day: day,
    time_zone: zone,
    entered_at: clock.now(),
    entry_kind: 'normal',
    counted: roll.chance(0.85),
    contact_ids: roll.chance(0.7) ? contactIds : [],
    state_after: JSON.stringify(roll.chance(0.3) ? { stage: 'quote' } : {}),
  }
}

const acts: ((ctx: Ctx, roll: Dice, world: World) => Promise<unknown>)[] = [
  async (ctx, roll, world) => {
    const id = newId()
    await services.followUp.create(
      ctx,
      { id, ownerId: roll.one(users), ...followUpInput(roll, world) },
      { columns: factColumns(roll, [newId()]) },
    )
    world.followUps.push(id)
  },
  (ctx, roll, world) =>
    services.followUp.patch(
      ctx,
      roll.one(world.followUps),
      followUpInput(roll, world) as never,
      factColumns(roll, [newId()]),
    ),
  (ctx, roll, world) =>
    services.followUp.patch(ctx, roll.one(world.followUps), { method: 'visit', result: 'effective' }),
  (ctx, roll, world) => services.followUp.void(ctx, roll.one(world.followUps), { reason: '记错了' }),
  (ctx, roll, world) => services.followUp.restore(ctx, roll.one(world.followUps)),
  async (ctx, roll, world) => {
    const id = newId()
    await services.customer.create(ctx, { id, name: `客户 ${id}`, ownerId: roll.chance(0.7) ? roll.one(users) : null })
    world.customers.push(id)
  },
  (ctx, roll, world) => assign(ctx, customer, { ids: [roll.one(world.customers)], ownerId: roll.one(users) }),
  (ctx, roll, world) => services.customer.void(ctx, roll.one(world.customers), {}),
  (ctx, roll, world) => services.customer.restore(ctx, roll.one(world.customers)),
  async (ctx, roll, world) => {
    const id = newId()
    await services.lead.create(ctx, { id, name: `线索 ${id}`, ownerId: roll.one(users) })
    world.leads.push(id)
  },
  (ctx, roll, world) => services.lead.void(ctx, roll.one(world.leads), {}),
  async (ctx, roll, world) => {
    const id = newId()
    const money = roll.chance(0.8) ? { amount: roll.below(1000) + 0.5, currency: roll.one(['CNY', 'CNY', 'USD']) } : {}
    await services.opportunity.create(
      ctx,
      { id, name: '二期', stage: 'contact', customerId: roll.one(world.customers), ownerId: roll.one(users), ...money },
      {
        columns: { stage_entered_at: clock.now() },
      },
    )
    world.opportunities.push(id)
  },
  (ctx, roll, world) => services.opportunity.patch(ctx, roll.one(world.opportunities), { amount: roll.below(5000) }),
  (ctx, roll, world) => assign(ctx, opportunity, { ids: [roll.one(world.opportunities)], ownerId: roll.one(users) }),
  (ctx, roll, world) =>
    services.opportunity.patch(ctx, roll.one(world.opportunities), {
      outcome: roll.one(['won', 'lost']),
      closingUserId: roll.one(users),
      closingDay: moment(roll).day,
    }),
  (ctx, roll, world) =>
    services.opportunity.patch(ctx, roll.one(world.opportunities), {
      outcome: 'open',
      closingUserId: null,
      closingDay: null,
    }),
  (ctx, roll, world) => services.opportunity.void(ctx, roll.one(world.opportunities), {}),
  async (ctx, roll, world) => {
    const id = newId()
    await services.payment.create(ctx, {
      id,
      customerId: roll.one(world.customers),
      ownerId: roll.one(users),
      amount: roll.below(900) + 1,
      currency: roll.one(['CNY', 'USD']),
      paidOn: moment(roll).day,
    })
    world.payments.push(id)
  },
  async (ctx, roll, world) => {
    const id = roll.one(world.payments)
    const { version } = await services.payment.get(ctx, id)
    await services.payment.update(ctx, id, { version, paidOn: moment(roll).day, amount: roll.below(900) + 1 })
  },
  (ctx, roll, world) => services.payment.void(ctx, roll.one(world.payments), {}),
  (ctx, roll) => moveUser(ctx, roll.one(users), { departmentId: roll.one(departments), fromDay: moment(roll).day }),
]

async function firstWorld(roll: Dice): Promise<World> {
  const world: World = { customers: [], leads: [], opportunities: [], payments: [], followUps: [] }
  await inTenant(async (ctx) => {
    for (const make of [5, 5, 5, 9, 11, 17, 0, 0]) await acts[make]?.(ctx, roll, world)
  })
  return world
}

/** One writer's acts, each in a transaction of its own, sometimes several in one. Losing a race is part of life. */
async function writer(seed: number, world: World, count: number): Promise<number> {
  const roll = dice(seed)
  let done = 0
  for (let i = 0; i < count; i++) {
    try {
      const seen = await inTenant(async (ctx) => {
        const own = structuredClone(world)
        for (let n = roll.chance(0.2) ? 3 : 1; n > 0; n--) await roll.one(acts)(ctx, roll, own)
        return own
      })
      for (const key of Object.keys(world) as (keyof World)[]) world[key] = [...new Set([...world[key], ...seen[key]])]
      done++
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
  return done
}

/** What cells of follow-ups must say by the pure rule, from nothing but the rows. */
async function byTheRule(ctx: Ctx): Promise<Record<string, number>> {
  // biome-ignore lint/suspicious/noExplicitAny: rows of the table as they are
  const rows = await ctx.tx.rows<any>(
    sql`select * from follow_ups where tenant_id = ${ctx.tenantId} and voided_at is null order by occurred_at, id`,
  )
  const counts: Record<string, number> = {}
  const visited = new Set<string>()
  for (const row of rows) {
    const methodClass = ['visit', 'customerVisit'].includes(row.method)
      ? 'visit'
      : row.method === 'phone'
        ? 'call'
        : 'message'
    const subject = row.customer_id ?? row.lead_id
    const reachedVisit = methodClass === 'visit' && !['noAnswer', 'nobodyThere'].includes(row.result)
    const facts: FollowUpFacts = {
      methodClass,
      result: row.result,
      counted: row.counted,
      contacts: row.contact_ids.length,
      checkInDistance: row.location?.distance ?? null,
      hasPhoto: false,
      hasNeed: row.needs.length > 0,
      hasObjection: row.objections.length > 0,
      hasFeedback: row.feedback !== null,
      hasStageChange: row.state_after.stage !== undefined,
      isFirstVisit: !visited.has(subject),
    }
    if (reachedVisit) visited.add(subject)
    for (const metric of metricsOf(facts)) {
      const key = `${row.author_id} ${row.local_day} ${metric}`
      counts[key] = (counts[key] ?? 0) + 1
    }
  }
  return counts
}

async function storedFollowUpCells(ctx: Ctx): Promise<Record<string, number>> {
  const rows = await ctx.tx.rows<{ user_id: string; local_day: string; metric: string; count: number }>(sql`
    select user_id, local_day, metric, count from metric_days where tenant_id = ${ctx.tenantId} and currency = '' and count > 0
      and metric in ('visits', 'effectiveVisits', 'firstVisits', 'followUps', 'dials', 'connectedCalls', 'effectiveCalls')`)
  return Object.fromEntries(rows.map((row) => [`${row.user_id} ${row.local_day} ${row.metric}`, row.count]))
}

describe('cells', () => {
  it.each([11, 4242, 990_001])(
    'equal the facts after 8 writers at once did anything to them (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      const world = await firstWorld(dice(seed))
      const done = await Promise.all(Array.from({ length: 8 }, (_, i) => writer(seed * 31 + i * 7919, world, 30)))
      expect(done.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(120)
      const later = fixedClock(new Date(clock.now().getTime() + 3_600_000).toISOString())
      while (await runNext(db, later, jobHandlers(db, later)));
      await inTenant(async (ctx) => {
        expect(await verifyCells(ctx)).toEqual([])
        expect(await storedFollowUpCells(ctx)).toEqual(await byTheRule(ctx))
      })
    },
  )

  it('equal the evidence behind them, metric by metric', async () => {
    await inTenant(async (ctx) => {
      const asked = { who: { users }, from: '2026-03-08', to: '2026-03-15', timeZone: 'Asia/Shanghai' }
      const { all, each } = await numbersOf(ctx, asked)
      for (const metric of [...sumMetrics, 'customersFollowed', 'keyCustomersFollowed', 'accompaniedVisits'] as const) {
        const facts = await factsOf(ctx, metric, asked)
        expect([metric, facts.length]).toEqual([metric, all[metric]?.count ?? 0])
        const minor = facts
          .filter(({ currency }) => currency === 'USD')
          .reduce((sum, fact) => sum + (fact.amountMinor ?? 0), 0)
        expect(minor).toBe(all[metric]?.amounts?.['USD'] ?? 0)
      }
      for (const metric of ['connectRate', 'winRate', 'planKeptRate', 'coverageRate'] as const) {
        const facts = await factsOf(ctx, metric, asked)
        expect(facts.filter(({ above }) => typeof above !== 'boolean')).toEqual([])
        expect([metric, facts.filter(({ above }) => above).length, facts.length]).toEqual([
          metric,
          all[metric]?.count ?? 0,
          all[metric]?.of ?? 0,
        ])
      }
      const summed = [...each.values()].reduce((sum, numbers) => sum + (numbers.visits?.count ?? 0), 0)
      expect(all.visits?.count).toBe(summed)
    })
  })

  it('come out the same when they are all counted anew', async () => {
    await inTenant(async (ctx) => {
      const before = await storedFollowUpCells(ctx)
      await rebuildCells(ctx)
      expect(await storedFollowUpCells(ctx)).toEqual(before)
      expect(await verifyCells(ctx)).toEqual([])
    })
  })

  it('come out the same when they are counted anew in parts, a month after another', async () => {
    await inTenant(async (ctx) => {
      const before = await storedFollowUpCells(ctx)
      const parts = await countedDays(ctx)
      await ctx.tx.run(sql`delete from metric_days where tenant_id = ${ctx.tenantId}`)
      for (const days of parts) await rebuildCells(ctx, days)
      expect(await storedFollowUpCells(ctx)).toEqual(before)
      expect(await countedDays(ctx)).toEqual(parts)
    })
  })

  it('are found out when somebody tampers with them', async () => {
    await inTenant(async (ctx) => {
      await ctx.tx.run(sql`update metric_days set count = count + 1 where tenant_id = ${ctx.tenantId} and metric = 'visits'
        and (user_id, local_day) = (select user_id, local_day from metric_days where tenant_id = ${ctx.tenantId} and metric = 'visits' limit 1)`)
      const [mismatch, ...rest] = await verifyCells(ctx)
      expect(rest).toEqual([])
      expect(mismatch?.stored?.count).toBe((mismatch?.facts?.count ?? 0) + 1)
      await rebuildCells(ctx)
      expect(await verifyCells(ctx)).toEqual([])
    })
  })
})
