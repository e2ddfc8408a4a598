import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { invalidField } from '../../../platform/errors.ts'
import { daysBetween } from '../../../platform/time.ts'
import type { MetricValues } from '../contract.ts'
import type { Who } from '../store/facts.ts'
import { numbersOf, shown } from './numbers.ts'

const LONGEST_RANGE = 366

/**
 * Every metric of the people that `who` names, between two days (both included).
 * @throws AppError invalid for a range that is backwards or longer than a year
 */
export async function metricsBetween(
  ctx: Ctx,
  who: Who,
  from: string,
  to: string,
): Promise<{ from: string; to: string; currency: string; metrics: MetricValues }> {
  const days = daysBetween(from, to) + 1
  if (days < 1 || days > LONGEST_RANGE) throw invalidField('to', 'metrics.bad_range', { most: LONGEST_RANGE })
  const { all } = await numbersOf(ctx, { who, from, to, timeZone: ctx.actor.timeZone })
  return { from, to, currency: (await settingOf(ctx, 'company')).currency, metrics: await shown(ctx, all) }
}
