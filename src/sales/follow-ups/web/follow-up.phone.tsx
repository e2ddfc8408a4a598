import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Comments } from '../../../base/comments/web/parts.tsx'
import { formatList, formatMoment } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { usePathParam } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextArea } from '../../../web/ui/fields.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { Banner, Card, ListRow, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { Heard, Summary, useFacts } from './facts.tsx'
import { type FollowUp, useFollowUp, useFollowUpActs } from './follow-up.ts'

/** One follow-up on the phone; evidence leads here. */
export default function FollowUpPage() {
  const { t } = useTranslation('follow-ups')
  const query = useFollowUp(usePathParam('id'))
  return (
    <>
      <NavBar title={t('one')} />
      <Loading query={query}>{(item) => <Body item={item} />}</Loading>
    </>
  )
}

function Body({ item }: { item: FollowUp }) {
  const { t } = useTranslation(['follow-ups', 'comments'])
  const method = useOptions('method')
  const facts = useFacts(item)
  const acts = useFollowUpActs(item.id)
  const may = useCan('followUps.create')
  const [text, setText] = useState('')
  const add = () =>
    acts.note.mutate(text.trim(), {
      onSuccess: () => setText(''),
      onError: (error) => toast(errorText(error), { tone: 'bad' }),
    })
  return (
    <>
      {item.voidedAt && <Banner tone="warn">{t('isVoided', { when: formatMoment(item.voidedAt) })}</Banner>}
      <Card>
        {item.customer && (
          <ListRow
            to={`/customers/${item.customer.id}`}
            title={item.customer.name}
            text={item.contacts && formatList(item.contacts.map((contact) => contact.name))}
          />
        )}
        <Row>
          {item.owner && <Avatar id={item.owner.id} name={item.owner.name} />}
          <span className="m t14">{item.owner?.name}</span>
          <span className="c3 t13 el">{[method.word(item.method), formatMoment(item.occurredAt)].join(' · ')}</span>
          {item.entryKind !== 'normal' && (
            <span className="push">
              <Tag>{t('list.late')}</Tag>
            </span>
          )}
        </Row>
        <div style={{ padding: '4px 16px 12px', fontSize: 16, lineHeight: '26px' }}>
          <Summary summary={item.summary} />
        </div>
        <div className="row g6 wrap" style={{ padding: '0 16px 12px' }}>
          <Heard item={item} />
        </div>
      </Card>
      <div style={{ height: 12 }} />
      {facts.length > 0 && (
        <Card>
          {facts.map(({ label, value }) => (
            <Row key={label} label={label}>
              <span className="grow t14" style={{ minWidth: 0 }}>
                {value}
              </span>
            </Row>
          ))}
        </Card>
      )}
      <Section title={t('addNote')} />
      <Card>
        {item.notes.map((note) => (
          <ListRow key={note.id} title={note.text} note={`${note.author.name} · ${formatMoment(note.createdAt)}`} />
        ))}
        {may && !item.voidedAt && (
          <div className="col g8" style={{ padding: '10px 16px 14px' }}>
            <TextArea
              aria-label={t('addNote')}
              rows={2}
              maxLength={5000}
              value={text}
              placeholder={t('addNoteHint')}
              onChange={setText}
            />
            <Button wide busy={acts.note.isPending} disabled={!text.trim()} onClick={add}>
              {t('addNote')}
            </Button>
          </div>
        )}
      </Card>
      <Section title={t('comments:title')} />
      <Card pad>
        <Comments subject={{ type: 'followUp', record: item.id }} closed={item.voidedAt !== null} />
      </Card>
      <div style={{ height: 24 }} />
    </>
  )
}
