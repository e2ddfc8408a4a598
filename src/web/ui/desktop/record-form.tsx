import { Form } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api.ts'
import { homeCurrency } from '../../lib/format.ts'
import { useLeaveGuard } from '../../lib/leave-guard.ts'
import { changedOf, type FieldMeta, fieldValueOf, isBlank, pathOf, recordWith, startOf } from '../../lib/meta.ts'
import type { FormValues } from '../../lib/record-values.ts'
import { errorText, fieldErrors } from '../../lib/words.ts'
import { knownOf } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import { FieldInput } from './field-input.tsx'
import { LeaveQuestion } from './leave-question.tsx'

export interface RecordFormProps {
  fields: FieldMeta[]
  /** The record that is edited, or defaults of a new one. */
  record?: FormValues
  submitText?: string
  /** All values and only those that changed; custom ones under `custom`. Reject with ApiError to show its words. */
  onSubmit: (values: FormValues, changed: FormValues) => Promise<void>
  onCancel?: () => void
  /** Told as soon as something is typed, and again when it is saved. */
  onDirty?: (dirty: boolean) => void
  /** Between fields and buttons, for example duplicate hints; gets the live values. */
  extra?: (values: FormValues) => ReactNode
  /** Shown above the buttons on 409 with the record as it stands now. */
  onConflict?: (current: unknown) => ReactNode
}

const markRequired = (label: ReactNode, { required }: { required: boolean }): ReactNode => (
  <>
    {label}
    {required && <span className="req">*</span>}
  </>
)

const isWide = (field: FieldMeta): boolean =>
  field.kind === 'longText' || field.kind === 'texts' || field.kind === 'options'

/** Draws fields from meta in two columns, says what is missing, keeps typed words on every error, and asks before they are lost. */
export function RecordForm({
  fields,
  record = {},
  submitText,
  onSubmit,
  onCancel,
  onDirty,
  extra,
  onConflict,
}: RecordFormProps) {
  const { t } = useTranslation('web')
  const [form] = Form.useForm<FormValues>()
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [dirty, setDirty] = useState(false)
  const touch = (now: boolean): void => {
    setDirty(now)
    onDirty?.(now)
  }
  const guard = useLeaveGuard(dirty && !busy)
  const values = Form.useWatch([], form) ?? {}
  const currency = typeof record.currency === 'string' ? record.currency : homeCurrency()
  const initial = useMemo(() => recordWith(fields.map((field) => [field, startOf(record, field)])), [fields, record])

  const submit = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      const all = form.getFieldsValue(true) as FormValues
      await onSubmit(all, changedOf(fields, initial, all))
      touch(false)
    } catch (error) {
      setFailure(error)
      const words = fieldErrors(error)
      form.setFields(
        fields
          .filter((each) => words[each.key])
          .map((each) => ({ name: pathOf(each), errors: [words[each.key] ?? ''] })),
      )
    } finally {
      setBusy(false)
    }
  }
  const named = new Set(fields.map((each) => each.key))
  const stale = failure instanceof ApiError && failure.status === 409
  const general = failure !== undefined && !Object.keys(fieldErrors(failure)).some((each) => named.has(each))

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={markRequired}
      scrollToFirstError={{ behavior: 'smooth', block: 'center' }}
      onValuesChange={() => touch(true)}
      onFinish={() => void submit()}
    >
      <div className="rf">
        {fields.map((field) => (
          <Form.Item
            key={field.key}
            name={pathOf(field)}
            // Not on the form: a field that an administrator adds meanwhile comes later than the form.
            initialValue={fieldValueOf(initial, field)}
            label={field.label}
            extra={field.hint}
            className={isWide(field) ? 'wide' : ''}
            rules={rulesOf(field, t)}
            validateTrigger="onBlur"
          >
            <FieldInput field={field} known={knownOf(record, field)} currency={currency} />
          </Form.Item>
        ))}
      </div>
      {extra?.(values)}
      {stale && onConflict?.(failure.current)}
      {general && (
        <div className="ban bad" role="alert" style={{ marginBottom: 12 }}>
          {errorText(failure)}
        </div>
      )}
      <div className="row g8" style={{ justifyContent: 'flex-end' }}>
        {onCancel && <Button onClick={onCancel}>{t('actions.cancel')}</Button>}
        <Button kind="pri" type="submit" busy={busy}>
          {submitText ?? t('actions.save')}
        </Button>
      </div>
      <LeaveQuestion guard={guard} />
    </Form>
  )
}

type Say = (key: string, params?: Record<string, unknown>) => string

function rulesOf(field: FieldMeta, t: Say) {
  return [
    ...(field.required && field.kind !== 'checkbox'
      ? [
          {
            required: true,
            validator: (_: unknown, value: unknown) =>
              isBlank(value) ? Promise.reject(new Error(t('fields.required'))) : Promise.resolve(),
          },
        ]
      : []),
    ...(field.max
      ? [
          {
            validator: (_: unknown, value: unknown) =>
              typeof value === 'string' && value.length > (field.max ?? 0)
                ? Promise.reject(new Error(t('fields.tooLong', { max: field.max })))
                : Promise.resolve(),
          },
        ]
      : []),
  ]
}
