import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../lib/format.ts'
import { useLostSince } from '../lib/live.ts'

/** Says since when what is shown may be old, while no changes are heard. It lies above the screen and moves nothing. */
export function Connection() {
  const { t } = useTranslation('shell')
  const lostAt = useLostSince()
  if (lostAt === null) return null
  return (
    <div className="lost" role="status">
      <CloudOff size={14} />
      {t('lost', { time: formatTime(new Date(lostAt).toISOString()) })}
    </div>
  )
}
