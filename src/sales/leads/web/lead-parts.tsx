import { Link } from '@tanstack/react-router'
import { MessageSquareText, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { tellsOf } from '../../../web/lib/meta.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { Entry, useTimelineOf } from '../../customers/web/parts.tsx'
import { isOpen, type Lead, useAskedFields } from './lead.ts'

/** What matters most, in one line. */
export function Properties({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads')
  return (
    <div className="props" style={{ paddingBottom: 10 }}>
      <div>
        <span className="name">{t('fields.contactName')}</span>
        {[lead.contactName, lead.title].filter(Boolean).join(' · ') || '–'}
      </div>
      <div>
        <span className="name">{t('fields.phone')}</span>
        {lead.phone && !lead.phone.includes('*') ? (
          <a className="row g6" href={`tel:${lead.phone}`}>
            <Phone size={14} />
            {lead.phone}
          </a>
        ) : (
          (lead.phone ?? '–')
        )}
      </div>
      <div>
        <span className="name">{t('fields.ownerId')}</span>
        {lead.owner ? (
          <span className="row g6">
            <Avatar id={lead.owner.id} name={lead.owner.name} />
            {lead.owner.name}
          </span>
        ) : (
          <span className="c3">{t('noOwner')}</span>
        )}
      </div>
      <div>
        <span className="name">{t('fields.lastFollowUpAt')}</span>
        {lead.lastFollowUpAt ? formatMoment(lead.lastFollowUpAt) : <span className="c3">{t('neverTouched')}</span>}
      </div>
      {lead.customer && (
        <div>
          <span className="name">{t('fields.customerId')}</span>
          <Link to={`/customers/${lead.customer.id}`}>{lead.customer.name}</Link>
        </div>
      )}
      {lead.status === 'invalid' && lead.invalidReason && (
        <div>
          <span className="name">{t('fields.invalidReason')}</span>
          {lead.invalidReason}
        </div>
      )}
    </div>
  )
}

/** What was said to the lead, newest first. */
export function Timeline({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads')
  const go = useGo()
  const mayRecord = useCan('followUps.create')
  return (
    <Panel title={t('timeline')}>
      <Loading query={useTimelineOf({ leadId: lead.id })}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={MessageSquareText}
              title={t('noTimeline')}
              {...(isOpen(lead) && { text: t('noTimelineText') })}
              actions={
                mayRecord &&
                isOpen(lead) && <Button onClick={() => go(`/follow-ups/new?lead=${lead.id}`)}>{t('record')}</Button>
              }
            />
          ) : (
            <>
              {items.map((item) => (
                <Entry key={item.id} item={item} />
              ))}
            </>
          )
        }
      </Loading>
    </Panel>
  )
}

/** Every field of the lead. */
export function Facts({ lead, onEdit }: { lead: Lead; onEdit: () => void }) {
  const { t } = useTranslation('web')
  const fields = useAskedFields()
  return (
    <div className="blk">
      <div className="row sb">
        <b>{t('record.facts')}</b>
        {lead.abilities.edit && (
          <Button size="xs" kind="text" onClick={onEdit}>
            {t('record.edit')}
          </Button>
        )}
      </div>
      <dl className="facts" style={{ marginTop: 8 }}>
        {fields
          .filter((field) => field.key !== 'name' && tellsOf(lead, field))
          .map((field) => (
            <div key={field.key} style={{ display: 'contents' }}>
              <dt>{field.label}</dt>
              <dd>
                <FieldValue field={field} record={lead} />
              </dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
