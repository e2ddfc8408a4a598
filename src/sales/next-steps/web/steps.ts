import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { localTime, zonedInstant } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { timeZone } from '../../../web/lib/format.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { errorText } from '../../../web/lib/words.ts'
import { toast } from '../../../web/ui/toast.tsx'
import type { NextStepState } from '../contract.ts'

interface Named {
  id: string
  name: string
}

/** A next step as the API answers. */
export interface Step {
  id: string
  version: number
  at: string
  localDay: string
  action: string
  goal?: string | null
  state: NextStepState
  customer?: Named | null
  lead?: Named | null
  owner: Named | null
  abilities: { edit: boolean }
}

export type Whose = 'mine' | 'team'

/** One company or a team has no more steps in a month that anybody would look at one by one. */
const MOST = 1000
const PAGE = 200

/** Steps of a span of days that are open or done, in the order of their time. Days are `YYYY-MM-DD`, both included. */
export function useSteps(span: { from: string; to: string }, whose: Whose) {
  return useQuery({
    queryKey: ['next-steps', 'span', span.from, span.to, whose],
    queryFn: async ({ signal }) => {
      const items: Step[] = []
      let cursor: string | null | undefined
      do {
        const page: { items: Step[]; nextCursor: string | null } = await api.get(
          '/api/next-steps',
          { filter: filterOf(span, whose), sort: 'at', limit: PAGE, cursor: cursor ?? undefined },
          { signal },
        )
        items.push(...page.items)
        cursor = page.nextCursor
      } while (cursor !== null && items.length < MOST)
      return { items, isCut: cursor !== null }
    },
    ...keepRows,
  })
}

function filterOf({ from, to }: { from: string; to: string }, whose: Whose) {
  const shown = { field: 'state', op: 'in', value: ['open', 'kept'] }
  const days = { field: 'localDay', op: 'between', value: [from, to] }
  const mine = { field: 'ownerId', op: 'in', value: ['me'] }
  return { and: whose === 'mine' ? [shown, days, mine] : [shown, days] }
}

/** The steps of each day of a span, by day. */
export function byDay(items: readonly Step[]): Map<string, Step[]> {
  const days = new Map<string, Step[]>()
  for (const step of items) days.set(step.localDay, [...(days.get(step.localDay) ?? []), step])
  return days
}

export const nameOf = (step: Step): string => step.customer?.name ?? step.lead?.name ?? ''
export const recordingOf = (step: Step): string =>
  `/follow-ups/new?${step.customer ? `customer=${step.customer.id}` : `lead=${step.lead?.id}`}`
export const pageOf = (step: Step): string =>
  step.customer ? `/customers/${step.customer.id}` : `/leads/${step.lead?.id}`

type Actable = Pick<Step, 'id'>

/** Doing, putting off and giving up a step; each says what happened and can be undone. */
export function useStepActs() {
  const { t } = useTranslation('next-steps')
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([['next-steps'], ['customers'], ['reports']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const act = async (step: Actable, path: string, body: object, done: string): Promise<void> => {
    try {
      await api.post(`/api/next-steps/${step.id}/${path}`, body)
      await refresh()
      toast(done, {
        onUndo: () => void api.post(`/api/next-steps/${step.id}/reopen`, {}).then(refresh).catch(fail),
      })
    } catch (error) {
      fail(error)
      await refresh()
    }
  }
  const move = (step: Actable, at: string) => act(step, 'move', { at }, t('did.move'))
  return {
    move,
    /** To another day at the same time of day. */
    moveTo: (step: Actable & { at: string }, day: string) =>
      move(step, zonedInstant(day, localTime(step.at, timeZone()), timeZone()).toISOString()),
    complete: (step: Actable) => act(step, 'complete', {}, t('did.complete')),
    drop: (step: Actable, reason: string) => act(step, 'drop', { reason }, t('did.drop')),
  }
}
