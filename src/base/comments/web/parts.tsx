import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { Comment, Subject, Thread } from '../contract.ts'
import { Composer } from './composer.tsx'
import { pieces } from './mentions.ts'
import { useThread } from './thread.ts'

/** The talk about a record with its readers, on the phone and on the desktop. */
export function Comments({ subject, closed }: { subject: Subject; closed?: boolean }) {
  const { t } = useTranslation('comments')
  const { query, ...acts } = useThread(subject)
  return (
    <Loading query={query}>
      {(thread) => (
        <div className="col g12">
          {thread.items
            .filter((item) => item.replyTo === null)
            .map((item) => (
              <Talk key={item.id} item={item} thread={thread} acts={acts} closed={closed} />
            ))}
          {!closed && (
            <Composer hint={t('hint')} sendWord={t('send')} onSend={(said) => saying(acts.add.mutateAsync(said))} />
          )}
          <Readers thread={thread} />
        </div>
      )}
    </Loading>
  )
}

type Acts = Omit<ReturnType<typeof useThread>, 'query'>
interface TalkProps {
  item: Comment
  thread: Thread
  acts: Acts
  closed: boolean | undefined
}

/** A comment with all answers to it and to its answers, in the order of time. */
function Talk({ item, thread, acts, closed }: TalkProps) {
  const { t } = useTranslation('comments')
  const [answering, setAnswering] = useState<Comment | null>(null)
  const answers = answersTo(item.id, thread.items)
  const one = (each: Comment) => (
    <One
      key={each.id}
      item={each}
      acts={acts}
      answered={each.replyTo === null || each.replyTo === item.id ? null : authorOf(each.replyTo, thread.items)}
      {...(!closed && { onAnswer: () => setAnswering(each) })}
    />
  )
  return (
    <div className="col g8">
      {one(item)}
      {(answers.length > 0 || answering) && (
        <div className="col g8" style={{ marginLeft: 32 }}>
          {answers.map(one)}
          {answering && (
            <Composer
              key={answering.id}
              hint={t('answerTo', { name: answering.author.name })}
              sendWord={t('answer')}
              onCancel={() => setAnswering(null)}
              onSend={async (said) => {
                await saying(acts.add.mutateAsync({ ...said, replyTo: answering.id }))
                setAnswering(null)
              }}
            />
          )}
        </div>
      )}
    </div>
  )
}

function One({
  item,
  acts,
  answered,
  onAnswer,
}: {
  item: Comment
  acts: Acts
  answered: string | null
  onAnswer?: () => void
}) {
  const { t } = useTranslation(['comments', 'web'])
  const [editing, setEditing] = useState(false)
  const remove = () =>
    acts.remove.mutate(item.id, {
      onSuccess: () => toast(t('removed')),
      onError: (error) => toast(errorText(error), { tone: 'bad' }),
    })
  return (
    <div className="row g8 t13" style={{ alignItems: 'flex-start' }}>
      <Avatar id={item.author.id} name={item.author.name} />
      <div className="grow col g4" style={{ minWidth: 0 }}>
        <div className="row g6 wrap">
          <span className="m">{item.author.name}</span>
          {answered && <span className="c3">{t('answers', { name: answered })}</span>}
          <span className="c3 t12">{formatMoment(item.createdAt)}</span>
          {item.editedAt && !item.removed && <span className="c3 t12">{t('edited')}</span>}
        </div>
        {editing ? (
          <Composer
            hint={t('hint')}
            first={item.text}
            known={item.mentions}
            sendWord={t('web:actions.save')}
            onCancel={() => setEditing(false)}
            onSend={async (said) => {
              await saying(acts.change.mutateAsync({ id: item.id, version: item.version, ...said }))
              setEditing(false)
            }}
          />
        ) : (
          <span
            className={item.removed ? 'c3' : undefined}
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {item.removed ? t('isRemoved') : <Words item={item} />}
          </span>
        )}
        {!editing && !item.removed && (
          <div className="row g4" style={{ marginLeft: -8 }}>
            {onAnswer && (
              <Button size="sm" kind="text" onClick={onAnswer}>
                {t('answer')}
              </Button>
            )}
            {item.editable && (
              <>
                <Button size="sm" kind="text" onClick={() => setEditing(true)}>
                  {t('web:actions.edit')}
                </Button>
                <Button size="sm" kind="text" className="danger" onClick={remove}>
                  {t('remove')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function Words({ item }: { item: Comment }) {
  let at = 0
  return pieces(item.text, item.mentions).map((piece) => {
    const key = at
    at += piece.text.length
    return (
      <span
        key={key}
        className={piece.isName ? 'm' : undefined}
        style={piece.isName ? { color: 'var(--c-primary-text)' } : undefined}
      >
        {piece.text}
      </span>
    )
  })
}

const SHOWN_READERS = 6

function Readers({ thread }: { thread: Thread }) {
  const { t } = useTranslation('comments')
  const names = thread.readers.map((reader) => reader.name)
  if (names.length === 0) return null
  const shown = names.slice(0, SHOWN_READERS).join(t('comma'))
  return <div className="c3 t12">{t('readBy', { count: names.length, names: shown })}</div>
}

function answersTo(id: string, items: readonly Comment[]): Comment[] {
  const family = new Set([id])
  return items.filter((item) => {
    if (item.replyTo === null || !family.has(item.replyTo)) return false
    family.add(item.id)
    return true
  })
}

const authorOf = (id: string, items: readonly Comment[]): string | null =>
  items.find((item) => item.id === id)?.author.name ?? null

/** Says why something was refused and lets the caller keep the words. */
async function saying<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent
  } catch (error) {
    toast(errorText(error), { tone: 'bad' })
    throw error
  }
}
