import type { RowRef } from '../contract.ts'

/** What a plan consists of: the shapes between the rules of the import and the service that writes them. */

/** A customer as a plan composes it from one or more rows; keys of `fields` are those of the customer's record. */
export interface PlannedCustomer {
  /** The same file read again gives the same id. */
  externalId: string
  name: string
  shortNames: string[]
  /** Name of the responsible user or placeholder; null when unassigned. */
  owner: string | null
  collaborators: string[]
  fields: Partial<
    Record<CustomerText | 'industry' | 'size' | 'source' | 'level' | 'intent' | 'status' | 'type', string>
  >
  /** Lines for the description that have no field of their own. */
  notes: string[]
  createdDay: string | null
  lastFollowUpDay: string | null
  contacts: PlannedContact[]
  history: PlannedFollowUp[]
  nextSteps: PlannedNextStep[]
  opportunities: PlannedOpportunity[]
  rows: RowRef[]
  /** An earlier batch already held this customer: only blanks are filled and parts added. */
  continued: boolean
  /** A customer of the company that this one is; possible ones are notices instead. */
  match: { id: string; by: 'externalId' | 'name' } | null
}

export type CustomerText = 'phone' | 'creditCode' | 'region' | 'address' | 'website'

export interface PlannedContact {
  externalId: string
  /** Null when only a number was given. */
  name: string | null
  title: string | null
  phones: string[]
  email: string | null
  wechat: string | null
  role: string | null
  attitude: string | null
  notes: string[]
}

export interface PlannedFollowUp {
  externalId: string
  day: string
  time: string | null
  method: string | null
  text: string
  author: string | null
}

export interface PlannedNextStep {
  externalId: string
  day: string
  time: string | null
  text: string | null
}

/** Amounts in major units; `currency` null means the company's own. */
export interface PlannedOpportunity {
  externalId: string
  name: string | null
  stage: string | null
  amount: number | null
  budget: number | null
  currency: string | null
  probability: number | null
  expectedSignDay: string | null
  engagedDay: string | null
  closedDay: string | null
  products: string[]
  competitors: string[]
  owner: string | null
}

/** A row that named a customer already there. */
export interface Duplicate extends RowRef {
  name: string
  of: RowRef | { id: string }
  by: 'name' | 'shortForm' | 'existing'
}

/** Rows: `rows` = `importable` + `duplicates` + `errors` + `skipped`. */
export interface PlanCounts {
  rows: number
  importable: number
  duplicates: number
  errors: number
  skipped: number
  notices: number
  customers: number
  contacts: number
  followUps: number
  nextSteps: number
  opportunities: number
}

/** A customer that the company already has. */
export interface ExistingCustomer {
  id: string
  name: string
  /** `shortName` and `phone` only suggest that it is the same; the others say so. */
  by: 'externalId' | 'name' | 'shortName' | 'phone'
}

/** What a batch is looked up by before it is flushed. */
export interface Lookup {
  externalId: string
  key: string
  name: string
  shortNames: string[]
  phones: string[]
}

/** A customer of whom nothing but the name is known yet. */
export function blankCustomer(externalId: string, name: string, owner: string | null): PlannedCustomer {
  return {
    externalId,
    name,
    shortNames: [],
    owner,
    collaborators: [],
    fields: {},
    notes: [],
    createdDay: null,
    lastFollowUpDay: null,
    contacts: [],
    history: [],
    nextSteps: [],
    opportunities: [],
    rows: [],
    continued: false,
    match: null,
  }
}

/** Counts before the first row. */
export function noCounts(): PlanCounts {
  return {
    rows: 0,
    importable: 0,
    duplicates: 0,
    errors: 0,
    skipped: 0,
    notices: 0,
    customers: 0,
    contacts: 0,
    followUps: 0,
    nextSteps: 0,
    opportunities: 0,
  }
}
