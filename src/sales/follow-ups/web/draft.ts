import { newId } from '../../../platform/id.ts'
import { localDay } from '../../../platform/time.ts'
import { bareKey, type FieldMeta, isBlank, recordWith, startOf } from '../../../web/lib/meta.ts'

/** Something chosen with the name it is shown by. */
export interface Named {
  id: string
  name: string
}

/** What stands on 记跟进 until it is sent; kept on the device while typing. */
export interface CaptureDraft {
  id: string
  customer: (Named & { intent: string | null }) | null
  /** Instead of a customer: somebody not yet qualified. */
  lead?: Named | null
  contacts: Named[]
  opportunity: Named | null
  method: string
  occurredAt: string | null
  summary: string
  judgement: string
  needs: string[]
  objections: string[]
  feedback: string | null
  competitors: string[]
  signals: string[]
  /** A grade, `unchanged`, or null while nothing was tapped. */
  intent: string | null
  result: string | null
  stage: string | null
  amount: string
  nextStep: { at: string; action: string; goal: string } | null
  lateReason: string
  /** Fields that the company added, by their bare key; absent in drafts of earlier days. */
  custom?: Record<string, unknown>
  /** What a person has chosen; recognised words leave it alone. */
  byHand?: (keyof CaptureDraft)[]
}

/** The method of last time. */
export const usualMethod = (): string => localStorage.getItem('tandem:method') ?? 'phone'

/** The draft after a person changed something by hand. With another customer, only whom it was with is their choice. */
export function changedByHand(draft: CaptureDraft, part: Partial<CaptureDraft>): CaptureDraft {
  const chosen = 'customer' in part ? (['customer', 'lead'] as const) : (Object.keys(part) as (keyof CaptureDraft)[])
  return { ...draft, ...part, byHand: [...new Set([...(draft.byHand ?? []), ...chosen])] }
}

export const emptyDraft = (method = 'phone'): CaptureDraft => ({
  id: newId(),
  customer: null,
  contacts: [],
  opportunity: null,
  method,
  occurredAt: null,
  summary: '',
  judgement: '',
  needs: [],
  objections: [],
  feedback: null,
  competitors: [],
  signals: [],
  intent: null,
  result: null,
  stage: null,
  amount: '',
  nextStep: null,
  lateReason: '',
})

/** What is still worth saying, in the order of the form; it never blocks. */
export function stillMissing(draft: CaptureDraft): ('need' | 'nextStep')[] {
  const heard = draft.needs.length + draft.objections.length + draft.signals.length > 0 || draft.feedback !== null
  return [...(heard ? [] : ['need' as const]), ...(draft.nextStep ? [] : ['nextStep' as const])]
}

/** The one thing without which it is no follow-up yet. */
export function blocking(draft: CaptureDraft): 'customer' | 'summary' | null {
  if (draft.customer === null && !draft.lead) return 'customer'
  return draft.summary.trim() === '' ? 'summary' : null
}

/** Required fields of the company that nobody has filled yet. */
export function unfilled(draft: CaptureDraft, added: FieldMeta[]): FieldMeta[] {
  return added.filter((field) => field.required && !field.readOnly && isBlank(startOf({ custom: draft.custom }, field)))
}

/** The draft after a field of the company was filled or emptied. */
export const withCustom = (draft: CaptureDraft, field: FieldMeta, value: unknown): Pick<CaptureDraft, 'custom'> => ({
  custom: { ...draft.custom, [bareKey(field)]: value },
})

/** Whether entering it now makes it a late entry that asks for a reason (more than 7 days back). */
export function asksReason(draft: CaptureDraft, now: Date, timeZone: string): boolean {
  if (draft.occurredAt === null) return false
  const back = (Date.parse(localDay(now, timeZone)) - Date.parse(localDay(draft.occurredAt, timeZone))) / 86_400_000
  return back > 7
}

/** Whom it was with, as the API wants it. */
export const subjectOf = ({ customer, lead }: CaptureDraft): { customerId: string } | { leadId: string } | object =>
  customer ? { customerId: customer.id } : lead ? { leadId: lead.id } : {}

/** The draft with somebody else as its subject; what belonged to the other one is taken away. */
export const withSubject = (subject: Pick<CaptureDraft, 'customer' | 'lead'>): Partial<CaptureDraft> => ({
  customer: subject.customer ?? null,
  lead: subject.lead ?? null,
  contacts: [],
  opportunity: null,
  intent: null,
  stage: null,
  amount: '',
})

/**
 * Body of `POST /api/follow-ups`; `now` is the device's clock when 提交 was tapped.
 * @param added fields of the company that the form asks
 */
export function bodyOf(draft: CaptureDraft, now: Date, added: FieldMeta[] = []): Record<string, unknown> {
  const amount = Number(draft.amount)
  return {
    id: draft.id,
    ...subjectOf(draft),
    contactIds: draft.contacts.map((contact) => contact.id),
    method: draft.method,
    occurredAt: draft.occurredAt ?? now.toISOString(),
    deviceTime: now.toISOString(),
    summary: draft.summary.trim(),
    needs: draft.needs,
    objections: draft.objections,
    competitors: draft.competitors,
    signals: draft.signals,
    ...(draft.opportunity && { opportunityId: draft.opportunity.id }),
    ...(draft.judgement.trim() && { judgement: draft.judgement.trim() }),
    ...(draft.feedback && { feedback: draft.feedback }),
    ...(draft.intent && { intent: draft.intent }),
    ...(draft.result && { result: draft.result }),
    ...(draft.opportunity && draft.stage && { stage: draft.stage }),
    ...(draft.opportunity && amount > 0 && { amount: amount * 10_000 }),
    ...recordWith(
      added
        .filter((field) => !field.readOnly)
        .map((field): [FieldMeta, unknown] => [field, startOf({ custom: draft.custom }, field)])
        .filter(([, value]) => !isBlank(value)),
    ),
    ...(draft.lateReason.trim() && { lateReason: draft.lateReason.trim() }),
    ...(draft.nextStep && { nextStep: { ...draft.nextStep, goal: draft.nextStep.goal || undefined } }),
  }
}
