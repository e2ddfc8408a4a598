import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../web/lib/api.ts'
import { formatMoment, formatTime, timeZone } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { Card, Row } from '../../../web/ui/phone/blocks.tsx'
import { AddChip, Chip, FixChip, IntentPick } from '../../../web/ui/phone/chips.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { showGap } from '../../../web/ui/phone/record-form.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { AddedFields } from './capture-added.tsx'
import { CaptureSheets, type SheetName } from './capture-sheets.tsx'
import { asksReason, blocking, emptyDraft, usualMethod } from './draft.ts'
import { tintsOf } from './heard.ts'
import { HeardExtras } from './heard-extras.tsx'
import { keepSeveral, markDone, partKey } from './several.ts'
import { TintedWords } from './tinted-words.tsx'
import { againKey, useCapture } from './use-capture.ts'
import { WritingHints } from './writing-hints.tsx'

const LETTERS = ['A', 'B', 'C', 'D']

/** 记跟进: words first, then chips; one tap for a call that nobody answered. What was not said stays empty. */
export default function Capture() {
  const { t } = useTranslation(['follow-ups', 'web'])
  const go = useGo()
  const [address] = useAddress<{ customer: string; lead: string; part: string; again: string }>()
  const [sheet, setSheet] = useState<SheetName | null>(null)
  const form = useCapture({
    draftKey: address.part ? partKey(address.part) : address.again ? againKey(address.again) : 'followUp:new',
    address,
    onGap: (gap) => {
      if (gap === 'customer') setSheet('customer')
      else if (gap === 'summary') document.getElementById('capture-words')?.focus()
      else showGap()
    },
    after: () => (address.part ? '/follow-ups/several' : '/'),
    ...(address.part && { sent: markDone }),
  })
  const { kept, draft, change, drafts, hints, missing, added, open, tried, sending, problem, submit, noAnswer } = form
  const [only, another] = drafts
  const method = useOptions('method')
  const objection = useOptions('objection')
  const action = useOptions('nextStepAction')
  const feedback = useOptions('feedback')
  const signal = useOptions('signal')
  const gap = blocking(draft)
  const newCustomer = async (name: string) => {
    try {
      await form.newCustomer(name)
      setSheet(null)
    } catch (error) {
      // The company asks more of a customer than a name.
      if (error instanceof ApiError && error.errors.length > 0)
        go(`/customers/new?name=${encodeURIComponent(name)}&next=/follow-ups/new`)
      else toast(errorText(error), { tone: 'bad' })
    }
  }
  const isSeveral = another !== undefined && !address.part
  const several = async () => {
    await keepSeveral(draft.summary, drafts)
    kept.clear(emptyDraft(usualMethod()))
    go('/follow-ups/several')
  }
  const heard = [
    ...draft.needs,
    ...(draft.feedback ? [feedback.word(draft.feedback)] : []),
    ...draft.signals.map(signal.word),
  ]
  return (
    <>
      <NavBar
        title={t('title')}
        lead={t('web:actions.cancel')}
        home="/"
        tail={
          <button type="button" className="p-link" disabled={sending} onClick={noAnswer}>
            {t('noAnswer')}
          </button>
        }
      />
      <Card pad>
        <TintedWords
          value={draft.summary}
          tints={only ? tintsOf(drafts) : []}
          placeholder={t('hint')}
          label={t('fields.summary')}
          onChange={(summary) => change({ summary })}
        />
        <div className="row sb t12 c3">
          <span>
            {only && !another
              ? t('heardCount', { count: tintsOf(drafts).length })
              : kept.savedAt
                ? t('web:draft.saved', { time: formatTime(kept.savedAt) })
                : t('emptyStays')}
          </span>
          <span>{t('useKeyboardMic')}</span>
        </div>
        <HeardExtras draft={draft} drafts={drafts} change={change} onNewCustomer={(name) => void newCustomer(name)} />
      </Card>
      {!isSeveral && (
        <>
          <div style={{ height: 12 }} />
          <Card>
            <Row label={t('fields.customer')}>
              {draft.customer || draft.lead ? (
                <span className="chips">
                  <Chip onPress={() => setSheet('customer')}>{(draft.customer ?? draft.lead)?.name}</Chip>
                  {draft.lead && <Tag>{t('fields.leadId')}</Tag>}
                </span>
              ) : (
                <FixChip onPress={() => setSheet('customer')}>＋ {t('pickCustomer')}</FixChip>
              )}
            </Row>
            {draft.customer && (
              <Row label={t('fields.contacts')}>
                <span className="chips">
                  {draft.contacts.map((contact) => (
                    <Chip key={contact.id} onPress={() => setSheet('contacts')}>
                      {contact.name}
                    </Chip>
                  ))}
                  <AddChip label={t('fields.contacts')} onPress={() => setSheet('contacts')} />
                </span>
              </Row>
            )}
            <Row label={t('fields.method')}>
              <span className="chips">
                <Chip onPress={() => setSheet('method')}>{method.word(draft.method)}</Chip>
                <Chip onPress={() => setSheet('when')}>
                  {draft.occurredAt ? formatMoment(draft.occurredAt) : t('web:fields.now')}
                </Chip>
              </span>
            </Row>
            <Row label={t('fields.needs')}>
              <span className="chips">
                {heard.map((text) => (
                  <Chip key={text} onPress={() => setSheet('need')}>
                    {text}
                  </Chip>
                ))}
                <AddChip label={t('fields.needs')} onPress={() => setSheet('need')} />
              </span>
            </Row>
            <Row label={t('fields.objections')}>
              <span className="chips">
                {draft.objections.map((key) => (
                  <Chip key={key} warn onPress={() => setSheet('objection')}>
                    {objection.word(key)}
                  </Chip>
                ))}
                {draft.competitors.map((name) => (
                  <Chip key={name} warn onPress={() => setSheet('need')}>
                    {t('rival', { name })}
                  </Chip>
                ))}
                <AddChip label={t('fields.objections')} onPress={() => setSheet('objection')} />
              </span>
            </Row>
            {draft.customer && (
              <Row label={t('fields.intent')}>
                <span className="grow">
                  <IntentPick
                    letters={LETTERS}
                    value={draft.intent ?? undefined}
                    last={draft.customer.intent}
                    onChange={(intent) => change({ intent })}
                  />
                </span>
              </Row>
            )}
            <Row label={t('fields.nextStep')}>
              {draft.nextStep ? (
                <span className="chips">
                  <Chip onPress={() => setSheet('nextStep')}>
                    {formatMoment(draft.nextStep.at)} {draft.nextStep.goal || action.word(draft.nextStep.action)}
                  </Chip>
                </span>
              ) : (
                <FixChip onPress={() => setSheet('nextStep')}>＋ {t('pickNextStep')}</FixChip>
              )}
            </Row>
            {added.some((field) => field.required) && (
              <div style={{ padding: '8px 16px' }}>
                <AddedFields key={String(kept.ready)} draft={draft} change={change} required tried={tried} />
              </div>
            )}
            {asksReason(draft, new Date(), timeZone()) && (
              <div style={{ padding: '8px 16px' }}>
                <TextField
                  label={t('fields.lateReason')}
                  required
                  value={draft.lateReason}
                  onChange={(lateReason) => change({ lateReason })}
                />
              </div>
            )}
            {draft.customer && (
              <Row onPress={() => setSheet('more')} one>
                <span className="c2 t14 el" style={{ flex: '1 0 auto', maxWidth: '70%' }}>
                  {t('more')}
                </span>
                <span className="c3 t13 el">{draft.opportunity?.name}</span>
                <ChevronDown size={18} className="c3" />
              </Row>
            )}
          </Card>
          {draft.summary.trim() !== '' && missing.length + hints.length > 0 && (
            <>
              <div style={{ height: 12 }} />
              <Card pad>
                <div className="col g8">
                  {missing.length > 0 && (
                    <div className="t14">
                      <b>{t('missing.count', { count: missing.length })}</b>
                      {missing.map((each) => t(`missing.${each}`)).join(' · ')}
                    </div>
                  )}
                  <WritingHints findings={hints} />
                  {missing.length > 0 && (
                    <div className="chips">
                      {missing.map((each) => (
                        <FixChip key={each} onPress={() => setSheet(each)}>
                          {t(`missing.fix.${each}`)}
                        </FixChip>
                      ))}
                    </div>
                  )}
                </div>
              </Card>
            </>
          )}
        </>
      )}
      {problem && (
        <div className="ban bad" role="alert" style={{ margin: 12 }}>
          {problem}
        </div>
      )}
      <Footer>
        <Button kind="pri" className="grow" busy={sending} onClick={isSeveral ? () => void several() : submit}>
          {isSeveral
            ? t('several.title', { count: drafts.length })
            : gap
              ? t(`gap.${gap}`)
              : tried && open[0]
                ? t('web:fields.missing', { name: open[0].label })
                : t('submit')}
        </Button>
      </Footer>
      <CaptureSheets
        open={sheet}
        close={() => setSheet(null)}
        draft={draft}
        change={change}
        onNewCustomer={(name) => void newCustomer(name)}
      />
    </>
  )
}
