import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../web/lib/api.ts'

interface Named {
  id: string
  name: string
}

/** An opportunity as the API answers; a hidden amount is absent. */
export interface Opportunity extends Record<string, unknown> {
  id: string
  version: number
  name: string
  owner: Named | null
  voidedAt: string | null
  abilities: { edit: boolean; delete: boolean; assign: boolean }
  customer?: Named | null
  stage?: string | null
  amount?: number | null
  currency?: string
  probability?: number | null
  probabilityReason?: string | null
  expectedSignOn?: string | null
  stageEnteredAt?: string | null
  onHoldUntil?: string | null
  outcome?: string | null
  closedAt?: string | null
  closingDay?: string | null
  lossReason?: string | null
  lossCompetitor?: string | null
  lossNote?: string | null
  lastFollowUpAt?: string | null
}

export const useOpportunity = (id: string) =>
  useQuery({ queryKey: ['opportunities', 'one', id], queryFn: () => api.get<Opportunity>(`/api/opportunities/${id}`) })

/** Asks again for everything that shows opportunities. */
export function useRefresh(): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [['opportunities'], ['customers'], ['reports']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}

/** `open`, `hold`, `won` or `lost`. */
export function stateOf(deal: Opportunity): 'open' | 'hold' | 'won' | 'lost' {
  if (deal.outcome === 'won' || deal.outcome === 'lost') return deal.outcome
  return deal.onHoldUntil ? 'hold' : 'open'
}
