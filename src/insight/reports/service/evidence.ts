import type { z } from 'zod'
import { assertCan } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { localDay } from '../../../platform/time.ts'
import type { evidenceReply } from '../../metrics/contract.ts'
import { definitionOf, evidenceOf, factsOf, teamOf } from '../../metrics/service.ts'
import type { evidenceQuery } from '../contract.ts'
import { frozenVersion, reportById } from '../store/reports.ts'
import { frozenFacts } from './differences.ts'
import { reportId } from './identity.ts'
import { subjectOf } from './subject.ts'
import { teamPeople } from './team.ts'

type Evidence = z.output<typeof evidenceReply>

/** The records behind a number of a report: those it counted when it was submitted, else those that count now. */
export async function evidence(ctx: Ctx, query: z.output<typeof evidenceQuery>): Promise<Evidence> {
  return query.department === undefined ? personEvidence(ctx, query) : teamEvidence(ctx, query)
}

async function personEvidence(ctx: Ctx, { metric, ...asked }: z.output<typeof evidenceQuery>): Promise<Evidence> {
  const { person, day } = await subjectOf(ctx, asked)
  const report = await reportById(ctx, reportId(ctx.tenantId, person.id, day))
  const frozen = report?.submittedAt ? await frozenVersion(ctx, report.id, report.submissions) : undefined
  const counted = frozen && (await frozenFacts(ctx, person, day, frozen, metric))
  const facts =
    counted ??
    (await factsOf(ctx, metric, { who: { users: [person.id] }, from: day, to: day, timeZone: person.timeZone }))
  const items = await evidenceOf(ctx, facts)
  const changes = new Map((counted ?? []).map(({ id, change }) => [id, change]))
  return {
    metric,
    definition: definitionOf(metric),
    items: items.map((item) => {
      const change = changes.get(item.id)
      return { ...item, ...(change !== undefined && { change }) }
    }),
  }
}

async function teamEvidence(ctx: Ctx, { metric, date, department }: z.output<typeof evidenceQuery>): Promise<Evidence> {
  assertCan(ctx, 'team.view')
  const day = date ?? localDay(ctx.clock.now(), ctx.actor.timeZone)
  const team = await teamOf(ctx, 'team.view', department)
  const people = await teamPeople(ctx, team, day)
  const facts = await factsOf(ctx, metric, {
    who: { users: people.map(({ id }) => id) },
    from: day,
    to: day,
    timeZone: ctx.actor.timeZone,
  })
  return { metric, definition: definitionOf(metric), items: await evidenceOf(ctx, facts) }
}
