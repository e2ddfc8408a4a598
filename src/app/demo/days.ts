import { zonedInstant } from '../../platform/time.ts'
import { workCalendar } from '../../sales/calendar/rules/workdays.ts'
import type { DemoPerson } from './company.ts'
import { type DemoLine, demoAskers, demoLines } from './lines.ts'

const calendar = workCalendar({ country: 'CN' })

type Called = { id: string }

/** A person of the demo who acts through the API at times of the demo's own clock. */
export interface Speaker {
  person: DemoPerson
  userId: string
  call: (method: 'POST', url: string, body: object) => Promise<Called>
  reportId: (day: string) => string
  at: (instant: Date) => void
}

interface Account {
  customerId: string
  contactId: string
  opportunityId: string
}

const intents = ['B', 'A', 'C', 'B', 'C', 'D', 'B'] as const
const stages = ['solution', 'quote', 'needs', 'sample', 'contact', 'quote', 'negotiation'] as const
const surnames = [
  '张建国',
  '李慧',
  '周启航',
  '钱立群',
  '吴启明',
  '许文斌',
  '罗海峰',
  '沈国良',
  '戴晓东',
  '陈志强',
] as const
const titles = ['技术总监', '采购经理', '设备经理', '总经理', '生产厂长', '项目经理'] as const
const industries = ['manufacturing', 'manufacturing', 'energyChemicals', 'healthcare', 'retailTrade'] as const

/**
 * Lives the given days of one person: customers first, then follow-ups, plans, deals, money and reports.
 * `signed` is the amount of the deals won earlier in the month of the last day.
 */
export async function livePerson(speaker: Speaker, days: string[], zone: string, signed: number): Promise<void> {
  const [first] = days as [string]
  speaker.at(zonedInstant(first, '08:30', zone))
  const accounts: Account[] = []
  for (const [i, name] of speaker.person.customers.entries()) accounts.push(await open(speaker, name, i))
  for (const day of days.slice(0, -1))
    await liveDay(speaker, accounts, {
      day,
      zone,
      visits: Math.min(2, speaker.person.visits),
      followUps: Math.ceil(speaker.person.followUps / 3),
      shown: false,
    })
  const shown = days.at(-1) as string
  const sameMonth = days.slice(0, -1).filter((day) => day.slice(0, 7) === shown.slice(0, 7))
  await winEarlier(speaker, accounts, { days: sameMonth.filter((_, i) => i % 3 === 0), zone, signed })
  await liveDay(speaker, accounts, {
    day: shown,
    zone,
    visits: speaker.person.visits,
    followUps: speaker.person.followUps,
    shown: true,
  })
  await closeDay(speaker, accounts, shown, zone)
}

async function open(speaker: Speaker, name: string, i: number): Promise<Account> {
  const seed = name.length + i
  const customer = await speaker.call('POST', '/api/customers', {
    name,
    level: i < 2 ? 'key' : 'normal',
    intent: intents[i % intents.length],
    status: i === 0 ? 'won' : 'interested',
    size: 'from100',
    region: name.slice(0, 2),
    ...(industries[seed % industries.length] === 'manufacturing' && { industry: 'manufacturing' }),
  })
  const contact = await speaker.call('POST', '/api/contacts', {
    customerId: customer.id,
    name: surnames[seed % surnames.length],
    title: titles[seed % titles.length],
    phones: [`1380512${String(1000 + seed * 37).slice(-4)}`],
    role: 'influencer',
  })
  const opportunity = await speaker.call('POST', '/api/opportunities', {
    customerId: customer.id,
    name: i % 2 ? '一期年度维保' : '二期产线视觉检测',
    amount: 186_000 + seed * 42_000,
    stage: stages[i % stages.length],
  })
  return { customerId: customer.id, contactId: contact.id, opportunityId: opportunity.id }
}

interface Day {
  day: string
  zone: string
  visits: number
  followUps: number
  shown: boolean
}

async function liveDay(
  speaker: Speaker,
  accounts: Account[],
  { day, zone, visits, followUps, shown }: Day,
): Promise<void> {
  for (let i = 0; i < followUps; i++) {
    const account = accounts[(i + day.charCodeAt(9)) % accounts.length] as Account
    const kind = i < visits ? 'visit' : null
    const pool = demoLines.filter((line) => (kind === 'visit') === (line.method === 'visit'))
    const line = pool[(i * 3 + day.charCodeAt(9) + speaker.person.key.length) % pool.length] as DemoLine
    const minutes = 9 * 60 + Math.floor((i * 8.2 * 60) / Math.max(followUps, 1))
    await say(speaker, account, line, { day, zone, minutes, number: (i % 7) + 2, shown, raise: shown && i === 0 })
  }
  if (shown) return
  const at = zonedInstant(day, '18:10', zone)
  speaker.at(at)
  await submit(speaker, day)
}

