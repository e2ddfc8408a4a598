import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { amountUnit, formatAmountShort, formatAmountUnit, formatPercent, formatTime } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Avatar, EvidenceNumber, Pace, Status } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import type { TeamReport } from '../contract.ts'
import { aimOf, toneOf } from './report.ts'

/** A person of the team with an id for the table. */
export type Person = TeamReport['people'][number] & { id: string }

/** Metrics that stand as columns until somebody chooses. */
export const COLUMNS: MetricKey[] = [
  'visits',
  'followUps',
  'keyCustomersFollowed',
  'newOpportunities',
  'dealsWon',
  'payments',
  'planKeptRate',
]

/** A bar and the share, as people and the sum row show it; the amount alone where nothing is asked. */
export function MonthCell({ report, metrics }: { report: TeamReport; metrics: TeamReport['totals'] }) {
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

/** People × metrics; every number opens its records. */
export function People({
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
