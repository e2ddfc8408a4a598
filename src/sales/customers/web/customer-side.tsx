import { Link } from '@tanstack/react-router'
import { Phone, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { daysBetween, localDay } from '../../../platform/time.ts'
import { formatAmountShort, formatDay, formatMoment, formatPercent, timeZone, today } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Collaborators } from '../../../web/ui/desktop/collaborators.tsx'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, StageBar, Tag } from '../../../web/ui/marks.tsx'
import { EmptyState, type Loaded, Loading, Skeleton } from '../../../web/ui/states.tsx'
import { attitudeTone, type Contact, type Customer, type Deal } from './customer.ts'

type Items<T> = Loaded<{ items: T[] }>

/** Right of the timeline: what is for sale and with whom. */
export function SidePanel({
  customer,
  deals,
  contacts,
  onContact,
}: {
  customer: Customer
  deals: Items<Deal>
  contacts: Items<Contact>
  onContact: (contact: Contact | 'new') => void
}) {
  const { t } = useTranslation('customers')
  const role = useOptions('contactRole')
  const attitude = useOptions('attitude')
  const open = deals.data?.items.filter((deal) => (deal.outcome ?? 'open') === 'open') ?? []
  const sum = open.reduce((total, deal) => total + (deal.amount ?? 0), 0)
  return (
    <aside className="rside" aria-label={t('openDeals')}>
      <div className="blk">
        <div className="row sb">
          <b>{t('tabs.deals')}</b>
          {open.length > 0 && (
            <Link className="t13" to={`/customers/${customer.id}?tab=deals` as '/'}>
              {t('dealSum', { count: open.length, amount: formatAmountShort(sum, open[0]?.currency) })}
            </Link>
          )}
        </div>
        <Loading query={deals} skeleton={<Skeleton rows={2} height={64} />}>
          {() =>
            open.length === 0 ? (
              <p className="c3 t13" style={{ padding: '8px 0' }}>
                {t('noDeals')}
              </p>
            ) : (
              <>
                {open.map((deal) => (
                  <DealBlock key={deal.id} deal={deal} />
                ))}
              </>
            )
          }
        </Loading>
      </div>
      <div className="blk">
        <div className="row sb">
          <b>{t('tabs.contacts')}</b>
          <Button size="xs" kind="text" icon={<Plus size={14} />} onClick={() => onContact('new')}>
            {t('newContact')}
          </Button>
        </div>
        <Loading query={contacts} skeleton={<Skeleton rows={3} height={40} avatar />}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="c3 t13" style={{ padding: '8px 0' }}>
                {t('noContacts')}
              </p>
            ) : (
              <>
                {items.slice(0, 8).map((contact) => (
                  <div key={contact.id} className="row g8" style={{ minHeight: 44 }}>
                    <Avatar id={contact.id} name={contact.name} />
                    <button type="button" className="grow" style={{ minWidth: 0 }} onClick={() => onContact(contact)}>
                      <span className="t13 el" style={{ display: 'block' }}>
                        <span className="m">{contact.name}</span> <span className="c3">{contact.title}</span>
                      </span>
                      {(contact.role || contact.phones?.[0]) && (
                        <span className="t12 c3 el" style={{ display: 'block' }}>
                          {[contact.role && role.word(contact.role), contact.phones?.[0]].filter(Boolean).join(' · ')}
                        </span>
                      )}
                    </button>
                    {contact.attitude && (
                      <Tag tone={attitudeTone(contact.attitude)}>{attitude.word(contact.attitude)}</Tag>
                    )}
                    {contact.phones?.[0] && !contact.phones[0].includes('*') && (
                      <a
                        className="btn xs icon text"
                        style={{ width: 24 }}
                        href={`tel:${contact.phones[0]}`}
                        aria-label={`${t('call')} ${contact.name}`}
                        title={contact.phones[0]}
                      >
                        <Phone size={14} />
                      </a>
                    )}
                  </div>
                ))}
              </>
            )
          }
        </Loading>
      </div>
      <Collaborators path="customers" id={customer.id} editable={customer.abilities.edit} />
    </aside>
  )
}

