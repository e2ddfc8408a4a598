import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOptions } from '../../../web/lib/options.ts'
import { Button } from '../../../web/ui/fields.tsx'

/** 不变 · A · B · C · D; the last one is outlined, nothing is chosen until somebody chooses. */
export function IntentChoice({
  last,
  value,
  onChange,
}: {
  last: string | null
  value: string | null
  onChange: (intent: string | null) => void
}) {
  const { t } = useTranslation('web')
  const intent = useOptions('intent')
  const cell = (key: string, label: ReactNode) => (
    <Button
      key={key}
      size="sm"
      className={value === key ? 'on' : ''}
      aria-pressed={value === key}
      style={key === last && value !== key ? { borderColor: 'var(--c-text-4)', borderWidth: 1.5 } : undefined}
      onClick={() => onChange(value === key ? null : key)}
    >
      {label}
    </Button>
  )
  return (
    <div className="row g6 wrap" role="group" aria-label={t('intent.label')}>
      {last && cell('unchanged', t('intent.same'))}
      {intent.choices.map((option) =>
        cell(
          option.key,
          <>
            <b>{option.key}</b>
            {option.key === last && <span className="c3 t12">{t('intent.last')}</span>}
          </>,
        ),
      )}
    </div>
  )
}
