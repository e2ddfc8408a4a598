import { useTranslation } from 'react-i18next'
import {
  amountUnit,
  formatAmountUnit,
  formatAmountWhole,
  formatPercent,
  formatShort,
  today,
} from '../../../web/lib/format.ts'
import { KpiTile } from '../../../web/ui/desktop/page.tsx'
import { Change } from '../../../web/ui/marks.tsx'
import type { TeamReport } from '../contract.ts'
import { aimOf } from './report.ts'

/** A day that is over and has left much undone stands out; today may still bring it. */
export const dayPace = (date: string, done: number) => ({
  done,
  ...(date < today() && done < 0.75 && { tone: 'warn' as const }),
})

/** 本月达成: the share of the month's target, against the share of its working days that have passed. */
export function MonthTile({ report }: { report: TeamReport }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const { pace, workday, workdays, metrics } = report.month
  const won = metrics.dealsWon
  const aim = aimOf('dealsWon', won)
  if (!aim)
    return (
      <KpiTile
        label={t('monthWon')}
        value={won?.reason === 'hidden' ? '–' : formatAmountUnit(won?.amount ?? 0)}
        unit={amountUnit()}
        note={t('workday', { n: workday, of: workdays })}
      />
    )
  const points = Math.round((aim.done - pace) * 1000) / 10
  return (
    <KpiTile
      label={t('monthDone')}
      change={<Change value={points} text={t('points', { points: formatShort(Math.abs(points)) })} />}
      value={formatPercent(aim.done, 1)}
      pace={{ done: aim.done, expected: pace }}
      note={`${formatAmountUnit(won?.amount ?? 0)} / ${formatAmountWhole(aim.target)} ${amountUnit()}`}
    />
  )
}
