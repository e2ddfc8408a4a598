import { useTranslation } from 'react-i18next'
import { formatList, formatMoment } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { Card, Row } from '../../../web/ui/phone/blocks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { type Subject, type TimelineItem, useTimelineOf } from './customer.ts'

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
