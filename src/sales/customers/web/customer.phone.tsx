import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { formatAmountShort, formatMoment, formatPercent } from '../../../web/lib/format.ts'
import { fieldValueOf, isBlank } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import {
  type Customer,
  described,
  isKey,
  type TimelineItem,
  useContactsOf,
  useCustomer,
  useDealsOf,
  useOpenStepsOf,
  useTimelineOf,
} from './customer.ts'

/** Said at the top of the page already. */
const inHead = ['name', 'level', 'status', 'intent', 'ownerId', 'nextStepAt']

type Tab = 'timeline' | 'deals' | 'contacts' | 'facts'

/** A customer on the phone: who they are, what is next, what was said. */
export default function CustomerPage() {
  const query = useCustomer(usePathParam('id'))
  return (
    <>
      <NavBar title={query.data?.name ?? ''} home="/customers" />
      <Loading query={query}>{(customer) => <Body customer={customer} />}</Loading>
    </>
  )
}

function Body({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const [tab, setTab] = useState<Tab>('timeline')
  const status = useOptions('customerStatus')
  const level = useOptions('customerLevel')
  const action = useOptions('nextStepAction')
  const steps = useOpenStepsOf(customer.id)
  return (
    <>
      <Card pad>
        <div className="row g6">
          {isKey(customer.level) && <KeyStar label={t('key')} />}
          <b className="t16 grow">{customer.name}</b>
          {customer.intent && <IntentLetter intent={customer.intent} />}
        </div>
        <div className="row g6 t13 c3" style={{ marginTop: 6, flexWrap: 'wrap' }}>
          <Tag>{status.word(customer.status)}</Tag>
          {isKey(customer.level) && <Tag tone="pri">{level.word(customer.level)}</Tag>}
          <span>{customer.owner?.name ?? t('noOwner')}</span>
        </div>
      </Card>
      {steps.data?.items[0] && (
        <>
          <Section title={t('nextStep')} />
          <Card>
            <ListRow
              title={steps.data.items[0].goal || action.word(steps.data.items[0].action)}
              text={`${formatMoment(steps.data.items[0].at)} · ${steps.data.items[0].owner?.name ?? ''}`}
            />
          </Card>
        </>
      )}
      <div style={{ padding: 12 }}>
        <Segmented
          fill
          label={t('tabs.label')}
          value={tab}
          onChange={setTab}
          choices={(['timeline', 'deals', 'contacts', 'facts'] as const).map((value) => ({
            value,
            label: t(`tabs.${value}`),
          }))}
        />
      </div>
      {tab === 'timeline' && <Timeline id={customer.id} />}
      {tab === 'deals' && <Deals id={customer.id} />}
      {tab === 'contacts' && <Contacts id={customer.id} />}
      {tab === 'facts' && <Facts customer={customer} />}
      <Footer>
        <Button kind="pri" className="grow" onClick={() => go(`/follow-ups/new?customer=${customer.id}`)}>
          {t('record')}
        </Button>
      </Footer>
    </>
  )
}

function Timeline({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const query = useTimelineOf(id)
  return (
    <Card>
      <Loading query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Row>
              <span className="c3 t14">{t('noTimeline')}</span>
            </Row>
          ) : (
            <>
              {items.map((item) => (
                <Moment key={item.id} item={item} />
              ))}
            </>
          )
        }
      </Loading>
    </Card>
  )
}

/** One interaction: how, with whom, when, the words, what was heard. */
export function Moment({ item }: { item: TimelineItem }) {
  const { t } = useTranslation(['customers', 'follow-ups'])
  const method = useOptions('method')
  const objection = useOptions('objection')
  const { before, after } = { before: item.stateBefore?.intent, after: item.stateAfter?.intent }
  const phrase = /^phrase:(\w+)$/.exec(item.summary)?.[1]
  return (
    <Row>
      <span className="grow col g4" style={{ padding: '6px 0' }}>
        <span className="row g6 t13">
          <b>{method.word(item.method)}</b>
          <span className="c3 el">
            {[item.contacts?.map((contact) => contact.name).join('、'), formatMoment(item.occurredAt)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {after && after !== before && <IntentLetter intent={after} {...(before && { from: before })} />}
          {!item.counted && <Tag>{t('follow-ups:list.uncounted')}</Tag>}
        </span>
        <span className="t14" style={{ whiteSpace: 'pre-wrap' }}>
          {phrase ? t(`follow-ups:phrase.${phrase}`) : item.summary}
        </span>
        <span className="row g6" style={{ flexWrap: 'wrap' }}>
          {item.objections?.map((key) => (
            <Tag key={key} tone="warn">
              {objection.word(key)}
            </Tag>
          ))}
          {item.competitors?.map((name) => (
            <Tag key={name} tone="warn">
              {name}
            </Tag>
          ))}
          {item.needs?.map((need) => (
            <Tag key={need} tone="info">
              {need}
            </Tag>
          ))}
        </span>
      </span>
    </Row>
  )
}

function Deals({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const stage = useOptions('stage')
  return (
    <Card>
      <Loading query={useDealsOf(id)}>
        {({ items }) =>
          items.length === 0 ? (
            <Row>
              <span className="c3 t14">{t('noDeals')}</span>
            </Row>
          ) : (
            <>
              {items.map((deal) => (
                <ListRow
                  key={deal.id}
                  title={deal.name}
                  text={stage.word(deal.stage)}
                  tail={
                    <span className="t13 c2">
                      {[
                        deal.amount ? formatAmountShort(deal.amount, deal.currency) : null,
                        deal.probability != null ? formatPercent(deal.probability / 100, 0) : null,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  }
                />
              ))}
            </>
          )
        }
      </Loading>
    </Card>
  )
}

function Contacts({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const role = useOptions('contactRole')
  return (
    <Card>
      <Loading query={useContactsOf(id)}>
        {({ items }) =>
          items.length === 0 ? (
            <Row>
              <span className="c3 t14">{t('noContacts')}</span>
            </Row>
          ) : (
            <>
              {items.map((contact) => {
                const phone = contact.phones?.[0]
                return (
                  <ListRow
                    key={contact.id}
                    title={contact.name}
                    text={[contact.title, role.word(contact.role), phone].filter(Boolean).join(' · ')}
                    tail={
                      phone && !phone.includes('*') ? (
                        <ActionButton icon={Phone} label={t('call')} href={`tel:${phone}`} />
                      ) : (
                        <span />
                      )
                    }
                  />
                )
              })}
            </>
          )
        }
      </Loading>
    </Card>
  )
}

function Facts({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const fields = useFields(described, 'customers').filter(
    (field) => !inHead.includes(field.key) && (!isBlank(fieldValueOf(customer, field)) || field.required),
  )
  return (
    <Card>
      {fields.map((field) => (
        <Row key={field.key} label={field.label}>
          <span className="grow t14" style={{ minWidth: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            <FieldValue field={field} record={customer} />
          </span>
        </Row>
      ))}
      {customer.abilities.edit && (
        <Row one onPress={() => go(`/customers/${customer.id}/edit`)}>
          <span className="cp t14">{t('edit')}</span>
        </Row>
      )}
    </Card>
  )
}
