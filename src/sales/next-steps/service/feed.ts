import ical, { ICalCalendarMethod } from 'ical-generator'
import { ctxForUser, holds, newSecret, readToken, writeToken } from '../../../base/people/service.ts'
import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx, PublicCtx } from '../../../platform/context.ts'
import { notFound } from '../../../platform/errors.ts'
import { addDays, localDay } from '../../../platform/time.ts'
import { deleteFeed, feedOfActor, readerOfFeed, saveFeed } from '../store/feeds.ts'
import { type PlanRow, planRows } from '../store/plan.ts'

const DAYS_BACK = 30
const DAYS_AHEAD = 365
/** How long a step stands in a calendar; people plan a time, not a span. */
const MINUTES = 30

/** Whether the actor's plan can be read by a calendar program, and since when. */
export async function feed(ctx: Ctx): Promise<{ createdAt: string | null }> {
  return { createdAt: (await feedOfActor(ctx))?.createdAt ?? null }
}

/** A new secret address of the actor's plan; the one before stops working. It is shown once. */
export async function makeFeed(ctx: Ctx): Promise<{ path: string }> {
  const { secret, secretHash } = newSecret()
  await saveFeed(ctx, secretHash)
  return { path: `/api/plan/feeds/${writeToken(ctx.tenantId, secret)}` }
}

export function endFeed(ctx: Ctx): Promise<void> {
  return deleteFeed(ctx)
}

/**
 * The open steps of the person whose address it is, as iCalendar text (RFC 5545), with their rights of this moment.
 * @throws 404 for an address that does not exist or no longer holds
 */
export async function readFeed({ db, clock }: PublicCtx, text: string): Promise<string> {
  const token = readToken(text)
  if (token === null) throw notFound()
  return db.tenant(
    token.tenantId,
    async (tx) => {
      const reader = await readerOfFeed(tx, token.secretHash)
      if (reader === undefined) throw notFound()
      const ctx = await ctxForUser(db, clock, tx, reader.userId)
      if (!holds(ctx, 'nextSteps.view')) throw notFound()
      const day = localDay(clock.now(), ctx.actor.timeZone)
      const span = { from: addDays(day, -DAYS_BACK), to: addDays(day, DAYS_AHEAD) }
      return written(ctx, await planRows(ctx, { userId: reader.userId, ...span }))
    },
    { readOnly: true },
  )
}

async function written(ctx: Ctx, rows: readonly PlanRow[]): Promise<string> {
  const actions = await optionsOf(ctx, 'nextStepAction')
  const isChinese = ctx.actor.locale.startsWith('zh')
  const actionWord = (key: string) => {
    const option = actions.find((each) => each.key === key)
    return option === undefined ? key : option[isChinese ? 'zh' : 'en']
  }
  const address = ctx.actor.fieldRules['customer.address'] === undefined
  const calendar = ical({ name: 'Tandem', method: ICalCalendarMethod.PUBLISH, prodId: '//Tandem//Plan//EN', ttl: 900 })
  for (const { id, at, action, goal, customer, lead } of rows) {
    const start = new Date(at)
    calendar.createEvent({
      id,
      stamp: ctx.clock.now(),
      start,
      end: new Date(start.getTime() + MINUTES * 60_000),
      summary: [customer?.name ?? lead?.name, actionWord(action)].filter(Boolean).join(' · '),
      description: goal,
      location: customer?.visible && address ? customer.address : null,
    })
  }
  return calendar.toString()
}
