import type { Ctx } from '../../platform/context.ts'
import type { WorkCalendar } from '../../sales/calendar/contract.ts'
import type { TargetChange } from '../../sales/targets/contract.ts'
import { periodOf } from '../../sales/targets/rules/periods.ts'
import { changeTargets } from '../../sales/targets/service.ts'
import { type DemoPerson, demoMonthTargets, demoPace, demoRhythms } from './company.ts'

export interface DemoStaff {
  people: readonly { person: DemoPerson; userId: string }[]
  managerId: string
  /** By key of the demo, and `company` for the root. */
  departments: Readonly<Record<keyof typeof demoMonthTargets, string>>
}

/** The demo company's targets: a rhythm for everybody but the manager, and signed amounts of some months. */
export async function seedTargets(ctx: Ctx, staff: DemoStaff, from: string, months: readonly string[]): Promise<void> {
  const rhythms = Object.entries(demoRhythms).flatMap(([metric, value]): TargetChange[] => {
    const rhythm = {
      metric: metric as keyof typeof demoRhythms,
      period: 'week',
      startsOn: from,
      standing: true,
    } as const
    return [
      { ...rhythm, department: staff.departments.company, value, version: 0 },
      { ...rhythm, user: staff.managerId, value: 0, version: 0 },
    ]
  })
  const signed = months.flatMap((startsOn): TargetChange[] => {
    const month = { metric: 'dealsWon', period: 'month', startsOn, standing: false, version: 0 } as const
    return [
      ...Object.entries(staff.departments).map(([key, department]) => ({
        ...month,
        department,
        value: demoMonthTargets[key as keyof typeof demoMonthTargets],
      })),
      ...staff.people.map(({ person, userId }) => ({ ...month, user: userId, value: person.monthTarget })),
    ]
  })
  await changeTargets(ctx, [...rhythms, ...signed])
}

/** What a person has signed in the month before the shown day, so that everybody stands to the pace as designed on whatever day it is. */
export function signedBefore(person: DemoPerson, calendar: WorkCalendar, shown: string): number {
  const { from, to } = periodOf('month', shown)
  const pace = calendar.workdaysOf(from, shown).length / calendar.workdaysOf(from, to).length
  const signed = person.monthTarget * person.monthShare * (pace / demoPace) - (person.won ?? 0)
  return Math.max(0, Math.round(signed / 1000) * 1000)
}
