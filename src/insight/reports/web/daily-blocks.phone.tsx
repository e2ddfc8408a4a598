import { Check, CircleCheck, CornerDownRight, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatDay,
  formatMoment,
  formatPercent,
  formatShort,
  formatTime,
} from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { IntentLetter, KeyStar, Pace } from '../../../web/ui/marks.tsx'
import { Card, ListRow, NumberCell, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import type { DailyReport, Entry } from '../contract.ts'
import { EvidenceRows } from './evidence-rows.tsx'
import { aimOf, isMoney } from './report.ts'

/** Numbers of the strip, in order. */
export const NUMBERS = [
  'visits',
  'followUps',
  'customersFollowed',
  'newLeads',
  'newOpportunities',
  'dealsWon',
  'payments',
  'planKeptRate',
] as const

/** The numbers of the day; each opens its records. */
export function Numbers({ report }: { report: DailyReport }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const [open, setOpen] = useState<string | null>(null)
  const cell = (key: (typeof NUMBERS)[number]) => {
    const value = report.metrics[key]
    if (!value) return null
    const money = isMoney(key)
    const aim = money ? undefined : aimOf(key, value)
    return (
      <NumberCell
        key={key}
        label={`${t(`metrics:short.${key}`)}${aim ? ` /${aim.target}` : ''}`}
        value={money && value.amount ? formatAmountUnit(value.amount) : value.count}
        unit={money && value.amount ? amountUnit() : value.of !== undefined ? `/${value.of}` : undefined}
        open={open === key}
        onOpen={() => setOpen(open === key ? null : key)}
      />
    )
  }
  const drawer = open && <EvidenceRows date={report.date} metric={open} user={report.user.id} />
  return (
    <Card>
      <div className="ngrid">{NUMBERS.slice(0, 4).map(cell)}</div>
      {open && NUMBERS.indexOf(open as 'visits') < 4 && drawer}
      <div className="ngrid">{NUMBERS.slice(4).map(cell)}</div>
      {open && NUMBERS.indexOf(open as 'visits') >= 4 && drawer}
      <MonthProgress report={report} />
    </Card>
  )
}

/** The month's signed amount against its target; the words say what the colour says. */
export function MonthProgress({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const { pace, workday, workdays, metrics } = report.month
  const aim = aimOf('dealsWon', metrics.dealsWon)
  const points = Math.round(((aim?.done ?? 0) - pace) * 1000) / 10
  const paceWords = t(points === 0 ? 'paceOn' : points < 0 ? 'paceBehind' : 'paceAhead', {
    points: formatShort(Math.abs(points)),
  })
  return (
    <div style={{ padding: '10px 16px 14px' }}>
      <div className="row sb t13" style={{ marginBottom: 6 }}>
        <span>
          {t('month')} <b>{formatAmountShort(metrics.dealsWon?.amount ?? 0)}</b>
          {aim && <span className="c3"> / {formatAmountShort(aim.target)}</span>}
        </span>
        <span className="c3">
          {aim ? `${formatPercent(aim.done, 1)} · ${paceWords}` : t('workday', { n: workday, of: workdays })}
        </span>
      </div>
      {aim ? <Pace done={aim.done} expected={pace} tall /> : <Pace done={pace} tone="qty" tall />}
    </div>
  )
}

/** What became of what was planned. */
export function PlanCheck({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  const results = ['kept', 'moved', 'dropped', 'open'] as const
  const of = (result: (typeof results)[number]) => report.planCheck.filter((item) => item.result === result)
  return (
    <>
      <Section title={t('planCheck')} side={t('planItems', { count: report.planCheck.length })} />
      <Card>
        {report.planCheck.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noPlan')}</span>
          </Row>
        )}
        {results
          .filter((result) => of(result).length > 0)
          .map((result) => (
            <Row key={result}>
              {result === 'kept' ? <CircleCheck size={18} className="cok" /> : <History size={18} className="cwarn" />}
              <span className="m t14">
                {t(`plan.${result}`)} {of(result).length}
              </span>
              <span className="grow t13 c3 el">
                {of(result)
                  .map(
                    (item) =>
                      `${item.nextStep.customer?.name ?? item.nextStep.lead?.name ?? ''} ${item.nextStep.goal || action.word(item.nextStep.action)}${item.movedTo ? ` → ${formatDay(item.movedTo.day)}` : ''}`,
                  )
                  .join(' · ')}
              </span>
            </Row>
          ))}
      </Card>
    </>
  )
}

/** One customer: what happened, moved, comes next. */
export function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  const raised = entry.intent?.after && entry.intent.before !== entry.intent.after
  const address = entry.customer ? `/customers/${entry.customer.id}` : undefined
  return (
    <Row {...(address && { to: address })}>
      <span className="grow col g4" style={{ minWidth: 0, padding: '4px 0' }}>
        <span className="row g6">
          {entry.key && <KeyStar label={t('keyCustomer')} />}
          <span className="m el">{entry.customer?.name ?? entry.lead?.name}</span>
          {entry.intent?.after && (
            <IntentLetter
              intent={entry.intent.after}
              {...(raised && entry.intent.before && { from: entry.intent.before })}
            />
          )}
          <span className="push t13 c2 nw">
            {[
              entry.amount ? formatAmountShort(entry.amount, entry.currency ?? undefined) : null,
              entry.probability?.after != null ? formatPercent(entry.probability.after / 100, 0) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="t13 c2 el">{entry.summary ?? t(`phrase.${entry.phrase}`)}</span>
        {entry.nextStep && (
          <span className="t13 cok el row g4">
            <CornerDownRight size={14} />
            {formatMoment(entry.nextStep.at)} {entry.nextStep.goal || action.word(entry.nextStep.action)}
          </span>
        )}
      </span>
    </Row>
  )
}

/** What the next working day holds. */
export function Tomorrow({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  return (
    <>
      <Section title={t('tomorrow', { day: formatDay(report.tomorrowDay) })} side={t('fromNextSteps')} />
      <Card>
        {report.tomorrow.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noTomorrow')}</span>
          </Row>
        )}
        {report.tomorrow.map((step) => (
          <ListRow
            key={step.id}
            lead={
              <span className="row g8 t13 c3">
                <Check size={18} className={step.leftOut ? 'c4' : 'cp'} />
                {formatTime(step.at)}
              </span>
            }
            title={step.customer?.name ?? step.lead?.name}
            text={step.goal || action.word(step.action)}
            {...(step.customer && { to: `/customers/${step.customer.id}` })}
          />
        ))}
      </Card>
    </>
  )
}
