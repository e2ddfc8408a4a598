import { notify } from '../../../base/notifications/service.ts'
import { managerOf } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { setDue, settleDue } from '../../../platform/jobs.ts'
import { addDays, daySpan, localDay } from '../../../platform/time.ts'
import { calendarOf } from '../../calendar/service.ts'
import { type DueStep, openSteps } from '../store/due.ts'

export const DUE_KIND = 'next-steps.due'
const EVERY_MS = 5 * 60_000
/** More than a company has in such a window; what is beyond comes with the next look. */
const MOST = 2000
/** A look that was missed for days still hands an overdue step to the manager. */
const LOOK_BACK_DAYS = 7

/** Asks for the first look at the actor's company. */
export function lookSoon(ctx: Ctx): Promise<void> {
  return setDue(ctx.tx, DUE_KIND, ctx.tenantId, ctx.clock.now())
}

/** Reminds of what is near and hands what stays undone to the manager, each once; looks again in five minutes. */
export async function lookAtPlans(ctx: Ctx): Promise<void> {
  await remind(ctx)
  await escalate(ctx)
  await settleDue(ctx.tx, DUE_KIND, ctx.tenantId, new Date(ctx.clock.now().getTime() + EVERY_MS))
}

/** The owner hears of a step some minutes before its time; a step that was moved is a new one and told anew. */
async function remind(ctx: Ctx): Promise<void> {
  const { remindMinutes } = await settingOf(ctx, 'followUpRules')
  if (remindMinutes === 0) return
  const now = ctx.clock.now()
  const until = new Date(now.getTime() + remindMinutes * 60_000 + EVERY_MS)
  for (const step of await openSteps(ctx, now, until, MOST))
    await notify(ctx, {
      userId: step.ownerId,
      kind: 'nextSteps.soon',
      params: paramsOf(step),
      link: step.link,
      key: `nextSteps.soon:${step.id}`,
    })
}

/** A step that is still open some working days after its day is the manager's matter too. */
async function escalate(ctx: Ctx): Promise<void> {
  const { escalateAfterDays } = await settingOf(ctx, 'followUpRules')
  if (escalateAfterDays === 0) return
  const calendar = await calendarOf(ctx)
  const zone = ctx.actor.timeZone
  const lastDay = calendar.addWorkdays(localDay(ctx.clock.now(), zone), -escalateAfterDays)
  const after = daySpan(addDays(lastDay, -LOOK_BACK_DAYS), zone).from
  const until = new Date(daySpan(lastDay, zone).to.getTime() - 1)
  for (const step of await openSteps(ctx, after, until, MOST)) {
    const manager = await managerOf(ctx, step.ownerId)
    if (manager === null) continue
    await notify(ctx, {
      userId: manager,
      kind: 'nextSteps.overdue',
      params: { ...paramsOf(step), by: step.ownerName, day: step.localDay },
      link: step.link,
      key: `nextSteps.overdue:${step.id}`,
    })
  }
}

const paramsOf = ({ subject, goal, at, action }: DueStep) => ({ subject, goal: goal ?? '', at, action })
