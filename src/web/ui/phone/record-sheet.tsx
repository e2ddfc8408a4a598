import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changedOf, type FieldMeta, fieldValueOf, isBlank, recordWith, startOf } from '../../lib/meta.ts'
import { type FormValues, saveRecord } from '../../lib/record-values.ts'
import { useSubmit } from '../../lib/submit.ts'
import { knownOf } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import { toast } from '../toast.tsx'
import { PhoneInput } from './field-input.tsx'
import { Sheet } from './sheet.tsx'

export interface RecordSheetProps {
  open: boolean
  onClose: () => void
  title: string
  /** Path of the type, for example `contacts`. */
  path: string
  fields: FieldMeta[]
  /** The record that is edited; without an id defaults of a new one. */
  record?: FormValues
  /** Sent along with a new record without being asked, for example whose it is. */
  fixed?: FormValues
  submitText?: string
  /** What is asked again afterwards, beside the type itself. */
  touches?: string[]
  /** Instead of closing: leads to another page, with which the sheet goes. */
  onSaved?: (saved: { id: string; version: number }) => void
  /** Below the fields, for example duplicate hints. */
  extra?: (values: FormValues) => ReactNode
}

/** Makes or changes one record on the phone; closing with unsaved changes asks. */
export function RecordSheet(props: RecordSheetProps) {
  return props.open ? <OpenSheet {...props} /> : null
}

function OpenSheet({
  onClose,
  title,
  path,
  fields,
  record = {},
  fixed,
  submitText,
  touches = [],
  onSaved,
  extra,
}: RecordSheetProps) {
  const { t } = useTranslation('web')
  const client = useQueryClient()
  const sending = useSubmit()
  const [typed, setTyped] = useState<FormValues>({})
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const shownOf = (field: FieldMeta): unknown => (field.key in typed ? typed[field.key] : startOf(record, field))
  const start = recordWith(fields.map((field) => [field, startOf(record, field)]))
  const values = recordWith(fields.map((field) => [field, shownOf(field)]))
  const changed = changedOf(fields, start, values)
  const dirty = Object.keys(changed).length > 0
  const missing = fields.filter((field) => field.required && isBlank(fieldValueOf(values, field)))
  const save = async (): Promise<void> => {
    setTried(true)
    if (missing.length > 0) return
    let saved: { id: string; version: number } | undefined
    const done = await sending.submit(async () => {
      saved = await saveRecord(path, record, { ...values, ...fixed }, changed)
      await Promise.all([path, 'reports', ...touches].map((key) => client.invalidateQueries({ queryKey: [key] })))
    })
    if (!done || !saved) return
    toast(t(record.id ? 'record.saved' : 'record.created'))
    if (onSaved) onSaved(saved)
    else onClose()
  }
  const footer = asking ? (
    <div className="row g8" role="alert">
      <span className="grow t14">{t('draft.leaveTitle')}</span>
      <Button onClick={onClose}>{t('draft.leave')}</Button>
      <Button kind="pri" onClick={() => setAsking(false)}>
        {t('draft.stay')}
      </Button>
    </div>
  ) : (
    <Button kind="pri" wide busy={sending.busy} onClick={() => void save()}>
      {submitText ?? t('actions.save')}
    </Button>
  )
  return (
    <Sheet open onClose={() => (dirty ? setAsking(true) : onClose())} title={title} footer={footer} pad tall>
      <div className="col g16">
        {fields.map((field) => (
          <PhoneInput
            key={field.key}
            field={field}
            value={shownOf(field)}
            known={knownOf(record, field)[0]}
            error={sending.errors[field.key] ?? (tried && missing.includes(field) ? t('fields.required') : undefined)}
            onChange={(value) => setTyped((now) => ({ ...now, [field.key]: value }))}
          />
        ))}
        {extra?.(values)}
        {(sending.problem || sending.current !== undefined) && (
          <div className="ban bad" role="alert">
            {sending.problem ?? t('record.changedMeanwhile')}
          </div>
        )}
      </div>
    </Sheet>
  )
}
