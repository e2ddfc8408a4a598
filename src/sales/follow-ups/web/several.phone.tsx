import { CircleCheck } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../../web/lib/drafts.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Card, TextButton } from '../../../web/ui/phone/blocks.tsx'
import { Chip } from '../../../web/ui/phone/chips.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { forgetSeveral, SEVERAL, type Several, type SeveralItem, wordsOf } from './several.ts'

/** 「识别出 6 条，逐条确认」: the text with numbered marks, one card for each interaction; each is confirmed by itself. */
export default function SeveralFollowUps() {
  const { t } = useTranslation(['follow-ups', 'web'])
  const go = useGo()
  const kept = useDraft<Several>(SEVERAL, { text: '', items: [] })
  const { text, items } = kept.value
  const left = items.filter(({ state }) => state === 'open')
  const setState = (id: string, state: SeveralItem['state']) =>
    kept.set((now) => ({ ...now, items: now.items.map((item) => (item.id === id ? { ...item, state } : item)) }))
  const drop = (id: string) => {
    setState(id, 'dropped')
    toast(t('several.dropped'), { onUndo: () => setState(id, 'open') })
  }
  const finish = async () => {
    await forgetSeveral(kept.value)
    kept.clear({ text: '', items: [] })
    go('/', { replace: true })
  }
  return (
    <>
      <NavBar title={t('several.title', { count: items.length })} lead={t('several.later')} home="/" />
      {kept.ready && items.length === 0 && <EmptyState title={t('several.none')} />}
      {text !== '' && (
        <Card pad>
          <div className="t14 several-text">{marked(text, items)}</div>
        </Card>
      )}
      {items.map((item, i) => (
        <Fragment key={item.id}>
          <div style={{ height: 12 }} />
          <One
            number={i + 1}
            item={item}
            words={wordsOf(text, item.heard)}
            onOpen={() => go(`/follow-ups/new?part=${item.id}`)}
            onDrop={() => drop(item.id)}
            onRestore={() => setState(item.id, 'open')}
          />
        </Fragment>
      ))}
      {items.length > 0 && (
        <Footer>
          {left[0] ? (
            <Button kind="pri" className="grow" onClick={() => go(`/follow-ups/new?part=${left[0]?.id}`)}>
              {t('several.next', { count: left.length })}
            </Button>
          ) : (
            <Button kind="pri" className="grow" onClick={() => void finish()}>
              {t('several.finish')}
            </Button>
          )}
        </Footer>
      )}
    </>
  )
}

function One({
  number,
  item: { heard, state },
  words,
  onOpen,
  onDrop,
  onRestore,
}: {
  number: number
  item: SeveralItem
  words: string
  onOpen: () => void
  onDrop: () => void
  onRestore: () => void
}) {
  const { t } = useTranslation('follow-ups')
  const method = useOptions('method')
  const objection = useOptions('objection')
  const name = heard.customer?.value.name ?? heard.newCustomer?.value ?? t('several.whose')
  if (state !== 'open')
    return (
      <Card pad>
        <div className="row g8">
          {state === 'done' && <CircleCheck size={18} className="cok" />}
          <span className={`grow el ${state === 'dropped' ? 'c3' : ''}`}>{name}</span>
          {state === 'dropped' && <TextButton onPress={onRestore}>{t('several.restore')}</TextButton>}
        </div>
      </Card>
    )
  return (
    <Card pad>
      <div className="col g8">
        <div className="row g8">
          <span className="several-no">{number}</span>
          <b className="grow el">{name}</b>
        </div>
        <div className="t14 c2">{words}</div>
        <div className="chips">
          {heard.method && <Chip>{method.word(heard.method.value)}</Chip>}
          {heard.intent && <Chip>{heard.intent.value}</Chip>}
          {heard.objections.map(({ value }) => (
            <Chip key={value} warn>
              {objection.word(value)}
            </Chip>
          ))}
          {heard.nextStep && <Chip>{heard.nextStep.goal.value}</Chip>}
        </div>
        <div className="row sb">
          <TextButton onPress={onDrop}>{t('several.drop')}</TextButton>
          <Button size="sm" onClick={onOpen}>
            {t('several.open')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** The text with a number before the words of each interaction. */
function marked(text: string, items: readonly SeveralItem[]): ReactNode[] {
  const marks = items
    .flatMap(({ heard }, i) => heard.spans.slice(0, 1).map(({ start }) => ({ start, number: i + 1 })))
    .sort((a, b) => a.start - b.start)
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, number } of marks) {
    parts.push(
      text.slice(at, start),
      <span key={number} className="several-no">
        {number}
      </span>,
    )
    at = start
  }
  return [...parts, text.slice(at)]
}
