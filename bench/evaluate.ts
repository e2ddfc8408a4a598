import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parse, prepare } from '../src/sales/follow-ups/rules/parse/parse.ts'
import type { Draft } from '../src/sales/follow-ups/rules/parse/types.ts'
import { type Accept, type Count, compare, fieldNames, noCount, scoreOf } from './agreement.ts'
import { type Fields, fieldsOf } from './prediction.ts'
import { judged, labelScores } from './report-labels.ts'

/** Judges rules against labelled texts: `evaluate parse|parse-many|assess FILE.jsonl [--out FILE] [--misses]`. */

const fields = z.object({
  customer: z.string().nullable(),
  contact: z.string().nullable(),
  title: z.string().nullable(),
  method: z.string().nullable(),
  occurred_on: z.string().nullable(),
  intent: z.string().nullable(),
  objections: z.array(z.string()),
  competitors: z.array(z.string()),
  amount: z.number().nullable(),
  probability: z.number().nullable(),
  next_action: z.string().nullable(),
  next_at: z.string().nullable(),
})
const accept = z.custom<Accept>((value) => typeof value === 'object')
const source = { id: z.string(), text: z.string(), now: z.string(), customers: z.array(z.string()) }
const note = z.object({ ...source, gold: fields, accept: accept.optional(), hard: z.string().nullish() })
const paragraph = z.object({
  ...source,
  gold: z.object({ drafts: z.array(fields) }),
  accept: z
    .object({
      drafts: z.array(accept.nullable()).optional(),
      optional_drafts: z.array(z.string()).optional(),
      merge: z.array(z.string()).optional(),
    })
    .optional(),
})

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, misses: { type: 'boolean' } },
})
const [kind, file] = positionals
const rows = (): unknown[] =>
  readFileSync(file ?? '', 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
function draftsOf({ text, now, customers }: { text: string; now: string; customers: string[] }): {
  drafts: Draft[]
  ms: number
} {
  const known = prepare({ customers: customers.map((name) => ({ id: name, name })) })
  const start = performance.now()
  const drafts = parse(text, known, { now: new Date(now), timeZone: 'Asia/Shanghai' })
  return { drafts, ms: performance.now() - start }
}

function emptyCounts(): Record<string, Count> {
  return Object.fromEntries(fieldNames.map((name) => [name, noCount()]))
}

function scores(counts: Record<string, Count>, n: number): object {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, scoreOf(count, n)]))
}

function told(id: string, text: string, field: string, given: Fields, gold: Fields): void {
  if (!options.misses) return
  const show = (of: Fields): string => JSON.stringify(of[field as keyof Fields])
  console.error(
    `${id} ${field}: ${show(given)} instead of ${show(gold)}\n    ${text.replaceAll('\n', ' ⏎ ').slice(0, 160)}`,
  )
}

