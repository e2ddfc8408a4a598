import { scenarioOf, settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { daysOf } from '../../../platform/time.ts'
import { calendarOf } from '../../calendar/service.ts'
import { periods, type TargetMetric, targetMetrics } from '../contract.ts'
import type { GoalFacts } from '../rules/goals.ts'
import { periodOf, type Span } from '../rules/periods.ts'
import { SCENARIO, type Target } from '../rules/shares.ts'
import { targetsIn } from '../store.ts'

/** Everything that says what is asked between two days: what was set, and what the scenario asks. */
export async function goalFactsOf(ctx: Ctx, { from, to }: Span): Promise<Pick<GoalFacts, 'targets' | 'calendar'>> {
  const { currency } = await settingOf(ctx, 'company')
  const starts = new Set(daysOf(from, to).flatMap((day) => periods.map((period) => periodOf(period, day).from)))
  const [set, defaults, calendar] = await Promise.all([
    targetsIn(ctx, { until: to, starts: [...starts], currency }),
    scenarioTargets(ctx),
    calendarOf(ctx),
  ])
  return { targets: [...set, ...defaults], calendar }
}

/** What the scenario asks of everybody; of its wishes those that are metrics. */
export async function scenarioTargets(ctx: Ctx): Promise<Target[]> {
  const { targets } = await scenarioOf(ctx)
  return targets.flatMap(({ metric, value, per, unit }) =>
    Object.hasOwn(targetMetrics, metric) && unit === undefined
      ? [
          {
            metric: metric as TargetMetric,
            scopeId: SCENARIO,
            period: per,
            startsOn: '0001-01-01',
            standing: true,
            value,
          },
        ]
      : [],
  )
}
