import type { z } from 'zod'
import { peopleByIds, reaches, timeZoneOf } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { notFound } from '../../../platform/errors.ts'
import { maskPhone } from '../../../platform/text.ts'
import { addDays, localDay } from '../../../platform/time.ts'
import { calendarOf } from '../../calendar/service.ts'
import type { PicksReply, PlanItem, planReply } from '../contract.ts'
import { pickSlots } from '../rules.ts'
import { type PlanRow, pickableCustomers, planRows } from '../store/plan.ts'

const UPCOMING_DAYS = 7
const MOST_UPCOMING = 10

/**
 * What a person has planned for a day; for their today, everything overdue stands first.
 * @throws AppError not_found for people out of reach
 */
export async function planOf(
  ctx: Ctx,
  query: { day?: string | undefined; user?: string | undefined },
): Promise<z.output<typeof planReply>> {
  const userId = query.user ?? ctx.actor.userId
  if (!(await reaches(ctx, 'nextSteps.view', userId))) throw notFound()
  const [user] = await peopleByIds(ctx, [userId])
  if (user === undefined) throw notFound()
  const today = localDay(ctx.clock.now(), await timeZoneOf(ctx, userId))
  const day = query.day ?? today
  const rows = await planRows(ctx, { userId, from: day === today ? null : day, to: day })
  const next = { userId, from: addDays(day, 1), to: addDays(day, UPCOMING_DAYS), limit: MOST_UPCOMING }
  const upcoming = day === today ? await planRows(ctx, next) : []
  const show = (row: PlanRow) => shown(ctx, row, today)
  return { day, user: { id: user.id, name: user.name }, items: rows.map(show), upcoming: upcoming.map(show) }
}

/** Customers to pick for this week, and when they would be planned. */
export async function picks(ctx: Ctx): Promise<PicksReply> {
  const items = await pickableCustomers(ctx)
  return {
    items: items.map(({ intent, level, lastFollowUpAt, ...item }) => ({
      ...item,
      ...readable(ctx, 'customer', { intent, level, lastFollowUpAt }),
    })),
    slots: await slotsOfWeek(ctx),
  }
}

/** When customers picked now are planned, one after the other. */
export async function slotsOfWeek(ctx: Ctx): Promise<string[]> {
  const zone = await timeZoneOf(ctx, ctx.actor.userId)
  return pickSlots(ctx.clock.now(), zone, await calendarOf(ctx)).map((at) => at.toISOString())
}

function shown(ctx: Ctx, { customer, lead, contacts, ...step }: PlanRow, today: string): PlanItem {
  return {
    ...step,
    overdue: step.localDay < today,
    customer: customer && {
      id: customer.id,
      name: customer.name,
      ...(customer.visible && {
        ...readable(ctx, 'customer', {
          level: customer.level,
          intent: customer.intent,
          address: customer.address,
          location: customer.location,
        }),
        ...readable(ctx, 'customer', { lastFollowUpAt: instant(customer.lastFollowUpAt) }),
        ...phonesOf(ctx, 'customer.phone', (mask) => ({ phone: customer.phone && mask(customer.phone) })),
      }),
    },
    lead: lead && {
      id: lead.id,
      name: lead.name,
      ...(lead.visible && phonesOf(ctx, 'lead.phone', (mask) => ({ phone: lead.phone && mask(lead.phone) }))),
    },
    contacts: contacts.map(({ id, name, title, phones }) => ({
      id,
      name,
      ...readable(ctx, 'contact', { title }),
      ...phonesOf(ctx, 'contact.phones', (mask) => ({ phones: phones.map(mask) })),
    })),
  }
}

/** Fields that no rule keeps from the actor; a masked text says too little to be of use here. */
function readable<T extends object>(ctx: Ctx, type: string, values: T): Partial<T> {
  const rules = ctx.actor.fieldRules
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => !['hidden', 'masked'].includes(rules[`${type}.${key}`] ?? '')),
  ) as Partial<T>
}

function phonesOf<T extends object>(
  ctx: Ctx,
  field: string,
  show: (mask: (phone: string) => string) => T,
): T | Record<string, never> {
  const rule = ctx.actor.fieldRules[field]
  if (rule === 'hidden') return {}
  return show(rule === 'masked' ? maskPhone : (phone) => phone)
}

/** Instants inside JSON come as the database words them. */
function instant(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString()
}
