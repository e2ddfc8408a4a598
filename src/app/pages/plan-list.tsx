import { Link } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { CircleCheck, Ellipsis, Navigation, PenLine, Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanItem } from '../../sales/next-steps/contract.ts'
import { useStepActs } from '../../sales/next-steps/web/parts.tsx'
import { formatDay, formatMoment, formatTime, today } from '../../web/lib/format.ts'
import { useOptions } from '../../web/lib/options.ts'
import { useGo } from '../../web/lib/place.ts'
import { useCan } from '../../web/lib/session.ts'
import { MomentDialog } from '../../web/ui/desktop/moment-dialog.tsx'
import { Button } from '../../web/ui/fields.tsx'
import { IntentLetter, KeyStar } from '../../web/ui/marks.tsx'
import { EmptyState } from '../../web/ui/states.tsx'

/** Plans, overdue ones first; each can be recorded, put off, done or dropped. `nothingPlanned`: not for the next days either. */
export function PlanList({ items, nothingPlanned }: { items: PlanItem[]; nothingPlanned?: boolean }) {
  const { t } = useTranslation(['today', 'next-steps'])
  const go = useGo()
  const mayPlan = useCan('nextSteps.create')
  if (items.length === 0)
    return nothingPlanned && mayPlan ? (
      <EmptyState
        icon={CircleCheck}
        title={t('next-steps:pick.none')}
        text={t('next-steps:pick.noneText')}
        actions={
          <Button kind="pri" onClick={() => go('/pick')}>
            {t('next-steps:pick.title')}
          </Button>
        }
      />
    ) : (
      <EmptyState
        icon={CircleCheck}
        title={t('empty')}
        text={t('emptyText')}
        actions={<Button onClick={() => go('/follow-ups/new')}>{t('record')}</Button>}
      />
    )
  return (
    <>
      {items.map((item, index) => (
        <PlanRow key={item.id} item={item} first={index === 0} />
      ))}
    </>
  )
}

function PlanRow({ item, first }: { item: PlanItem; first: boolean }) {
  const { t } = useTranslation(['today', 'web'])
  const go = useGo()
  const action = useOptions('nextStepAction')
  const [moving, setMoving] = useState(false)
  const acts = useStepActs()
  const person = item.contacts.find((contact) => contact.phones?.length) ?? item.contacts[0]
  const phone = person?.phones?.[0] ?? item.customer?.phone ?? item.lead?.phone
  const key = item.customer?.level === 'key' || item.customer?.level === 'strategic'
  const name = item.customer?.name ?? item.lead?.name ?? ''
  return (
    <div className={`plan ${item.overdue ? 'over' : ''}`} style={first ? { borderTop: 0 } : undefined}>
      <span className={`t13 ${item.overdue ? 'cwarn' : 'c2'}`} style={{ width: 84, flex: 'none' }}>
        {item.overdue ? (
          <>
            {t('late')}
            <br />
            {formatDay(item.localDay)}
          </>
        ) : item.localDay === today() ? (
          formatTime(item.at)
        ) : (
          formatMoment(item.at)
        )}
      </span>
      <span className="grow" style={{ minWidth: 0 }}>
        <span className="row g6">
          {key && <KeyStar label={t('keyCustomer')} />}
          {item.customer ? (
            <Link to={`/customers/${item.customer.id}`} className="m el" style={{ color: 'inherit' }}>
              {name}
            </Link>
          ) : (
            <Link to={`/leads/${item.lead?.id}`} className="m el" style={{ color: 'inherit' }}>
              {name}
            </Link>
          )}
          {item.customer?.intent && <IntentLetter intent={item.customer.intent} />}
        </span>
        <span className="t13 c2 el" style={{ display: 'block' }}>
          {[
            item.goal || action.word(item.action),
            person?.name,
            item.customer?.lastFollowUpAt && t('lastTouched', { when: formatMoment(item.customer.lastFollowUpAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {phone && !phone.includes('*') && (
        <a className="btn sm icon text" href={`tel:${phone}`} aria-label={`${t('call')} ${name}`} title={phone}>
          <Phone size={14} />
        </a>
      )}
      {item.customer?.address && (
        <a
          className="btn sm icon text"
          href={`https://uri.amap.com/search?keyword=${encodeURIComponent(item.customer.address)}`}
          target="_blank"
          rel="noreferrer"
          aria-label={`${t('navigate')} ${name}`}
          title={item.customer.address}
        >
          <Navigation size={14} />
        </a>
      )}
      <Button
        size="sm"
        icon={<PenLine size={14} />}
        onClick={() =>
          go(`/follow-ups/new?${item.customer ? `customer=${item.customer.id}` : `lead=${item.lead?.id}`}`)
        }
      >
        {t('record')}
      </Button>
      <Button size="sm" onClick={() => setMoving(true)}>
        {t('move')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'complete', label: t('complete'), onClick: () => void acts.complete(item) },
            {
              key: 'drop',
              label: t('drop'),
              onClick: () => void acts.drop(item, t('dropReason')),
            },
          ],
        }}
      >
        <Button
          size="sm"
          kind="text"
          className="icon"
          aria-label={t('web:actions.more')}
          icon={<Ellipsis size={14} />}
        />
      </Dropdown>
      <MomentDialog
        open={moving}
        title={t('moveTo')}
        value={item.at}
        onClose={() => setMoving(false)}
        onChoose={(at) => void acts.move(item, at)}
      />
    </div>
  )
}
