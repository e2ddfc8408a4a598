import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { type Described, useFields } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import { useLater } from '../../../web/lib/later.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { StandardView } from '../../../web/lib/views.ts'
import type { Tone } from '../../../web/ui/marks.tsx'
import type { Duplicate } from '../contract.ts'

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

/** A tab that a slice beyond customers adds to a customer's page. */
export interface MoreTab {
  /** Key under `tabs` in the words. */
  tab: string
  can: string
  show: (customer: Customer) => ReactNode
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

/** Whom follow-ups and next steps are about. */
export type Subject = { customerId: string } | { leadId: string }

const about = (subject: Subject) =>
  'leadId' in subject ? of('leadId', subject.leadId) : of('customerId', subject.customerId)

/** Newest first, with what was said while a customer was still a lead; enough for the trend of a year at the usual rhythm. */
export function useTimelineOf(subject: Subject) {
  const seesLeads = useCan('leads.view')
  return useQuery({
    queryKey: ['follow-ups', 'of', about(subject).value],
    queryFn: async () => {
      const leads = 'customerId' in subject && seesLeads ? await leadsOf(subject.customerId) : []
      const before = leads.map((id) => of('leadId', id))
      return api.get<{ items: TimelineItem[]; nextCursor: string | null }>('/api/follow-ups', {
        filter: before.length === 0 ? about(subject) : { or: [about(subject), ...before] },
        limit: 100,
      })
    },
  })
}

/** The leads that a customer came from. */
async function leadsOf(customerId: string): Promise<string[]> {
  const { items } = await api.get<{ items: Named[] }>('/api/leads', { filter: of('customerId', customerId), limit: 20 })
  return items.map(({ id }) => id)
}

export const useOpenStepsOf = (subject: Subject) =>
  useQuery({
    queryKey: ['next-steps', 'open', about(subject).value],
    queryFn: () =>
      api.get<{ items: { id: string; at: string; action: string; goal?: string | null; owner: Named | null }[] }>(
        '/api/next-steps',
        { filter: { and: [about(subject), { field: 'state', op: 'eq', value: 'open' }] }, sort: 'at', limit: 10 },
      ),
  })

/** Whether somebody is for us. */
export const attitudeTone = (attitude: string): Tone | undefined =>
  attitude === 'supportive' ? 'ok' : attitude === 'opposed' ? 'bad' : undefined

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

/** Customers that may be the same as what is typed; those out of reach have no id and show their owner only. */
export function useDuplicates(name: string, phone = ''): Duplicate[] {
  const asked = useLater(
    JSON.stringify({
      ...(name.trim().length > 1 && { name: name.trim() }),
      ...(phone.trim().length > 5 && { phone: phone.trim() }),
    }),
    300,
  )
  const { data } = useQuery({
    queryKey: ['customers', 'duplicates', asked],
    queryFn: () =>
      api.get<{ items: Duplicate[] }>('/api/customers/duplicates', JSON.parse(asked) as Record<string, string>),
    enabled: asked !== '{}',
    retry: false,
  })
  return data?.items ?? []
}

/** The contacts slice stands below this one and owns the record. */
const contact: Described = { type: 'contact', owner: { field: 'ownerId' } }
const askedOfContact = ['name', 'title', 'phones', 'wechat', 'email', 'role', 'attitude', 'note']

/** The fields of a person; numbers shown only in part cannot be changed. */
export function useContactFields(person?: Contact): FieldMeta[] {
  const masked = person?.phones?.some((phone) => phone.includes('*'))
  return useFields(contact, 'customers', 'contact.fields').filter(
    (field) =>
      (field.custom || askedOfContact.includes(field.key)) && !field.readOnly && !(field.key === 'phones' && masked),
  )
}
