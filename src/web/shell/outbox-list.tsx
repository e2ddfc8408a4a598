import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { forget, mend, tryAgain, useOutbox } from '../lib/outbox.ts'
import type { Entry } from '../lib/outbox-order.ts'
import { useGo } from '../lib/place.ts'
import { errorText } from '../lib/words.ts'
import { Button } from '../ui/fields.tsx'
import { Tag } from '../ui/marks.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'

/** What waits on this device, and what the server does not take with the reason and the way to mend it. */
export function OutboxList() {
  const { t } = useTranslation(['shell', 'web'])
  const entries = useOutbox()
  if (entries === undefined) return <Skeleton rows={2} />
  if (entries.length === 0) return <EmptyState title={t('outbox.empty')} text={t('outbox.emptyText')} />
  return (
    <div className="col g12">
      <p className="t13 c2">{t('outbox.text')}</p>
      {entries.map((entry) => (
        <One key={entry.id} entry={entry} />
      ))}
      <Button onClick={() => void tryAgain()}>{t('outbox.now')}</Button>
    </div>
  )
}

function One({ entry }: { entry: Entry }) {
  const { t } = useTranslation(['shell', 'web'])
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const { refused } = entry
  return (
    <div className="col g6" style={{ padding: '10px 0', borderTop: '1px solid var(--c-split)' }}>
      <div className="row g8">
        <span className="m el grow">{entry.label || t('outbox.unnamed')}</span>
        <Tag tone={refused ? 'bad' : 'warn'}>{t(refused ? 'outbox.refused' : 'outbox.waits')}</Tag>
      </div>
      <div className="t13 c3">{formatMoment(entry.at)}</div>
      {refused && (
        <div className="t13 cbad" role="alert">
          {errorText(new ApiError(refused))}
        </div>
      )}
      {refused && (
        <div className="row g8">
          {entry.form && (
            <Button size="sm" kind="pri" onClick={() => void mend(entry).then(go)}>
              {t('outbox.mend')}
            </Button>
          )}
          <Button
            size="sm"
            kind="text"
            className="danger"
            onClick={() => (asking ? void forget(entry.id) : setAsking(true))}
          >
            {t(asking ? 'outbox.reallyForget' : 'outbox.forget')}
          </Button>
        </div>
      )}
    </div>
  )
}
