import type { Days } from './calendar-words.ts'
import type { Clause } from './clauses.ts'
import type { Mention } from './mentions.ts'
import type { Span } from './types.ts'
import type { MethodKey } from './words/methods.ts'

/** What of a text tells of one interaction. */
export interface Telling {
  /** Index of the customer; null when it is unknown or stays open between siblings. */
  customer: number | null
  mention: Mention | null
  newCustomer: Span | null
  clauses: Clause[]
  /** Clauses of a plan that stood apart, under 明日计划; they say what comes next only. */
  planned: Clause[]
  /** Set by the heading above. */
  method: MethodKey | null
  /** The day that covers it unless it says its own: a heading, 今天跑了三家. */
  day: (Days & Span) | null
  /** The day that a heading 明日计划 gives its lines. */
  plannedDay: Days | null
  /** Whether it stands in a list. */
  isItem: boolean
  /** Whether it is an exchange of messages. */
  isChat: boolean
  /** How the last contact of it was made, as far as read. */
  lastMethod: MethodKey | null
}

/** What tells of nobody yet. */
export const telling = (clauses: Clause[]): Telling => ({
  customer: null,
  mention: null,
  newCustomer: null,
  clauses,
  planned: [],
  method: null,
  day: null,
  plannedDay: null,
  isItem: false,
  isChat: false,
  lastMethod: null,
})
