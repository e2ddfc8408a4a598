import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { CircleCheck, CircleDashed, CircleX, History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatTime, today } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import type { DailyReport, PlannedStep } from '../contract.ts'

/** A row with a divider above, but for the first. */
export const line = (first: boolean) => ({ padding: '8px 0', ...(!first && { borderTop: '1px solid var(--c-split)' }) })

/** What kind of step it is. */
export function StepWord({ step }: { step: PlannedStep }) {
  const action = useOptions('nextStepAction')
  return <>{step.goal || action.word(step.action)}</>
}

/** What can become of a planned step. */
const results = ['kept', 'moved', 'dropped', 'open'] as const

/** What was planned for the day and what became of it. */
export function PlanCheck({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const rows = results.flatMap((result) => report.planCheck.filter((item) => item.result === result))
  return (
    <Panel title={t('planCheck')} note={t('planItems', { count: report.planCheck.length })}>
      {rows.length === 0 && <span className="c3 t13">{t('noPlan')}</span>}
      {rows.map((item) => {
        const waits = item.result === 'open' && report.date === today()
        const Icon =
          item.result === 'kept' ? CircleCheck : item.result === 'moved' ? History : waits ? CircleDashed : CircleX
        return (
          <div key={item.nextStep.id} className="row g8 t13" style={{ minHeight: 32 }}>
            <Icon
              size={16}
              className={item.result === 'kept' ? 'cok' : waits ? 'c3' : item.result === 'open' ? 'cbad' : 'cwarn'}
            />
            <span className="m nw" style={{ width: 64 }}>
              {waits ? t('planWaits') : t(`plan.${item.result}`)}
            </span>
            <StepLine step={item.nextStep} />
            <span className="push c3 nw">
              {[item.movedTo && `→ ${formatDay(item.movedTo.day)}`, item.reason].filter(Boolean).join(' · ')}
            </span>
          </div>
        )
      })}
    </Panel>
  )
}

/** One planned step. */
function StepLine({ step }: { step: PlannedStep }) {
  const name = step.customer?.name ?? step.lead?.name
  return (
    <span className="el">
      {step.customer ? (
        <Link to={`/customers/${step.customer.id}`} style={{ color: 'inherit' }}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      <span className="c2">
        <StepWord step={step} />
      </span>
    </span>
  )
}

/** The plan of the next working day; what will not be done can be left out. */
export function Tomorrow({
  report,
  onLeaveOut,
}: {
  report: DailyReport
  onLeaveOut: ((ids: string[]) => void) | undefined
}) {
  const { t } = useTranslation('reports')
  const out = report.tomorrow.filter((step) => step.leftOut).map((step) => step.id)
  return (
    <Panel title={t('tomorrow', { day: formatDay(report.tomorrowDay) })} note={t('fromNextSteps')}>
      {report.tomorrow.length === 0 && <span className="c3 t13">{t('noTomorrow')}</span>}
      {report.tomorrow.map((step) => (
        <div key={step.id} className="row g8 t13" style={{ minHeight: 32, opacity: step.leftOut ? 0.6 : 1 }}>
          <Checkbox
            aria-label={t('inPlan')}
            checked={!step.leftOut}
            disabled={!onLeaveOut}
            onChange={(event) =>
              onLeaveOut?.(event.target.checked ? out.filter((id) => id !== step.id) : [...out, step.id])
            }
          />
          <span className="c3 nw" style={{ width: 44 }}>
            {formatTime(step.at)}
          </span>
          <StepLine step={step} />
          {step.carriedOver && (
            <span className="push">
              <Tag>{t('carriedOver')}</Tag>
            </span>
          )}
        </div>
      ))}
    </Panel>
  )
}
