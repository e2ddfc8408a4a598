import { useTranslation } from 'react-i18next'
import { formatShort } from '../../../web/lib/format.ts'

/** 「比节奏慢 0.7 点」: how far a share is from where it should be by now, in percentage points. Shares are 0–1. */
export function usePaceWords(): (done: number, expected: number) => string {
  const { t } = useTranslation('reports')
  return (done, expected) => {
    const points = Math.round((done - expected) * 1000) / 10
    if (points === 0) return t('paceOn')
    return t(points < 0 ? 'paceBehind' : 'paceAhead', { points: formatShort(Math.abs(points)) })
  }
}
