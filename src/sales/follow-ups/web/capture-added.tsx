import { useTranslation } from 'react-i18next'
import { fieldValueOf } from '../../../web/lib/meta.ts'
import { PhoneInput } from '../../../web/ui/phone/field-input.tsx'
import { type CaptureDraft, unfilled, withCustom } from './draft.ts'
import { useAddedFields } from './follow-up.ts'

/** The fields that the company added, on the phone: those without which nothing is accepted, or the others. */
export function AddedFields({
  draft,
  change,
  required,
  tried,
}: {
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
  required: boolean
  tried?: boolean
}) {
  const { t } = useTranslation('web')
  const added = useAddedFields()
  const missing = tried ? unfilled(draft, added) : []
  const fields = added.filter((field) => (field.required ?? false) === required && !field.readOnly)
  if (fields.length === 0) return null
  return (
    <div className="col g12">
      {fields.map((field) => (
        <PhoneInput
          key={field.key}
          field={field}
          value={fieldValueOf({ custom: draft.custom }, field) ?? null}
          error={missing.includes(field) ? t('fields.required') : undefined}
          onChange={(value) => change(withCustom(draft, field, value))}
        />
      ))}
    </div>
  )
}
