import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { homeCurrency } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import { useCan } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Button, Checkbox, Segmented, TextField } from '../../../web/ui/fields.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { SelectSheet } from '../../../web/ui/phone/pickers.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { useConversion } from './conversion.ts'
import { type Lead, useLeadActs, usualReasons } from './lead.ts'

/** Asks on the phone what a lead becomes. */
export function ConvertSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation(['leads', 'web'])
  const { draft, change, duplicates, ready, convert, sending, problem } = useConversion(lead)
  const [choosing, setChoosing] = useState(false)
  const mayDeal = useCan('opportunities.create')
  return (
    <>
      <Sheet
        open={!choosing}
        onClose={onClose}
        title={t('act.title', { name: lead.name })}
        pad
        footer={
          <Button kind="pri" wide busy={sending.busy} disabled={!ready} onClick={() => void convert()}>
            {t('act.submit')}
          </Button>
        }
      >
        <div className="col g16">
          <Segmented
            fill
            label={t('act.which')}
            value={draft.into}
            onChange={(into) => {
              change({ into })
              if (into === 'existing' && !draft.customer) setChoosing(true)
            }}
            choices={[
              { value: 'new', label: t('act.newOne') },
              { value: 'existing', label: t('act.existing') },
            ]}
          />
          {draft.into === 'new' ? (
            <TextField
              label={t('act.customerName')}
              required
              maxLength={120}
              value={draft.name}
              onChange={(name) => change({ name })}
            />
          ) : (
            <Button wide onClick={() => setChoosing(true)}>
              {draft.customer?.name ?? t('act.choose')}
            </Button>
          )}
          {duplicates.length > 0 && (
            <div className="ban warn" role="status" style={{ display: 'block' }}>
              <b>{t('act.maybeThere')}</b>
              {duplicates.map(({ id, name, owner }, index) => (
                <div key={id ?? index} className="row g8 t14" style={{ minHeight: 44 }}>
                  <span className="grow col">
                    <span className="el">{name}</span>
                    <span className="t12 c2 el">{id ? owner : t('act.outOfReach', { owner: owner ?? '–' })}</span>
                  </span>
                  {id && (
                    <Button size="sm" onClick={() => change({ into: 'existing', customer: { id, name } })}>
                      {t('act.use')}
                    </Button>
                  )}
                </div>
              ))}
            </div>
          )}
          {lead.contactName && (
            <Checkbox checked={draft.contact} onChange={(contact) => change({ contact })}>
              {t('act.contact', { name: lead.contactName })}
            </Checkbox>
          )}
          {mayDeal && (
            <Checkbox checked={draft.deal} onChange={(deal) => change({ deal })}>
              {t('act.deal')}
            </Checkbox>
          )}
          {draft.deal && (
            <>
              <TextField
                label={t('act.dealName')}
                required
                maxLength={120}
                value={draft.dealName}
                onChange={(dealName) => change({ dealName })}
              />
              <TextField
                label={`${t('act.amount')} (${homeCurrency()})`}
                inputMode="decimal"
                value={draft.amount === null ? '' : String(draft.amount)}
                onChange={(text) => {
                  const amount = Number(text)
                  if (!Number.isNaN(amount)) change({ amount: text === '' ? null : amount })
                }}
              />
            </>
          )}
          {problem && (
            <div className="ban bad" role="alert">
              {problem}
            </div>
          )}
        </div>
      </Sheet>
      <CustomerChoice
        open={choosing}
        onClose={() => setChoosing(false)}
        onPick={(customer) => change({ into: 'existing', customer })}
      />
    </>
  )
}

function CustomerChoice({
  open,
  onClose,
  onPick,
}: {
  open: boolean
  onClose: () => void
  onPick: (customer: { id: string; name: string }) => void
}) {
  const { t } = useTranslation('leads')
  const [words, setWords] = useState('')
  const q = useLater(words.trim(), 200)
  const found = useQuery({
    queryKey: ['customers', 'pick', q],
    queryFn: () =>
      api.get<{ items: { id: string; name: string }[] }>('/api/customers', { q: q || undefined, limit: 20 }),
    enabled: open,
  })
  return (
    <SelectSheet
      open={open}
      onClose={onClose}
      title={t('act.choose')}
      onSearch={setWords}
      options={(found.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }))}
      onPick={(option) => onPick({ id: option.value, name: option.label })}
    />
  )
}

/** Asks on the phone why a lead is worth nothing: one tap for the usual reasons. */
export function InvalidSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation('leads')
  const acts = useLeadActs(lead)
  const sending = useSubmit()
  const [reason, setReason] = useState('')
  const run = async (): Promise<void> => {
    if (await sending.submit(() => acts.invalidate(reason.trim()))) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('invalid.reason')}
      pad
      footer={
        <Button kind="pri" wide busy={sending.busy} disabled={reason.trim() === ''} onClick={() => void run()}>
          {t('invalidate')}
        </Button>
      }
    >
      <div className="col g12">
        <div className="chips">
          {usualReasons.map((key) => {
            const text = t(`invalid.suggest.${key}`)
            return (
              <PickChip key={key} on={reason === text} onPress={() => setReason(text)}>
                {text}
              </PickChip>
            )
          })}
        </div>
        <TextField
          label={t('fields.invalidReason')}
          required
          maxLength={200}
          value={reason}
          onChange={setReason}
          {...(sending.errors.reason && { error: sending.errors.reason })}
        />
        {sending.problem && (
          <div className="ban bad" role="alert">
            {sending.problem}
          </div>
        )}
      </div>
    </Sheet>
  )
}
