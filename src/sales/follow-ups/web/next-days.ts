import { useQuery } from '@tanstack/react-query'
import { addDays, localDay, weekday, zonedInstant } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { timeZone, today } from '../../../web/lib/format.ts'
import type { CaptureDraft } from './draft.ts'

type Step = NonNullable<CaptureDraft['nextStep']>

/** Weekdays, until the company's calendar is heard: holidays are known to the server. */
const usualDays = (): string[] => [1, 2, 3, 4, 7].map((n) => addDays(today(), n)).filter((day) => weekday(day) < 6)

export const atTen = (day: string): string => zonedInstant(day, '10:00', timeZone()).toISOString()

/** Days on offer for the next step, and the step as it stands before anybody chose: by the rhythm of the customer's intent. */
export function useNextDays({ intent, customer }: Pick<CaptureDraft, 'intent' | 'customer'>): {
  days: string[]
  usual: Step
} {
  const grade = intent === null || intent === 'unchanged' ? customer?.intent : intent
  const { data } = useQuery({
    queryKey: ['next-steps', 'suggestion', grade],
    queryFn: () =>
      api.get<{ at: string | null; days: string[] }>('/api/plan/suggestion', { intent: grade ?? undefined }),
    staleTime: 5 * 60_000,
  })
  const days = data?.days ?? usualDays()
  const rhythm = customer ? data?.at : null
  return {
    days: rhythm ? [...new Set([...days, localDay(rhythm, timeZone())])].sort() : days,
    usual: { at: rhythm ?? atTen(days[0] as string), action: 'call', goal: '' },
  }
}
