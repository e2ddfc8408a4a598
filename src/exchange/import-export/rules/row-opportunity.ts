import { lineOf, listOf } from './cells.ts'
import type { PlannedOpportunity } from './planned.ts'
import { limits, type RowReader } from './row.ts'

/** An opportunity as one row names it; `code` is '' when the file has none. */
export type RowOpportunity = Omit<PlannedOpportunity, 'externalId' | 'owner'> & { code: string }

/** The opportunity of a row, or null when it holds none. */
export function rowOpportunity(reader: RowReader): RowOpportunity | null {
  const amount = reader.amount('opportunity.amount')
  const budget = reader.amount('opportunity.budget')
  const code = reader.line('opportunity.code', limits.code)
  const name = reader.line('opportunity.name', limits.name)
  const list = (target: 'opportunity.product' | 'opportunity.competitor'): string[] =>
    reader
      .columns(target)
      .flatMap((column) => listOf(lineOf(reader.cell(column))))
      .filter((each) => each.length <= 80)
  const opportunity = {
    code,
    name: name === '' ? null : name,
    stage: reader.option('stage', 'opportunity.stage'),
    amount: amount?.amount ?? null,
    budget: budget?.amount ?? null,
    currency: amount?.currency ?? budget?.currency ?? null,
    probability: reader.percent('opportunity.probability'),
    expectedSignDay: reader.day('opportunity.expectedSignDay', 'near')?.day ?? null,
    engagedDay: reader.day('opportunity.engagedDay', 'past')?.day ?? null,
    closedDay: reader.day('opportunity.closedDay', 'past')?.day ?? null,
    products: list('opportunity.product'),
    competitors: list('opportunity.competitor'),
  }
  const real =
    code !== '' ||
    opportunity.name ||
    opportunity.stage ||
    opportunity.amount !== null ||
    opportunity.budget !== null ||
    opportunity.expectedSignDay
  if (real) return opportunity
  // A product or a competitor alone is something to know about the customer, not a deal.
  for (const target of ['opportunity.product', 'opportunity.competitor'])
    for (const column of reader.columns(target)) reader.note(column, lineOf(reader.cell(column)))
  return null
}
