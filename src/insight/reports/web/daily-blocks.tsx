import { Link } from '@tanstack/react-router'
import { CornerDownRight, GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatAmountWhole,
  formatMoment,
  formatPercent,
} from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { KpiStrip, KpiTile, Panel } from '../../../web/ui/desktop/page.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import type { DailyReport, Entry } from '../contract.ts'
import { line, StepWord } from './daily-plan.tsx'
import { addressOf, aimOf, isMoney } from './report.ts'

const NUMBERS = [
  'visits',
  'followUps',
  'customersFollowed',
  'newLeads',
  'newOpportunities',
  'dealsWon',
  'payments',
  'planKeptRate',
] as const

/** The day in eight numbers; each opens the records it counts. */
export function Numbers({ report, ask }: { report: DailyReport; ask: (metric: MetricKey) => void }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const month = report.month.metrics
  const noteOf = (key: MetricKey): string | undefined => {
    const value = month[key]
    if (!value || value.reason === 'hidden') return undefined
    if (value.of !== undefined)
      return t('monthSoFar', { amount: value.of ? formatPercent(value.count / value.of) : '–' })
    const aim = aimOf(key, value)
    if (!isMoney(key)) return t('monthSoFar', { amount: aim ? `${value.count} / ${aim.target}` : value.count })
    return t('monthSoFar', {
      amount: aim
        ? `${formatAmountUnit(value.amount)} / ${formatAmountWhole(aim.target)} ${amountUnit()}`
        : formatAmountShort(value.amount ?? 0),
    })
  }
  return (
    <KpiStrip>
      {NUMBERS.map((key) => {
        const value = report.metrics[key]
        const money = isMoney(key)
        const hidden = value?.reason === 'hidden'
        const shown = hidden || !value ? '–' : money && value.amount ? formatAmountUnit(value.amount) : value.count
        const dayAim = money ? undefined : aimOf(key, value)
        const monthAim = money ? aimOf(key, month[key]) : undefined
        const of = value?.of ?? dayAim?.target
        const unit = money && value?.amount ? amountUnit() : of === undefined ? undefined : `/${of}`
        const pace = monthAim ? { done: monthAim.done, expected: report.month.pace } : dayAim && { done: dayAim.done }
        return (
          <KpiTile
            key={key}
            label={t(`metrics:short.${key}`)}
            value={shown}
            unit={unit}
            note={noteOf(key)}
            {...(pace && { pace })}
            onOpen={() => ask(key)}
          />
        )
      })}
    </KpiStrip>
  )
}

/** What is not any more what it was when the report was handed in. */
export function Differences({ report }: { report: DailyReport }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const [open, setOpen] = useState(false)
  if (report.differences.length === 0) return null
  return (
    <div className="ban info" style={{ display: 'block' }}>
      <button type="button" className="row g8" aria-expanded={open} onClick={() => setOpen(!open)}>
        <GitCompareArrows size={16} />
        {t('differences', { count: report.differences.length })}
      </button>
      {open &&
        report.differences.map((each) => {
          const address = addressOf(each.type, each.id)
          return (
            <div key={`${each.metric}${each.id}`} className="row g8 t13" style={{ padding: '4px 0 0 24px' }}>
              <span>{t(`metrics:name.${each.metric}`)}</span>
              <b className="m">{t(`difference.${each.kind}`)}</b>
              {address && each.kind !== 'removed' ? (
                <Link to={address}>{each.label || t('hiddenRecord')}</Link>
              ) : (
                <span>{each.label || t('hiddenRecord')}</span>
              )}
              {each.before?.amount !== undefined &&
                each.after?.amount !== undefined &&
                each.before.amount !== each.after.amount && (
                  <span>
                    {formatAmountShort(each.before.amount, each.before.currency)} →{' '}
                    {formatAmountShort(each.after.amount, each.after.currency)}
                  </span>
                )}
            </div>
          )
        })}
    </div>
  )
}

/** What the day brought at each customer, key ones first. */
export function Entries({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  return (
    <Panel title={t('entries')} note={`${t('customers', { count: report.entries.length })} · ${t('keyFirst')}`}>
      {report.entries.length === 0 && <span className="c3 t13">{t('noEntries')}</span>}
      {report.entries.map((entry, index) => (
        <EntryRow key={entry.customer?.id ?? entry.lead?.id ?? index} entry={entry} first={index === 0} />
      ))}
    </Panel>
  )
}

function EntryRow({ entry, first }: { entry: Entry; first: boolean }) {
  const { t } = useTranslation('reports')
  const stage = useOptions('stage')
  const objection = useOptions('objection')
  const { intent } = entry
  const name = entry.customer?.name ?? entry.lead?.name
  const open = entry.followUps.find((each) => each.canOpen)
  return (
    <div style={line(first)}>
      <div className="row g6">
        {entry.key && <KeyStar label={t('keyCustomer')} />}
        {entry.customer ? (
          <Link to={`/customers/${entry.customer.id}`} className="m el" style={{ color: 'inherit' }}>
            {name}
          </Link>
        ) : (
          <span className="m el">{name}</span>
        )}
        {intent?.after && <IntentLetter intent={intent.after} {...(intent.before && { from: intent.before })} />}
        {entry.phrase !== 'followed' && (
          <Tag {...(tones[entry.phrase] && { tone: tones[entry.phrase] })}>{t(`phrase.${entry.phrase}`)}</Tag>
        )}
        {entry.stage?.after && entry.stage.after !== entry.stage.before && (
          <span className="t12 c2 nw">
            {entry.stage.before ? `${stage.word(entry.stage.before)} → ` : ''}
            {stage.word(entry.stage.after)}
          </span>
        )}
        <span className="push t13 c2 nw">
          {[
            entry.amount ? formatAmountShort(entry.amount, entry.currency ?? undefined) : null,
            entry.probability?.after != null ? formatPercent(entry.probability.after / 100) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {entry.summary && (
        <p className="t13 c2" style={{ margin: '2px 0' }}>
          {/^phrase:/.test(entry.summary) ? t('phrase.unreached') : entry.summary}
        </p>
      )}
      <div className="row g6 wrap t13">
        {entry.objections?.map((key) => (
          <Tag key={key} tone="warn">
            {objection.word(key)}
          </Tag>
        ))}
        {entry.nextStep ? (
          <span className="row g4 c2">
            <CornerDownRight size={14} className="c3" />
            {formatMoment(entry.nextStep.at)} <StepWord step={entry.nextStep} />
          </span>
        ) : (
          entry.phrase !== 'won' && entry.phrase !== 'lost' && <span className="c3">{t('noNextStep')}</span>
        )}
        {open && (
          <Link className="push t12" to={`/follow-ups/${open.id}`}>
            {t('original', { count: entry.followUps.length })}
          </Link>
        )}
      </div>
    </div>
  )
}

const tones: Partial<Record<Entry['phrase'], 'ok' | 'bad' | 'warn' | 'pri'>> = {
  won: 'ok',
  intentUp: 'ok',
  stageUp: 'ok',
  paid: 'ok',
  lost: 'bad',
  intentDown: 'warn',
  stageDown: 'warn',
  newOpportunity: 'pri',
}
