import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../lib/drafts.ts'
import { changedOf, type FieldMeta, isBlank, recordWith, startOf } from '../../lib/meta.ts'
import { useSubmit } from '../../lib/submit.ts'
import { knownOf } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import { Banner, Card } from './blocks.tsx'
import { PhoneInput } from './field-input.tsx'
import { Footer } from './page.tsx'

/** What was typed, by the key of the field; kept on the device until it is sent. */
export type Typed = Record<string, unknown>

/** Scrolls to the first field that is marked, once it is. */
export const showGap = (): void =>
  void setTimeout(() => document.querySelector('.ph .inp.bad')?.scrollIntoView({ block: 'center' }))

/** Draws fields one below the other, says what is missing, and keeps what was typed. */
export function PhoneForm({
  fields,
  record = {},
  draft,
  submitText,
  onSubmit,
}: {
  fields: FieldMeta[]
  /** The record that is edited. */
  record?: Record<string, unknown>
  draft: Draft<Typed>
  submitText: string
  /** All values and only those that changed; added ones under `custom`. Reject with ApiError to show its words. */
  onSubmit: (values: Record<string, unknown>, changed: Record<string, unknown>) => Promise<void>
}) {
  const { t } = useTranslation('web')
  const sending = useSubmit()
  const [tried, setTried] = useState(false)
  const start = recordWith(fields.map((field) => [field, startOf(record, field)]))
  const shownOf = (field: FieldMeta): unknown =>
    field.key in draft.value ? draft.value[field.key] : startOf(record, field)
  const missing = fields.filter((field) => field.required && isBlank(shownOf(field)))
  const submit = async () => {
    setTried(true)
    if (missing.length > 0) return showGap()
    const values = recordWith(fields.map((field) => [field, shownOf(field)]))
    if (await sending.submit(() => onSubmit(values, changedOf(fields, start, values)))) draft.clear({})
  }
  const problem = sending.problem ?? (sending.current === undefined ? undefined : t('codes.conflict'))
  return (
    <>
      {problem && <Banner tone="bad">{problem}</Banner>}
      <Card pad>
        <div className="col g16">
          {fields.map((field) => (
            <PhoneInput
              key={field.key}
              field={field}
              value={shownOf(field)}
              known={knownOf(record, field)[0]}
              error={sending.errors[field.key] ?? (tried && missing.includes(field) ? t('fields.required') : undefined)}
              onChange={(value) => draft.set((now) => ({ ...now, [field.key]: value }))}
            />
          ))}
        </div>
      </Card>
      <div style={{ height: 24 }} />
      <Footer>
        <Button kind="pri" className="grow" busy={sending.busy} onClick={() => void submit()}>
          {tried && missing[0] ? t('fields.missing', { name: missing[0].label }) : submitText}
        </Button>
      </Footer>
    </>
  )
}
