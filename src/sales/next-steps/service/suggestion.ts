import { optionsOf, scenarioOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { localDay } from '../../../platform/time.ts'
import { calendarOf } from '../../calendar/service.ts'
import type { SuggestionReply } from '../contract.ts'
import { daysOnOffer, suggestNextStep } from '../rules.ts'

/** When to get in touch again after talking to somebody now, for a customer of this intent. Days are the asker's. */
export async function suggestionFor(ctx: Ctx, intent: string | undefined): Promise<SuggestionReply> {
  const calendar = await calendarOf(ctx)
  const grade = (await optionsOf(ctx, 'intent')).find(({ key }) => key === intent)
  const { timeZone } = ctx.actor
  const suggestion = suggestNextStep({
    occurredAt: ctx.clock.now(),
    timeZone,
    calendar,
    rhythm: grade === undefined ? (await scenarioOf(ctx)).unratedRhythm : grade.rhythm,
    unreached: false,
    missesInRow: 0,
  })
  return {
    at: suggestion?.at.toISOString() ?? null,
    days: daysOnOffer(localDay(ctx.clock.now(), timeZone), calendar),
  }
}
