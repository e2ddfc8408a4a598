import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { homeCurrency } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Field, Problem } from '../../../web/ui/desktop/form-parts.tsx'
import { useAskingClose } from '../../../web/ui/desktop/leave-question.tsx'
import { MoneyInput } from '../../../web/ui/desktop/money-input.tsx'
import { RecordDrawer } from '../../../web/ui/desktop/record-drawer.tsx'
import { ReferencePicker } from '../../../web/ui/desktop/reference-picker.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { useConversion } from './conversion.ts'
import { type Lead, useAskedFields, useLeadActs, usualReasons } from './lead.ts'

/** Makes or edits a lead. */
export function LeadDrawer({ open, onClose, lead }: { open: boolean; onClose: () => void; lead?: Lead }) {
  const { t } = useTranslation('leads')
  const go = useGo()
  const fields = useAskedFields().filter((field) => !field.readOnly)
  return (
    <RecordDrawer
      open={open}
      onClose={onClose}
      title={t(lead ? 'edit' : 'new')}
      submitText={t('new')}
      path="leads"
      fields={fields}
      {...(lead ? { record: lead } : { onSaved: ({ id }: { id: string }) => go(`/leads/${id}`) })}
    />
  )
}

/** Asks what a lead becomes: a new customer or one that is there, with its contact and perhaps an opportunity. */
export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation(['leads', 'web'])
  const { draft, change, duplicates, ready, changed, convert, sending, problem } = useConversion(lead)
  const { close, question } = useAskingClose(true, changed, onClose)
  const mayDeal = useCan('opportunities.create')
  return (
    <Modal
      open
      title={t('act.title', { name: lead.name })}
      onCancel={close}
      onOk={() => void convert()}
      okText={t('act.submit')}
      cancelText={t('web:actions.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={sending.busy}
      width={480}
    >
      <div className="col g16" style={{ padding: '8px 0' }}>
        <Segmented
          fill
          label={t('act.which')}
          value={draft.into}
          onChange={(into) => change({ into })}
          choices={[
            { value: 'new', label: t('act.newOne') },
            { value: 'existing', label: t('act.existing') },
          ]}
        />
        {draft.into === 'new' ? (
          <Field label={t('act.customerName')} required>
            {(id) => (
              <Input
                id={id}
                maxLength={120}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
        ) : (
          <Field label={t('act.existing')} required>
            {(id) => (
              <ReferencePicker
                id={id}
                path="customers"
                placeholder={t('act.choose')}
                value={draft.customer?.id ?? null}
                known={draft.customer ? [draft.customer] : []}
                onChange={(_, customer) => change({ customer: customer ?? null })}
              />
            )}
          </Field>
        )}
        {duplicates.length > 0 && (
          <div className="ban warn" role="status" style={{ display: 'block' }}>
            <b>{t('act.maybeThere')}</b>
            {duplicates.map(({ id, name, owner }, index) => (
              <div key={id ?? index} className="row g8 t13" style={{ minHeight: 28 }}>
                <span className="el">{name}</span>
                <span className="c2 el grow">{id ? owner : t('act.outOfReach', { owner: owner ?? '–' })}</span>
                {id && (
                  <Button size="xs" onClick={() => change({ into: 'existing', customer: { id, name } })}>
                    {t('act.use')}
                  </Button>
                )}
              </div>
            ))}
          </div>
        )}
        {lead.contactName && (
          <Checkbox checked={draft.contact} onChange={(event) => change({ contact: event.target.checked })}>
            {t('act.contact', { name: lead.contactName })}
          </Checkbox>
        )}
        {mayDeal && (
          <Checkbox checked={draft.deal} onChange={(event) => change({ deal: event.target.checked })}>
            {t('act.deal')}
          </Checkbox>
        )}
        {draft.deal && (
          <div className="row g12" style={{ alignItems: 'flex-start' }}>
            <div className="grow">
              <Field label={t('act.dealName')} required>
                {(id) => (
                  <Input
                    id={id}
                    maxLength={120}
                    value={draft.dealName}
                    onChange={(event) => change({ dealName: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <div style={{ width: 170 }}>
              <Field label={t('act.amount')}>
                {(id) => (
                  <MoneyInput
                    id={id}
                    min={0}
                    currency={homeCurrency()}
                    value={draft.amount}
                    onChange={(amount) => change({ amount })}
                  />
                )}
              </Field>
            </div>
          </div>
        )}
        <Problem text={problem} />
      </div>
      {question}
    </Modal>
  )
}

/** Asks why a lead is worth nothing. */
export function InvalidDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation(['leads', 'web'])
  const acts = useLeadActs(lead)
  const sending = useSubmit()
  const [reason, setReason] = useState('')
  const { close, question } = useAskingClose(true, reason !== '', onClose)
  const run = async (): Promise<void> => {
    if (await sending.submit(() => acts.invalidate(reason.trim()))) onClose()
  }
  return (
    <Modal
      open
      title={t('invalid.title', { name: lead.name })}
      onCancel={close}
      onOk={() => void run()}
      okText={t('invalidate')}
      cancelText={t('web:actions.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={sending.busy}
      width={440}
    >
      <div className="col g12" style={{ padding: '8px 0' }}>
        <div className="row g6 wrap">
          {usualReasons.map((key) => {
            const text = t(`invalid.suggest.${key}`)
            return (
              <Button
                key={key}
                size="sm"
                aria-pressed={reason === text}
                className={reason === text ? 'on' : ''}
                onClick={() => setReason(text)}
              >
                {text}
              </Button>
            )
          })}
        </div>
        <Field label={t('invalid.reason')} required error={sending.errors.reason}>
          {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <Problem text={sending.problem} />
      </div>
      {question}
    </Modal>
  )
}
