import type { Presented } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { calendarOf } from '../../calendar/service.ts'
import { MISSES_BEFORE_SWITCH, missesInRow, suggestNextStep } from '../../next-steps/service.ts'
import type { NoAnswer } from '../contract.ts'
import { recentResults } from '../store/spoken.ts'
import { withExtrasOne } from './present.ts'
import { save } from './record.ts'
import { vocabularyOf } from './vocabulary.ts'

const MOST_MISSES = 50

/**
 * 没打通, in one tap: a call that reached nobody, and the next try at 10:00 of the next working day unless something is planned before.
 * `suggestion` after three in a row: another contact, or another way.
 */
export async function recordMiss(
  ctx: Ctx,
  { clientSentAt, ...request }: NoAnswer,
): Promise<{ record: Presented & { suggestion: 'changeContact' | null; missesInRow: number }; created: boolean }> {
  const calendar = await calendarOf(ctx)
  const { record, created } = await save(
    ctx,
    { ...request, method: 'phone' },
    {
      deviceTime: request.deviceTime ?? null,
      clientSentAt: clientSentAt ?? null,
      occurredAt: request.occurredAt,
      currency: undefined,
      confirmsIntent: false,
      probabilityReason: null,
      keptNextStepId: undefined,
      oneTap: true,
      nextStep: async (occurredAt) => {
        const question = {
          occurredAt: new Date(occurredAt),
          timeZone: ctx.actor.timeZone,
          calendar,
          rhythm: null,
          unreached: true,
          missesInRow: 1,
        }
        const at = suggestNextStep(question)?.at.toISOString()
        return at === undefined ? null : { at, action: 'call', contactIds: request.contactIds, retry: true }
      },
    },
  )
  const misses = await missesOf(ctx, request)
  const suggestion = misses >= MISSES_BEFORE_SWITCH ? 'changeContact' : null
  return { record: { ...(await withExtrasOne(ctx, record, created)), suggestion, missesInRow: misses }, created }
}

async function missesOf(ctx: Ctx, { customerId, leadId }: Pick<NoAnswer, 'customerId' | 'leadId'>): Promise<number> {
  const { unreached } = await vocabularyOf(ctx)
  const results = await recentResults(ctx, { customerId: customerId ?? null, leadId: leadId ?? null }, MOST_MISSES)
  return missesInRow(results.map((result) => ({ unreached: unreached.includes(result ?? '') })))
}
