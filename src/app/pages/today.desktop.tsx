import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { MetricKey } from '../../insight/metrics/contract.ts'
import { type Asked, MetricDrawer } from '../../insight/reports/web/metric-drawer.tsx'
import { aimOf, toneOf, useDailyReport } from '../../insight/reports/web/report.ts'
import { localTime } from '../../platform/time.ts'
import type { planReply } from '../../sales/next-steps/contract.ts'
import { api } from '../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatAmountWhole,
  formatDayLong,
  formatPercent,
  formatTime,
  timeZone,
  today,
} from '../../web/lib/format.ts'
import { useGo } from '../../web/lib/place.ts'
import { useCan } from '../../web/lib/session.ts'
import { KpiStrip, KpiTile, PageBody, PageHeader, Panel } from '../../web/ui/desktop/page.tsx'
import { Button } from '../../web/ui/fields.tsx'
import { Status } from '../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../web/ui/states.tsx'
import { PlanList } from './plan-list.tsx'
import { ForYou } from './today-for-you.tsx'
import { Team } from './today-team.tsx'
import './today.css'

/** 今天 at the desk: what is due, what the day adds up to, and for a manager how the team stands. */
export default function Today() {
  const { t } = useTranslation(['today', 'reports', 'next-steps'])
  const go = useGo()
  const report = useDailyReport(today())
  const plan = useQuery({
    queryKey: ['next-steps', 'plan', today()],
    queryFn: () => api.get<z.output<typeof planReply>>('/api/plan', { day: today() }),
  })
  const [asked, setAsked] = useState<Asked | null>(null)
  const leads = useCan('team.view')
  const mayRecord = useCan('followUps.create')
  const items = plan.data?.items ?? []
  const upcoming = plan.data?.upcoming ?? []
  const overdue = items.filter((item) => item.overdue).length
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayRecord && (
            <Button kind="pri" icon={<PenLine size={16} />} title="N" onClick={() => go('/follow-ups/new')}>
              {t('record')}
            </Button>
          )
        }
      >
        <span className="t13 c3">
          {formatDayLong(today())}
          {report.data
            ? ` · ${t('reports:workday', { n: report.data.month.workday, of: report.data.month.workdays })}`
            : ''}
        </span>
      </PageHeader>
      <PageBody>
        {mayRecord && (
          <button type="button" className="capture-bar" onClick={() => go('/follow-ups/new')}>
            <PenLine size={18} className="cp" />
            <span className="grow c3">{t('capture')}</span>
            <span className="kbd">N</span>
          </button>
        )}
        {report.data && !(leads && report.data.excuse === 'notAsked') && (
          <ReportStrip
            report={report.data}
            ask={(metric) => setAsked({ date: today(), metric, user: report.data.user })}
          />
        )}
        {leads && <Team ask={(metric, department) => setAsked({ date: today(), metric, department })} />}
        <div className="two">
          <Panel
            title={t('due')}
            note={t('items', { count: items.length })}
            side={overdue > 0 && <span className="cwarn t13">{t('overdue', { count: overdue })}</span>}
          >
            <Loading query={plan} skeleton={<Skeleton rows={5} height={58} />}>
              {(loaded) => <PlanList items={loaded.items} nothingPlanned={loaded.upcoming.length === 0} />}
            </Loading>
            {upcoming.length > 0 && (
              <>
                <div className="row sb t13" style={{ padding: '12px 0 4px' }}>
                  <b>{t('next-steps:pick.upcoming')}</b>
                  <Link to={'/calendar' as '/'}>{t('next-steps:calendar.title')}</Link>
                </div>
                <PlanList items={upcoming} />
              </>
            )}
          </Panel>
          <ForYou />
        </div>
      </PageBody>
      <MetricDrawer asked={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function ReportStrip({
  report,
  ask,
}: {
  report: NonNullable<ReturnType<typeof useDailyReport>['data']>
  ask: (metric: MetricKey) => void
}) {
  const { t } = useTranslation(['today', 'reports', 'metrics'])
  const { metrics, month } = report
  const monthAim = aimOf('dealsWon', month.metrics.dealsWon)
  const clock = (instant: string) => localTime(instant, timeZone())
  return (
    <KpiStrip>
      <div className="kp">
        <Link to="/reports/daily" className="row sb" style={{ color: 'inherit' }}>
          <b>{t('todayReport')}</b>
          <Status tone={toneOf(report.state)}>
            {report.submittedAt
              ? t('reports:submittedAt', { time: formatTime(report.submittedAt) })
              : t(`reports:state.${report.composing ? 'composing' : report.state}`)}
          </Status>
        </Link>
        <div className="t12 c3" style={{ marginTop: 8 }}>
          {t('reportLine', {
            count: metrics.followUps?.count ?? 0,
            draft: clock(report.draftAt),
            due: clock(report.dueAt),
          })}
        </div>
      </div>
      {(['visits', 'followUps', 'planKeptRate'] as const).map((key) => {
        const value = metrics[key]
        const target = value?.of ?? aimOf(key, value)?.target
        return (
          <KpiTile
            key={key}
            label={t(`number.${key}`)}
            value={value?.count ?? 0}
            unit={target ? `/${target}` : undefined}
            {...(target && { pace: { done: (value?.count ?? 0) / target } })}
            onOpen={() => ask(key)}
            note={
              month.metrics[key]
                ? t('reports:monthSoFar', {
                    amount:
                      key === 'planKeptRate'
                        ? month.metrics[key].of
                          ? formatPercent(month.metrics[key].count / month.metrics[key].of)
                          : '–'
                        : month.metrics[key].count,
                  })
                : undefined
            }
          />
        )
      })}
      <KpiTile
        label={t('number.month')}
        value={formatAmountUnit(month.metrics.dealsWon?.amount ?? 0)}
        unit={monthAim ? `/${formatAmountWhole(monthAim.target)} ${amountUnit()}` : amountUnit()}
        {...(monthAim && { pace: { done: monthAim.done, expected: month.pace } })}
        note={t('paidMonth', { amount: formatAmountShort(month.metrics.payments?.amount ?? 0) })}
      />
    </KpiStrip>
  )
}
