import { departmentOn, holds, scopeFor } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { notFound } from '../../../platform/errors.ts'
import { localDay } from '../../../platform/time.ts'
import { type ReportPerson, reportPeople } from '../store/people.ts'

/** Whose report of which day is meant. */
export interface Subject {
  person: ReportPerson
  day: string
}

/**
 * The person and day of a report that the actor may read; today in the person's zone unless said.
 * Reach goes by the department the person belonged to on that day.
 * @throws AppError not_found for people out of reach and for nobody's id
 */
export async function subjectOf(
  ctx: Ctx,
  asked: { user?: string | undefined; date?: string | undefined },
): Promise<Subject> {
  const userId = asked.user ?? ctx.actor.userId
  const [person] = await reportPeople(ctx, { users: [userId] })
  if (person === undefined) throw notFound('people.no_such_user')
  const day = asked.date ?? localDay(ctx.clock.now(), person.timeZone)
  if (!(await mayRead(ctx, userId, day))) throw notFound('people.no_such_user')
  return { person, day }
}

export async function mayRead(ctx: Ctx, userId: string, day: string): Promise<boolean> {
  const scope = await scopeFor(ctx, 'reports.view')
  if (scope.all || (userId === scope.self && holds(ctx, 'reports.view'))) return true
  if (scope.departmentIds.length === 0) return false
  const department = await departmentOn(ctx, userId, day)
  return department !== null && scope.departmentIds.includes(department.id)
}
