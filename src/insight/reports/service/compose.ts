import { optionsOf } from '../../../base/settings/service.ts'
import { type Ctx, once } from '../../../platform/context.ts'
import { daySpan, daysOf, endOfMonth, startOfMonth } from '../../../platform/time.ts'
import { calendarOf } from '../../../sales/calendar/service.ts'
import { addTargets, keyLevels, numbersOf, sumsOf } from '../../metrics/service.ts'
import { composeEntries, type Order } from '../rules/compose.ts'
import type { Composed, Month } from '../rules/frozen.ts'
import { eventsOf, interactionsOf, stepsOf } from '../store/day.ts'
import type { ReportPerson } from '../store/people.ts'
import { goalsOf } from './goals.ts'

/** Everything about a person's day that follows from facts, whoever is going to read it. */
export async function composeDay(ctx: Ctx, person: ReportPerson, day: string, dayType: string): Promise<Composed> {
  const who = { users: [person.id] }
  // Statements that do not wait for each other travel together.
  const [{ all: numbers }, { all: sums }, interactions, events, plans, order, unreached, month, goals] =
    await Promise.all([
      numbersOf(ctx, { who, from: day, to: day, timeZone: person.timeZone }),
      sumsOf(ctx, { who, from: startOfMonth(day), to: day }),
      interactionsOf(ctx, person.id, day),
      eventsOf(ctx, person.id, day),
      plansOf(ctx, person, day),
      orderOf(ctx),
      unreachedOf(ctx),
      monthOf(ctx, day),
      goalsOf(ctx, { day, people: [person], departments: [], dayTypes: new Map([[person.id, dayType]]) }),
    ])
  const levels = new Map(
    [...interactions, ...events].flatMap(({ customerId, level }) =>
      customerId && level ? [[customerId, level] as const] : [],
    ),
  )
  const reached = ({ result }: { result: string | null }) => result === null || !unreached.has(result)
  return {
    numbers: addTargets(numbers, goals.day.all),
    month: { ...month, numbers: addTargets(sums, goals.month.all) },
    entries: composeEntries(
      { interactions: interactions.map((each) => ({ ...each, reached: reached(each) })), events, levels },
      order,
    ),
    ...plans,
  }
}

/** How far the month has got on a day, in working days. */
export async function monthOf(ctx: Ctx, day: string): Promise<Omit<Month, 'numbers'>> {
  const calendar = await calendarOf(ctx)
  const workdays = daysOf(startOfMonth(day), endOfMonth(day)).filter((each) => calendar.isWorkday(each))
  return {
    from: startOfMonth(day),
    to: day,
    workday: workdays.filter((each) => each <= day).length,
    workdays: workdays.length,
  }
}

async function plansOf(
  ctx: Ctx,
  { id, timeZone }: { id: string; timeZone: string },
  day: string,
): Promise<Pick<Composed, 'planCheck' | 'tomorrow' | 'tomorrowDay'>> {
  const tomorrowDay = (await calendarOf(ctx)).nextWorkday(day)
  const steps = await stepsOf(ctx, id, day, tomorrowDay)
  const dayEnds = daySpan(day, timeZone).to.toISOString()
  const bare = ({ id, at, day, action, customerId, leadId }: (typeof steps)[number]) => ({
    id,
    at,
    day,
    action,
    customerId,
    leadId,
  })
  return {
    tomorrowDay,
    planCheck: steps
      .filter((step) => step.day === day)
      .map((step) => ({
        step: bare(step),
        result: step.result,
        movedTo:
          step.result === 'moved' && step.movedToId !== null
            ? { id: step.movedToId, at: step.movedToAt as string, day: step.movedToDay as string }
            : null,
      })),
    // As it stood when the day ended, for whoever looks at it later.
    tomorrow: steps
      .filter((step) => step.day > day && (step.closedAt === null || step.closedAt >= dayEnds))
      .map((step) => ({ ...bare(step), carriedOver: step.carriedOver })),
  }
}

function orderOf(ctx: Ctx): Promise<Order> {
  return once(ctx, 'reports.order', async () => {
    const keys = (options: readonly { key: string }[]) => options.map(({ key }) => key)
    return { intents: keys(await optionsOf(ctx, 'intent')), stages: keys(await optionsOf(ctx, 'stage')), keyLevels }
  })
}

function unreachedOf(ctx: Ctx): Promise<Set<string>> {
  return once(
    ctx,
    'reports.unreached',
    async () => new Set((await optionsOf(ctx, 'result')).filter(({ reached }) => !reached).map(({ key }) => key)),
  )
}
