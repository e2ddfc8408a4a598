import type { Draft } from '../src/sales/follow-ups/rules/parse/types.ts'

/** The twelve fields in which drafts are judged; the shape of `gold` in the labelled files. */
export interface Fields {
  customer: string | null
  contact: string | null
  title: string | null
  method: string | null
  occurred_on: string | null
  intent: string | null
  objections: string[]
  competitors: string[]
  amount: number | null
  probability: number | null
  next_action: string | null
  next_at: string | null
}

export const NOTHING: Fields = {
  customer: null,
  contact: null,
  title: null,
  method: null,
  occurred_on: null,
  intent: null,
  objections: [],
  competitors: [],
  amount: null,
  probability: null,
  next_action: null,
  next_at: null,
}

/** Methods of the labelled files by option key. */
const methods: Record<string, string> = {
  visit: 'visit',
  customerVisit: 'visit',
  phone: 'phone',
  wechat: 'wechat',
  wecom: 'wechat',
  email: 'email',
  videoMeeting: 'meeting',
  demo: 'meeting',
}

const moment = (day: string, time: string | null): string => (time === null ? day : `${day}T${time}:00+08:00`)

/** A draft in the fields of the labelled files. */
export function fieldsOf(draft: Draft | undefined): Fields {
  if (draft === undefined) return NOTHING
  const person = draft.contacts[0]?.value
  const due = draft.nextStep?.due?.value
  const occurred = draft.occurredAt?.value
  return {
    customer: draft.customer?.value.name ?? null,
    contact: person?.name ?? null,
    title: person?.title ?? null,
    method: draft.method && (methods[draft.method.value] ?? 'other'),
    occurred_on: occurred ? moment(occurred.day, occurred.time) : null,
    intent: draft.intent?.value ?? null,
    objections: draft.objections.map(({ value }) => value),
    competitors: draft.competitors.map(({ value }) => value),
    amount: draft.amount?.value ?? null,
    probability: draft.probability?.value ?? null,
    next_action: draft.nextStep?.goal.value ?? null,
    next_at: due?.day ? moment(due.day, due.time) : null,
  }
}
