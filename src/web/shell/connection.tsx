import { Link } from '@tanstack/react-router'
import { CloudOff, CloudUpload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../lib/format.ts'
import { useLostSince } from '../lib/live.ts'
import { useOutbox } from '../lib/outbox.ts'

/**
 * Says how much waits on this device to be sent, and since when what is shown may be old, while no changes are heard. It lies above
 * the screen and moves nothing.
 */
export function Connection() {
  const { t } = useTranslation('shell')
  const lostAt = useLostSince()
  const entries = useOutbox() ?? []
  const refused = entries.some((entry) => entry.refused)
  if (entries.length > 0)
    return (
      <Link to={'/outbox' as '/'} className={refused ? 'lost bad' : 'lost'} role="status">
        <CloudUpload size={14} />
        {t(refused ? 'outbox.someRefused' : 'outbox.waiting', { count: entries.length })}
      </Link>
    )
  if (lostAt === null) return null
  return (
    <div className="lost" role="status">
      <CloudOff size={14} />
      {t('lost', { time: formatTime(new Date(lostAt).toISOString()) })}
    </div>
  )
}
