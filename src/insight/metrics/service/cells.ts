import type { RecordChange } from '../../../base/records/contract.ts'
import { optionsOf } from '../../../base/settings/service.ts'
import { type Ctx, once } from '../../../platform/context.ts'
import { changed } from '../../../platform/live.ts'
import { lock, type PersonDay, recompute } from '../store/cells.ts'
import { creditsOf } from '../store/credits.ts'
import { type SourceKey, visitsThatMayBeFirst, type Words } from '../store/facts.ts'

/** The option keys that the definitions speak of; retired ones too, because old records hold them. */
export function wordsOf(ctx: Ctx): Promise<Words> {
  return once(ctx, 'metrics.words', async () => {
    const methods = await optionsOf(ctx, 'method')
    const ofClass = (name: string) => methods.filter((method) => method.class === name).map((method) => method.key)
    const unreached = (await optionsOf(ctx, 'result')).filter((result) => !result.reached).map((result) => result.key)
    return { visits: ofClass('visit'), calls: ofClass('call'), unreached }
  })
}

/** A person's day whose facts of one source have changed. */
type Touched = PersonDay & { source: SourceKey }

/** Which record types feed cells, and through which sources. */
const sourcesOf: Record<string, SourceKey[]> = {
  followUp: ['followUps'],
  lead: ['leads'],
  customer: ['customers'],
  opportunity: ['opportunities', 'closings'],
  payment: ['payments'],
}

/** Notes what a change touches; the cells are counted once, at the end of the transaction. */
export async function noteChange(ctx: Ctx, change: RecordChange): Promise<void> {
  if (sourcesOf[change.type] === undefined || !concernsCells(change)) return
  ctx.tx.beforeCommit('metrics.cells', change, (changes) => bringUpToDate(ctx, changes))
}

/** Customers and leads are counted when they are made, whatever is changed on them later. */
function concernsCells({ type, action, before, after }: RecordChange): boolean {
  if (type !== 'customer' && type !== 'lead') return true
  // The first owner of one that was made without is known only once there is an owner.
  return action !== 'updated' || before?.ownerId !== after.ownerId
}

async function bringUpToDate(ctx: Ctx, changes: readonly RecordChange[]): Promise<void> {
  const words = await wordsOf(ctx)
  const subjects = subjectsOfVisits(changes, words)
  await lock(ctx, sorted([...subjects].map((userId) => ({ userId, day: ANY_DAY }))))
  const [credited, firstVisits] = await Promise.all([
    creditedDays(ctx, changes),
    firstVisitDays(ctx, words, subjects, changes.length),
  ])
  const touched = [...followUpDays(changes), ...credited, ...firstVisits]
  await lock(ctx, sorted(touched))
  const sources = [...new Set(touched.map((each) => each.source))]
  await Promise.all(
    sources.map((source) => recompute(ctx, source, words, sorted(touched.filter((each) => each.source === source)))),
  )
  changed(ctx, { topic: 'reports', can: 'reports.view', people: touched.map(({ userId }) => userId) })
}

/** Stands for a customer itself among the days of people. */
const ANY_DAY = '0001-01-01'

/** Each day of a person once, in the order in which everybody locks them. */
export function sorted(pairs: readonly PersonDay[]): PersonDay[] {
  const unique = new Map(pairs.map(({ userId, day }) => [`${userId} ${day}`, { userId, day }]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair)
}

const versions = (change: RecordChange) =>
  [change.before, change.after].filter((record) => record !== null) as Record<string, unknown>[]

function followUpDays(changes: readonly RecordChange[]): Touched[] {
  return changes
    .filter(({ type }) => type === 'followUp')
    .flatMap(versions)
    .flatMap(({ ownerId, localDay }) =>
      typeof ownerId === 'string' && typeof localDay === 'string'
        ? [{ source: 'followUps' as const, userId: ownerId, day: localDay }]
        : [],
    )
}

/** Days by the credit that stands on the records, and those by what the records said before. */
async function creditedDays(ctx: Ctx, changes: readonly RecordChange[]): Promise<Touched[]> {
  const idsOf = (type: string) => changes.filter((change) => change.type === type).map(({ id }) => id)
  const credited = await creditsOf(ctx, {
    lead: idsOf('lead'),
    customer: idsOf('customer'),
    opportunity: idsOf('opportunity'),
    payment: idsOf('payment'),
  })
  const now = credited.map(({ source, userId, day }) => ({ source, userId, day }))
  const before = changes.flatMap((change): Touched[] => {
    const old = change.before as Record<string, unknown> | null
    if (change.type === 'payment' && typeof old?.['paidOn'] === 'string') {
      const day = old['paidOn']
      return credited.filter(({ id }) => id === change.id).map(({ userId }) => ({ source: 'payments', userId, day }))
    }
    const { closingUserId: userId, closingDay: day } = old ?? {}
    return typeof userId === 'string' && typeof day === 'string' ? [{ source: 'closings', userId, day }] : []
  })
  return [...now, ...before]
}

/** Customers and leads at which a visit appeared, went away or changed. */
function subjectsOfVisits(changes: readonly RecordChange[], words: Words): Set<string> {
  const visits = changes
    .filter(({ type }) => type === 'followUp')
    .flatMap(versions)
    .filter(({ method }) => words.visits.includes(String(method)))
  return new Set(
    visits.flatMap(({ customerId, leadId }) => [customerId, leadId]).filter((id) => typeof id === 'string'),
  )
}

/** When one visit changes, another may become the customer's first, or cease to be. */
async function firstVisitDays(
  ctx: Ctx,
  words: Words,
  subjects: ReadonlySet<string>,
  changes: number,
): Promise<Touched[]> {
  if (subjects.size === 0) return []
  const visits = await visitsThatMayBeFirst(ctx, words, [...subjects], changes + 1)
  return visits.map((visit) => ({ source: 'followUps', userId: visit.user_id, day: visit.local_day }))
}
