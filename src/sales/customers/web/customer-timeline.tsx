import { Link } from '@tanstack/react-router'
import { CornerDownRight, ListFilter, MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatList, formatMoment } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Avatar, IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { methodIcon } from '../../../web/ui/method-icon.ts'
import { EmptyState, type Loaded, Loading } from '../../../web/ui/states.tsx'
import type { Customer, TimelineItem } from './customer.ts'

type Kind = 'all' | 'visit' | 'call' | 'message' | 'other'

/** What was said, newest first; by kind of contact, or objections only. */
export function TimelineTab({ customer, query }: { customer: Customer; query: Loaded<{ items: TimelineItem[] }> }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  const method = useOptions('method')
  const [kind, setKind] = useState<Kind>('all')
  const [objections, setObjections] = useState(false)
  const kindOf = (item: TimelineItem): Kind => {
    const found = method.find(item.method)?.class
    return found === 'visit' || found === 'call' || found === 'message' ? found : 'other'
  }
  return (
    <Loading query={query}>
      {({ items }) => {
        const kinds = (['visit', 'call', 'message', 'other'] as const).filter((each) =>
          items.some((item) => kindOf(item) === each),
        )
        const shown = items.filter(
          (item) =>
            (kind === 'all' || kindOf(item) === kind) &&
            (!objections || (item.objections?.length ?? 0) + (item.competitors?.length ?? 0) > 0),
        )
        if (items.length === 0)
          return (
            <EmptyState
              icon={MessageSquareText}
              title={t('noTimeline')}
              text={t('noTimelineText')}
              actions={
                <Button kind="pri" onClick={() => go(`/follow-ups/new?customer=${customer.id}`)}>
                  {t('record')}
                </Button>
              }
            />
          )
        return (
          <>
            <div className="row sb g8">
              <Segmented
                small
                label={t('tabs.timeline')}
                value={kind}
                onChange={setKind}
                choices={[
                  { value: 'all', label: t('allCount', { count: items.length }) },
                  ...kinds.map((value) => ({
                    value,
                    label: `${t(`kind.${value}`)} ${items.filter((item) => kindOf(item) === value).length}`,
                  })),
                ]}
              />
              <Button
                size="sm"
                kind={objections ? undefined : 'text'}
                className={objections ? 'on' : ''}
                aria-pressed={objections}
                icon={<ListFilter size={14} />}
                onClick={() => setObjections(!objections)}
              >
                {t('onlyObjections')}
              </Button>
            </div>
            <div>
              {shown.map((item) => (
                <Entry key={item.id} item={item} />
              ))}
            </div>
            {shown.length === 0 && <span className="c3 t13">{t('noneOfThese')}</span>}
          </>
        )
      }}
    </Loading>
  )
}

/** One interaction on the line of time: how, with whom, the words, what was heard and agreed. */
export function Entry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation(['customers', 'follow-ups'])
  const method = useOptions('method')
  const objection = useOptions('objection')
  const action = useOptions('nextStepAction')
  const Icon = methodIcon(item.method, method.find(item.method)?.class)
  const before = item.stateBefore?.intent
  const after = item.stateAfter?.intent
  const phrase = /^phrase:(\w+)$/.exec(item.summary)?.[1]
  return (
    <div className="te">
      <span className="tic">
        <Icon size={14} />
      </span>
      <div className="grow">
        <div className="row g8 t13" style={{ minHeight: 24 }}>
          <b className="m nw">{method.word(item.method)}</b>
          <span className="c2 el">{item.contacts && formatList(item.contacts.map((contact) => contact.name))}</span>
          <Link to={`/follow-ups/${item.id}`} className="c3 nw">
            {formatMoment(item.occurredAt)}
          </Link>
          {after && after !== before && <IntentLetter intent={after} {...(before && { from: before })} />}
          {item.entryKind === 'late' || item.entryKind === 'veryLate' ? (
            <Tag>{t('follow-ups:list.late')}</Tag>
          ) : (
            !item.counted && <Tag>{t('follow-ups:list.uncounted')}</Tag>
          )}
          {item.owner && (
            <span className="push" title={item.owner.name}>
              <Avatar id={item.owner.id} name={item.owner.name} />
            </span>
          )}
        </div>
        <p className={phrase ? 'tx c3' : 'tx'}>{phrase ? t(`follow-ups:phrase.${phrase}`) : item.summary}</p>
        <div className="row g6 wrap">
          {item.objections?.map((key) => (
            <Tag key={key} tone="warn">
              {t('objectionOf', { name: objection.word(key) })}
            </Tag>
          ))}
          {item.competitors?.map((name) => (
            <Tag key={name} tone="warn">
              {t('follow-ups:rival', { name })}
            </Tag>
          ))}
          {item.needs?.map((need) => (
            <Tag key={need}>{t('needOf', { name: need })}</Tag>
          ))}
          {item.nextStep && (
            <span className="push row g6 t13 c2 nw">
              <CornerDownRight size={14} className="c3" />
              {formatDay(item.nextStep.day)} {item.nextStep.goal || action.word(item.nextStep.action)}
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
