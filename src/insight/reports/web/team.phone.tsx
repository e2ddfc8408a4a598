import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountUnit,
  formatDayLong,
  formatNumber,
  formatPercent,
  formatTime,
  moveDay,
  today,
} from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { Avatar, Status } from '../../../web/ui/marks.tsx'
import { Card, ListRow, NumberStrip, NumberTile, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { TitleBar } from '../../../web/ui/phone/page.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import type { TeamReport } from '../contract.ts'
import { EvidenceRows } from './evidence-rows.tsx'
import { aimOf, toneOf } from './report.ts'

/** 团队 on the phone: five totals, then the people who need attention, then the others, a card line each. */
export default function TeamDaily() {
  const { t } = useTranslation(['reports', 'metrics'])
  const [address, setAddress] = useAddress<{ date: string }>()
  const [metric, setMetric] = useState<MetricKey | null>(null)
  const date = address.date ?? today()
  const query = useQuery({
    queryKey: ['reports', 'team', date, ''],
    queryFn: () => api.get<TeamReport>('/api/team-reports/daily', { date }),
    ...keepRows,
  })
  return (
    <>
      <TitleBar
        title={t('team')}
        subtitle={formatDayLong(date)}
        right={
          <button type="button" className="p-link" onClick={() => setAddress({ date: moveDay(date, -1) })}>
            {t('dayBefore')}
          </button>
        }
      />
      <Loading query={query} title={t('loadTeam')}>
        {(report) => <Team report={report} ask={setMetric} />}
      </Loading>
      <Sheet
        open={metric !== null}
        onClose={() => setMetric(null)}
        title={metric ? t(`metrics:name.${metric}`) : ''}
        tall
      >
        {metric && <EvidenceRows date={date} metric={metric} department={query.data?.departments[0]?.id} />}
      </Sheet>
      <div style={{ height: 24 }} />
    </>
  )
}

function Team({ report, ask }: { report: TeamReport; ask: (metric: MetricKey) => void }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const { totals, states } = report
  const handedIn = (states.onTime ?? 0) + (states.late ?? 0) + (states.auto ?? 0)
  const owed = report.people.length - (states.excused ?? 0)
  const wonAim = aimOf('dealsWon', totals.dealsWon)
  const monthAim = aimOf('dealsWon', report.month.metrics.dealsWon)
  const attention = report.people.filter((person) => ['missing', 'due', 'late'].includes(person.state))
  const others = report.people.filter((person) => !attention.includes(person))
  return (
    <>
      <Card>
        <NumberStrip columns="0.9fr 1fr 1.15fr 1fr 1.05fr">
          <NumberTile
            label={t('reportColumn')}
            value={handedIn}
            of={`/${owed}`}
            pace={{ done: handedIn / Math.max(1, owed) }}
          />
          {(['visits', 'followUps'] as const).map((key) => {
            const aim = aimOf(key, totals[key])
            return (
              <NumberTile
                key={key}
                label={t(`metrics:short.${key}`)}
                value={totals[key]?.count ?? 0}
                of={aim ? `/${aim.target}` : undefined}
                {...(aim && { pace: { done: aim.done } })}
                onOpen={() => ask(key)}
              />
            )
          })}
          <NumberTile
            label={`${t('metrics:short.dealsWon')}(${amountUnit()})`}
            value={formatAmountUnit(totals.dealsWon?.amount ?? 0)}
            {...(wonAim && { pace: { done: wonAim.done } })}
            onOpen={() => ask('dealsWon')}
          />
          {monthAim ? (
            <NumberTile
              label={t('month')}
              value={formatNumber(monthAim.done * 100, 1)}
              of="%"
              pace={{ done: monthAim.done, expected: report.month.pace }}
            />
          ) : (
            <NumberTile
              label={`${t('metrics:short.payments')}(${amountUnit()})`}
              value={formatAmountUnit(totals.payments?.amount ?? 0)}
              onOpen={() => ask('payments')}
            />
          )}
        </NumberStrip>
      </Card>
      {attention.length > 0 && (
        <>
          <Section title={t('missingList')} count={attention.length} />
          <Card>
            {attention.map((person) => (
              <PersonRow key={person.user.id} person={person} date={report.date} />
            ))}
          </Card>
        </>
      )}
      <Section title={t('people')} count={others.length} />
      <Card>
        {others.map((person) => (
          <PersonRow key={person.user.id} person={person} date={report.date} />
        ))}
        {report.people.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noPeople')}</span>
          </Row>
        )}
      </Card>
    </>
  )
}

function PersonRow({ person, date }: { person: TeamReport['people'][number]; date: string }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const { visits, followUps, planKeptRate } = person.metrics
  const monthAim = aimOf('dealsWon', person.month.dealsWon)
  const more = monthAim
    ? t('monthSoFar', { amount: formatPercent(monthAim.done) })
    : planKeptRate?.of
      ? `${t('metrics:short.planKeptRate')} ${formatPercent(planKeptRate.count / planKeptRate.of)}`
      : undefined
  return (
    <ListRow
      to={`/reports/daily?date=${date}&user=${person.user.id}`}
      lead={<Avatar id={person.user.id} name={person.user.name} />}
      title={person.user.name}
      text={[
        `${t('metrics:short.visits')} ${visits?.count ?? 0}`,
        `${t('metrics:short.followUps')} ${followUps?.count ?? 0}`,
        more,
      ]
        .filter(Boolean)
        .join(' · ')}
      tail={
        <Status tone={toneOf(person.state)}>
          {person.submittedAt ? formatTime(person.submittedAt) : t(`state.${person.state}`)}
        </Status>
      }
    />
  )
}
