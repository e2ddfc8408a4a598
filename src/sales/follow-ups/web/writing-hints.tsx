import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatDay, timeZone } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import { assess } from '../rules/quality/assess.ts'
import type { Finding } from '../rules/quality/types.ts'
import { writtenOf } from '../rules/quality/written.ts'
import type { CaptureDraft } from './draft.ts'

const PAUSE_MS = 300
const TEN_THOUSAND = 10_000

interface Earlier {
  summary: string
  needs?: string[]
  occurredAt: string
  createdAt: string
}

/** What is worth mending in the words, told after a pause in typing and without a network. The next step is asked for elsewhere. */
export function useWritingHints(draft: CaptureDraft): Finding[] {
  const customerId = draft.customer?.id
  const earlier = useQuery({
    queryKey: ['follow-ups', 'own', customerId],
    queryFn: () =>
      api.get<{ items: Earlier[] }>('/api/follow-ups', {
        filter: {
          and: [
            { field: 'customerId', op: 'eq', value: customerId },
            { field: 'ownerId', op: 'eq', value: 'me' },
          ],
        },
        limit: 20,
      }),
    enabled: customerId !== undefined,
  })
  const words = useLater(draft.summary, PAUSE_MS)
  return useMemo(() => {
    const zone = timeZone()
    const past = (earlier.data?.items ?? []).map((each) => writtenOf(each, each.createdAt, zone))
    const amount = draft.amount === '' ? null : Number(draft.amount) * TEN_THOUSAND
    const now = writtenOf({ ...draft, summary: words, amount }, new Date(), zone)
    return assess(now, { earlier: past }).filter(({ check }) => check !== 'noNextStep')
  }, [words, earlier.data, draft])
}

/** One line for each finding. */
export function WritingHints({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation('follow-ups')
  return findings.map(({ reason, params }) => {
    const day = typeof params?.day === 'string' ? formatDay(params.day) : ''
    return (
      <div key={reason} className="t13 cwarn">
        {t(`quality.${reason}`, { ...params, day })}
      </div>
    )
  })
}
