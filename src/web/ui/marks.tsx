import type { ReactNode } from 'react'

/** Tone of tags, bars, dots and banners; plain when left out. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'pri'

const cx = (...names: Array<string | false | undefined>): string => names.filter(Boolean).join(' ')

/** The two interlocked rings; `words` adds 双轮 Tandem. */
export function Logo({ size = 24, words = false }: { size?: number; words?: boolean }) {
  return (
    <span className="row g8">
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <circle cx="8.2" cy="12" r="5.7" stroke="var(--c-text)" strokeWidth="2.4" />
        <circle cx="15.8" cy="12" r="5.7" stroke="var(--c-primary-text)" strokeWidth="2.4" />
      </svg>
      {words && (
        <>
          <b style={{ fontSize: Math.round(size * 0.64) }}>双轮</b>
          <span className="c3">Tandem</span>
        </>
      )}
    </span>
  )
}

function tintOf(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973
  return (sum % 6) + 1
}

/** First character of the name on one of six tints chosen by the person's id. No photos. */
export function Avatar({ id, name, size }: { id: string; name: string; size?: 'lg' | 'xl' }) {
  return (
    <span className={cx('av', `a${tintOf(id)}`, size)} aria-hidden="true">
      {[...name][0]?.toUpperCase() ?? '?'}
    </span>
  )
}

/** A small label. `line` draws an outline only. */
export function Tag({ tone, line, children }: { tone?: Tone; line?: boolean; children: ReactNode }) {
  return <span className={cx('tag', tone, line && 'line')}>{children}</span>
}

/** A coloured dot with a word beside it; colour never speaks alone. */
export function Status({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="row g6">
      <i className={cx('dot', tone)} />
      <span className={tone === 'bad' ? 'cbad' : tone === 'warn' ? 'cwarn' : 'c2'}>{children}</span>
    </span>
  )
}

/** Intent A–E as its letter; nothing when unset. `from` shows the change B → A. */
export function IntentLetter({ intent, from }: { intent: string | null | undefined; from?: string | null }) {
  if (!intent) return null
  if (!from || from === intent) return <span className={cx('int', intent)}>{intent}</span>
  return (
    <span className="row g4">
      <span className={cx('int', from)}>{from}</span>
      <span className="c4 t12">→</span>
      <span className={cx('int', intent)}>{intent}</span>
    </span>
  )
}

/** ★ before the name of a key customer. */
export function KeyStar({ label }: { label: string }) {
  return (
    <span className="star" role="img" aria-label={label}>
      ★
    </span>
  )
}

/** Pace rule for everybody: accent on pace, warning > 5 points behind, error > 15 points behind. All are shares 0–1. */
export function paceTone(done: number, expected: number): 'pri' | 'warn' | 'bad' {
  const behind = (expected - done) * 100
  return behind > 15 ? 'bad' : behind > 5 ? 'warn' : 'pri'
}

export interface PaceProps {
  /** Share of the target that is done, 0–1 or more. */
  done: number
  /** Share where today should be; draws the tick and decides the colour. */
  expected?: number
  tone?: Tone | 'qty'
  tall?: boolean
  width?: number
}

/** Pace bar: grey = target, fill = actual, tick = where today should be. */
export function Pace({ done, expected, tone, tall, width }: PaceProps) {
  const share = (value: number): string => `${Math.max(0, Math.min(1, value)) * 100}%`
  const colour = tone ?? (expected === undefined ? (done >= 1 ? 'ok' : 'pri') : paceTone(done, expected))
  return (
    <span
      className={cx('bar', colour !== 'qty' && colour, tall && 'tall')}
      style={width === undefined ? undefined : { width }}
    >
      <i style={{ width: share(done) }} />
      {expected !== undefined && <b style={{ left: share(expected) }} />}
    </span>
  )
}

/** A computed number that can be opened: dashed underline, opens the evidence. Plain text without `onOpen`. */
export function EvidenceNumber({
  children,
  onOpen,
  label,
  className,
}: {
  children: ReactNode
  onOpen?: () => void
  label?: string
  className?: string
}) {
  if (!onOpen) return <span className={className}>{children}</span>
  return (
    <button type="button" className={cx('ev', className)} aria-label={label} onClick={onOpen}>
      {children}
    </button>
  )
}

/** Number against last time, with sign and colour; `goodWhen` says which way is good. */
export function Change({ value, text, goodWhen = 'up' }: { value: number; text: string; goodWhen?: 'up' | 'down' }) {
  if (value === 0) return <span className="c3">{text}</span>
  const good = value > 0 === (goodWhen === 'up')
  return (
    <span className={good ? 'cok' : 'cbad'}>
      {value > 0 ? '↑' : '↓'}
      {text}
    </span>
  )
}

export interface Stage {
  key: string
  label: string
}

/** Stage bar of one opportunity over the company's own list; only the current one carries its name. */
export function StageBar({ stages, current, outcome }: { stages: Stage[]; current: string; outcome?: 'won' | 'lost' }) {
  const at = stages.findIndex((each) => each.key === current)
  return (
    <div className={cx('stages', outcome)} role="img" aria-label={stages[at]?.label ?? ''}>
      {stages.map((each, index) => (
        <span key={each.key} title={each.label} className={index === at ? 'now' : index < at ? 'past' : ''}>
          {index === at ? each.label : ''}
        </span>
      ))}
    </div>
  )
}
