import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDay, formatShort } from '../../../web/lib/format.ts'
import type { TargetMetric } from '../contract.ts'
import { inUnits, type Plan, type Rhythms, rhythmOf, typeRhythm, unitOf } from './plan.ts'
import { ValueInput } from './value-input.tsx'

const offered = ['day', 'week', 'month', 'quarter'] as const

/** 「每人每周 8」: what is asked of everybody who has no target of their own, typed in one line. */
export function RhythmLine({ metric, rhythms, plan }: { metric: TargetMetric; rhythms: Rhythms; plan: Plan }) {
  const { t } = useTranslation('targets')
  const { stored, typed, period, value } = rhythmOf(rhythms, plan, metric)
  const note = typed
    ? t('fromToday')
    : stored === undefined
      ? t('noRhythm')
      : stored.startsOn === null
        ? t('fromScenario')
        : t('since', { day: formatDay(stored.startsOn) })
  return (
    <span className="row g8 t13">
      {rhythms.canEdit ? (
        <>
          <Select
            size="small"
            aria-label={t('rhythmPeriod')}
            value={period}
            style={{ width: 150 }}
            onChange={(next) => typeRhythm(rhythms, plan, metric, { period: next })}
            options={offered.map((each) => ({ value: each, label: t(`each.${each}`) }))}
          />
          <ValueInput
            metric={metric}
            value={value}
            label={t('rhythm')}
            width={88}
            changed={typed}
            onChange={(next) => typeRhythm(rhythms, plan, metric, { value: next })}
          />
        </>
      ) : (
        value !== null && (
          <span>
            {t(`each.${period}`)} <b>{formatShort(inUnits(metric, value))}</b>
          </span>
        )
      )}
      {unitOf(metric)}
      <span className="c3">{note}</span>
    </span>
  )
}
