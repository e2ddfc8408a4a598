import { inLittleMemory } from '../../../platform/memory.ts'
import type { ImportDecisions, PlanReport, PreviewRow, RowError, SheetMapping } from '../contract.ts'
import { groupErrors } from '../rules/error-groups.ts'
import { likelyOption } from '../rules/options.ts'
import { resolveOwners } from '../rules/owners.ts'
import { Planner } from '../rules/plan.ts'
import type { PlannedCustomer, PlannedOpportunity } from '../rules/planned.ts'
import { emptySurvey, surveyRow } from '../rules/survey.ts'
import type { KnownCustomers } from './known.ts'
import { type CompanyWords, dataRows, type SourceFile } from './reading.ts'

/** Customers written in one transaction. */
export const PORTION = 100
const PREVIEW = 7
const LISTED = 200
const MAX_ERRORS = 20_000

export interface Portion {
  customers: PlannedCustomer[]
  opportunities: PlannedOpportunity[]
}

export interface PlanInput {
  file: SourceFile
  mapping: readonly SheetMapping[]
  decisions: ImportDecisions
  words: CompanyWords
  known: KnownCustomers
}

/**
 * Reads the whole file and hands on portions ready to be written, in an order that depends on nothing but the file; the dry run
 * and the run are this same call.
 * @param take returns false to stop early
 */
export function planFile(
  input: PlanInput,
  take: (portion: Portion, planner: Planner) => Promise<boolean>,
): Promise<Planned> {
  return inLittleMemory(() => readThrough(input, take))
}

interface Planned {
  report: PlanReport
  errors: RowError[]
  complete: boolean
}

async function readThrough(
  input: PlanInput,
  take: (portion: Portion, planner: Planner) => Promise<boolean>,
): Promise<Planned> {
  const { file, mapping, decisions, words, known } = input
  const survey = emptySurvey()
  for await (const { sheet, row } of dataRows(file, mapping)) surveyRow(survey, sheet, row, words.vocabulary)
  const owners = resolveOwners(survey.owners, words.people)
  const planner = new Planner({ reference: words.reference, vocabulary: words.vocabulary, decisions, owners })
  const flush = () => take(planner.flush(known.find(planner.lookups())), planner)
  let complete = true
  for await (const { sheet, row } of dataRows(file, mapping)) {
    planner.add(sheet, row)
    if (planner.size >= PORTION && !(await flush())) {
      complete = false
      break
    }
  }
  if (complete && planner.size > 0) complete = await flush()
  const report: PlanReport = {
    counts: { ...planner.counts },
    groups: groupErrors(planner.errors),
    duplicates: planner.duplicates.slice(0, LISTED).map(({ sheet, row, name, by }) => ({ sheet, row, name, by })),
    notices: planner.notices.slice(0, LISTED),
    owners: [...survey.owners].slice(0, LISTED).map(([written, rows]) => {
      const decision = owners.get(written)
      const name = decision && 'name' in decision ? decision.name : null
      return {
        written,
        rows,
        kind: decision?.kind ?? 'unknown',
        name,
        similar: decision?.kind === 'unknown' ? decision.similar : null,
      }
    }),
    placeholders: [...planner.placeholders].map(([name, customers]) => ({ name, customers })),
    unknownOptions: Object.entries(survey.unknownOptions).flatMap(([field, values]) =>
      [...values].slice(0, LISTED).map(([value, rows]) => {
        const key = field as keyof typeof words.vocabulary
        return { field: key, value, rows, suggestion: likelyOption(key, value, words.vocabulary[key]) }
      }),
    ),
    preview: [],
  }
  return { report, errors: planner.errors.slice(0, MAX_ERRORS), complete }
}

/** Plans without writing anything. */
export async function dryRun(input: PlanInput): Promise<{ report: PlanReport; errors: RowError[] }> {
  const preview: PreviewRow[] = []
  const { report, errors } = await planFile(input, (portion) => {
    for (const customer of portion.customers) if (preview.length < PREVIEW) preview.push(previewOf(customer))
    for (const deal of portion.opportunities)
      if (preview.length < PREVIEW)
        preview.push({
          ...nothing,
          name: deal.name ?? deal.products.join('、'),
          owner: deal.owner,
          amount: deal.amount,
        })
    return Promise.resolve(true)
  })
  return { report: { ...report, preview }, errors }
}

const nothing: PreviewRow = {
  name: '',
  owner: null,
  contact: null,
  intent: null,
  lastDay: null,
  lastText: null,
  nextDay: null,
  amount: null,
}

function previewOf(customer: PlannedCustomer): PreviewRow {
  const last = [...customer.history].sort((a, b) => b.day.localeCompare(a.day))[0]
  const contact = customer.contacts[0]
  return {
    name: customer.name,
    owner: customer.owner,
    contact: contact ? [contact.name, contact.title].filter(Boolean).join(' ') || (contact.phones[0] ?? null) : null,
    intent: customer.fields.intent ?? null,
    lastDay: last?.day ?? customer.lastFollowUpDay,
    lastText: last?.text.slice(0, 120) ?? null,
    nextDay: customer.nextSteps[0]?.day ?? null,
    amount: customer.opportunities[0]?.amount ?? customer.opportunities[0]?.budget ?? null,
  }
}
