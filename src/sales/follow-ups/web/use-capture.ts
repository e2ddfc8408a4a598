import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../../../platform/id.ts'
import { useDraft, useUnsaved } from '../../../web/lib/drafts.ts'
import { formatMoment, timeZone } from '../../../web/lib/format.ts'
import { handIn } from '../../../web/lib/outbox.ts'
import { useGo } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { toast } from '../../../web/ui/toast.tsx'
import {
  asksReason,
  blocking,
  bodyOf,
  type CaptureDraft,
  changedByHand,
  emptyDraft,
  stillMissing,
  subjectOf,
  unfilled,
  usualMethod,
  withSubject,
} from './draft.ts'
import { useAddedFields } from './follow-up.ts'
import { subjectFor } from './subject.ts'
import { useHeard } from './use-heard.ts'
import { useWritingHints } from './writing-hints.tsx'

/** What keeps a follow-up from being sent. */
export type Gap = 'customer' | 'summary' | 'lateReason' | 'added'

/** Where a follow-up that the server refused is kept while it is mended. */
export const againKey = (id: string): string => `followUp:again:${id}`

/**
 * 记跟进 without its looks: the draft kept on the device, what its words say, and sending it.
 * @param draftKey where the draft is kept
 * @param address the customer or lead that the form was opened for
 * @param onGap shows what keeps it from being sent
 * @param after where to go when it is sent
 * @param sent hears the follow-up's id before that
 */
export function useCapture({
  draftKey,
  address,
  onGap,
  after,
  sent,
}: {
  draftKey: string
  address: { customer?: string; lead?: string }
  onGap: (gap: Gap) => void
  after: (draft: CaptureDraft) => string
  sent?: (id: string) => Promise<void>
}) {
  const { t } = useTranslation('follow-ups')
  const go = useGo()
  const client = useQueryClient()
  const kept = useDraft<CaptureDraft>(draftKey, emptyDraft(usualMethod()))
  const draft = kept.value
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const added = useAddedFields()
  const open = unfilled(draft, added)
  const change = (part: Partial<CaptureDraft>) => kept.set((now) => changedByHand(now, part))
  useUnsaved(draft.summary !== '' && kept.savedAt === undefined)
  useEffect(() => {
    if (!kept.ready) return
    subjectFor(address, draft)
      ?.then((subject) => kept.set((now) => changedByHand(now, withSubject(subject))))
      .catch((error: unknown) => setProblem(errorText(error)))
  }, [kept.ready, address.customer, address.lead])

  const isLate = asksReason(draft, new Date(), timeZone()) && !draft.lateReason.trim()
  const gap: Gap | null = blocking(draft) ?? (isLate ? 'lateReason' : open.length > 0 ? 'added' : null)
  const send = async (work: () => Promise<string>) => {
    if (sending) return
    setSending(true)
    setProblem(undefined)
    try {
      const message = await work()
      localStorage.setItem('tandem:method', draft.method)
      kept.clear(emptyDraft(draft.method))
      await sent?.(draft.id)
      await client.invalidateQueries({ refetchType: 'none' })
      toast(message)
      go(after(draft), { replace: true })
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setSending(false)
    }
  }
  /** How it stands among what waits on the device, and the way back into its form. */
  const waiting = {
    id: draft.id,
    label: (draft.customer ?? draft.lead)?.name ?? '',
    form: { key: againKey(draft.id), draft, at: `/follow-ups/new?again=${draft.id}` },
  }
  const submit = () => {
    setTried(true)
    if (gap !== null) return onGap(gap)
    void send(async () => {
      const body = bodyOf(draft, new Date(), added)
      const { kept: waits } = await handIn({ ...waiting, path: '/api/follow-ups', body })
      return t(waits ? 'keptHere' : 'saved')
    })
  }
  /** One tap; only whom it was with must be known. */
  const noAnswer = () => {
    setTried(true)
    if (gap === 'customer') return onGap(gap)
    void send(async () => {
      const contactIds = draft.contacts.map((contact) => contact.id)
      const body = { id: draft.id, ...subjectOf(draft), contactIds, deviceTime: new Date().toISOString() }
      const path = '/api/follow-ups/no-answer'
      const handed = await handIn<{ suggestion: string | null; nextStep: { at: string } | null }>({
        ...waiting,
        path,
        body,
      })
      if (handed.kept) return t('keptHere')
      const { reply } = handed
      if (reply.suggestion) return t('changeContact')
      return reply.nextStep ? t('noAnswerSaved', { when: formatMoment(reply.nextStep.at) }) : t('saved')
    })
  }
  /** Makes a customer of a name and takes it. @throws ApiError when the company asks more of a customer */
  const newCustomer = async (name: string) => {
    const id = newId()
    await handIn({ id, path: '/api/customers', body: { id, name }, label: name })
    change(withSubject({ customer: { id, name, intent: null } }))
  }
  return {
    kept,
    draft,
    change,
    drafts: useHeard(kept),
    hints: useWritingHints(draft),
    missing: stillMissing(draft),
    added,
    open,
    gap,
    tried,
    sending,
    problem,
    setProblem,
    submit,
    noAnswer,
    newCustomer,
  }
}
