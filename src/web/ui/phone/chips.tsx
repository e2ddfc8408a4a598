import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A recognised or chosen value: tap opens it, ✕ removes it. `warn` for objections and competitors. */
export function Chip({
  children,
  warn,
  onPress,
  onRemove,
}: {
  children: ReactNode
  warn?: boolean
  onPress?: () => void
  onRemove?: () => void
}) {
  const { t } = useTranslation('web')
  const name = warn ? 'chip w' : 'chip'
  const inner = <span className="el row g4">{children}</span>
  if (!onPress && !onRemove) return <span className={name}>{inner}</span>
  return (
    <span className={name}>
      <button type="button" className="el row g4" style={{ minHeight: 32 }} onClick={onPress ?? onRemove}>
        {children}
      </button>
      {onRemove && onPress && (
        <button type="button" aria-label={t('actions.clear')} style={{ minHeight: 32 }} onClick={onRemove}>
          <X size={14} />
        </button>
      )}
    </span>
  )
}

/** ＋ at the end of a row of chips. */
export function AddChip({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className="chip add" aria-label={label} onClick={onPress}>
      <Plus size={14} />
    </button>
  )
}

/** Outlined one-tap fix beside a hint. */
export function FixChip({ children, onPress }: { children: ReactNode; onPress: () => void }) {
  return (
    <button type="button" className="chip fix" onClick={onPress}>
      {children}
    </button>
  )
}

/** A choice that is on or off, in a `div.chips`. */
export function PickChip({
  children,
  on,
  warn,
  onPress,
}: {
  children: ReactNode
  on: boolean
  warn?: boolean
  onPress: () => void
}) {
  return (
    <button type="button" className={warn ? 'chip pick w' : 'chip pick'} aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  )
}

export interface IntentPickProps {
  /** Letters of the company's own list, usually A–D. */
  letters: string[]
  /** Undefined until tapped: intent is never preselected. */
  value: string | undefined
  /** The intent of the last follow-up: outlined, with 上次; gives the 不变 cell. */
  last?: string | null
  onChange: (intent: string) => void
}

/** 不变 · A · B · C · D. Only a tapped cell is solid; 不变 reports the last intent. */
export function IntentPick({ letters, value, last, onChange }: IntentPickProps) {
  const { t } = useTranslation('web')
  const columns = [
    ...(last ? ['62px'] : []),
    ...letters.map((each) => (each === last ? '72px' : 'minmax(0, 1fr)')),
  ].join(' ')
  return (
    <div className="abcd" style={{ gridTemplateColumns: columns }} role="radiogroup" aria-label={t('intent.label')}>
      {last && (
        <button type="button" role="radio" aria-checked={false} className="same" onClick={() => onChange(last)}>
          {t('intent.same')}
        </button>
      )}
      {letters.map((each) => (
        <button
          type="button"
          key={each}
          role="radio"
          aria-checked={each === value}
          className={each === last ? 'last' : undefined}
          onClick={() => onChange(each)}
        >
          {each}
          {each === last && <i>{t('intent.last')}</i>}
        </button>
      ))}
    </div>
  )
}
