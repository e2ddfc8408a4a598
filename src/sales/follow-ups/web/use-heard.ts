import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../../web/lib/api.ts'
import type { Draft as KeptDraft } from '../../../web/lib/drafts.ts'
import { timeZone } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import type { Draft as Heard, Known } from '../rules/parse/types.ts'
import { type CaptureDraft, emptyDraft, type Named, usualMethod } from './draft.ts'
import { withHeard } from './heard.ts'
import { useKnownHere } from './known-here.ts'
import { readHere, readingRules } from './read-here.ts'

const PAUSE_MS = 400
/** Fewer characters say nothing. */
const FEWEST = 4

/**
 * What the words say, read on the device after a pause in typing; the server is asked only where a customer is not known here. When
 * it tells of one interaction the form is filled with it. While the words change the form stays as it is.
 */
export function useHeard(kept: KeptDraft<CaptureDraft>): Heard[] {
  const { summary, customer } = kept.value
  const text = useLater(summary.trim().length < FEWEST ? '' : summary, PAUSE_MS)
  const drafts = useDrafts(text, summary)
  const [only, another] = drafts ?? []
  useEffect(() => {
    if (only === undefined || another !== undefined) return
    const here = { now: new Date(), zone: timeZone() }
    kept.set((draft) => withHeard(draft, only, emptyDraft(usualMethod()), here))
  }, [only, another, customer?.id])
  useKnown(kept)
  return drafts ?? []
}

/** The drafts of a text, once they are those of the words as they stand. */
function useDrafts(text: string, words: string): Heard[] | undefined {
  const known = useKnownHere()
  useEffect(() => {
    readingRules().catch(() => undefined)
  }, [])
  const reading = { placeholderData: keepPreviousData, staleTime: 60_000, retry: false } as const
  const here = useQuery({
    ...reading,
    queryKey: ['follow-ups', 'read', text, known?.customers.length],
    queryFn: async () => ({ text, drafts: await readHere(text, known as Known) }),
    enabled: text !== '' && known !== undefined,
    networkMode: 'always',
  }).data
  const isStranger = here?.text === text && here.drafts.some(({ customer }) => customer === null)
  const there = useQuery({
    ...reading,
    queryKey: ['follow-ups', 'parse', text],
    queryFn: async () => ({ text, ...(await api.post<{ drafts: Heard[] }>('/api/follow-ups/parse', { text })) }),
    enabled: text !== '' && (known === undefined || isStranger),
  }).data
  return [isStranger || known === undefined ? there : undefined, here].find((read) => read?.text === words)?.drafts
}

/** What is known of the customer: the intent that stands, and the deal when only one is open. */
function useKnown({ value: { customer }, set }: KeptDraft<CaptureDraft>): void {
  const id = customer?.id
  const intent = useQuery({
    queryKey: ['customers', 'intent', id],
    queryFn: async () => (await api.get<{ intent?: string | null }>(`/api/customers/${id}`)).intent ?? null,
    enabled: id !== undefined,
  }).data
  const deals = useOpenDeals(id)
  useEffect(() => {
    if (intent === undefined) return
    set((draft) => (draft.customer ? { ...draft, customer: { ...draft.customer, intent } } : draft))
  }, [id, intent])
  useEffect(() => {
    const [only, another] = deals ?? []
    if (only === undefined || another !== undefined) return
    set((draft) =>
      draft.opportunity === null && !draft.byHand?.includes('opportunity')
        ? { ...draft, opportunity: { id: only.id, name: only.name } }
        : draft,
    )
  }, [id, deals])
}

/** Deals of a customer that are not closed; undefined until they are read. */
export function useOpenDeals(customerId: string | undefined): Named[] | undefined {
  return useQuery({
    queryKey: ['opportunities', 'of', customerId],
    queryFn: () =>
      api.get<{ items: Named[] }>('/api/opportunities', {
        filter: {
          and: [
            { field: 'customerId', op: 'eq', value: customerId },
            { field: 'outcome', op: 'eq', value: 'open' },
          ],
        },
        limit: 50,
      }),
    enabled: customerId !== undefined,
  }).data?.items
}
