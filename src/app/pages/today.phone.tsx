import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DailyReport } from '../../insight/reports/contract.ts'
import { aimOf, useDailyReport } from '../../insight/reports/web/report.ts'
import { localTime } from '../../platform/time.ts'
import { useKnownHere } from '../../sales/follow-ups/web/parts.tsx'
import { DueTasks } from '../../sales/tasks/web/parts.tsx'
import { api } from '../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountUnit,
  formatAmountWhole,
  formatDayLong,
  timeZone,
  today,
} from '../../web/lib/format.ts'
import { useGo } from '../../web/lib/place.ts'
import { useCan, useMe } from '../../web/lib/session.ts'
import { Button } from '../../web/ui/fields.tsx'
import { Avatar, Tag } from '../../web/ui/marks.tsx'
import { Card, NumberStrip, NumberTile, Row, Section } from '../../web/ui/phone/blocks.tsx'
import { TitleBar } from '../../web/ui/phone/page.tsx'
import { EmptyState, Loading } from '../../web/ui/states.tsx'
import { type PlanItem, PlanRow, PlanSheet } from './plan-row.tsx'

/** 今天: say one line, see what the day adds up to, do what is due. */
export default function Today() {
  const { t } = useTranslation(['today', 'next-steps', 'reports', 'metrics', 'web', 'shell'])
  const me = useMe()
  const mayPlan = useCan('nextSteps.create')
  const go = useGo()
  const report = useDailyReport(today())
  const plan = useQuery({
    queryKey: ['next-steps', 'plan', today()],
    queryFn: () => api.get<{ items: PlanItem[]; upcoming: PlanItem[] }>('/api/plan', { day: today() }),
  })
  const mayTasks = useCan('tasks.view')
  // Names are on the device before somebody goes where there is no network.
  useKnownHere()
  const [open, setOpen] = useState<PlanItem | null>(null)
  return (
    <>
      <TitleBar
        title={t('title')}
        subtitle={`${formatDayLong(today())}${report.data ? ` · ${t('reports:workday', { n: report.data.month.workday, of: report.data.month.workdays })}` : ''}`}
        right={
          <Link
            to="/me"
            className="row"
            style={{ width: 44, height: 44, justifyContent: 'center' }}
            aria-label={t('shell:menu.open', { name: me.user.name })}
          >
            <Avatar id={me.user.id} name={me.user.name} size="lg" />
          </Link>
        }
      />
      <Card>
        <Row onPress={() => go('/follow-ups/new')}>
          <PenLine size={20} className="cp" />
          <span className="grow c3">{t('capture')}</span>
        </Row>
      </Card>
      <div style={{ height: 12 }} />
      {report.data && (
        <Card>
          <Row to="/reports/daily">
            <span className="m">{t('todayReport')}</span>
            <span className="push">
              <Tag>{t(`reports:state.${report.data.composing ? 'composing' : report.data.state}`)}</Tag>
            </span>
          </Row>
          <div className="t13 c3" style={{ padding: '0 16px 10px' }}>
            {t('reportLine', {
              count: report.data.metrics.followUps?.count ?? 0,
              draft: localTime(report.data.draftAt, timeZone()),
              due: localTime(report.data.dueAt, timeZone()),
            })}
          </div>
          <Numbers report={report.data} />
        </Card>
      )}
      <Loading query={plan}>
        {({ items, upcoming }) => (
          <>
            <Section
              title={t('due')}
              count={t('items', { count: items.length })}
              side={
                items.some((item) => item.overdue) ? (
                  <span className="cwarn">{t('overdue', { count: items.filter((item) => item.overdue).length })}</span>
                ) : undefined
              }
            />
            <Card>
              {items.map((item) => (
                <PlanRow key={item.id} item={item} onMore={() => setOpen(item)} />
              ))}
              {items.length === 0 && (
                <EmptyState
                  icon={CircleCheck}
                  title={t(upcoming.length > 0 ? 'empty' : 'next-steps:pick.none')}
                  text={t(upcoming.length > 0 ? 'emptyText' : 'next-steps:pick.noneText')}
                  actions={
                    upcoming.length === 0 &&
                    mayPlan && (
                      <Button kind="pri" onClick={() => go('/pick')}>
                        {t('next-steps:pick.title')}
                      </Button>
                    )
                  }
                />
              )}
            </Card>
            {upcoming.length > 0 && (
              <>
                <Section
                  title={t('next-steps:pick.upcoming')}
                  count={t('items', { count: upcoming.length })}
                  side={<Link to="/calendar">{t('next-steps:calendar.title')}</Link>}
                />
                <Card>
                  {upcoming.map((item) => (
                    <PlanRow key={item.id} item={item} onMore={() => setOpen(item)} />
                  ))}
                </Card>
              </>
            )}
          </>
        )}
      </Loading>
      {mayTasks && <DueTasks />}
      <div style={{ height: 24 }} />
      <PlanSheet item={open} close={() => setOpen(null)} />
    </>
  )
}

/** Four numbers of the day and the month against what is asked. */
function Numbers({ report }: { report: DailyReport }) {
  const { t } = useTranslation('today')
  const go = useGo()
  const open = () => go('/reports/daily')
  const { metrics, month } = report
  const won = month.metrics.dealsWon
  const monthAim = aimOf('dealsWon', won)
  return (
    <NumberStrip columns="1fr 1.15fr 1fr 1.6fr">
      {(['visits', 'followUps', 'planKeptRate'] as const).map((key) => {
        const value = metrics[key]
        const target = value?.of ?? aimOf(key, value)?.target
        return (
          <NumberTile
            key={key}
            label={t(`number.${key}`)}
            value={value?.count ?? 0}
            of={target ? `/${target}` : undefined}
            {...(target && { pace: { done: (value?.count ?? 0) / target } })}
            onOpen={open}
          />
        )
      })}
      <NumberTile
        label={`${t('number.month')}(${amountUnit()})`}
        value={formatAmountUnit(won?.amount ?? 0)}
        of={monthAim ? `/${formatAmountWhole(monthAim.target)}` : undefined}
        {...(monthAim && { pace: { done: monthAim.done, expected: month.pace } })}
        onOpen={open}
      />
    </NumberStrip>
  )
}
