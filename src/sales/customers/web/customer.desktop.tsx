import { useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { Ellipsis, PenLine, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortName } from '../../../platform/company-name.ts'
import { api } from '../../../web/lib/api.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo, usePathParam } from '../../../web/lib/place.ts'
import { useCan, useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { MomentDialog } from '../../../web/ui/desktop/moment-dialog.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { ContactDrawer, ContactTable } from './contacts.tsx'
import {
  type Contact,
  type Customer,
  isKey,
  type MoreTab,
  useContactsOf,
  useCustomer,
  useDealsOf,
  useTimelineOf,
} from './customer.ts'
import { Facts, History } from './customer-facts.tsx'
import { CustomerDrawer } from './customer-form.tsx'
import { PropertyStrip } from './customer-props.tsx'
import { DealTable, SidePanel } from './customer-side.tsx'
import { TimelineTab } from './customer-timeline.tsx'
import { NextStepCard, TrendCard } from './customer-top.tsx'

const tabs = ['timeline', 'deals', 'contacts', 'facts', 'history'] as const
type Tab = (typeof tabs)[number] | (string & {})

/** A customer: how they stand, what is next, what was said; opportunities and people on the right. */
export function CustomerPage({ more }: { more: MoreTab[] }) {
  const query = useCustomer(usePathParam('id'))
  return (
    <Loading query={query} skeleton={<Skeleton rows={8} height={56} />}>
      {(customer) => <Page key={customer.id} customer={customer} more={more} />}
    </Loading>
  )
}

function Page({ customer, more }: { customer: Customer; more: MoreTab[] }) {
  const { t } = useTranslation(['customers', 'web'])
  const me = useMe().user
  const [address, setAddress] = useAddress<{ tab: Tab }>()
  const tab = address.tab ?? 'timeline'
  const { permissions } = useMe()
  const others = more.filter((each) => (permissions[each.can] ?? 'none') !== 'none')
  const order: Tab[] = [...tabs.slice(0, 3), ...others.map((each) => each.tab), ...tabs.slice(3)]
  const [editing, setEditing] = useState(false)
  const [contact, setContact] = useState<Contact | 'new' | null>(null)
  const timeline = useTimelineOf({ customerId: customer.id })
  const deals = useDealsOf(customer.id)
  const contacts = useContactsOf(customer.id)
  const counts: Partial<Record<Tab, number | undefined>> = {
    timeline: timeline.data?.items.length,
    deals: deals.data?.items.length,
    contacts: contacts.data?.items.length,
  }
  return (
    <>
      <header className="rhead">
        <Head customer={customer} onEdit={() => setEditing(true)} />
        <PropertyStrip customer={customer} deals={deals.data?.items} timeline={timeline.data?.items} />
        <div className="tabs2" role="tablist" aria-label={t('tabs.label')}>
          {order.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              aria-selected={tab === each}
              onClick={() => setAddress({ tab: each === 'timeline' ? undefined : each })}
            >
              {t(`tabs.${each}`)}{' '}
              {counts[each] !== undefined && (
                <i>{each === 'timeline' && timeline.data?.nextCursor ? `${counts[each]}+` : counts[each]}</i>
              )}
            </button>
          ))}
        </div>
      </header>
      <div className="rbody">
        <div className="rmain col g12">
          {tab === 'timeline' && (
            <>
              <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1.6fr) minmax(280px, 1fr)', gap: 12 }}>
                <TrendCard items={timeline.data?.items} />
                <NextStepCard
                  of={{ customerId: customer.id }}
                  Dialog={MomentDialog}
                  mayPlan={customer.abilities.edit || customer.owner?.id === me.id}
                />
              </div>
              <TimelineTab customer={customer} query={timeline} />
            </>
          )}
          {tab === 'deals' && <DealTable query={deals} customerId={customer.id} />}
          {tab === 'contacts' && <ContactTable query={contacts} onOpen={setContact} onNew={() => setContact('new')} />}
          {others.find((each) => each.tab === tab)?.show(customer)}
          {tab === 'facts' && <Facts customer={customer} onEdit={() => setEditing(true)} />}
          {tab === 'history' && <History customer={customer} />}
        </div>
        {(tab === 'timeline' || tab === 'facts') && (
          <SidePanel customer={customer} deals={deals} contacts={contacts} onContact={setContact} />
        )}
      </div>
      <CustomerDrawer open={editing} onClose={() => setEditing(false)} customer={customer} />
      <ContactDrawer
        open={contact !== null}
        onClose={() => setContact(null)}
        customerId={customer.id}
        {...(contact !== null && contact !== 'new' && { contact })}
      />
    </>
  )
}

