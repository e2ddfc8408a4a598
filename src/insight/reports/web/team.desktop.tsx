import { useQuery } from '@tanstack/react-query'
import { Button as AntButton, DatePicker, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatAmountWhole,
  formatDay,
  formatDayLong,
  formatPercent,
  formatShort,
  formatTime,
  moveDay,
  today,
} from '../../../web/lib/format.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { KpiStrip, KpiTile, PageBody, PageHeader, Panel } from '../../../web/ui/desktop/page.tsx'
import { Avatar, Change, EvidenceNumber, Pace, Status } from '../../../web/ui/marks.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import type { TeamReport } from '../contract.ts'
import { type Asked, MetricDrawer } from './metric-drawer.tsx'
import { aimOf, toneOf } from './report.ts'

type Person = TeamReport['people'][number] & { id: string }

const COLUMNS: MetricKey[] = [
  'visits',
  'followUps',
  'keyCustomersFollowed',
  'newOpportunities',
  'dealsWon',
  'payments',
  'planKeptRate',
]

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

/** A day that is over and has left much undone stands out; today may still bring it. */
const dayPace = (date: string, done: number) => ({
  done,
  ...(date < today() && done < 0.75 && { tone: 'warn' as const }),
})

/** 本月达成: the share of the month's target, against the share of its working days that have passed. */
function MonthTile({ report }: { report: TeamReport }) {
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

/** A bar and the share, as people and the sum row show it; the amount alone where nothing is asked. */
function MonthCell({ report, metrics }: { report: TeamReport; metrics: TeamReport['totals'] }) {
  const won = metrics.dealsWon
  const aim = aimOf('dealsWon', won)
  if (!aim)
    return won?.amount ? <span>{formatAmountShort(won.amount, report.currency)}</span> : <span className="c3">–</span>
  return (
    <span className="row g8" style={{ justifyContent: 'flex-end' }}>
      <Pace done={aim.done} expected={report.month.pace} width={60} />
      <span style={{ width: 36, textAlign: 'right' }}>{formatPercent(aim.done)}</span>
    </span>
  )
}

function People({
  report,
  ask,
}: {
  report: TeamReport
  ask: (metric: MetricKey, user?: { id: string; name: string }) => void
}) {
  const { t } = useTranslation(['reports', 'metrics'])
  const go = useGo()
  const number = (metrics: TeamReport['totals'], key: MetricKey, open: () => void) => {
    const value = metrics[key]
    if (!value || value.reason === 'hidden') return <span className="c3">–</span>
    if (value.of !== undefined)
      return value.of === 0 ? (
        <span className="c3">–</span>
      ) : (
        <EvidenceNumber onOpen={open}>{formatPercent(value.count / value.of, 0)}</EvidenceNumber>
      )
    if (value.count === 0) return <span className="c3">0</span>
    const money = key === 'dealsWon' || key === 'payments'
    return (
      <EvidenceNumber onOpen={open}>
        {money && value.amount !== undefined ? formatAmountUnit(value.amount) : value.count}
      </EvidenceNumber>
    )
  }
  const columns: DataColumn<Person>[] = [
    {
      key: 'user',
      title: t('person'),
      width: 150,
      render: (row) => (
        <span className="row g8">
          <Avatar id={row.user.id} name={row.user.name} />
          <span className="el">{row.user.name}</span>
        </span>
      ),
    },
    ...COLUMNS.map(
      (key): DataColumn<Person> => ({
        key,
        title: `${t(`metrics:short.${key}`)}${key === 'dealsWon' || key === 'payments' ? `(${amountUnit()})` : ''}`,
        width: 84,
        align: 'right',
        render: (row) => number(row.metrics, key, () => ask(key, row.user)),
      }),
    ),
    {
      key: 'month',
      title: t('monthDone'),
      width: 124,
      align: 'right',
      render: (row) => <MonthCell report={report} metrics={row.month} />,
    },
    {
      key: 'state',
      title: t('reportColumn'),
      width: 130,
      render: (row) => (
        <Status tone={toneOf(row.state)}>
          {row.submittedAt
            ? `${row.state === 'late' ? `${t('state.late')} ` : ''}${formatTime(row.submittedAt)}`
            : row.excuse
              ? t(`excuse.${row.excuse}`)
              : t(`state.${row.state}`)}
        </Status>
      ),
    },
  ]
  const visitsAim = aimOf('visits', report.totals.visits)
  const sum = () => (
    <Table.Summary>
      <Table.Summary.Row className="sum">
        <Table.Summary.Cell index={0}>
          <b>{t('total')}</b>
        </Table.Summary.Cell>
        {COLUMNS.map((key, i) => (
          <Table.Summary.Cell key={key} index={i + 1} align="right">
            <b>{number(report.totals, key, () => ask(key))}</b>
            {key === 'visits' && visitsAim && <span className="c3"> / {visitsAim.target}</span>}
          </Table.Summary.Cell>
        ))}
        <Table.Summary.Cell index={8} align="right">
          <b>
            <MonthCell report={report} metrics={report.month.metrics} />
          </b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={9}>{t('onTimeCount', { count: report.states.onTime ?? 0 })}</Table.Summary.Cell>
      </Table.Summary.Row>
    </Table.Summary>
  )
  return (
    <Panel title={t('people')} note={t('peopleNote', { count: report.people.length })} flush>
      <DataTable<Person>
        label={t('people')}
        columns={columns}
        rows={report.people.map((person) => ({ ...person, id: person.user.id }))}
        onOpen={(row) => go(`/reports/daily?date=${report.date}&user=${row.user.id}`)}
        summary={sum}
        empty={<EmptyState title={t('noPeople')} />}
        minWidth={960}
      />
    </Panel>
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
