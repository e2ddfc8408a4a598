import type { FastifyInstance } from 'fastify'
import {
  asSystem,
  changeDepartment,
  createDepartment,
  createTenant,
  createUser,
  hashPassword,
  isSetUpNeeded,
  openSession,
  type Tenant,
} from '../../base/people/service.ts'
import { reportId } from '../../insight/reports/service.ts'
import { type Clock, fixedClock } from '../../platform/clock.ts'
import { type Database, partsOf } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { addDays, localDay, localTime, startOfMonth, zonedInstant } from '../../platform/time.ts'
import { workCalendar } from '../../sales/calendar/rules/workdays.ts'
import { createApp } from '../server.ts'
import {
  type DemoPerson,
  demoAdmin,
  demoCompany,
  demoDepartments,
  demoManager,
  demoPassword,
  demoPeople,
} from './company.ts'
import { livePerson, type Speaker } from './days.ts'
import { type DemoStaff, seedTargets, signedBefore } from './targets.ts'

const HISTORY_DAYS = 8
const zone = demoCompany.timeZone

/** Makes the demo company when this server has no company yet; otherwise does nothing. */
export async function ensureDemo(db: Database, clock: Clock): Promise<void> {
  if (await isSetUpNeeded(db)) await seedDemo(db, clock.now())
}

/**
 * Fills the demo company through the API itself, at the times at which things would have happened:
 * some working days of history and one full day, today's when it is evening, else the last working day.
 * All of it is one transaction: who breaks off in the middle leaves nothing, and nobody ever meets half a company.
 */
export function seedDemo(db: Database, now: Date): Promise<{ tenantId: string; adminId: string }> {
  return db.tenant(newId(), (tx) => seedWithin(partsOf(db, tx), tx.tenantId, now))
}

async function seedWithin(db: Database, tenantId: string, now: Date): Promise<{ tenantId: string; adminId: string }> {
  const days = demoDays(now)
  const first = zonedInstant(addDays(days[0] as string, -30), '09:00', zone)
  const clock = fixedClock(first)
  const tenant = await createTenant(db, clock, {
    company: demoCompany,
    admin: { name: demoAdmin.name, identifier: demoAdmin.email, password: demoPassword },
    onlyFirst: true,
    tenantId,
  })
  const staff = await hire(db, clock, tenant)
  const { people } = staff
  clock.set(zonedInstant(days[0] as string, '08:00', zone))
  const tokens = await asSystem(db, fixedClock(now), tenantId, async (ctx) => {
    const entries: [string, string][] = []
    for (const { person, userId } of people) entries.push([person.key, await openSession(ctx, userId)])
    return new Map(entries)
  })
  const shown = days.at(-1) as string
  const months = new Set([shown, localDay(now, zone)].map(startOfMonth))
  await asSystem(db, clock, tenantId, (ctx) => seedTargets(ctx, staff, localDay(first, zone), [...months]))
  const calendar = workCalendar({ country: 'CN' })
  const app = await createApp({ db, clock })
  try {
    const speakers = people.map(({ person, userId }) => ({
      person,
      userId,
      call: caller(app, tokens.get(person.key) as string),
      reportId: (day: string) => reportId(tenantId, userId, day),
      at: (instant: Date) => clock.set(instant),
    }))
    for (const speaker of speakers) await livePerson(speaker, days, zone, signedBefore(speaker.person, calendar, shown))
  } finally {
    await app.close()
  }
  return { tenantId, adminId: tenant.userId }
}

function demoDays(now: Date): string[] {
  const calendar = workCalendar({ country: 'CN' })
  const today = localDay(now, zone)
  const shown = localTime(now, zone) >= '21:30' && calendar.isWorkday(today) ? today : calendar.addWorkdays(today, -1)
  return Array.from({ length: HISTORY_DAYS + 1 }, (_, i) => calendar.addWorkdays(shown, i - HISTORY_DAYS))
}

async function hire(db: Database, clock: Clock, tenant: Tenant): Promise<DemoStaff> {
  const passwordHash = await hashPassword(demoPassword)
  return asSystem(db, clock, tenant.tenantId, async (ctx) => {
    const departments = new Map<string, { id: string; version: number }>()
    for (const [key, name] of Object.entries(demoDepartments))
      departments.set(key, await createDepartment(ctx, { name, parentId: tenant.departmentId }))
    const idOf = (key: string) => departments.get(key)?.id as string
    const manager = await createUser(ctx, {
      name: demoManager.name,
      email: demoManager.email,
      passwordHash,
      departmentId: idOf('east'),
      roleIds: [tenant.roleIds.manager],
      joinedOn: '2024-01-01',
    })
    const east = departments.get('east') as { id: string; version: number }
    await changeDepartment(ctx, east.id, { version: east.version, managerId: manager.id })
    const hired: { person: DemoPerson; userId: string }[] = []
    for (const person of demoPeople) {
      const user = await createUser(ctx, {
        name: person.name,
        email: person.email,
        passwordHash,
        departmentId: idOf(person.department),
        roleIds: [tenant.roleIds.rep],
        joinedOn: '2024-01-01',
      })
      hired.push({ person, userId: user.id })
    }
    return {
      people: hired,
      managerId: manager.id,
      departments: { company: tenant.departmentId, east: idOf('east'), south: idOf('south'), channel: idOf('channel') },
    }
  })
}

function caller(app: FastifyInstance, token: string): Speaker['call'] {
  return async (method, url, body) => {
    const reply = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      payload: body,
    })
    if (reply.statusCode >= 300) throw new Error(`demo: ${method} ${url} → ${reply.statusCode} ${reply.body}`)
    return reply.json() as { id: string }
  }
}
