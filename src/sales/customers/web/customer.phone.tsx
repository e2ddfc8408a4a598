import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { formatAmountShort, formatList, formatMoment, formatPercent } from '../../../web/lib/format.ts'
import { fieldValueOf, isBlank } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { useCan, useMe } from '../../../web/lib/session.ts'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { Collaborators } from '../../../web/ui/phone/collaborators.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import {
  type Contact,
  type Customer,
  described,
  isKey,
  type MoreTab,
  type Subject,
  type TimelineItem,
  useContactFields,
  useContactsOf,
  useCustomer,
  useDealsOf,
  useOpenStepsOf,
  useTimelineOf,
} from './customer.ts'

/** Said at the top of the page already. */
const inHead = ['name', 'level', 'status', 'intent', 'ownerId', 'nextStepAt']

const tabs = ['timeline', 'deals', 'contacts', 'facts'] as const
type Tab = (typeof tabs)[number] | (string & {})

/** A customer on the phone: who they are, what is next, what was said. */
export function CustomerPage({ more }: { more: MoreTab[] }) {
  const query = useCustomer(usePathParam('id'))
  return (
    <>
      <NavBar title={query.data?.name ?? ''} home="/customers" />
      <Loading query={query}>{(customer) => <Body customer={customer} more={more} />}</Loading>
    </>
  )
}

function Body({ customer, more }: { customer: Customer; more: MoreTab[] }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const [tab, setTab] = useState<Tab>('timeline')
  const { permissions } = useMe()
  const others = more.filter((each) => (permissions[each.can] ?? 'none') !== 'none')
  const order: Tab[] = [...tabs.slice(0, 3), ...others.map((each) => each.tab), ...tabs.slice(3)]
  const status = useOptions('customerStatus')
  const level = useOptions('customerLevel')
  const action = useOptions('nextStepAction')
  const steps = useOpenStepsOf({ customerId: customer.id })
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
          choices={order.map((value) => ({
            value,
            label: t(`tabs.${value}`),
          }))}
        />
      </div>
      {tab === 'timeline' && <Timeline of={{ customerId: customer.id }} />}
      {tab === 'deals' && <Deals id={customer.id} />}
      {tab === 'contacts' && <Contacts id={customer.id} />}
      {others.find((each) => each.tab === tab)?.show(customer)}
      {tab === 'facts' && <Facts customer={customer} />}
      <Footer>
        <Button kind="pri" className="grow" onClick={() => go(`/follow-ups/new?customer=${customer.id}`)}>
          {t('record')}
        </Button>
      </Footer>
    </>
  )
}

/** Everything said to a customer or lead, newest first. */
export function Timeline({ of }: { of: Subject }) {
  const { t } = useTranslation('customers')
  const query = useTimelineOf(of)
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
function Moment({ item }: { item: TimelineItem }) {
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
            {[item.contacts && formatList(item.contacts.map((contact) => contact.name)), formatMoment(item.occurredAt)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {after && after !== before && <IntentLetter intent={after} {...(before && { from: before })} />}
          {!item.counted && <Tag>{t('follow-ups:list.uncounted')}</Tag>}
        </span>
        <span className="t14" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
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
  const [shown, setShown] = useState<Contact | 'new' | null>(null)
  const contact = shown === 'new' || shown === null ? undefined : shown
  const fields = useContactFields(contact)
  const mayCreate = useCan('contacts.create')
  return (
    <>
      <Card>
        <Loading query={useContactsOf(id)}>
          {({ items }) =>
            items.length === 0 ? (
              <Row>
                <span className="c3 t14">{t('noContacts')}</span>
              </Row>
            ) : (
              <>
                {items.map((each) => (
                  <ContactRow
                    key={each.id}
                    contact={each}
                    text={[each.title, role.word(each.role), each.phones?.[0]].filter(Boolean).join(' · ')}
                    {...(each.abilities.edit && { onPress: () => setShown(each) })}
                  />
                ))}
              </>
            )
          }
        </Loading>
      </Card>
      {mayCreate && (
        <div style={{ padding: '12px 16px' }}>
          <Button wide onClick={() => setShown('new')}>
            {t('newContact')}
          </Button>
        </div>
      )}
      <RecordSheet
        open={shown !== null}
        onClose={() => setShown(null)}
        title={t(contact ? 'editContact' : 'newContact')}
        path="contacts"
        fields={fields}
        fixed={{ customerId: id }}
        {...(contact && { record: { ...contact } })}
      />
    </>
  )
}

function ContactRow({ contact, text, onPress }: { contact: Contact; text: string; onPress?: () => void }) {
  const { t } = useTranslation('customers')
  const phone = contact.phones?.[0]
  const words = (
    <>
      <span className="m el" style={{ fontSize: 15 }}>
        {contact.name}
      </span>
      {text && <span className="t13 c2 el">{text}</span>}
    </>
  )
  return (
    <Row>
      {onPress ? (
        <button
          type="button"
          className="grow col"
          style={{ textAlign: 'left', minHeight: 52, justifyContent: 'center' }}
          onClick={onPress}
        >
          {words}
        </button>
      ) : (
        <span className="grow col">{words}</span>
      )}
      {phone && !phone.includes('*') && <ActionButton icon={Phone} label={t('call')} href={`tel:${phone}`} />}
    </Row>
  )
}

function Facts({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const fields = useFields(described, 'customers').filter(
    (field) => !inHead.includes(field.key) && (!isBlank(fieldValueOf(customer, field)) || field.required),
  )
  return (
    <>
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
      <Collaborators path="customers" id={customer.id} editable={customer.abilities.edit} />
    </>
  )
}
