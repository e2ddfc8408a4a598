import { CircleCheckBig, CircleX, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { BatchReply } from '../contract.ts'
import { act } from './batch.ts'
import './import.css'

const types = ['customer', 'contact', 'followUp', 'nextStep', 'opportunity', 'user'] as const

/** 「客户 766 · 联系人 812」 of what an import made. */
export function useMadeWords(): (made: Record<string, number>) => string {
  const { t } = useTranslation('import-export')
  return (made) =>
    types.flatMap((type) => (made[type] ? [t(`made.${type}`, { n: made[type].toLocaleString() })] : [])).join(' · ') ||
    t('madeNothing')
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    toast(errorText(error), { tone: 'bad' })
  }
}

/** While the server writes or takes back. */
export function Working({ batch }: { batch: BatchReply }) {
  const { t } = useTranslation('import-export')
  const [asked, setAsked] = useState(false)
  const { written, total } = batch.progress
  const share = total === 0 ? 0 : Math.round((written / total) * 100)
  const isUndoing = batch.state === 'undoing'
  return (
    <section className="sect" style={{ padding: 32, maxWidth: 640, margin: '48px auto' }} role="status">
      <h2 className="t20">{t(isUndoing ? 'undoing' : 'running')}</h2>
      <p className="t13 c2" style={{ margin: '4px 0 16px' }}>
        {batch.fileName}
      </p>
      {!isUndoing && (
        <>
          <div
            className="im-bar"
            role="progressbar"
            aria-label={t('running')}
            aria-valuenow={share}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <i style={{ width: `${share}%` }} />
          </div>
          <div className="row sb t13 c2" style={{ marginTop: 10 }}>
            <span>{t('progress', { written: written.toLocaleString(), total: total.toLocaleString() })}</span>
            <Button
              kind="text"
              disabled={asked}
              onClick={() => {
                setAsked(true)
                void attempt(() => act(batch.id, 'cancel'))
              }}
            >
              {t(asked ? 'stopping' : 'stop')}
            </Button>
          </div>
          <p className="t12 c3" style={{ marginTop: 12 }}>
            {t('mayLeave')}
          </p>
        </>
      )}
    </section>
  )
}

/** What came of it, and what to do next. */
export function Done({ batch, onPick, onAgain }: { batch: BatchReply; onPick: () => void; onAgain: () => void }) {
  const { t, i18n } = useTranslation('import-export')
  const madeWords = useMadeWords()
  const { state, made, failure, undoUntil } = batch
  const refused = (made['refused'] ?? 0) + (batch.plan.counts['errors'] ?? 0)
  const isGood = state === 'done'
  const [, slice = '', key = '', detail] = /^([\w-]+)\.(\w+)(?:: (.*))?$/s.exec(failure ?? '') ?? []
  const words = `${slice}:reasons.${key}`
  const reason = failure === null ? '' : i18n.exists(words) ? t(words) : failure
  const canGoOn = state === 'failed' || state === 'cancelled'
  return (
    <section className="sect" style={{ padding: 24, maxWidth: 720, margin: '32px auto' }}>
      <EmptyState
        icon={isGood ? CircleCheckBig : state === 'undone' ? Undo2 : CircleX}
        title={t(`ended.${state}`)}
        text={`${madeWords(made)}${reason ? ` · ${reason}` : ''}`}
        actions={
          <span className="row g12" style={{ flexWrap: 'wrap', justifyContent: 'center' }}>
            {canGoOn && (
              <Button kind="pri" size="lg" onClick={() => void attempt(() => act(batch.id, 'run'))}>
                {t('goOn')}
              </Button>
            )}
            {(made['customer'] ?? 0) > 0 && state !== 'undone' && (
              <Button {...(!canGoOn && { kind: 'pri' })} size="lg" onClick={onPick}>
                {t('pick')}
              </Button>
            )}
            <Button size="lg" onClick={onAgain}>
              {t('another')}
            </Button>
            {undoUntil !== null && (
              <Button size="lg" onClick={() => void attempt(() => act(batch.id, 'undo'))}>
                {t('undo')}
              </Button>
            )}
          </span>
        }
      />
      {detail && (
        <p className="t12 c3" style={{ textAlign: 'center' }}>
          {t('unexpectedDetail', { detail })}
        </p>
      )}
      <p className="t13 c3" style={{ textAlign: 'center' }}>
        {undoUntil !== null && t('undoUntil', { when: formatMoment(undoUntil) })}{' '}
        {refused > 0 && (
          <a href={`/api/imports/${batch.id}/errors.csv`} download>
            {t('downloadErrors', { count: refused })}
          </a>
        )}
      </p>
    </section>
  )
}
