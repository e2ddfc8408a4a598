import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judged, labelScores } from './report-labels.ts'

const rowsOf = (name: string): unknown[] =>
  readFileSync(new URL(`judgement/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test.each(['reports.jsonl', 'reports.held-out.jsonl', 'reports.voices.jsonl'])(
  'reports of %s are judged as their labels say',
  (name) => {
    const { labels, falseAlarmRate } = labelScores(judged(rowsOf(name)))
    expect(labels['vague']?.f1).toBeGreaterThanOrEqual(0.85)
    expect(labels['missing_key_data']?.f1).toBeGreaterThanOrEqual(0.75)
    expect(labels['no_next_step']?.f1).toBeGreaterThanOrEqual(0.95)
    expect(labels['copied']?.f1).toBeGreaterThanOrEqual(0.92)
    expect(labels['stale']?.f1).toBeGreaterThanOrEqual(0.95)
    expect(falseAlarmRate).toBeLessThanOrEqual(0.06)
  },
)
