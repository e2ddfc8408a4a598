import { useQuery } from '@tanstack/react-query'
import { Button as AntButton, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatDay,
  formatDayLong,
  formatTime,
  moveDay,
  today,
} from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { KpiStrip, KpiTile, PageBody, PageHeader, Panel } from '../../../web/ui/desktop/page.tsx'
import { Avatar, EvidenceNumber, Status } from '../../../web/ui/marks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import type { TeamReport } from '../contract.ts'
import { type Asked, MetricDrawer } from './metric-drawer.tsx'
import { aimOf, toneOf } from './report.ts'
import { dayPace, MonthTile } from './team-month.tsx'
import { People } from './team-people.tsx'

/** 团队日报: who did what that day; every number opens the records it counts. */
export default function TeamDaily() {
  const { t } = useTranslation(['reports', 'metrics'])
  const [address, setAddress] = useAddress<{ date: string; department: string }>()
  const date = address.date ?? today()
  const [asked, setAsked] = useState<Asked | null>(null)
  const query = useQuery({
    queryKey: ['reports', 'team', date, address.department ?? ''],
    queryFn: () => api.get<TeamReport>('/api/team-reports/daily', { date, department: address.department }),
    refetchInterval: 60_000,
    ...keepRows,
  })
  const step = (n: number) => setAddress({ date: moveDay(date, n) })
  const departments = query.data?.departments ?? []
  return (
    <>
      <PageHeader title={t('team')}>
        <span className="row g4">
          <AntButton
            type="text"
            aria-label={t('previousDay')}
            icon={<ChevronLeft size={16} />}
            onClick={() => step(-1)}
          />
          <DatePicker
            allowClear={false}
            value={dayjs(date)}
            format={() => formatDayLong(date)}
            onChange={(day) => day && setAddress({ date: day.format('YYYY-MM-DD') })}
            style={{ width: 148 }}
          />
          <AntButton
            type="text"
            aria-label={t('nextDay')}
            icon={<ChevronRight size={16} />}
            disabled={date >= today()}
            onClick={() => step(1)}
          />
        </span>
        <Select
          aria-label={t('allDepartments')}
          style={{ width: 200 }}
          value={address.department ?? ''}
          onChange={(department) => setAddress({ department: department || undefined } as never)}
          options={[
            { value: '', label: t('allDepartments') },
            ...departments.map((each) => ({
              value: each.id,
              label: `${'　'.repeat(Math.max(0, each.depth - 1))}${each.name}`,
            })),
          ]}
        />
        <span className="t12 c3">
          {t('dataAt', { time: formatTime(new Date(query.dataUpdatedAt || Date.now()).toISOString()) })}
        </span>
      </PageHeader>
      <PageBody>
        <Loading query={query} title={t('loadTeam')}>
          {(report) => (
            <Team
              report={report}
              ask={(metric, user) =>
                setAsked({
                  date,
                  metric,
                  ...(user
                    ? { user }
                    : address.department
                      ? { department: address.department }
                      : { department: departments[0]?.id }),
                })
              }
            />
          )}
        </Loading>
      </PageBody>
      <MetricDrawer asked={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function Team({
  report,
  ask,
}: {
  report: TeamReport
  ask: (metric: MetricKey, user?: { id: string; name: string }) => void
}) {
  const { t } = useTranslation(['reports', 'metrics'])
  const { totals, states } = report
  const handedIn = (states.onTime ?? 0) + (states.late ?? 0) + (states.auto ?? 0)
  const wonAim = aimOf('dealsWon', totals.dealsWon)
  const tile = (key: MetricKey, note?: string) => {
    const value = totals[key]
    const aim = aimOf(key, value)
    return (
      <KpiTile
        key={key}
        label={t(`metrics:name.${key}`)}
        value={value?.count ?? 0}
        unit={aim ? `/${aim.target}` : undefined}
        onOpen={() => ask(key)}
        {...(aim && { pace: dayPace(report.date, aim.done) })}
        note={note}
      />
    )
  }
  return (
    <>
      <KpiStrip>
        <KpiTile
          label={t('handedIn')}
          change={<span>{t('onTimeCount', { count: states.onTime ?? 0 })}</span>}
          value={handedIn}
          unit={t('ofPeople', { count: report.people.length - (states.excused ?? 0) })}
          pace={{ done: handedIn / Math.max(1, report.people.length - (states.excused ?? 0)) }}
          note={t('lateAndDue', { late: states.late ?? 0, due: states.due ?? 0, missing: states.missing ?? 0 })}
        />
        {tile('visits', `${t('metrics:name.effectiveVisits')} ${totals.effectiveVisits?.count ?? 0}`)}
        {tile('followUps', `${t('metrics:name.customersFollowed')} ${totals.customersFollowed?.count ?? 0}`)}
        {tile(
          'newOpportunities',
          totals.newOpportunities?.amount
            ? formatAmountShort(totals.newOpportunities.amount, report.currency)
            : undefined,
        )}
        <KpiTile
          label={t('metrics:name.dealsWon')}
          value={formatAmountUnit(totals.dealsWon?.amount ?? 0)}
          unit={`${amountUnit()} · ${t('deals', { count: totals.dealsWon?.count ?? 0 })}`}
          onOpen={() => ask('dealsWon')}
          {...(wonAim && { pace: dayPace(report.date, wonAim.done) })}
          note={
            <>
              {t('metrics:name.payments')}{' '}
              <EvidenceNumber onOpen={() => ask('payments')}>
                {formatAmountShort(totals.payments?.amount ?? 0, report.currency)}
              </EvidenceNumber>
              {` · ${t('times', { count: totals.payments?.count ?? 0 })}`}
            </>
          }
        />
        <MonthTile report={report} />
      </KpiStrip>
      <People report={report} ask={ask} />
      <Words report={report} />
    </>
  )
}

function Words({ report }: { report: TeamReport }) {
  const { t } = useTranslation('reports')
  const lines = report.people.flatMap((person) =>
    (['problems', 'suggestions', 'support'] as const)
      .filter((key) => person.words?.[key])
      .map((key) => ({ person, key, text: person.words?.[key] as string })),
  )
  const reports = new Set(lines.map((line) => line.person.user.id)).size
  return (
    <div className="row g12" style={{ alignItems: 'stretch' }}>
      <div className="grow">
        <Panel title={t('wordsTitle')} note={t('wordsNote', { count: reports })}>
          {lines.length === 0 && <span className="c3 t13">{t('noWords')}</span>}
          {lines.map(({ person, key, text }) => (
            <div key={`${person.user.id}${key}`} className="row g8" style={{ minHeight: 36 }}>
              <Avatar id={person.user.id} name={person.user.name} />
              <b className="nw t13">{person.user.name}</b>
              <span className="grow t13 el">{text}</span>
              <span className="tag">{t(`words.${key}`)}</span>
            </div>
          ))}
        </Panel>
      </div>
      <div style={{ width: 300 }}>
        <Panel title={t('missingList')} note={formatDay(report.date)}>
          {report.missing.length === 0 && <span className="c3 t13">{t('missingNone')}</span>}
          {report.missing.map(({ user, state }) => (
            <div key={user.id} className="row g8" style={{ minHeight: 32 }}>
              <Avatar id={user.id} name={user.name} />
              <span className="grow t13">{user.name}</span>
              <Status tone={toneOf(state)}>{t(`state.${state}`)}</Status>
            </div>
          ))}
        </Panel>
      </div>
    </div>
  )
}
