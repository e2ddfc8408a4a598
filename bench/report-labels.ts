import { z } from 'zod'
import { assess } from '../src/sales/follow-ups/rules/quality/assess.ts'
import type { Written } from '../src/sales/follow-ups/rules/quality/types.ts'

/** Labels of the file, and the checks that stand for them. */
const labels = {
  vague: 'vague',
  missing_key_data: 'missingKeyData',
  no_next_step: 'noNextStep',
  copied: 'copied',
  stale: 'stale',
} as const
type Label = keyof typeof labels
const names = Object.keys(labels) as Label[]

const report = z.object({
  report_date: z.string(),
  occurred_on: z.string().nullable(),
  summary: z.string(),
  customer_need: z.string(),
  objections: z.string(),
  feedback: z.string(),
  next_action: z.string(),
  next_at: z.string().nullable(),
})
const labelled = report.extend({
  id: z.string(),
  previous: z.array(report),
  gold: z.array(z.enum(names)),
  optional: z.array(z.enum(names)),
})

const writtenOf = (row: z.output<typeof report>): Written => ({
  reportDay: row.report_date,
  occurredDay: row.occurred_on,
  summary: row.summary,
  need: row.customer_need,
  objections: row.objections,
  feedback: row.feedback,
  nextAction: row.next_action,
  nextDay: row.next_at,
})

interface Judged {
  id: string
  summary: string
  given: Label[]
  gold: Label[]
  optional: Label[]
  ms: number
}

/** What the checks say of each labelled report. */
export function judged(rows: readonly unknown[]): Judged[] {
  return rows.map((row) => {
    const { id, previous, gold, optional, ...rest } = labelled.parse(row)
    const start = performance.now()
    const found = assess(writtenOf(rest), { earlier: previous.map(writtenOf) }).map(({ check }) => check)
    const ms = performance.now() - start
    return {
      id,
      summary: rest.summary,
      given: names.filter((name) => found.includes(labels[name])),
      gold,
      optional,
      ms,
    }
  })
}

const share = (part: number, of: number): number => (of === 0 ? 1 : Math.round((part / of) * 1000) / 1000)

/** Precision, recall and F1 of every label, and how often a good report is found fault with. Optional labels count neither way. */
export function labelScores(rows: readonly Judged[]) {
  const scores = names.map((name) => {
    const told = rows.filter(({ optional }) => !optional.includes(name))
    const right = told.filter(({ given, gold }) => given.includes(name) && gold.includes(name)).length
    const precision = share(right, told.filter(({ given }) => given.includes(name)).length)
    const recall = share(right, told.filter(({ gold }) => gold.includes(name)).length)
    const f1 = precision + recall === 0 ? 0 : share(2 * precision * recall, precision + recall)
    return [name, { precision, recall, f1 }] as const
  })
  const good = rows.filter(({ gold }) => gold.length === 0)
  const alarmed = good.filter(({ given, optional }) => given.some((name) => !optional.includes(name)))
  return {
    labels: Object.fromEntries(scores),
    falseAlarmRate: good.length === 0 ? 0 : share(alarmed.length, good.length),
  }
}
