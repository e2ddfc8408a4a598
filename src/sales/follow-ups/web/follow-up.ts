import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { newId } from '../../../platform/id.ts'
import { api } from '../../../web/lib/api.ts'
import { type Described, useFields } from '../../../web/lib/fields.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import type { followUpReply } from '../contract.ts'
import type { Named } from './draft.ts'

/** What the phone needs of the record; the whole description would bring zod along. */
const described: Described = { type: 'followUp', owner: { field: 'authorId' } }

/** The fields that the company added to follow-ups. */
export const useAddedFields = (): FieldMeta[] => useFields(described, 'follow-ups').filter((field) => field.custom)

type Loose = z.output<typeof followUpReply>

/** A follow-up as the API answers: what was said is there, a hidden field is absent. */
export interface FollowUp extends Record<string, unknown> {
  id: string
  version: number
  owner: Named | null
  voidedAt: string | null
  abilities: Loose['abilities']
  customer?: Named | null
  lead?: Named | null
  opportunity?: Named | null
  contacts?: Named[]
  method: string
  result?: string | null
  occurredAt: string
  enteredAt?: string | null
  entryKind: string
  counted: boolean
  lateReason?: string | null
  summary: string
  judgement?: string | null
  needs?: string[] | null
  objections?: string[] | null
  feedback?: string | null
  painPoints?: string[] | null
  competitors?: string[] | null
  signals?: string[] | null
  intent?: string | null
  stage?: string | null
  amount?: number | null
  currency?: string
  location?: { address?: string; note?: string; distance?: number } | null
  stateBefore: Loose['stateBefore']
  stateAfter: Loose['stateAfter']
  nextStep: Loose['nextStep']
  notes: Loose['notes']
}

/** One follow-up with everything that was said. */
export const useFollowUp = (id: string) =>
  useQuery({
    queryKey: ['follow-ups', id],
    queryFn: () => api.get<FollowUp>(`/api/follow-ups/${id}`),
    enabled: id !== '',
  })

/** Changing, voiding, bringing back and adding to a follow-up; what others show of it is asked for again. */
export function useFollowUpActs(id: string) {
  const client = useQueryClient()
  const show = (after: FollowUp) => {
    client.setQueryData(['follow-ups', id], after)
    for (const queryKey of [['follow-ups', 'list'], ['follow-ups', 'of'], ['customers'], ['reports'], ['next-steps']])
      void client.invalidateQueries({ queryKey })
  }
  const act = <T>(call: (input: T) => Promise<FollowUp>) => ({ mutationFn: call, onSuccess: show })
  return {
    change: useMutation(act((body: Record<string, unknown>) => api.patch<FollowUp>(`/api/follow-ups/${id}`, body))),
    void: useMutation(
      act(({ reason, version }: { reason: string; version: number }) =>
        api.delete<FollowUp>(
          `/api/follow-ups/${id}?version=${version}${reason ? `&reason=${encodeURIComponent(reason)}` : ''}`,
        ),
      ),
    ),
    restore: useMutation(act(() => api.post<FollowUp>(`/api/follow-ups/${id}/restore`, {}))),
    note: useMutation(act((text: string) => api.post<FollowUp>(`/api/follow-ups/${id}/notes`, { id: newId(), text }))),
  }
}
