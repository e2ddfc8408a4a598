import { Link } from '@tanstack/react-router'
import { ChevronRight, type LucideIcon } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { EvidenceNumber, Pace, type PaceProps, type Tone } from '../marks.tsx'

/** White box with 12 px gutters. `pad` for free text; rows bring their own padding. No card inside a card. */
export function Card({ children, pad, style }: { children: ReactNode; pad?: boolean; style?: CSSProperties }) {
  return (
    <section className={pad ? 'card pad' : 'card'} style={style}>
      {children}
    </section>
  )
}

/** 40 px head above a card: name, count in grey, and a link or note on the right. */
export function Section({ title, count, side }: { title: ReactNode; count?: ReactNode; side?: ReactNode }) {
  return (
    <div className="sec">
      <h2 className="el" style={{ fontSize: 'inherit' }}>
        {title}
        {count !== undefined && (
          <span className="c3" style={{ marginLeft: 6 }}>
            {count}
          </span>
        )}
      </h2>
      {side && <span className="side c3 row g4">{side}</span>}
    </div>
  )
}

export interface RowProps {
  children: ReactNode
  /** Grey 66 px word in front, as on 记跟进. */
  label?: ReactNode
  /** Opens an address of the app. */
  to?: string
  onPress?: () => void
  /** One line, 44 high instead of 52. */
  one?: boolean
  /** Overdue: 3 px warning bar on the left. */
  over?: boolean
  /** Where the divider above starts, in px. */
  inset?: number
  className?: string
}

/** A row of a card: link, button or plain. Dividers come by themselves. */
export function Row({ children, label, to, onPress, one, over, inset, className }: RowProps) {
  const name = ['p-row', one && 'one', over && 'over', className].filter(Boolean).join(' ')
  const style = inset === undefined ? undefined : ({ '--inset': `${inset}px` } as CSSProperties)
  const inner = (
    <>
      {label && <span className="lab">{label}</span>}
      {children}
    </>
  )
  if (to)
    return (
      <Link to={to} className={name} style={style}>
        {inner}
      </Link>
    )
  if (onPress)
    return (
      <button type="button" className={name} style={style} onClick={onPress}>
        {inner}
      </button>
    )
  return (
    <div className={name} style={style}>
      {inner}
    </div>
  )
}

export interface ListRowProps extends Omit<RowProps, 'children'> {
  /** Before the words: avatar, icon or time. */
  lead?: ReactNode
  title: ReactNode
  /** Beside the title: intent letter, tag. */
  mark?: ReactNode
  text?: ReactNode
  note?: ReactNode
  /** At the right end; a chevron when the row opens something and this is left out. */
  tail?: ReactNode
}

/** Title, second line, note: the usual row of a list. Buttons in `tail` must not sit in a row with `to`; then give `title` the link. */
export function ListRow({ lead, title, mark, text, note, tail, ...row }: ListRowProps) {
  return (
    <Row {...row}>
      {lead}
      <span className="grow col">
        <span className="row g6">
          <span className="m el" style={{ fontSize: 15 }}>
            {title}
          </span>
          {mark}
        </span>
        {text && <span className="t13 c2 el">{text}</span>}
        {note && <span className="t12 c3 el">{note}</span>}
      </span>
      {tail ?? ((row.to || row.onPress) && <ChevronRight size={18} className="c4" />)}
    </Row>
  )
}

/** 44 × 44 icon at the end of a row: call, navigate, message. */
export function ActionButton({
  icon: Icon,
  label,
  href,
  onPress,
}: {
  icon: LucideIcon
  label: string
  href?: string
  onPress?: () => void
}) {
  if (href)
    return (
      <a className="p-go" href={href} aria-label={label}>
        <Icon size={18} />
      </a>
    )
  return (
    <button type="button" className="p-go" aria-label={label} onClick={onPress}>
      <Icon size={18} />
    </button>
  )
}

/** Words as a 44 px button at the end of a row: 看, 催一下. */
export function TextButton({ children, onPress }: { children: ReactNode; onPress: () => void }) {
  return (
    <button type="button" className="p-link" onClick={onPress}>
      {children}
    </button>
  )
}

/** One fact across the screen: offline, conflict, permission. */
export function Banner({
  tone,
  icon: Icon,
  children,
  side,
}: {
  tone?: Tone
  icon?: LucideIcon
  children: ReactNode
  side?: ReactNode
}) {
  return (
    <div className={`ban ${tone ?? ''}`} role="status">
      {Icon && <Icon size={18} />}
      <span className="grow">{children}</span>
      {side && <span className="t12">{side}</span>}
    </div>
  )
}

export interface NumberTileProps {
  label: ReactNode
  value: ReactNode
  /** After the number in grey: `/10`, `万`. */
  of?: ReactNode
  pace?: PaceProps
  onOpen?: () => void
}

/** Number with bar, four in a `NumberStrip`. */
export function NumberTile({ label, value, of, pace, onOpen }: NumberTileProps) {
  const inner = (
    <>
      <span className="l">{label}</span>
      <span className="v">
        {value}
        {of !== undefined && <small>{of}</small>}
      </span>
      {pace && <Pace {...pace} />}
    </>
  )
  if (!onOpen) return <div className="kn">{inner}</div>
  return (
    <button type="button" className="kn" onClick={onOpen}>
      {inner}
    </button>
  )
}

/** Tiles side by side with dividers; `columns` is a grid template such as `76px 84px 84px 1fr`. */
export function NumberStrip({ children, columns }: { children: ReactNode; columns?: string }) {
  return (
    <div className="kgrid" style={columns ? { gridTemplateColumns: columns } : undefined}>
      {children}
    </div>
  )
}

/** Centred evidence number of the daily report; four per row in a `div.ngrid`. */
export function NumberCell({
  label,
  value,
  unit,
  open,
  onOpen,
}: {
  label: ReactNode
  value: ReactNode
  unit?: ReactNode
  open?: boolean
  onOpen?: () => void
}) {
  const inner = (
    <>
      <span className="v">
        <EvidenceNumber className={onOpen ? 'ev' : undefined}>{value}</EvidenceNumber>
        {unit && <small>{unit}</small>}
      </span>
      <span className="l">{label}</span>
    </>
  )
  if (!onOpen) return <div className="dn">{inner}</div>
  return (
    <button type="button" className="dn" aria-expanded={!!open} onClick={onOpen}>
      {inner}
    </button>
  )
}
