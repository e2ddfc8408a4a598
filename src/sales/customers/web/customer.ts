import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import type { Described } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import type { StandardView } from '../../../web/lib/views.ts'

/** What the phone needs of the record; the whole description would bring zod along. */
export const described: Described = { type: 'customer', owner: { field: 'ownerId' } }

interface Named {
  id: string
  name: string
}

export interface Customer extends Record<string, unknown> {
  id: string
  version: number
  name: string
  level?: string | null
  status?: string | null
  intent?: string | null
  industry?: string | null
  size?: string | null
  region?: string | null
  source?: string | null
  address?: string | null
  phone?: string | null
  description?: string | null
  owner: Named | null
  lastFollowUpAt?: string | null
  nextStepAt?: string | null
  abilities: { edit: boolean; delete: boolean; assign: boolean }
  custom: Record<string, unknown>
}

export interface Contact {
  id: string
  version: number
  abilities: { edit: boolean; delete: boolean; assign: boolean }
  name: string
  title?: string | null
  phones?: string[] | null
  role?: string | null
  attitude?: string | null
  lastMetAt?: string | null
}

export interface Deal {
  id: string
  version: number
  name: string
  stage?: string | null
  amount?: number | null
  currency?: string
  probability?: number | null
  expectedSignOn?: string | null
  stageEnteredAt?: string | null
  outcome?: string | null
  owner: Named | null
}

export interface TimelineItem {
  id: string
  occurredAt: string
  localDay: string
  method: string
  result?: string | null
  summary: string
  judgement?: string | null
  needs?: string[] | null
  objections?: string[] | null
  competitors?: string[] | null
  feedback?: string | null
  entryKind: string
  counted: boolean
  owner: Named | null
  contacts?: Named[]
  customer?: Named | null
  stateBefore?: { intent?: string | null } | null
  stateAfter?: { intent?: string | null } | null
  nextStep?: { id: string; at: string; day: string; action: string; goal?: string | null; state: string } | null
}

const of = (field: string, id: string) => ({ field, op: 'eq', value: id })

export const useCustomer = (id: string) =>
  useQuery({ queryKey: ['customers', id], queryFn: () => api.get<Customer>(`/api/customers/${id}`) })

export const useContactsOf = (id: string) =>
  useQuery({
    queryKey: ['contacts', 'of', id],
    queryFn: () => api.get<{ items: Contact[] }>('/api/contacts', { filter: of('customerId', id), limit: 100 }),
  })

export const useDealsOf = (id: string) =>
  useQuery({
    queryKey: ['opportunities', 'all', id],
    queryFn: () => api.get<{ items: Deal[] }>('/api/opportunities', { filter: of('customerId', id), limit: 100 }),
  })

/** Newest first; enough for the trend of a year at the usual rhythm. */
export const useTimelineOf = (id: string) =>
  useQuery({
    queryKey: ['follow-ups', 'of', id],
    queryFn: () =>
      api.get<{ items: TimelineItem[]; nextCursor: string | null }>('/api/follow-ups', {
        filter: of('customerId', id),
        limit: 100,
      }),
  })

export const useOpenStepsOf = (id: string) =>
  useQuery({
    queryKey: ['next-steps', 'open', id],
    queryFn: () =>
      api.get<{ items: { id: string; at: string; action: string; goal?: string | null; owner: Named | null }[] }>(
        '/api/next-steps',
        { filter: { and: [of('customerId', id), { field: 'state', op: 'eq', value: 'open' }] }, sort: 'at', limit: 10 },
      ),
  })

/** Levels that get a ★. */
export const isKey = (level: string | null | undefined): boolean => level === 'key' || level === 'strategic'

const filters: Record<'all' | 'key' | 'silent', Filter | undefined> = {
  all: undefined,
  key: { field: 'level', op: 'in', value: ['strategic', 'key'] },
  silent: {
    or: [
      { field: 'lastFollowUpAt', op: 'empty' },
      { not: { field: 'lastFollowUpAt', op: 'within', value: 'last30Days' } },
    ],
  },
}

/** The views that every list of customers has. */
export function useCustomerViews(): [StandardView, ...StandardView[]] {
  const { t } = useTranslation('customers')
  return [
    { key: 'mine', label: t('view.mine'), filter: { field: 'ownerId', op: 'in', value: ['me'] } },
    ...(['all', 'key', 'silent'] as const).map((key) => {
      const filter = filters[key]
      return { key, label: t(`view.${key}`), ...(filter && { filter }) }
    }),
  ]
}
