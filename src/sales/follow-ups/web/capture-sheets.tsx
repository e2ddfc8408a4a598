import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Button, TextArea, TextField } from '../../../web/ui/fields.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { DateTimeSheet } from '../../../web/ui/phone/date-time-sheet.tsx'
import { MultiSheet, SelectSheet } from '../../../web/ui/phone/pickers.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { AddedFields } from './capture-added.tsx'
import { Group, NextStepSheet } from './capture-next-sheet.tsx'
import { ContactSheet, CustomerSheet } from './capture-who-sheets.tsx'
import { type CaptureDraft, withSubject } from './draft.ts'
import { useOpenDeals } from './use-heard.ts'

export type SheetName = 'customer' | 'contacts' | 'method' | 'when' | 'need' | 'objection' | 'nextStep' | 'more'

interface Props {
  open: SheetName | null
  close: () => void
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
  onNewCustomer: (name: string) => void
}

/** Every bottom sheet of 记跟进; changing a chip never rewrites the words. */
export function CaptureSheets({ open, close, draft, change, onNewCustomer }: Props) {
  const { t } = useTranslation('follow-ups')
  const method = useOptions('method')
  const objection = useOptions('objection')
  const options = (list: typeof method) => list.choices.map((option) => ({ value: option.key, label: wordOf(option) }))
  return (
    <>
      <CustomerSheet
        open={open === 'customer'}
        close={close}
        onNew={onNewCustomer}
        onPick={(subject) => change(withSubject(subject))}
      />
      <ContactSheet open={open === 'contacts'} close={close} draft={draft} change={change} />
      <SelectSheet
        open={open === 'method'}
        onClose={close}
        title={t('fields.method')}
        options={options(method)}
        value={draft.method}
        onPick={(option) => change({ method: option.value })}
      />
      <DateTimeSheet
        open={open === 'when'}
        onClose={close}
        title={t('fields.occurredAt')}
        value={draft.occurredAt ?? new Date().toISOString()}
        onChange={(occurredAt) => change({ occurredAt })}
      />
      <NeedSheet key={`need ${open === 'need'}`} open={open === 'need'} close={close} draft={draft} change={change} />
      <MultiSheet
        open={open === 'objection'}
        onClose={close}
        title={t('fields.objections')}
        options={options(objection)}
        values={draft.objections}
        onChange={(objections) => change({ objections })}
        searchFrom={99}
      />
      <NextStepSheet
        key={`next ${open === 'nextStep'}`}
        open={open === 'nextStep'}
        close={close}
        draft={draft}
        change={change}
      />
      <MoreSheet open={open === 'more'} close={close} draft={draft} change={change} />
    </>
  )
}

function NeedSheet({ open, close, draft, change }: Omit<Props, 'open' | 'onNewCustomer'> & { open: boolean }) {
  const { t } = useTranslation(['follow-ups', 'web'])
  const feedback = useOptions('feedback')
  const signal = useOptions('signal')
  const flip = (key: string) =>
    change({
      signals: draft.signals.includes(key) ? draft.signals.filter((each) => each !== key) : [...draft.signals, key],
    })
  const [needs, setNeeds] = useState(draft.needs.join('\n'))
  const [rivals, setRivals] = useState(draft.competitors.join('、'))
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  return (
    <Sheet
      open={open}
      onClose={close}
      title={t('fields.needs')}
      pad
      footer={
        <Button kind="pri" wide onClick={close}>
          {t('web:actions.done')}
        </Button>
      }
    >
      <div className="col g16">
        <TextArea
          label={t('fields.needsHint')}
          rows={2}
          value={needs}
          onChange={(text) => {
            setNeeds(text)
            change({ needs: lines(text) })
          }}
        />
        <TextField
          label={t('fields.competitors')}
          value={rivals}
          onChange={(text) => {
            setRivals(text)
            change({
              competitors: text
                .split(/[、，,]/)
                .map((name) => name.trim())
                .filter(Boolean),
            })
          }}
        />
        <Group title={t('fields.feedback')}>
          {feedback.choices.map((option) => (
            <PickChip
              key={option.key}
              on={draft.feedback === option.key}
              onPress={() => change({ feedback: draft.feedback === option.key ? null : option.key })}
            >
              {wordOf(option)}
            </PickChip>
          ))}
        </Group>
        <Group title={t('fields.signals')}>
          {signal.choices.map((option) => (
            <PickChip
              key={option.key}
              warn={option.tone === 'warning'}
              on={draft.signals.includes(option.key)}
              onPress={() => flip(option.key)}
            >
              {wordOf(option)}
            </PickChip>
          ))}
        </Group>
      </div>
    </Sheet>
  )
}

function MoreSheet({ open, close, draft, change }: Omit<Props, 'open' | 'onNewCustomer'> & { open: boolean }) {
  const { t } = useTranslation(['follow-ups', 'web'])
  const customerId = draft.customer?.id
  const stage = useOptions('stage')
  const result = useOptions('result')
  const deals = useOpenDeals(open ? customerId : undefined)
  return (
    <Sheet
      open={open}
      onClose={close}
      title={t('more')}
      pad
      footer={
        <Button kind="pri" wide onClick={close}>
          {t('web:actions.done')}
        </Button>
      }
    >
      <div className="col g16">
        <Group title={t('fields.opportunity')}>
          {(deals ?? []).map((deal) => (
            <PickChip
              key={deal.id}
              on={draft.opportunity?.id === deal.id}
              onPress={() =>
                change({ opportunity: draft.opportunity?.id === deal.id ? null : { id: deal.id, name: deal.name } })
              }
            >
              {deal.name}
            </PickChip>
          ))}
          {deals?.length === 0 && <span className="t14 c3">{t('noOpportunity')}</span>}
        </Group>
        {draft.opportunity && (
          <>
            <Group title={t('fields.stage')}>
              {stage.choices
                .filter((option) => option.state === 'open')
                .map((option) => (
                  <PickChip
                    key={option.key}
                    on={draft.stage === option.key}
                    onPress={() => change({ stage: draft.stage === option.key ? null : option.key })}
                  >
                    {wordOf(option)}
                  </PickChip>
                ))}
            </Group>
            <TextField
              label={t('fields.amountShort')}
              inputMode="decimal"
              value={draft.amount}
              onChange={(amount) => change({ amount: amount.replace(/[^\d.]/g, '') })}
            />
          </>
        )}
        <Group title={t('fields.result')}>
          {result.choices.map((option) => (
            <PickChip
              key={option.key}
              on={draft.result === option.key}
              onPress={() => change({ result: draft.result === option.key ? null : option.key })}
            >
              {wordOf(option)}
            </PickChip>
          ))}
        </Group>
        <TextArea
          label={t('fields.judgement')}
          rows={2}
          value={draft.judgement}
          onChange={(judgement) => change({ judgement })}
        />
        <AddedFields draft={draft} change={change} required={false} />
      </div>
    </Sheet>
  )
}
