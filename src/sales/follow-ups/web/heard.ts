import { localDay, zonedInstant } from '../../../platform/time.ts'
import type { Draft as Heard, Moment, Part, Span } from '../rules/parse/types.ts'
import type { CaptureDraft } from './draft.ts'

/** Where no hour is said, the part of the day tells one; else it was, or will be, in the morning. */
const partsOfDay: readonly (readonly [RegExp, string])[] = [
  [/中午|午饭|午餐/u, '12:00'],
  [/下午|午后/u, '14:30'],
  [/傍晚|下班/u, '17:30'],
  [/晚/u, '19:00'],
]
const USUAL_TIME = '10:00'
const hourIn = (words: string): string => partsOfDay.find(([said]) => said.test(words))?.[1] ?? USUAL_TIME
const TEN_THOUSAND = 10_000

/** The writer's clock and time zone. */
interface Here {
  now: Date
  zone: string
}

/**
 * The form filled with what was recognised in its words. What a person has chosen by hand stays; what is no longer said goes back to
 * `usual`, the empty form.
 */
export function withHeard(draft: CaptureDraft, heard: Heard, usual: CaptureDraft, { now, zone }: Here): CaptureDraft {
  const filled: CaptureDraft = { ...draft, ...fieldsOf(heard, usual, draft, { now, zone }) }
  const byHand = draft.byHand ?? []
  for (const key of byHand) filled[key] = draft[key] as never
  const isOther = heard.customer !== null && filled.customer?.id !== heard.customer.value.id
  // People and sums of another company than the one chosen by hand belong to nobody here.
  return isOther && !byHand.includes('contacts') ? { ...filled, contacts: [] } : filled
}

function fieldsOf(heard: Heard, usual: CaptureDraft, draft: CaptureDraft, here: Here): Partial<CaptureDraft> {
  const said = ({ start, end }: Span) => draft.summary.slice(start, end)
  const values = (parts: readonly Part<string>[]) => [...new Set(parts.map(({ value }) => value))]
  return {
    // A lead that the form is about stays until a customer is named.
    customer: heard.customer && { ...heard.customer.value, intent: intentOf(heard.customer.value.id, draft) },
    contacts: heard.contacts.flatMap(({ value }) => (value.id === null ? [] : [{ id: value.id, name: value.name }])),
    method: heard.method?.value ?? usual.method,
    occurredAt: heard.occurredAt && instantOf(heard.occurredAt.value, hourIn(said(heard.occurredAt)), here),
    needs: values(heard.needs),
    objections: values(heard.objections),
    competitors: values(heard.competitors),
    signals: values(heard.signals),
    intent: heard.intent?.value ?? null,
    result: heard.result?.value ?? null,
    amount: heard.amount === null ? '' : String(heard.amount.value / TEN_THOUSAND),
    nextStep: nextStepOf(heard, heard.nextStep?.due ? hourIn(said(heard.nextStep.due)) : USUAL_TIME, here.zone),
  }
}

/** The grade that is known already; null until the customer is read. */
const intentOf = (id: string, { customer }: CaptureDraft): string | null =>
  customer?.id === id ? customer.intent : null

/** Today without a time means now, which the form says by null. */
function instantOf({ day, time }: Moment, usual: string, { now, zone }: Here): string | null {
  if (time === null && day === localDay(now, zone)) return null
  const at = zonedInstant(day, time ?? usual, zone)
  return at > now ? null : at.toISOString()
}

function nextStepOf({ nextStep }: Heard, usual: string, zone: string): CaptureDraft['nextStep'] {
  if (!nextStep?.due?.value.day) return null
  const { day, time } = nextStep.due.value
  return {
    at: zonedInstant(day, time ?? usual, zone).toISOString(),
    action: nextStep.action.value,
    goal: nextStep.goal.value,
  }
}

/** Something recognised in the words; `warn` for what speaks against us. */
export interface Tint extends Span {
  warn: boolean
}

/** The places to tint, in order and without overlaps: of two that share words the first, longer one is kept. */
export function tintsOf(drafts: readonly Heard[]): Tint[] {
  const all = drafts
    .flatMap((heard) => [...placesOf(heard), ...warnedOf(heard)])
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Tint[] = []
  for (const tint of all) if (tint.end > tint.start && tint.start >= (kept.at(-1)?.end ?? 0)) kept.push(tint)
  return kept
}

function placesOf({ nextStep, ...heard }: Heard): Tint[] {
  const spans = [
    heard.customer,
    heard.newCustomer,
    ...heard.contacts,
    heard.method,
    heard.result,
    heard.intent,
    heard.occurredAt,
    heard.probability,
    heard.amount,
    ...heard.needs,
    ...heard.signals,
    nextStep?.action,
    nextStep?.goal,
    nextStep?.due,
  ]
  return spans.flatMap((span) => (span ? [{ start: span.start, end: span.end, warn: false }] : []))
}

const warnedOf = ({ objections, competitors }: Heard): Tint[] =>
  [...objections, ...competitors].map(({ start, end }) => ({ start, end, warn: true }))
