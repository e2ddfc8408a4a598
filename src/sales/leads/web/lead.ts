import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { type Described, useFields } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import type { StandardView } from '../../../web/lib/views.ts'
import { errorText } from '../../../web/lib/words.ts'
import { toast } from '../../../web/ui/toast.tsx'

/** What the phone needs of the record; the whole description would bring zod along. */
const type: Described = { type: 'lead', owner: { field: 'ownerId' } }

interface Named {
  id: string
  name: string
}

/** A lead as the API answers; a hidden field is absent. */
export interface Lead extends Record<string, unknown> {
  id: string
  version: number
  name: string
  contactName?: string | null
  title?: string | null
  phone?: string | null
  source?: string | null
  industry?: string | null
  region?: string | null
  status?: string | null
  invalidReason?: string | null
  owner: Named | null
  customer?: Named | null
  lastFollowUpAt?: string | null
  convertedAt?: string | null
  abilities: { edit: boolean; delete: boolean; assign: boolean }
}

/** The states in the order in which a lead goes through them; `all` first. */
export const leadViews = ['all', 'unassigned', 'waiting', 'following', 'converted', 'invalid'] as const
export type LeadView = (typeof leadViews)[number]

/** What the list of a state asks for. */
export const ofView = (view: LeadView): Filter[] => (view === 'all' ? [] : [{ field: 'status', op: 'eq', value: view }])

/** The views that every list of leads has. */
export function useLeadViews(): [StandardView, ...StandardView[]] {
  const { t } = useTranslation('leads')
  const status = useOptions('leadStatus')
  const [, ...states] = leadViews
  const ofState = (key: LeadView) => ({
    key,
    label: status.word(key),
    filter: { field: 'status', op: 'eq' as const, value: key },
  })
  return [{ key: 'all', label: t('view.all') }, ...states.map(ofState)]
}

const asked = [
  'name',
  'contactName',
  'title',
  'phone',
  'wechat',
  'email',
  'source',
  'industry',
  'region',
  'description',
]

/** Fields that a person fills in; states are set by acts of their own. */
export const useAskedFields = (): FieldMeta[] =>
  useFields(type, 'leads').filter((field) => field.custom || asked.includes(field.key))

/** Usual reasons why a lead is worth nothing; any other may be typed. */
export const usualReasons = ['wrongNumber', 'noNeed', 'duplicate', 'notTarget', 'competitor'] as const

/** Whether there is still something to do about it. */
export const isOpen = (lead: Lead): boolean => lead.status !== 'converted' && lead.status !== 'invalid'

export const useLead = (id: string) =>
  useQuery({ queryKey: ['leads', id], queryFn: () => api.get<Lead>(`/api/leads/${id}`) })

/** Asks again for everything that shows leads or what they become. */
export function useRefresh(): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      ['leads', 'customers', 'contacts', 'opportunities', 'next-steps', 'reports'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
}

/** Giving up a lead, with a way back, and taking it up again. */
export function useLeadActs(lead: Lead) {
  const { t } = useTranslation('leads')
  const refresh = useRefresh()
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const revive = (): Promise<unknown> => api.post(`/api/leads/${lead.id}/revive`, {}).then(refresh)
  return {
    revive: () => void revive().then(() => toast(t('revived')), fail),
    /** @throws ApiError, to be shown beside the reason */
    invalidate: async (reason: string): Promise<void> => {
      await api.post(`/api/leads/${lead.id}/invalidate`, { version: lead.version, reason })
      await refresh()
      toast(t('invalidated'), { onUndo: () => void revive().catch(fail) })
    },
  }
}
