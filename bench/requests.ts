import type pg from 'pg'
import type { Database } from '../src/platform/database.ts'
import { newId } from '../src/platform/id.ts'
import type { Call } from './client.ts'
import { NOW } from './clock.ts'
import { asOwner, type DataSet } from './cluster.ts'
import { peopleOf, signIn, TEAMS } from './company.ts'
import type { Subject } from './replay.ts'

/** One of the measured requests, in as many forms as it takes to reach different people and records. */
export interface Kind {
  name: string
  /** Number of forms; a form of a write can be sent once, one of a read again and again. */
  forms: number
  call: (form: number) => Call
  /** Writes: what each form is about. */
  subjects?: Subject[]
  /** Rows in a reply. */
  rows: (body: never) => number
}

const READERS = 240
/** Enough for all rounds; the same for every size, so that the days grow alike. */
const WRITES = 4_800

/** The measured requests on a data set, with sessions of the people who send them. */
export async function kindsOn(db: Database, data: DataSet): Promise<Kind[]> {
  return asOwner(data.ownerUrl, async (owner) => {
    const people = await peopleOf(owner)
    const tokens = await signIn(db, data.company, [...people, data.company.adminId])
    const token = (userId: string) => tokens.get(userId) as string
    return [
      await customerTimeline(owner, token),
      customerList(people, token),
      dailyReport(people.slice(TEAMS), token),
      teamReport(token(data.company.adminId)),
      await recordFollowUp(owner, token),
    ]
  })
}

type TokenOf = (userId: string) => string

async function customerTimeline(owner: pg.Client, token: TokenOf): Promise<Kind> {
  const { rows } = await owner.query<{ id: string; owner_id: string }>(
    `select id, owner_id from customers order by md5(id::text) limit ${READERS}`,
  )
  const call = (form: number): Call => {
    const { id, owner_id: userId } = rows[form] as { id: string; owner_id: string }
    return get(
      'customerTimeline',
      form,
      `/api/follow-ups?filter=${json({ field: 'customerId', op: 'eq', value: id })}`,
      token(userId),
    )
  }
  return { name: 'customerTimeline', forms: rows.length, call, rows: (body: { items: unknown[] }) => body.items.length }
}

/** A leader's ordinary customers of the whole team of 25, newest change first. */
function customerList(people: readonly string[], token: TokenOf): Kind {
  const call = (team: number): Call => {
    const owners = people.filter((_, p) => p % TEAMS === team)
    const filter = {
      and: [
        { field: 'ownerId', op: 'in', value: owners },
        { field: 'level', op: 'eq', value: 'normal' },
      ],
    }
    return get(
      'customerList',
      team,
      `/api/customers?filter=${json(filter)}&sort=-updatedAt`,
      token(people[team] as string),
    )
  }
  return { name: 'customerList', forms: TEAMS, call, rows: (body: { items: unknown[] }) => body.items.length }
}

function dailyReport(reps: readonly string[], token: TokenOf): Kind {
  const call = (form: number) => get('dailyReport', form, '/api/reports/daily', token(reps[form] as string))
  return { name: 'dailyReport', forms: READERS, call, rows: (body: { entries: unknown[] }) => body.entries.length }
}

function teamReport(admin: string): Kind {
  const call = (form: number) => get('teamReport', form, '/api/team-reports/daily', admin)
  return { name: 'teamReport', forms: 1, call, rows: (body: { people: unknown[] }) => body.people.length }
}

/** A visit with everything a salesperson says about it, at a customer with a deal and a plan; each customer is visited
 * once, none of a leader, whose statements name the people of their team. */
async function recordFollowUp(owner: pg.Client, token: TokenOf): Promise<Kind> {
  const { rows: subjects } = await owner.query<Subject>(
    `select c.id as customer, c.owner_id as "user", c.credit_department_id as department, k.id as contact, o.id as deal, s.id as step
     from customers c
     join opportunities o on o.customer_id = c.id and o.outcome = 'open' and o.version = 1
     join next_steps s on s.customer_id = c.id and s.state = 'open' and s.version = 1
     join contacts k on k.id = o.contact_ids[1]
     where c.version = 1 and not exists (select from departments d where d.manager_id = c.owner_id)
     order by c.id limit ${WRITES}`,
  )
  const call = (form: number): Call => {
    const { user, customer, deal, contact } = subjects[form] as Record<'user' | 'customer' | 'deal' | 'contact', string>
    return {
      method: 'POST',
      path: '/api/follow-ups',
      token: token(user),
      mark: `recordFollowUp/${form}`,
      body: followUp({ customer, deal, contact }),
    }
  }
  return { name: 'recordFollowUp', forms: subjects.length, subjects, call, rows: () => 1 }
}

function followUp({ customer, deal, contact }: { customer: string; deal: string; contact: string }) {
  return {
    id: newId(),
    customerId: customer,
    opportunityId: deal,
    contactIds: [contact],
    method: 'visit',
    result: 'effective',
    occurredAt: new Date(Date.parse(NOW) - 30 * 60_000).toISOString(),
    deviceTime: NOW,
    summary:
      '拜访了王总，样机测试通过，他对价格和账期有顾虑，说对手报价低 5%，希望下周三带着优惠方案和交期承诺再谈一次。',
    judgement: '预算已经批了，卡在采购压价，决策人是总经理。',
    needs: ['交期压缩到六周', '提供本地备件'],
    objections: ['price'],
    feedback: 'hesitant',
    competitors: ['恒川智能'],
    signals: ['askPrice'],
    intent: 'B',
    stage: 'negotiation',
    probability: 70,
    amount: 860_000,
    nextStep: {
      at: new Date(Date.parse(NOW) + 7 * 86_400_000).toISOString(),
      action: 'visit',
      goal: '带优惠方案，约到总经理',
    },
  }
}

function get(kind: string, form: number, path: string, token: string): Call {
  return { method: 'GET', path, token, mark: `${kind}/${form}` }
}

function json(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value))
}
