import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatAmountShort, formatDay, formatMoment } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Avatar, IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { Customer, Deal, TimelineItem } from './customer.ts'

/** Steps of the relation; those off the path stand alone when they are the current one. */
const path = ['potential', 'interested', 'negotiating', 'won', 'repurchase']

/** How a customer stands in one line: status, owner, intent, money in hand, last and next contact. */
export function PropertyStrip({
  customer,
  deals,
  timeline,
}: {
  customer: Customer
  deals: Deal[] | undefined
  timeline: TimelineItem[] | undefined
}) {
  const { t } = useTranslation('customers')
  const open = deals?.filter((deal) => (deal.outcome ?? 'open') === 'open')
  const sum = open?.reduce((total, deal) => total + (deal.amount ?? 0), 0) ?? 0
  const change = timeline?.find(
    (item) => item.stateAfter?.intent && item.stateAfter.intent !== item.stateBefore?.intent,
  )
  return (
    <div className="props">
      <div>
        <span className="name">{t('fields.status')}</span>
        <StatusSteps customer={customer} />
      </div>
      <div>
        <span className="name">{t('fields.ownerId')}</span>
        {customer.owner ? (
          <span className="row g6">
            <Avatar id={customer.owner.id} name={customer.owner.name} />
            {customer.owner.name}
          </span>
        ) : (
          <span className="c3">{t('noOwner')}</span>
        )}
      </div>
      <div>
        <span className="name">{t('fields.intent')}</span>
        {customer.intent ? (
          <span className="row g6" style={{ height: 24 }}>
            <IntentLetter
              intent={customer.intent}
              {...(change?.stateAfter?.intent === customer.intent && { from: change.stateBefore?.intent ?? null })}
            />
            {change && <span className="c3">{formatDay(change.localDay)}</span>}
          </span>
        ) : (
          <span className="c3">–</span>
        )}
      </div>
      <div>
        <span className="name">{t('openDeals')}</span>
        {open?.length ? (
          <span>
            <b>{formatAmountShort(sum, open[0]?.currency)}</b>{' '}
            <span className="c3">{t('dealCount', { count: open.length })}</span>
          </span>
        ) : (
          <span className="c3">{open ? 0 : '–'}</span>
        )}
      </div>
      <div>
        <span className="name">{t('lastFollowUp')}</span>
        {customer.lastFollowUpAt ? formatMoment(customer.lastFollowUpAt) : <span className="c3">–</span>}
      </div>
      <div>
        <span className="name">{t('nextAt')}</span>
        {customer.nextStepAt ? (
          <span className={Date.parse(customer.nextStepAt) < Date.now() ? 'cwarn' : ''}>
            {formatMoment(customer.nextStepAt)}
          </span>
        ) : (
          <span className="c3">–</span>
        )}
      </div>
    </div>
  )
}

function StatusSteps({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const status = useOptions('customerStatus')
  const client = useQueryClient()
  const at = path.indexOf(customer.status ?? '')
  const set = async (next: string | null, undo: boolean) => {
    const version = client.getQueryData<Customer>(['customers', customer.id])?.version ?? customer.version
    try {
      const after = await api.patch<Customer>(`/api/customers/${customer.id}`, { version, status: next })
      client.setQueryData(['customers', customer.id], after)
      void client.invalidateQueries({ queryKey: ['customers', 'list'] })
      if (undo)
        toast(t('statusSet', { status: status.word(next) }), { onUndo: () => void set(customer.status ?? null, false) })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const off = customer.status && at < 0
  return (
    <span className="row g6">
      {off && <Tag tone="warn">{status.word(customer.status)}</Tag>}
      <span className="life" role="group" aria-label={t('fields.status')}>
        {status.choices
          .filter((option) => path.includes(option.key))
          .map((option) => {
            const index = path.indexOf(option.key)
            return (
              <button
                key={option.key}
                type="button"
                className={index === at ? 'c' : index < at ? 'p' : ''}
                aria-pressed={index === at}
                disabled={!customer.abilities.edit || index === at}
                onClick={() => void set(option.key, true)}
              >
                {wordOf(option)}
              </button>
            )
          })}
      </span>
    </span>
  )
}
