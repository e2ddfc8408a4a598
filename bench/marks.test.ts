import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../src/platform/root.ts'
import { parse, prepare } from '../src/sales/follow-ups/rules/parse/parse.ts'
import { type Accept, type Count, compare, fieldNames, noCount, scoreOf } from './agreement.ts'
import { type Fields, fieldsOf } from './prediction.ts'

interface Note {
  text: string
  now: string
  customers: string[]
  gold: Fields
  accept?: Accept
}

function notesOf(file: string): Note[] {
  const lines = readFileSync(join(projectRoot, 'bench/judgement', file), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}

const marks: Record<string, number> = {
  customer: 0.97,
  contact: 0.9,
  method: 0.93,
  occurred_on: 0.9,
  objections: 0.85,
  competitors: 0.85,
  amount: 0.92,
  next_at: 0.92,
}

test.each([
  'notes.jsonl',
  'notes.held-out.jsonl',
  'notes.voices.jsonl',
  'notes.trades.jsonl',
  'notes.plain.jsonl',
  'notes.fields.jsonl',
  'notes.short.jsonl',
])('the marks hold on %s', (file) => {
  const notes = notesOf(file)
  const counts: Record<string, Count> = Object.fromEntries(fieldNames.map((name) => [name, noCount()]))
  for (const { text, now, customers, gold, accept = {} } of notes) {
    const known = prepare({ customers: customers.map((name) => ({ id: name, name })) })
    const [draft] = parse(text, known, { now: new Date(now), timeZone: 'Asia/Shanghai' })
    compare(fieldsOf(draft), gold, accept, counts, () => undefined)
  }
  const scores = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, scoreOf(count, notes.length)] as const),
  )
  for (const [name, mark] of Object.entries(marks)) expect(scores[name]?.f1, name).toBeGreaterThanOrEqual(mark)
  expect(scores['customer']?.wrong).toBeLessThanOrEqual(0.01)
})
