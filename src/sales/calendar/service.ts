import { settingOf } from '../../base/settings/service.ts'
import { type Ctx, once } from '../../platform/context.ts'
import type { WorkCalendar } from './contract.ts'
import { workCalendar } from './rules/workdays.ts'

/** The company's working days: public holidays with 调休 and its own exceptions. */
export function calendarOf(ctx: Ctx): Promise<WorkCalendar> {
  return once(ctx, 'calendar', async () => workCalendar(await settingOf(ctx, 'calendar')))
}