async function say(
  speaker: Speaker,
  account: Account,
  line: DemoLine,
  of: { day: string; zone: string; minutes: number; number: number; shown: boolean; raise: boolean },
): Promise<void> {
  const occurredAt = zonedInstant(of.day, clockTime(of.minutes), of.zone)
  speaker.at(new Date(occurredAt.getTime() + 12 * 60_000))
  const ahead = 1 + (of.number % 4)
  const nextAt = zonedInstant(calendar.addWorkdays(of.day, ahead), clockTime(of.minutes), of.zone)
  await speaker.call('POST', '/api/follow-ups', {
    customerId: account.customerId,
    contactIds: [account.contactId],
    opportunityId: account.opportunityId,
    method: line.method,
    occurredAt: occurredAt.toISOString(),
    summary: line.summary.replaceAll('{n}', String(of.number)),
    ...(line.needs && { needs: line.needs }),
    ...(line.objections && { objections: line.objections }),
    ...(line.competitors && { competitors: line.competitors }),
    ...(line.feedback && { feedback: line.feedback }),
    ...(of.raise && { intent: 'A' }),
    ...(line.method === 'phone' && { result: 'effective' }),
    nextStep: { at: nextAt.toISOString(), action: line.next.action, goal: line.next.goal },
  })
}

/** Deals of the month before the shown day, one on each of the days. */
async function winEarlier(
  speaker: Speaker,
  accounts: Account[],
  { days, zone, signed }: { days: string[]; zone: string; signed: number },
): Promise<void> {
  const each = Math.round(signed / days.length / 1000) * 1000
  for (const [i, day] of days.entries()) {
    const amount = i === days.length - 1 ? signed - each * i : each
    const { customerId } = accounts[(i + 3) % accounts.length] as Account
    speaker.at(zonedInstant(day, '16:40', zone))
    const deal = await speaker.call('POST', '/api/opportunities', { customerId, name: '一期产线检测', amount })
    await speaker.call('POST', `/api/opportunities/${deal.id}/win`, { amount })
  }
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

async function closeDay(speaker: Speaker, accounts: Account[], day: string, zone: string): Promise<void> {
  const { person } = speaker
  const [, second, third] = accounts
  speaker.at(zonedInstant(day, '17:20', zone))
  if (person.won && second)
    await speaker.call('POST', `/api/opportunities/${second.opportunityId}/win`, { amount: person.won })
  if (person.paid && third)
    await speaker.call('POST', '/api/payments', { customerId: third.customerId, amount: person.paid, paidOn: day })
  if (person.newDeal && third)
    await speaker.call('POST', '/api/opportunities', {
      customerId: third.customerId,
      name: '三期扩线视觉检测',
      amount: 520_000,
    })
  for (const [i, name] of person.leads.entries()) {
    const asker = demoAskers[(i + person.followUps) % demoAskers.length]
    const phone = `139${String([...name].reduce((sum, glyph) => (sum * 31 + (glyph.codePointAt(0) ?? 0)) % 90_000_000, 7)).padStart(8, '3')}`
    await speaker.call('POST', '/api/leads', { name, source: 'exhibition', phone, ...asker })
  }
  if (third)
    await speaker.call('POST', '/api/tasks', {
      title: '整理三家同行案例，发给客户',
      customerId: third.customerId,
      dueAt: zonedInstant(calendar.addWorkdays(day, 1), '17:00', zone).toISOString(),
    })
  if (person.submittedAt === null) return
  speaker.at(zonedInstant(day, person.submittedAt, zone))
  const words =
    person.key === 'lin'
      ? { problems: '样机库存只剩 1 套，下周 3 场演示排不开。' }
      : person.key === 'he'
        ? { problems: '老客户问二期能否沿用一期采集网关，技术口径不一致。' }
        : {}
  await submit(speaker, day, words)
}

async function submit(speaker: Speaker, day: string, words: object = {}): Promise<void> {
  await speaker.call('POST', `/api/reports/${speaker.reportId(day)}/submit`, { words })
}