function Head({ customer, onEdit }: { customer: Customer; onEdit: () => void }) {
  const { t } = useTranslation(['customers', 'web'])
  const go = useGo()
  const client = useQueryClient()
  const [transferring, setTransferring] = useState(false)
  const level = useOptions('customerLevel')
  const industry = useOptions('industry')
  const size = useOptions('size')
  const source = useOptions('source')
  const mayRecord = useCan('followUps.create')
  const mayDeal = useCan('opportunities.create')
  const refresh = () => client.invalidateQueries({ queryKey: ['customers'] })
  const record = () => go(`/follow-ups/new?customer=${customer.id}`)
  useEffect(() => {
    document.title = `${customer.name} · 双轮 Tandem`
    return () => {
      document.title = '双轮 Tandem'
    }
  }, [customer.name])
  const transfer = async (ownerId: string, withOpen: boolean) => {
    await api.post('/api/customers/assign', { ids: [customer.id], ownerId, withOpen })
    await refresh()
    toast(t('transferred'))
  }
  const restore = () =>
    void api
      .post(`/api/customers/${customer.id}/restore`, {})
      .then(refresh)
      .catch((error: unknown) => toast(errorText(error), { tone: 'bad' }))
  const voidIt = async () => {
    try {
      await api.delete(`/api/customers/${customer.id}?version=${customer.version}`)
      go('/customers')
      await refresh()
      toast(t('voided'), { onUndo: restore })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const items = [
    ...(customer.abilities.edit ? [{ key: 'edit', label: t('edit'), onClick: onEdit }] : []),
    ...(customer.abilities.assign
      ? [{ key: 'transfer', label: t('transfer'), onClick: () => setTransferring(true) }]
      : []),
    ...(customer.abilities.delete
      ? [{ key: 'void', label: t('void'), danger: true, onClick: () => void voidIt() }]
      : []),
  ]
  const facts = [
    industry.word(customer.industry),
    customer.region,
    size.word(customer.size),
    customer.source ? t('fromSource', { source: source.word(customer.source) }) : '',
  ]
  return (
    <div className="row g12">
      <Avatar id={customer.id} name={shortName(customer.name) || customer.name} size="xl" />
      <div className="grow">
        <div className="row g8">
          <h1 className="el">{customer.name}</h1>
          {customer.intent && <IntentLetter intent={customer.intent} />}
          {isKey(customer.level) && <Tag tone="warn">★ {level.word(customer.level)}</Tag>}
          {!isKey(customer.level) && customer.level && <Tag>{level.word(customer.level)}</Tag>}
        </div>
        <div className="t13 c2 el">{facts.filter(Boolean).join(' · ')}</div>
      </div>
      <div className="row g8">
        {items.length > 0 && (
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button kind="text" className="icon" aria-label={t('web:actions.more')} icon={<Ellipsis size={16} />} />
          </Dropdown>
        )}
        {mayDeal && (
          <Button icon={<Plus size={16} />} onClick={() => go(`/opportunities?new=${customer.id}`)}>
            {t('deal')}
          </Button>
        )}
        {mayRecord && (
          <Button kind="pri" icon={<PenLine size={16} />} onClick={record}>
            {t('record')}
          </Button>
        )}
      </div>
      <OwnerDialog
        open={transferring}
        title={t('transferTo')}
        along={t('transferOpen')}
        onClose={() => setTransferring(false)}
        onChoose={transfer}
      />
    </div>
  )
}
