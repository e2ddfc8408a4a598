import type { Figure } from './measure.ts'

/** What is to be reached: share of the floor's throughput, and growth of the cost from the smallest to the largest size. */
const GOAL = { ratio: 0.6, growth: 1.3 }

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest-rank percentile; NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** Figures by `name@size`, `growth` = median time at the largest size ÷ that at the smallest. */
export type Figures = Record<string, Figure & { growth?: number }>

/** Adds to the figures of the largest size how much dearer they are than those of the smallest. */
export function withGrowth(figures: Figures, sizes: readonly number[]): Figures {
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
  if (small === large) return figures
  for (const [name, figure] of Object.entries(figures)) {
    const before = figures[keyOf(name.split('@')[0] as string, small)]
    if (figure.rows === large && before) figure.growth = figure.p50 / before.p50
  }
  return figures
}

/** For example `dailyReport@1M`. */
export function keyOf(name: string, size: number): string {
  return `${name}@${size % 1_000_000 === 0 ? `${size / 1_000_000}M` : `${Math.round(size / 1000)}k`}`
}

/** A table for people; a figure that misses its goal carries an exclamation mark. */
export function tableOf(figures: Figures): string {
  const head = [
    'request',
    'floor /s',
    'ours /s',
    'ratio',
    'p50 ms',
    'p95 ms',
    'growth',
    'cpu ms',
    'floor cpu',
    'db cpu',
    'floor db',
    'statements',
    'reply rows',
    'rss MB',
  ]
  const lines = Object.entries(figures).map(([name, f]) => [
    name,
    f.floor.toFixed(0),
    f.ours.toFixed(0),
    f.ratio.toFixed(2) + (f.ratio < GOAL.ratio ? '!' : ' '),
    f.p50.toFixed(1),
    f.p95.toFixed(1),
    f.growth === undefined ? '' : f.growth.toFixed(2) + (f.growth > GOAL.growth ? '!' : ' '),
    f.cpuMs.toFixed(2),
    f.floorCpuMs.toFixed(2),
    f.dbCpuMs.toFixed(2),
    f.floorDbCpuMs.toFixed(2),
    String(f.statements),
    String(f.replyRows),
    f.rssMb.toFixed(0),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)))
  return [head, ...lines]
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n')
}