function DealBlock({ deal }: { deal: Deal }) {
  const { t } = useTranslation('customers')
  const stage = useOptions('stage')
  const days = deal.stageEnteredAt ? daysBetween(localDay(deal.stageEnteredAt, timeZone()), today()) : undefined
  return (
    <div style={{ padding: '8px 0' }}>
      <div className="row sb g8" style={{ marginBottom: 6 }}>
        <Link to={`/opportunities/${deal.id}`} className="m el" style={{ color: 'inherit' }}>
          {deal.name}
        </Link>
        <b className="nw">{formatAmountShort(deal.amount, deal.currency)}</b>
      </div>
      <StageBar
        stages={stage.choices
          .filter((option) => option.state === 'open')
          .map((option) => ({ key: option.key, label: wordOf(option) }))}
        current={deal.stage ?? ''}
      />
      <div className="row sb g8 t12 c3" style={{ marginTop: 4 }}>
        <span className="el">
          {[
            days !== undefined && t('daysHere', { count: days }),
            deal.expectedSignOn && t('expected', { day: formatDay(deal.expectedSignOn) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {deal.probability != null && (
          <span className="nw">
            {t('probability', { value: '' })}
            <b style={{ color: 'var(--c-text)' }}>{formatPercent(deal.probability / 100)}</b>
          </span>
        )}
      </div>
    </div>
  )
}

/** Every opportunity of the customer, closed ones too. */
export function DealTable({ query, customerId }: { query: Items<Deal>; customerId: string }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const stage = useOptions('stage')
  const mayCreate = useCan('opportunities.create')
  const none = <span className="c3">–</span>
  const create = (
    <Button size="sm" icon={<Plus size={14} />} onClick={() => go(`/opportunities?new=${customerId}`)}>
      {t('newDeal')}
    </Button>
  )
  const columns: DataColumn<Deal>[] = [
    { key: 'name', title: t('fields.name'), render: (deal) => <span className="m">{deal.name}</span> },
    {
      key: 'stage',
      title: t('dealFields.stage'),
      width: 130,
      render: (deal) =>
        deal.outcome === 'won' || deal.outcome === 'lost' ? (
          <Tag tone={deal.outcome === 'won' ? 'ok' : undefined}>{t(`outcome.${deal.outcome}`)}</Tag>
        ) : (
          stage.word(deal.stage)
        ),
    },
    {
      key: 'amount',
      title: t('dealFields.amount'),
      width: 120,
      align: 'right',
      render: (deal) => (deal.amount == null ? none : formatAmountShort(deal.amount, deal.currency)),
    },
    {
      key: 'probability',
      title: t('dealFields.probability'),
      width: 100,
      align: 'right',
      render: (deal) => (deal.probability == null ? none : formatPercent(deal.probability / 100)),
    },
    {
      key: 'sign',
      title: t('dealFields.expected'),
      width: 130,
      render: (deal) => (deal.expectedSignOn ? formatDay(deal.expectedSignOn) : none),
    },
    { key: 'owner', title: t('fields.ownerId'), width: 120, render: (deal) => deal.owner?.name ?? none },
    {
      key: 'entered',
      title: t('dealFields.entered'),
      width: 150,
      render: (deal) => (deal.stageEnteredAt ? formatMoment(deal.stageEnteredAt) : none),
    },
  ]
  return (
    <Panel title={t('tabs.deals')} side={mayCreate && create} flush>
      <Loading query={query}>
        {({ items }) => (
          <DataTable<Deal>
            label={t('tabs.deals')}
            columns={columns}
            rows={items}
            onOpen={(deal) => go(`/opportunities/${deal.id}`)}
            headAt={0}
            empty={<EmptyState title={t('noDeals')} actions={mayCreate && create} />}
          />
        )}
      </Loading>
    </Panel>
  )
}
