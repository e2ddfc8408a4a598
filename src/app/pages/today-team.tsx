import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MetricKey } from '../../insight/metrics/contract.ts'
import type { TeamReport } from '../../insight/reports/contract.ts'
import { toneOf } from '../../insight/reports/web/report.ts'
import { api } from '../../web/lib/api.ts'
import { formatAmountShort, today } from '../../web/lib/format.ts'
import { Panel } from '../../web/ui/desktop/page.tsx'
import { Avatar, EvidenceNumber, Tag } from '../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../web/ui/states.tsx'

/** How the team's day stands: who handed in, what was done, who is quiet. */
export function Team({ ask }: { ask: (metric: MetricKey, department: string | undefined) => void }) {
  const { t } = useTranslation(['today', 'reports', 'metrics'])
  const query = useQuery({
    queryKey: ['reports', 'team', today(), ''],
    queryFn: () => api.get<TeamReport>('/api/team-reports/daily', { date: today() }),
    refetchInterval: 60_000,
  })
  return (
    <Loading query={query} skeleton={<Skeleton rows={1} height={84} />}>
      {(team) => {
        const { totals, states } = team
        const handedIn = (states.onTime ?? 0) + (states.late ?? 0) + (states.auto ?? 0)
        const owed = team.people.length - (states.excused ?? 0)
        const department = team.department?.id ?? team.departments[0]?.id
        const quiet = team.people.filter(
          (person) => person.state !== 'excused' && (person.metrics.followUps?.count ?? 0) === 0,
        )
        return (
          <Panel
            title={t('team')}
            note={t('reports:peopleNote', { count: team.people.length })}
            side={
              <Link to="/reports/team" className="t13">
                {t('reports:team')}
              </Link>
            }
          >
            <div className="row g24 wrap">
              <span className="t13 c3">
                {t('reports:handedIn')} <b style={{ color: 'var(--c-text)', fontSize: 16 }}>{handedIn}</b>/{owed}
              </span>
              {(['visits', 'followUps', 'newOpportunities'] as const).map((key) => (
                <span key={key} className="t13 c3">
                  {t(`metrics:short.${key}`)}{' '}
                  <b style={{ color: 'var(--c-text)', fontSize: 16 }}>
                    <EvidenceNumber onOpen={() => ask(key, department)}>{totals[key]?.count ?? 0}</EvidenceNumber>
                  </b>
                </span>
              ))}
              {(['dealsWon', 'payments'] as const).map((key) => (
                <span key={key} className="t13 c3">
                  {t(`metrics:short.${key}`)}{' '}
                  <b style={{ color: 'var(--c-text)', fontSize: 16 }}>
                    <EvidenceNumber onOpen={() => ask(key, department)}>
                      {formatAmountShort(totals[key]?.amount ?? 0, team.currency)}
                    </EvidenceNumber>
                  </b>
                </span>
              ))}
            </div>
            {(quiet.length > 0 || team.missing.length > 0) && (
              <div className="row g6 wrap" style={{ marginTop: 10 }}>
                {quiet.length > 0 && <span className="t13 c3">{t('quiet')}</span>}
                {quiet.map((person) => (
                  <Link key={person.user.id} to={`/reports/daily?user=${person.user.id}` as '/'} className="tag">
                    <Avatar id={person.user.id} name={person.user.name} />
                    {person.user.name}
                  </Link>
                ))}
                {team.missing.map(({ user, state }) => (
                  <Tag key={user.id} tone={toneOf(state)}>
                    {user.name} {t(`reports:state.${state}`)}
                  </Tag>
                ))}
              </div>
            )}
          </Panel>
        )
      }}
    </Loading>
  )
}
