/** A 60 × 22 line without axes; the last point is dotted, the target dashed. `null` breaks nothing, it is skipped. */
export function Sparkline({
  values,
  target,
  width = 60,
  height = 22,
  tone,
}: {
  values: Array<number | null>
  target?: number
  width?: number
  height?: number
  tone?: 'bad' | 'qual'
}) {
  const known = values.filter((each): each is number => each !== null)
  if (known.length === 0) return <svg width={width} height={height} aria-hidden="true" />
  const top = Math.max(...known, target ?? 0, 1)
  const colour = tone === 'bad' ? 'var(--c-bad-solid)' : tone === 'qual' ? 'var(--c-qual)' : 'var(--c-qty)'
  const x = (index: number): number => 2 + (index * (width - 6)) / Math.max(1, values.length - 1)
  const y = (value: number): number => height - 3 - (value / top) * (height - 6)
  const points = values.flatMap((value, index) => (value === null ? [] : [{ x: x(index), y: y(value) }]))
  const last = points.at(-1)
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {target !== undefined && (
        <line
          x1="2"
          x2={width - 4}
          y1={y(target)}
          y2={y(target)}
          stroke="var(--c-text-4)"
          strokeDasharray="2 2"
          opacity=".7"
        />
      )}
      <polyline
        points={points.map((each) => `${each.x.toFixed(1)},${each.y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke={colour}
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last && <circle cx={last.x} cy={last.y} r="2" fill={colour} />}
    </svg>
  )
}

export interface TrendPoint {
  /** Shown under the first and last point. */
  label: string
  /** Intent letter A–E, or null before the first one. */
  intent: string | null
}

/** Intent over time as steps; `label` is the conclusion for screen readers, for example 「从 C 升到 A」. */
export function StepTrend({
  points,
  label,
  width = 300,
  height = 96,
  letters = ['A', 'B', 'C', 'D'],
}: {
  points: TrendPoint[]
  label: string
  width?: number
  height?: number
  letters?: string[]
}) {
  const left = 20
  const bottom = 18
  const x = (index: number): number => left + (index * (width - left - 8)) / Math.max(1, points.length - 1)
  const y = (letter: string): number =>
    8 + (letters.indexOf(letter) * (height - bottom - 16)) / Math.max(1, letters.length - 1)
  const steps = points.flatMap((point, index) => {
    if (point.intent === null || !letters.includes(point.intent)) return []
    const before = points[index - 1]?.intent
    const at = `${x(index).toFixed(1)},${y(point.intent).toFixed(1)}`
    return before && before !== point.intent && letters.includes(before)
      ? [`${x(index).toFixed(1)},${y(before).toFixed(1)}`, at]
      : [at]
  })
  const last = points.at(-1)
  return (
    <svg width="100%" height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {letters.map((letter) => (
        <g key={letter}>
          <line x1={left} x2={width - 4} y1={y(letter)} y2={y(letter)} stroke="var(--c-split)" />
          <text x="2" y={y(letter) + 4} fontSize="12" fill="var(--c-text-3)">
            {letter}
          </text>
        </g>
      ))}
      <polyline
        points={steps.join(' ')}
        fill="none"
        stroke="var(--c-qual)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last?.intent && letters.includes(last.intent) && (
        <circle cx={x(points.length - 1)} cy={y(last.intent)} r="3.5" fill="var(--c-qual)" />
      )}
      <text x={left} y={height - 3} fontSize="12" fill="var(--c-text-3)">
        {points[0]?.label}
      </text>
      <text x={width - 4} y={height - 3} fontSize="12" fill="var(--c-text-3)" textAnchor="end">
        {last?.label}
      </text>
    </svg>
  )
}