function finish(result: object, out: object[], ms: number[]): void {
  const sorted = [...ms].sort((a, b) => a - b)
  const mean = ms.reduce((a, b) => a + b, 0) / Math.max(1, ms.length)
  const figures = {
    mean: Math.round(mean * 100) / 100,
    p95: Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 100) / 100,
  }
  console.log(JSON.stringify({ ...result, msPerNote: figures }, null, 2))
  if (options.out !== undefined) writeFileSync(options.out, out.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

function judgeNotes(): void {
  const counts = emptyCounts()
  const hard: Record<string, { n: number; right: number; fields: number }> = {}
  const out: object[] = []
  const times: number[] = []
  const notes = rows().map((row) => note.parse(row))
  for (const { id, text, gold, accept: others = {}, hard: kindOfHard, ...rest } of notes) {
    const { drafts, ms } = draftsOf({ text, ...rest })
    const prediction = fieldsOf(drafts[0])
    const missed: string[] = []
    compare(prediction, gold, others, counts, (field) => missed.push(field))
    for (const field of missed) told(id, text, field, prediction, gold)
    if (kindOfHard) {
      const of = hard[kindOfHard] ?? { n: 0, right: 0, fields: 0 }
      hard[kindOfHard] = {
        n: of.n + 1,
        right: of.right + (missed.length === 0 ? 1 : 0),
        fields: of.fields + fieldNames.length - missed.length,
      }
    }
    out.push({ id, prediction })
    times.push(ms)
  }
  const byKind = Object.fromEntries(
    Object.entries(hard).map(([name, { n, right, fields: agreed }]) => [
      name,
      { n, allRight: right, fieldsRight: Math.round((agreed / (n * fieldNames.length)) * 1000) / 1000 },
    ]),
  )
  finish({ n: notes.length, fields: scores(counts, notes.length), hard: byKind }, out, times)
}

function judgeParagraphs(): void {
  const counts = emptyCounts()
  const drafts = noCount()
  const out: object[] = []
  const times: number[] = []
  const paragraphs = rows().map((row) => paragraph.parse(row))
  for (const { id, text, gold, accept: others = {}, ...rest } of paragraphs) {
    const { drafts: found, ms } = draftsOf({ text, ...rest })
    const given = found.map((draft) => ({ ...fieldsOf(draft), newCustomer: draft.newCustomer?.value ?? null }))
    const optional = new Set(others.optional_drafts ?? [])
    const merged = new Set(others.merge ?? [])
    const left = [...given]
    gold.drafts.forEach((expected, i) => {
      const also = others.drafts?.[i] ?? {}
      const at = left.findIndex(
        (each) =>
          each.customer === expected.customer &&
          (expected.customer !== null || isSameNew(each.newCustomer, also.new_customer)),
      )
      const match = left[at]
      if (match === undefined) {
        if (
          optional.has(expected.customer ?? '') ||
          (merged.has(expected.customer ?? '') && given.some(({ customer }) => customer === expected.customer))
        )
          return
        drafts.expected++
        if (options.misses)
          console.error(
            `${id} no draft of ${expected.customer ?? also.new_customer}\n    ${text.replaceAll('\n', ' ⏎ ').slice(0, 200)}`,
          )
        return
      }
      left.splice(at, 1)
      drafts.expected++
      drafts.given++
      drafts.right++
      compare(match, expected, also, counts, (field) => told(id, text, field, match, expected))
    })
    for (const extra of left) {
      if (optional.has(extra.customer ?? '') || merged.has(extra.customer ?? '')) continue
      drafts.given++
      drafts.wrong++
      if (options.misses)
        console.error(
          `${id} a draft too much: ${extra.customer ?? extra.newCustomer}\n    ${text.replaceAll('\n', ' ⏎ ').slice(0, 200)}`,
        )
    }
    out.push({ id, drafts: given.map(({ newCustomer: _, ...each }) => each) })
    times.push(ms)
  }
  const all = Object.entries(counts)
    .filter(([name]) => name !== 'customer')
    .reduce(
      (sum, [, count]) => ({
        right: sum.right + count.right,
        given: sum.given + count.given,
        expected: sum.expected + count.expected,
        wrong: sum.wrong + count.wrong,
      }),
      noCount(),
    )
  finish(
    {
      n: paragraphs.length,
      drafts: scoreOf(drafts, drafts.expected),
      allFields: scoreOf(all, drafts.right),
      fields: scores(counts, drafts.right),
    },
    out,
    times,
  )
}

function isSameNew(given: string | null, expected: string | undefined): boolean {
  return expected === undefined || given === null || given.includes(expected) || expected.includes(given)
}

function judgeReports(): void {
  const reports = judged(rows())
  for (const { id, summary, given, gold, optional } of reports) {
    const isMissed = [...given, ...gold].some(
      (name) => given.includes(name) !== gold.includes(name) && !optional.includes(name),
    )
    if (options.misses && isMissed)
      console.error(`${id}: ${given.join(', ') || 'good'} instead of ${gold.join(', ') || 'good'}\n    ${summary}`)
  }
  const out = reports.map(({ id, given }) => ({ id, labels: given }))
  finish(
    { n: reports.length, ...labelScores(reports) },
    out,
    reports.map(({ ms }) => ms),
  )
}

const judges: Record<string, () => void> = {
  parse: judgeNotes,
  'parse-many': judgeParagraphs,
  assess: judgeReports,
}
const judge = judges[kind ?? '']
if (judge === undefined || file === undefined) {
  console.error(`usage: evaluate ${Object.keys(judges).join('|')} FILE.jsonl [--out OUT.jsonl] [--misses]`)
  process.exitCode = 2
} else judge()
