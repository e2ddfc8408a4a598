import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, localDay } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { formatDay, formatMoment, timeZone, today } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { errorText } from '../../../web/lib/words.ts'
import type { MomentDialog } from '../../../web/ui/desktop/moment-dialog.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { StepTrend } from '../../../web/ui/lines.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type Subject, type TimelineItem, useOpenStepsOf } from './customer.ts'

/** Intent over the interactions that said something about it, oldest first. */
export function TrendCard({ items }: { items: TimelineItem[] | undefined }) {
  const { t } = useTranslation('customers')
  const said = [...(items ?? [])].reverse().filter((item) => item.stateAfter?.intent)
  const first = said[0]
  const before =
    first?.stateBefore?.intent && first.stateBefore.intent !== first.stateAfter?.intent
      ? [{ label: formatDay(first.localDay), intent: first.stateBefore.intent }]
      : []
  const points = [
    ...before,
    ...said.map((item) => ({ label: formatDay(item.localDay), intent: item.stateAfter?.intent ?? null })),
  ]
  const changes = said.filter(
    (item) => item.stateBefore?.intent && item.stateBefore.intent !== item.stateAfter?.intent,
  ).length
  return (
    <div className="sect" style={{ padding: '8px 14px' }}>
      <div className="row sb">
        <b>{t('intentTrend')}</b>
        {points.length > 1 && <span className="t12 c3">{t('intentTrendNote', { count: changes })}</span>}
      </div>
      {points.length > 1 ? (
        <StepTrend
          points={points}
          width={500}
          height={110}
          label={t('trendLabel', { from: points[0]?.intent, to: points.at(-1)?.intent })}
        />
      ) : (
        <div className="c3 t13" style={{ height: 110, display: 'grid', placeItems: 'center' }}>
          {t(points.length === 1 ? 'oneIntent' : 'noTrend', { intent: points[0]?.intent })}
        </div>
      )}
    </div>
  )
}

/** The next open step of a customer or lead, with its two usual ends. */
export function NextStepCard({
  of,
  mayPlan,
  Dialog,
}: {
  of: Subject
  mayPlan: boolean
  /** Handed in, so that this file stays free of the desktop's component library. */
  Dialog: typeof MomentDialog
}) {
  const { t } = useTranslation('customers')
  const client = useQueryClient()
  const action = useOptions('nextStepAction')
  const { data } = useOpenStepsOf(of)
  const step = data?.items[0]
  const [asking, setAsking] = useState<'move' | 'plan' | null>(null)
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['next-steps'] }),
      client.invalidateQueries({ queryKey: ['customers'] }),
      client.invalidateQueries({ queryKey: ['leads'] }),
    ])
  const act = async (path: string, body: object, done: string) => {
    if (!step) return
    const { id } = step
    try {
      await api.post(`/api/next-steps/${id}/${path}`, body)
      await refresh()
      toast(done, {
        onUndo: () =>
          void api
            .post(`/api/next-steps/${id}/reopen`, {})
            .then(refresh)
            .catch((error: unknown) => toast(errorText(error), { tone: 'bad' })),
      })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const plan = async (at: string) => {
    try {
      await api.post('/api/next-steps', { ...of, at, action: 'call' })
      await refresh()
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const days = step ? daysBetween(today(), localDay(step.at, timeZone())) : 0
  return (
    <div className="sect" style={{ padding: '8px 14px 10px', display: 'flex', flexDirection: 'column' }}>
      <div className="row sb">
        <b>{t('nextPlan')}</b>
        {step && (
          <Tag tone={days < 0 ? 'warn' : 'pri'}>
            {days < 0
              ? t('overdueDays', { count: -days })
              : days <= 1
                ? formatDay(localDay(step.at, timeZone()))
                : t('inDays', { count: days })}
          </Tag>
        )}
      </div>
      {step ? (
        <>
          <div className="m" style={{ marginTop: 6 }}>
            {step.goal || action.word(step.action)}
          </div>
          <div className="t13 c2 grow">
            {formatMoment(step.at)}
            {step.goal ? ` · ${action.word(step.action)}` : ''}
          </div>
          <div className="row g8" style={{ marginTop: 8 }}>
            {step.owner && <Avatar id={step.owner.id} name={step.owner.name} />}
            <span className="t13 c2 grow el">
              {step.owner?.name}
              {data.items.length > 1 ? ` · ${t('moreSteps', { count: data.items.length - 1 })}` : ''}
            </span>
            <Button size="sm" onClick={() => setAsking('move')}>
              {t('moveStep')}
            </Button>
            <Button size="sm" onClick={() => void act('complete', {}, t('stepDone'))}>
              {t('completeStep')}
            </Button>
          </div>
        </>
      ) : (
        <div className="col g8" style={{ flex: 1, alignItems: 'center', justifyContent: 'center' }}>
          <span className="c3 t13">{t('noNextStep')}</span>
          {mayPlan && (
            <Button size="sm" onClick={() => setAsking('plan')}>
              {t('planCall')}
            </Button>
          )}
        </div>
      )}
      <Dialog
        open={asking !== null}
        title={t(asking === 'plan' ? 'planCall' : 'moveStep')}
        {...(asking === 'move' && step && { value: step.at })}
        onClose={() => setAsking(null)}
        onChoose={(at) =>
          void (asking === 'plan' ? plan(at) : act('move', { at }, t('stepMoved', { when: formatMoment(at) })))
        }
      />
    </div>
  )
}
