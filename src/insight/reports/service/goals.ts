import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { endOfMonth, startOfMonth } from '../../../platform/time.ts'
import { type Goals, goalFactsOf, goalsIn } from '../../../sales/targets/service.ts'
import type { ReportPerson } from '../store/people.ts'
import { departmentOf } from './standing.ts'

export interface Asked {
  day: string
  people: readonly ReportPerson[]
  /** Departments whose own targets count, those above before those below; none for a single person. */
  departments: readonly { id: string; path: string }[]
  /** Kinds of day other than a normal one, by person. */
  dayTypes: ReadonlyMap<string, string>
}

/** What is asked of people, and of their departments, on a day and in the whole of its month. */
export async function goalsOf(
  ctx: Ctx,
  { day, people, departments, dayTypes }: Asked,
): Promise<{ day: Goals; month: Goals }> {
  const month = { from: startOfMonth(day), to: endOfMonth(day) }
  const [facts, types] = await Promise.all([goalFactsOf(ctx, month), optionsOf(ctx, 'dayType')])
  const factors = new Map(types.map(({ key, targetFactor }) => [key, targetFactor]))
  const usual = people.map((person) => ({
    id: person.id,
    path: departmentOf(person, day)?.path ?? departments[0]?.path ?? '/',
    joinedOn: person.joinedOn,
    leftOn: person.leftOn,
    sells: person.sells,
  }))
  const today = usual.map((person) => ({ ...person, factor: factors.get(dayTypes.get(person.id) ?? '') ?? 1 }))
  return {
    day: goalsIn({ ...facts, departments, people: today }, { from: day, to: day }),
    month: goalsIn({ ...facts, departments, people: usual }, month),
  }
}
