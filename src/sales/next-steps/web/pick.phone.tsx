import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { Button, Checkbox } from '../../../web/ui/fields.tsx'
import { IntentLetter } from '../../../web/ui/marks.tsx'
import { Card, Row } from '../../../web/ui/phone/blocks.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { Pickable, PicksReply } from '../contract.ts'
import { NothingToPick, usePicking } from './parts.tsx'

/** 先挑 10 家本周要跟的 on the phone: customers that nothing is planned with, ticked and planned in one go. */
export default function PickForWeek() {
  const { t } = useTranslation('next-steps')
  const query = useQuery({
    queryKey: ['next-steps', 'picks'],
    queryFn: () => api.get<PicksReply>('/api/plan/picks'),
    // Ticks stay while the list is looked at.
    refetchOnWindowFocus: false,
  })
  return (
    <>
      <NavBar title={t('pick.title')} home="/" />
      <Loading query={query}>
        {(found) =>
          found.items.length === 0 ? (
            <Card>
              <NothingToPick />
            </Card>
          ) : (
            <Choose found={found} />
          )
        }
      </Loading>
    </>
  )
}

function Choose({ found }: { found: PicksReply }) {
  const { t } = useTranslation('next-steps')
  const go = useGo()
  const { chosen, toggle, times, busy, plan } = usePicking(found, () => go('/', { replace: true }))
  return (
    <>
      <p className="t13 c3" style={{ padding: '12px 16px' }}>
        {t('pick.text')}
      </p>
      <Card>
        {found.items.map((each) => (
          <Row key={each.id} inset={50}>
            <Checkbox checked={chosen.has(each.id)} onChange={() => toggle(each.id)}>
              <Line customer={each} at={times.get(each.id)} />
            </Checkbox>
          </Row>
        ))}
      </Card>
      <div style={{ height: 24 }} />
      <Footer>
        <Button kind="pri" wide size="lg" busy={busy} disabled={chosen.size === 0} onClick={() => void plan()}>
          {t('pick.plan', { count: chosen.size })}
        </Button>
      </Footer>
    </>
  )
}

function Line({ customer, at }: { customer: Pickable; at: string | undefined }) {
  const { t } = useTranslation('next-steps')
  const { name, intent, lastFollowUpAt, owner } = customer
  const last = lastFollowUpAt ? t('pick.last', { when: formatMoment(lastFollowUpAt) }) : t('pick.never')
  return (
    <span className="col" style={{ minWidth: 0 }}>
      <span className="row g6">
        <span className="m el" style={{ fontSize: 15 }}>
          {name}
        </span>
        {intent && <IntentLetter intent={intent} />}
      </span>
      <span className="t13 c3 el">
        {[owner?.name, last, at && t('pick.at', { when: formatMoment(at) })].filter(Boolean).join(' · ')}
      </span>
    </span>
  )
}
