import { write } from '../../../base/audit/service.ts'
import { notify } from '../../../base/notifications/service.ts'
import { assertCan, peopleHolding } from '../../../base/people/service.ts'
import { settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { setDue, settleDue } from '../../../platform/jobs.ts'
import { addDays, localDay, zonedInstant } from '../../../platform/time.ts'
import type { CellMismatch } from '../contract.ts'
import { partsOf, rotatingDays } from '../rules/upkeep.ts'
import { ALL_DAYS, allDays, type Days, firstDay, lock, mismatches, rebuild, recompute } from '../store/cells.ts'
import { type SourceKey, sources } from '../store/facts.ts'
import { sorted, wordsOf } from './cells.ts'

export const CHECK_KIND = 'metrics.check'
/** Recent days are looked at every night: whatever goes wrong goes wrong where people write. */
const RECENT_DAYS = 14
const NIGHT = '03:15'

/** Counts the cells of some days anew from the facts, all of the company's unless said. @returns number of cells */
export async function rebuildCells(ctx: Ctx, days: Days = ALL_DAYS): Promise<number> {
  assertCan(ctx, 'settings.manage')
  return rebuild(ctx, await wordsOf(ctx), days)
}

/** Every day of the company in parts: work over all of them is one transaction for each, however many facts there are. */
export async function countedDays(ctx: Ctx): Promise<Days[]> {
  const days = await allDays(ctx)
  return days === null ? [] : partsOf(days)
}

/** Cells that do not say what the facts say; empty when all is well. */
export async function verifyCells(ctx: Ctx, days: Days = ALL_DAYS): Promise<CellMismatch[]> {
  assertCan(ctx, 'settings.manage')
  return mismatches(ctx, await wordsOf(ctx), days)
}

/**
 * Counts anew the days whose cells do not say what the facts say, and leaves an entry in the audit. Again, or by two at once, it
 * finds nothing more to do.
 * @returns what was wrong
 */
export async function repairCells(ctx: Ctx, days: Days = ALL_DAYS): Promise<CellMismatch[]> {
  const suspects = await verifyCells(ctx, days)
  if (suspects.length === 0) return []
  const touched = sorted(suspects)
  await lock(ctx, touched)
  // Somebody may have put them right before the locks were ours.
  const wrong = await verifyCells(ctx, days)
  if (wrong.length === 0) return []
  const words = await wordsOf(ctx)
  for (const source of Object.keys(sources) as SourceKey[]) await recompute(ctx, source, words, touched)
  await write(ctx, {
    action: 'recounted',
    type: 'metric',
    recordId: null,
    changes: {
      figures: [null, wrong.length],
      days: [null, daysOf(wrong).size],
      found: [null, wrong.slice(0, MOST_NAMED).map(inWords)],
    },
  })
  return wrong
}

const daysOf = (wrong: readonly CellMismatch[]) => new Set(wrong.map(({ day }) => day))

/** An entry of the audit stays readable. */
const MOST_NAMED = 50

function inWords({ userId, day, metric, currency, stored, facts }: CellMismatch): string {
  const figure = (side: CellMismatch['stored']) =>
    side === null ? '0' : [side.count, currency && `${currency} ${side.amountMinor}`].filter(Boolean).join(' · ')
  return `${day} ${metric} ${userId}: ${figure(stored)} → ${figure(facts)}`
}

/** Asks for the check of the actor's company in the coming night. */
export async function checkTonight(ctx: Ctx): Promise<void> {
  await setDue(ctx.tx, CHECK_KIND, ctx.tenantId, await nextNight(ctx))
}

/** Looks at the recent days and at a part of the older ones, puts right what is wrong and tells the administrators. */
export async function nightlyCheck(ctx: Ctx): Promise<void> {
  const today = localDay(ctx.clock.now(), ctx.actor.timeZone)
  const recent = { from: addDays(today, -RECENT_DAYS), to: addDays(today, 1) }
  const older = rotatingDays(await firstDay(ctx), recent.from, today)
  const wrong = [...(await repairCells(ctx, recent)), ...(older === null ? [] : await repairCells(ctx, older))]
  if (wrong.length > 0) {
    for (const userId of await peopleHolding(ctx, 'settings.manage')) {
      await notify(ctx, {
        userId,
        kind: 'metrics.recounted',
        params: { count: wrong.length, days: daysOf(wrong).size },
        link: '/audit?type=metric',
        key: `metrics.recounted:${today}`,
      })
    }
  }
  await settleDue(ctx.tx, CHECK_KIND, ctx.tenantId, await nextNight(ctx))
}

async function nextNight(ctx: Ctx): Promise<Date> {
  const { timeZone } = await settingOf(ctx, 'company')
  const now = ctx.clock.now()
  const tonight = zonedInstant(localDay(now, timeZone), NIGHT, timeZone)
  return tonight > now ? tonight : zonedInstant(addDays(localDay(now, timeZone), 1), NIGHT, timeZone)
}
