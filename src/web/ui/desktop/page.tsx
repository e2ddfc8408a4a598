import type { ReactNode } from 'react'
import { EvidenceNumber, Pace, type PaceProps } from '../marks.tsx'

/** 56 px head of a screen: title, filters beside it, buttons on the right; at most one of them primary. */
export function PageHeader({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="phd">
      <h1>{title}</h1>
      {children}
      {actions && <div className="acts">{actions}</div>}
    </header>
  )
}

/** Body of a screen: 24 px gutters, 12 px between sections. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="page">{children}</div>
}

/** A section with a 44 px head; `flush` lets a table touch the border. */
export function Panel({
  title,
  note,
  side,
  flush,
  children,
}: {
  title?: ReactNode
  note?: ReactNode
  side?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className="sect">
      {title && (
        <div className="hd">
          <h3>{title}</h3>
          {note && <span className="t12 c3">{note}</span>}
          {side && <span className="push row g8">{side}</span>}
        </div>
      )}
      {flush ? children : <div className="bd">{children}</div>}
    </section>
  )
}

export interface KpiTileProps {
  label: ReactNode
  /** Right of the label: change against last time. */
  change?: ReactNode
  value: ReactNode
  /** After the value in grey: `/30 次`, `万 · 3 单`. */
  unit?: ReactNode
  pace?: PaceProps
  note?: ReactNode
  /** Opens the evidence behind the value. */
  onOpen?: () => void
}

/** One number of a `KpiStrip`. */
export function KpiTile({ label, change, value, unit, pace, note, onOpen }: KpiTileProps) {
  return (
    <div className="kp">
      <div className="t12 c3 row sb">
        <span className="el">{label}</span>
        {change}
      </div>
      <div className="kv">
        <EvidenceNumber onOpen={onOpen}>{value}</EvidenceNumber>
        {unit && <small>{unit}</small>}
      </div>
      {pace && <Pace {...pace} />}
      {note && (
        <div className="t12 c3 el" style={{ marginTop: 6 }}>
          {note}
        </div>
      )}
    </div>
  )
}

/** Tiles in one strip with dividers, never separate boxes. */
export function KpiStrip({ children }: { children: ReactNode }) {
  return <div className="kpis">{children}</div>
}
