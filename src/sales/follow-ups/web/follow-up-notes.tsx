import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useCan } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type FollowUp, useFollowUpActs } from './follow-up.ts'

/** 补一句: news that was added to an interaction later, and adding some. */
export function Notes({ item }: { item: FollowUp }) {
  const { t } = useTranslation('follow-ups')
  const may = useCan('followUps.create')
  const acts = useFollowUpActs(item.id)
  const [text, setText] = useState('')
  const add = () =>
    text.trim() &&
    acts.note.mutate(text.trim(), {
      onSuccess: () => setText(''),
      onError: (error) => toast(errorText(error), { tone: 'bad' }),
    })
  return (
    <div>
      {item.notes.map((note) => (
        <div
          key={note.id}
          className="row g8 t13"
          style={{ alignItems: 'flex-start', padding: '6px 0', borderTop: '1px solid var(--c-split)' }}
        >
          <Avatar id={note.author.id} name={note.author.name} />
          <span className="grow" style={{ whiteSpace: 'pre-wrap' }}>
            {note.text}
          </span>
          <span className="c3 t12 nw">{formatMoment(note.createdAt)}</span>
        </div>
      ))}
      {may && !item.voidedAt && (
        <div className="row g8" style={{ paddingTop: 6 }}>
          <Input
            aria-label={t('addNote')}
            placeholder={t('addNoteHint')}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={add}
          />
          <Button busy={acts.note.isPending} disabled={!text.trim()} onClick={add}>
            {t('addNote')}
          </Button>
        </div>
      )}
    </div>
  )
}
