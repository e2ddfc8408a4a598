import type { z } from 'zod'
import { scopeFor } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { localDay, startOfMonth } from '../../../platform/time.ts'
import type { Goals } from '../../../sales/targets/service.ts'
import type { MetricKey, MetricValues } from '../../metrics/contract.ts'
import {
  addTargets,
  looksOf,
  type Numbers,
  numbersOf,
  type People,
  sameFigure,
  shown,
  sumsOf,
  type Team,
  teamOf,
  toldValuesOf,
  valuesOf,
} from '../../metrics/service.ts'
import { reportStates, type TeamReport, type teamQuery } from '../contract.ts'
import type { Frozen } from '../rules/frozen.ts'
import { dutiesBetween } from '../store/duties.ts'
import { type ReportPerson, reportPeople } from '../store/people.ts'
import { frozenHeads, type ReportRow, readByMe, reportsBetween } from '../store/reports.ts'
import { monthOf } from './compose.ts'
import { blankReport } from './daily.ts'
import { goalsOf } from './goals.ts'
import { renderMonth } from './render.ts'
import { departmentOf, standingOf, termsOf } from './standing.ts'

type Person = TeamReport['people'][number]

/**
 * The roll-up of a day, live from facts, for those the asker may see by the departments of that day. A fixed number of statements
 * however many people there are.
 */
export async function teamReport(ctx: Ctx, query: z.output<typeof teamQuery>): Promise<TeamReport> {
  const date = query.date ?? localDay(ctx.clock.now(), ctx.actor.timeZone)
  const team = await teamOf(ctx, 'team.view', query.department)
  const members = await teamPeople(ctx, team, date)
  const who = { users: members.map(({ id }) => id) }
  const [facts, monthFacts, reports] = await Promise.all([
    numbersOf(ctx, { who, from: date, to: date, timeZone: ctx.actor.timeZone }),
    sumsOf(ctx, { who, from: startOfMonth(date), to: date }),
    reportsBetween(ctx, who.users, date, date),
  ])
  const goals = await goalsOf(ctx, {
    day: date,
    people: members,
    departments: team.choices.filter(({ id }) => team.ids === null || team.ids.includes(id)),
    dayTypes: new Map(reports.map(({ userId, dayType }) => [userId, dayType])),
  })
  const day = aimed(members, facts, goals.day)
  const month = aimed(members, monthFacts, goals.month)
  const people = await peopleRows(ctx, { members, date, reports, day, month })
  const top = Math.min(...team.choices.map(({ path }) => depthOf(path)))
  return {
    date,
    department: team.department && { id: team.department.id, name: team.department.name },
    currency: (await settingOf(ctx, 'company')).currency,
    totals: await shown(ctx, day.all),
    month: await renderMonth(ctx, { ...(await monthOf(ctx, date)), numbers: month.all }),
    people,
    missing: people
      .flatMap(({ user, state }) => (state === 'due' || state === 'missing' ? [{ user, state }] : []))
      .filter(isNotIn(people)),
    states: Object.fromEntries(
      reportStates.map((state) => [state, people.filter((person) => person.state === state).length]),
    ) as TeamReport['states'],
    departments: team.choices.map(({ id, name, path }) => ({ id, name, path, depth: depthOf(path) - top })),
  }
}

const depthOf = (path: string) => path.split('/').length - 2

/** Who has handed in too late is listed as missing, yet owes nothing any more. */
function isNotIn(people: readonly Person[]): (entry: TeamReport['missing'][number]) => boolean {
  const handedIn = new Set(people.filter(({ submittedAt }) => submittedAt !== null).map(({ user }) => user.id))
  return ({ user }) => !handedIn.has(user.id)
}

/** The members of a team on a day; of the whole company also active people who belong nowhere. */
export async function teamPeople(ctx: Ctx, team: Team, day: string): Promise<ReportPerson[]> {
  if (team.ids !== null) {
    const people = await reportPeople(ctx, { departments: team.ids, on: day })
    const { self } = await scopeFor(ctx, 'team.view')
    return team.ids.length > 0 ? people : reportPeople(ctx, { users: [self] })
  }
  const everybody = await reportPeople(ctx, 'all')
  return everybody.filter(
    (person) => departmentOf(person, day) !== null || (person.memberships.length === 0 && person.status === 'active'),
  )
}

function aimed(members: readonly ReportPerson[], { each, all }: People, goals: Goals): People {
  const ofPerson = ({ id }: ReportPerson) => [id, addTargets(each.get(id) ?? {}, goals.people.get(id) ?? {})] as const
  return { each: new Map(members.map(ofPerson)), all: addTargets(all, goals.all) }
}

async function peopleRows(
  ctx: Ctx,
  team: { members: readonly ReportPerson[]; date: string; reports: readonly ReportRow[]; day: People; month: People },
): Promise<Person[]> {
  const { members, date, day, month } = team
  const ids = members.map(({ id }) => id)
  const reports = new Map(team.reports.map((report) => [report.userId, report]))
  const duties = new Map((await dutiesBetween(ctx, ids, date, date)).map((duty) => [duty.userId, duty.state]))
  const reportIds = [...reports.values()].map(({ id }) => id)
  const [heads, read, terms, looks] = [
    await frozenHeads(ctx, reportIds),
    await readByMe(ctx, reportIds),
    await termsOf(ctx),
    await looksOf(ctx),
  ]
  const rows: Person[] = []
  for (const person of members) {
    const report = reports.get(person.id) ?? blankReport(ctx, person.id, date)
    const standing = standingOf(terms, person, date, report, duties.get(person.id) ?? null)
    const head = heads.get(report.id)
    const department = departmentOf(person, date)
    const numbers = day.each.get(person.id) ?? {}
    const submitted = head && differing(head, numbers, looks)
    rows.push({
      user: { id: person.id, name: person.name },
      department: department && { id: department.id, name: department.name },
      reportId: report.id,
      state: standing.state,
      excuse: standing.excuse,
      dayType: report.dayType,
      submittedAt: report.submittedAt,
      metrics: valuesOf(numbers, looks),
      ...(submitted && { submitted }),
      month: toldValuesOf(month.each.get(person.id) ?? {}, looks),
      words: head?.words ?? null,
      read: read.has(report.id),
    })
  }
  return rows
}

/** What was submitted, where it is no longer so; undefined when all is as it was. Stocks move by themselves and are left out. */
function differing(
  { numbers: was }: Pick<Frozen, 'numbers'>,
  is: Numbers,
  looks: Awaited<ReturnType<typeof looksOf>>,
): MetricValues | undefined {
  const keys = (Object.keys({ ...was, ...is }) as MetricKey[]).filter(
    (key) => key !== 'coverageRate' && !sameFigure(was[key], is[key]),
  )
  if (keys.length === 0) return undefined
  const values = valuesOf(was, looks)
  return Object.fromEntries(keys.map((key) => [key, values[key]])) as MetricValues
}
