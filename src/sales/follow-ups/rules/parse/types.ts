import type { FollowUpDraft } from '../../contract.ts'

/** What `parse` takes and gives: follow-ups proposed from words, each part with the place in the text that it came from. */

/** A place in the text: UTF-16 offsets, `end` excluded. */
export interface Span {
  start: number
  end: number
}

/** A value read from the text. `confidence` from 0 to 1: below 0.6 a person should look at it first. */
export interface Part<T> extends Span {
  value: T
  confidence: number
}

export type Draft = FollowUpDraft
export type Person = Draft['contacts'][number]['value']
export type Moment = NonNullable<Draft['occurredAt']>['value']
export type NextStep = NonNullable<Draft['nextStep']>
export type Due = NonNullable<NextStep['due']>['value']

export interface KnownCustomer {
  id: string
  name: string
  /** What the company itself calls it; the usual short names are found without. */
  shortNames?: readonly string[] | undefined
}

export interface KnownContact {
  id: string
  customerId: string
  name: string
  title?: string | null | undefined
}

export interface Known {
  customers: readonly KnownCustomer[]
  contacts?: readonly KnownContact[] | undefined
  /** Names of rival suppliers and of own products. */
  competitors?: readonly string[] | undefined
  products?: readonly string[] | undefined
  /** Keys that each option set still offers; without a set all keys are proposed. */
  options?: Options | undefined
}

export type Options = Partial<
  Record<'method' | 'result' | 'intent' | 'objection' | 'signal' | 'nextStepAction', readonly string[]>
>

export interface Context {
  now: Date
  timeZone: string
}
