import type { Check } from '../../contract.ts'

/** What a check looks at: one follow-up as it is written. Days are `YYYY-MM-DD` of the writer. */
export interface Written {
  /** When it is written down, and when it happened. */
  reportDay: string
  occurredDay: string | null
  summary: string
  need: string
  objections: string
  feedback: string
  nextAction: string
  nextDay: string | null
  /** What was chosen beside the words, by option key; absent for older reports. */
  chosen?: Chosen
}

/** Choices that may contradict the words. `amount` in major units. */
export interface Chosen {
  method: string | null
  result: string | null
  intent: string | null
  stage: string | null
  amount: number | null
}

/** What was written before, by which copies are known; newest last. */
export interface Background {
  /** Own earlier reports, of this customer first of all. */
  earlier: readonly Written[]
  /** What colleagues wrote lately. */
  colleagues?: readonly Written[]
}

/** Fields of `Written` that hold words. */
export type WordField = 'summary' | 'need' | 'objections' | 'feedback' | 'nextAction'

/** One thing worth mending: the words that caused it, and what to add, worded by the browser as `quality.<reason>`. */
export interface Finding {
  check: Check
  reason: string
  /** Where the words stand, for tinting; `start` and `end` are offsets in the field. */
  field: WordField | null
  start: number
  end: number
  words: string
  /** Values for the wording, for example how alike two texts are. */
  params?: Record<string, string | number>
}

/** A finding about a whole field, or about a day when there is none. */
export function about(
  check: Check,
  reason: string,
  written: Written,
  field: WordField | null,
  params?: Finding['params'],
): Finding {
  const words = field === null ? '' : written[field]
  return { check, reason, field, start: 0, end: words.length, words, ...(params && { params }) }
}
