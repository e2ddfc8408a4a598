import { Button as AntButton, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { today } from '../../../web/lib/format.ts'
import { useLeaveGuard } from '../../../web/lib/leave-guard.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Problem } from '../../../web/ui/desktop/form-parts.tsx'
import { LeaveQuestion } from '../../../web/ui/desktop/leave-question.tsx'
import { PageBody, PageHeader, Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { type MonthTargets, type TargetMetric, targetMetricKeys } from '../contract.ts'
import { MonthTable } from './month-table.tsx'
import { type Plan, typeTarget, useMonth, usePlan, useRhythms } from './plan.ts'
import { RhythmLine } from './rhythm.tsx'
import './targets.css'

/** 目标: one metric and month at a time, for the company, its departments and people; typed in place, saved together. */
export default function Targets() {
  const { t } = useTranslation(['targets', 'metrics', 'web'])
  const [address, setAddress] = useAddress<{ metric: TargetMetric; month: string }>()
  const metric = targetMetricKeys.find((key) => key === address.metric) ?? 'dealsWon'
  const month = /^\d{4}-\d\d$/.test(address.month ?? '') ? (address.month as string) : today().slice(0, 7)
  const query = useMonth(metric, month)
  const rhythms = useRhythms()
  const plan = usePlan()
  const mayEdit = useCan('targets.edit')
  const dirty = plan.typed.size > 0
  const guard = useLeaveGuard(dirty)
  const step = (n: number) => setAddress({ month: dayjs(`${month}-01`).add(n, 'month').format('YYYY-MM') })
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayEdit && (
            <>
              {query.data && <CopyButton targets={query.data} plan={plan} />}
              {dirty && <Button onClick={plan.clear}>{t('web:actions.cancel')}</Button>}
              <Button kind="pri" disabled={!dirty} busy={plan.sending.busy} onClick={() => void plan.save()}>
                {dirty ? t('saveCount', { count: plan.typed.size }) : t('web:actions.save')}
              </Button>
            </>
          )
        }
      >
        <Select
          style={{ width: 150 }}
          aria-label={t('metric')}
          value={metric}
          onChange={(next) => setAddress({ metric: next })}
          options={targetMetricKeys.map((key) => ({ value: key, label: t(`metrics:name.${key}`) }))}
        />
        <span className="row g4">
          <AntButton
            type="text"
            aria-label={t('previousMonth')}
            icon={<ChevronLeft size={16} />}
            onClick={() => step(-1)}
          />
          <DatePicker
            picker="month"
            allowClear={false}
            value={dayjs(`${month}-01`)}
            format={t('monthFormat')}
            onChange={(next) => next && setAddress({ month: next.format('YYYY-MM') })}
            style={{ width: 128 }}
          />
          <AntButton
            type="text"
            aria-label={t('nextMonth')}
            icon={<ChevronRight size={16} />}
            onClick={() => step(1)}
          />
        </span>
        {query.data && <span className="t12 c3">{t('workdays', { count: query.data.workdays })}</span>}
      </PageHeader>
      <PageBody>
        <Problem text={plan.sending.problem ?? Object.values(plan.sending.errors)[0]} />
        {plan.sending.current !== undefined && (
          <div className="ban info" role="alert">
            <span className="grow">{t('changedMeanwhile')}</span>
            <button type="button" onClick={plan.takeOver}>
              {t('takeOver')}
            </button>
          </div>
        )}
        <Panel title={t('rhythm')} note={t('rhythmNote')}>
          <Loading query={rhythms}>
            {(loaded) => <RhythmLine key={metric} metric={metric} rhythms={loaded} plan={plan} />}
          </Loading>
        </Panel>
        <Panel title={t('ofMonth')} note={mayEdit && t('ofMonthNote')} flush>
          <Loading query={query} title={t('loadFailed')}>
            {(loaded) => <MonthTable targets={loaded} plan={plan} />}
          </Loading>
        </Panel>
      </PageBody>
      <LeaveQuestion guard={guard} />
    </>
  )
}

/** Types what held in the month before wherever nothing was set; it is saved like anything typed. */
function CopyButton({ targets, plan }: { targets: MonthTargets; plan: Plan }) {
  const { t } = useTranslation('targets')
  const open = targets.rows.filter(
    (row) =>
      row.canEdit && row.own === null && row.previous !== null && row.kind === 'person' && row.previous !== row.base,
  )
  return (
    <Button
      icon={<Copy size={16} />}
      disabled={open.length === 0}
      onClick={() => {
        for (const row of open) typeTarget(targets, plan, row, row.previous)
      }}
    >
      {t('copyPrevious')}
    </Button>
  )
}
