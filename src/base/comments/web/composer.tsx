import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useUnsaved } from '../../../web/lib/drafts.ts'
import { useLater } from '../../../web/lib/later.ts'
import { Button, TextArea } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { type Named, nameBegun, namedIn, withName } from './mentions.ts'
import type { Said } from './thread.ts'

/** Words with @names; a name is picked from colleagues while it is typed. `onSend` keeps the words when it throws. */
export function Composer({
  hint,
  first = '',
  known = [],
  sendWord,
  onSend,
  onCancel,
}: {
  hint: string
  first?: string
  known?: Named[]
  sendWord: string
  onSend: (said: Said) => Promise<unknown>
  onCancel?: () => void
}) {
  const { t } = useTranslation(['comments', 'web'])
  const [text, setText] = useState(first)
  const [picked, setPicked] = useState(known)
  const [begun, setBegun] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  useUnsaved(text.trim() !== first.trim())
  const field = () => area.current?.querySelector('textarea') ?? null
  const look = (value: string) => setBegun(nameBegun(value.slice(0, field()?.selectionStart ?? value.length)))
  const pick = (person: Named): void => {
    const next = withName(text, field()?.selectionStart ?? text.length, person.name)
    setText(next.text)
    setPicked([...picked, person])
    setBegun(null)
    requestAnimationFrame(() => {
      field()?.focus()
      field()?.setSelectionRange(next.caret, next.caret)
    })
  }
  const send = async (): Promise<void> => {
    if (!text.trim() || busy) return
    setBusy(true)
    try {
      await onSend({ text: text.trim(), mentions: namedIn(text, picked) })
      setText('')
      setPicked([])
    } catch {
      // The words stay; the caller has said why.
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="col g8" ref={area}>
      <TextArea
        aria-label={hint}
        placeholder={hint}
        rows={2}
        maxLength={5000}
        value={text}
        onChange={(value) => {
          setText(value)
          look(value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setBegun(null)
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      {begun !== null && <People words={begun} onPick={pick} />}
      <div className="row g8">
        <Button
          size="sm"
          kind="text"
          onClick={() => setBegun(begun === null ? '' : null)}
          aria-expanded={begun !== null}
        >
          {t('name')}
        </Button>
        {onCancel && (
          <Button size="sm" kind="text" className="push" onClick={onCancel}>
            {t('web:actions.cancel')}
          </Button>
        )}
        <Button
          size="sm"
          {...(!onCancel && { className: 'push' })}
          busy={busy}
          disabled={!text.trim()}
          onClick={() => void send()}
        >
          {sendWord}
        </Button>
      </div>
    </div>
  )
}

function People({ words, onPick }: { words: string; onPick: (person: Named) => void }) {
  const { t } = useTranslation('comments')
  const q = useLater(words.trim(), 200)
  const { data } = useQuery({
    queryKey: ['users', 'pick', q],
    queryFn: () => api.get<{ items: Named[] }>('/api/users', { q: q || undefined, limit: 8 }),
  })
  return (
    <div className="row g6 wrap" role="listbox" aria-label={t('whom')}>
      {data?.items.map((person) => (
        <button
          type="button"
          key={person.id}
          role="option"
          aria-selected={false}
          className="chip"
          onClick={() => onPick(person)}
        >
          <Avatar id={person.id} name={person.name} />
          {person.name}
        </button>
      ))}
      {data?.items.length === 0 && <span className="c3 t13">{t('nobody')}</span>}
    </div>
  )
}
