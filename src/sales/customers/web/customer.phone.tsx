import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import { formatAmountShort, formatMoment, formatPercent } from '../../../web/lib/format.ts'
import { fieldValueOf, isBlank } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { useMe } from '../../../web/lib/session.ts'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import { Card, ListRow, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { Collaborators } from '../../../web/ui/phone/collaborators.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { Contacts } from './contact-rows.tsx'
import { type Customer, described, isKey, type MoreTab, useCustomer, useDealsOf, useOpenStepsOf } from './customer.ts'
import { Timeline } from './timeline-rows.tsx'

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
