import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, type Loaded, Loading } from '../states.tsx'

/** One row behind a number, as every evidence route replies. */
export interface EvidenceRow {
  id: string
  type: string
  day?: string | null
  /** Absent when the reader may not see it. */
  label?: string | null
  amount?: number | null
  canOpen?: boolean
}

export interface EvidenceDrawerProps<T> {
  open: boolean
  onClose: () => void
  /** 依据：拜访 20 次. */
  title: ReactNode
  /** Whose and when, in grey beside the title. */
  note?: ReactNode
  /** How the number is counted, in words. */
  definition?: ReactNode
  query: Loaded<T[]>
  row: (item: T) => ReactNode
  /** Tabs or filters above the rows; export on their right. */
  tools?: ReactNode
  footer?: ReactNode
}

/** What every number opens: definition, rows with the original words, export. */
export function EvidenceDrawer<T>({
  open,
  onClose,
  title,
  note,
  definition,
  query,
  row,
  tools,
  footer,
}: EvidenceDrawerProps<T>) {
  const { t } = useTranslation('web')
  const heading = (
    <span className="row g8">
      <span className="t16">{title}</span>
      {note && <span className="t12 c3">{note}</span>}
    </span>
  )
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={heading}
      size={560}
      closable={{ placement: 'end' }}
      footer={footer ?? <span className="t12 c3">{t('evidence.foot')}</span>}
      destroyOnHidden
    >
      {definition && (
        <div className="ev-def">
          <span className="c3">{t('evidence.definition')} </span>
          {definition}
        </div>
      )}
      {tools && (
        <div className="row sb g8" style={{ paddingBlock: 8 }}>
          {tools}
        </div>
      )}
      <Loading query={query}>
        {(rows) => (rows.length === 0 ? <EmptyState title={t('evidence.empty')} /> : <>{rows.map(row)}</>)}
      </Loading>
    </Drawer>
  )
}

/** The usual row: day and kind on top, name, then the original words; opens when it may. */
export function EvidenceItem({
  head,
  side,
  title,
  children,
  onOpen,
}: {
  head: ReactNode
  side?: ReactNode
  title?: ReactNode
  children?: ReactNode
  onOpen?: () => void
}) {
  const { t } = useTranslation('web')
  const inner = (
    <>
      <span className="row sb g8 t12 c3">
        <span className="el">{head}</span>
        {side}
      </span>
      <span className="m" style={{ display: 'block' }}>
        {title ?? <span className="c3">{t('evidence.hidden')}</span>}
      </span>
      {children && <span className="t13 c2">{children}</span>}
    </>
  )
  if (!onOpen) return <div className="ev-row">{inner}</div>
  return (
    <button type="button" className="ev-row" onClick={onOpen}>
      {inner}
    </button>
  )
}
